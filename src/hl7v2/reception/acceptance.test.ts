// What is refused before a message is acknowledged.
import { judge } from './acceptance.js';
import { FEED_DEFAULTS, type Feed } from '../feed.js';
import { readFacts } from '../mapping/facts.js';
import { completeSettings, type MappingSettings } from '../mapping/settings.js';
import { readHeader } from '../parser/header.js';
import { parseMessage } from '../parser/message.js';

const FEED: Feed = { ...FEED_DEFAULTS, name: 'test' };

interface Parts {
  readonly type?: string;
  readonly id?: string;
  readonly processing?: string;
  readonly version?: string;
  readonly segments?: readonly string[];
  readonly feed?: Partial<Feed>;
  readonly settings?: Partial<MappingSettings>;
}

function verdict(parts: Parts): string {
  const { type = 'ADT^A01', id = '1', processing = 'P', version = '2.4' } = parts;
  const text = [
    `MSH|^~\\&|ZIS|OLZ|||2026||${type}|${id}|${processing}|${version}`,
    ...(parts.segments ?? ['PID|||1^^^OLZ', 'PV1||I', 'ORC|1', 'OBR|1']),
  ].join('\r');
  const message = parseMessage(text);
  const feed = { ...FEED, ...parts.feed };
  const judged = judge(message, readHeader(message), {
    feed,
    readFacts: (one) => readFacts(one, completeSettings(parts.settings), 0),
  });
  if (!('error' in judged)) return judged.kind;
  const { segment = '', field = '' } = judged.error.location ?? {};
  return `${judged.kind} ${judged.error.code} ${segment}${field}`;
}

const cases: [string, Parts, string][] = [
  ['a message that is mapped', {}, 'accept'],
  ['no control id', { id: '' }, 'error 101 MSH10'],
  ['no type', { type: '' }, 'error 101 MSH9'],
  ['an unknown version', { version: '9.9' }, 'reject 203 MSH12'],
  ['a version with its country', { version: '2.5.1^NLD^2.5' }, 'accept'],
  ['no version', { version: '' }, 'accept'],
  ['another processing id', { processing: 'X' }, 'reject 202 MSH11'],
  ['no processing id', { processing: '' }, 'accept'],
  ['training', { processing: 'T^x', feed: { processingIds: ['P'] } }, 'reject 202 MSH11'],
  ['an unknown type', { type: 'ZZZ^Z99' }, 'reject 200 MSH9'],
  ['a query', { type: 'QRY^Q01' }, 'reject 200 MSH9'],
  ['a type without a mapping', { type: 'DFT^P03' }, 'ignore'],
  ['the same, refused', { type: 'DFT^P03', feed: { unmappedEvents: 'refuse' } }, 'reject 201 MSH9'],
  ['a trigger that is none', { type: 'DFT^hello' }, 'reject 201 MSH9'],
  ['an acknowledgement', { type: 'ACK^A01' }, 'none'],
  ['no PID', { segments: ['EVN|A01'] }, 'error 100 PID'],
  [
    'two PIDs in a message about one',
    { segments: ['PID|||1^^^OLZ', 'PID|||2^^^OLZ'] },
    'error 100 PID',
  ],
  [
    'two PIDs of a swap',
    { type: 'ADT^A17', segments: ['PID|||1^^^OLZ', 'PV1||I', 'PID|||2^^^OLZ', 'PV1||I'] },
    'accept',
  ],
  ['no MRG in a merge', { type: 'ADT^A40' }, 'error 100 MRG'],
  ['no OBR in a result', { type: 'ORU^R01', segments: ['PID|||1'] }, 'error 100 OBR'],
  ['no number of the patient', { segments: ['PID|1', 'PV1||I'] }, 'error 101 PID3'],
  ['an event that the feed ignores', { settings: { ignore: ['ADT^A01'] } }, 'ignore'],
  ['a sender of the feed', { feed: { senders: [{ application: 'ZIS' }] } }, 'accept'],
  [
    'another sender',
    { feed: { senders: [{ application: 'ZIS', facility: 'X' }] } },
    'reject 207 MSH3',
  ],
];

test.each(cases)('%s', (_, parts, expected) => {
  expect(verdict(parts)).toBe(expected);
});
