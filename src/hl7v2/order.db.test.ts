// Messages that come in another order than they were sent in, over MLLP: the end is the same.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject, objectAt, type JsonObject, type JsonValue } from '../fhir/json.js';
import { msh, startFeedServer, type FeedServer } from '../testing/hl7v2/feed-server.js';

let feeds: FeedServer;
beforeAll(async () => {
  feeds = await startFeedServer({ zis: { identity: { review: 'never' } } });
});
afterAll(() => feeds.stop());

/** A message at an hour of the day, about a patient and things with a name of their own. */
type Make = (name: string) => readonly string[];

const time = (hour: number): string => `20260310${String(hour).padStart(2, '0')}0000`;
const pid = (name: string, given = 'Anna'): string =>
  `PID|1||${name}^^^OLZ^PI||Vermeer&&Vermeer^${given}^^^^^L||19680412|F`;

function adt(trigger: string, hour: number, more: { place?: string; given?: string } = {}): Make {
  return (name) => [
    msh(`ADT^${trigger}`, time(hour)),
    `EVN|${trigger}|${time(hour)}`,
    pid(name, more.given),
    `PV1|1|I|${more.place ?? 'A^1^1'}||||||||||||||||V${name}^^^OLZ^VN`,
  ];
}

function person(trigger: string, hour: number, given: string): Make {
  return (name) => [
    msh(`ADT^${trigger}`, time(hour)),
    `EVN|${trigger}|${time(hour)}`,
    pid(name, given),
  ];
}

function order(control: string, hour: number): Make {
  return (name) => [
    msh('ORM^O01', time(hour)),
    pid(name),
    `ORC|${control}|P${name}^ZIS||||||||${time(hour)}`,
    `OBR|1|P${name}^ZIS||GLUC^Glucose^99lab`,
  ];
}

function result(status: string, hour: number, value: string): Make {
  return (name) => [
    msh('ORU^R01', time(hour)),
    pid(name),
    `OBR|1|P${name}^ZIS|F${name}^LAB|GLUC^Glucose^99lab|||${time(6)}|||||||||||||||${time(hour)}|||${status}`,
    `OBX|1|NM|14749-6^Glucose^LN||${value}|mmol/L|||||${status}`,
  ];
}

function appointment(trigger: string, hour: number, start: string): Make {
  return (name) => [
    msh(`SIU^${trigger}`, time(hour)),
    `SCH|A${name}^ZIS|||||ZIEK^Ziek^L|Controle^Controle^L|CONTROLE^Consult^99afs|20|min|^^20^${start}`,
    pid(name),
  ];
}

function document(trigger: string, hour: number, text: string): Make {
  return (name) => [
    msh(`MDM^${trigger}`, time(hour)),
    pid(name),
    `TXA|1|BRF^Brief^99doc|TX|${time(hour)}||${time(hour)}||||||D${name}^ZIS|||||AU||AV`,
    `OBX|1|FT|BRF^Brief^99doc||${text}||||||F`,
  ];
}

const merge: Make = (name) => [
  msh('ADT^A40', time(12)),
  `EVN|A40|${time(12)}`,
  pid(name),
  `MRG|old${name}^^^OLZ^PI`,
];

const ofRetired: Make = (name) =>
  adt('A01', 8)(`old${name}`).map((line) => line.replace(`Vold${name}`, `V${name}`));

const SCENARIOS: Readonly<Record<string, readonly Make[]>> = {
  'discharge before admission': [adt('A01', 8), adt('A03', 18)],
  'transfer before admission': [adt('A01', 8), adt('A02', 10, { place: 'B^2^1' }), adt('A03', 18)],
  'cancelled transfer': [adt('A01', 8), adt('A02', 10, { place: 'B^2^1' }), adt('A12', 11)],
  'cancellation before the admission': [adt('A01', 8), adt('A11', 9)],
  'cancelled discharge': [adt('A01', 8), adt('A03', 10), adt('A13', 11)],
  'update before the creation': [person('A28', 8, 'Anna'), person('A31', 9, 'Annelies')],
  'older updates': [person('A31', 8, 'Anna'), person('A31', 9, 'Bea'), person('A31', 10, 'Cor')],
  'update of a visit before the visit': [adt('A01', 8), adt('A08', 9, { given: 'Annelies' })],
  'result before its order': [order('NW', 8), result('F', 10, '5.1')],
  'results in versions': [result('P', 9, '5.0'), result('F', 10, '5.1'), result('C', 11, '5.2')],
  'cancellation before the order': [order('NW', 8), order('CA', 9)],
  'cancellation before the appointment': [
    appointment('S12', 8, '20260401090000'),
    appointment('S15', 9, '20260401090000'),
  ],
  'moved before it was made': [
    appointment('S12', 8, '20260401090000'),
    appointment('S13', 9, '20260402100000'),
  ],
  'cancellation before the document': [document('T02', 8, 'Brief'), document('T11', 9, 'Brief')],
  'edition before the original': [document('T02', 8, 'Brief'), document('T08', 9, 'Beter')],
  'merge before what it merges': [person('A28', 7, 'Anna'), ofRetired, merge],
};

/** All orders of a few things. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

let count = 0;

/** Sends messages one after the other and tells what is stored in the end. */
async function endOf(messages: readonly Make[]): Promise<string> {
  count += 1;
  const name = `x${String(count).padStart(3, '0')}`;
  for (const make of messages) {
    const { state, reason } = await feeds.process('zis', ...make(name));
    expect([state, reason]).toEqual([2, null]);
  }
  const [patient, ...others] = await feeds.search(`Patient?identifier=${name}&active=true`);
  expect(others).toEqual([]);
  const found: JsonObject[] = patient === undefined ? [] : [patient];
  for (const type of [
    'Encounter',
    'ServiceRequest',
    'DiagnosticReport',
    'Observation',
    'Appointment',
    'DocumentReference',
  ]) {
    found.push(...(await feeds.search(`${type}?patient=${patient?.id ?? ''}`)));
  }
  const texts = found.map((one) => {
    // Keys that are put together are hashes of the name.
    const same = JSON.stringify(one)
      .replaceAll(name, 'NAME')
      .replace(/[0-9a-f]{32}/g, 'HASH');
    return JSON.stringify(plain(JSON.parse(same) as JsonValue));
  });
  return texts.sort().join('\n');
}

/** Without what differs from one resource to the next one that says the same. */
function plain(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (!isObject(value)) return value ?? null;
  const entries = Object.entries(value)
    .filter(([name]) => !['id', 'meta', 'link', 'use'].includes(name))
    .map(([name, member]) => [name, name === 'reference' ? typeOf(member) : plain(member)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}

function typeOf(reference: JsonValue | undefined): string {
  return typeof reference === 'string' ? (reference.split('/')[0] ?? '') : '';
}

describe('the end is that of messages in order', () => {
  test.each(Object.entries(SCENARIOS))('%s', async (_name, messages) => {
    const inOrder = await endOf(messages);
    for (const order of permutations(messages)) expect(await endOf(order)).toBe(inOrder);
    // Each of them twice, the second time from the end.
    expect(await endOf([...messages, ...[...messages].reverse()])).toBe(inOrder);
  });
});

describe('what the end is', () => {
  test('a discharge alone makes a finished visit, which its admission fills in', async () => {
    await feeds.process('zis', ...adt('A03', 18)('d1'));
    const [before] = await feeds.search('Encounter?identifier=Vd1');
    expect(before).toMatchObject({ status: 'finished' });
    await feeds.process('zis', ...adt('A01', 8)('d1'));
    const [after] = await feeds.search('Encounter?identifier=Vd1');
    expect(after).toMatchObject({
      status: 'finished',
      period: { start: '2026-03-10T08:00:00+01:00', end: '2026-03-10T18:00:00+01:00' },
    });
  });

  test('a cancelled admission is not opened by the admission that comes after', async () => {
    await feeds.process('zis', ...adt('A11', 9)('d2'));
    await feeds.process('zis', ...adt('A01', 8)('d2'));
    const [visit] = await feeds.search('Encounter?identifier=Vd2');
    expect(visit).toMatchObject({ status: 'cancelled' });
  });

  test('a result makes an order of its own, which the order takes over', async () => {
    await feeds.process('zis', ...result('F', 10, '5.1')('d3'));
    await feeds.process('zis', ...order('NW', 8)('d3'));
    const [one, ...others] = await feeds.search('ServiceRequest?identifier=Pd3');
    expect(others).toEqual([]);
    const [report] = await feeds.search('DiagnosticReport?identifier=Fd3');
    expect(objectAt(report ?? {}, 'basedOn') ?? report?.['basedOn']).toEqual([
      expect.objectContaining({ reference: `ServiceRequest/${one?.id ?? ''}` }),
    ]);
  });

  test('an old preliminary result does not take the place of the final one', async () => {
    await feeds.process('zis', ...result('F', 10, '5.1')('d4'));
    await feeds.process('zis', ...result('P', 9, '5.0')('d4'));
    const [observation] = await feeds.search('Observation?patient.identifier=d4');
    expect(observation).toMatchObject({ status: 'final', valueQuantity: { value: 5.1 } });
  });

  test('a document that was cancelled before it came stays so', async () => {
    await feeds.process('zis', ...document('T11', 9, 'Brief')('d5'));
    await feeds.process('zis', ...document('T02', 8, 'Brief')('d5'));
    const [found] = await feeds.search('DocumentReference?identifier=Dd5');
    expect(found).toMatchObject({ status: 'entered-in-error' });
  });
});
