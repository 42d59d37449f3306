// Messages from the inbox to their outcome, over a real database, with processing made up here.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FhirError } from '../../fhir/errors.js';
import { Database } from '../../storage/database.js';
import { Inbox } from '../../storage/inbox/inbox.js';
import type { Receipt } from '../../storage/inbox/receive.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { until } from '../../testing/process.js';
import { SILENT } from '../../testing/silent.js';
import { FEED_DEFAULTS, type Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import { orderKeys } from '../reception/order-keys.js';
import type { MessageInProcess, Outcome, ProcessMessage } from '../types.js';
import { Pipeline } from './pipeline.js';

const FEED: Feed = { ...FEED_DEFAULTS, name: 'zis' };

let files: TestDatabase;
let database: Database;
let inbox: Inbox;
const pipelines: Pipeline[] = [];

beforeEach(async () => {
  files = await createTestDatabase();
  database = new Database({ url: files.url, maxConnections: 8, statementTimeout: 30_000 }, SILENT);
  inbox = await Inbox.open({ receiving: database, processing: database }, files.url, SILENT);
});

afterEach(async () => {
  await Promise.all(pipelines.splice(0).map((pipeline) => pipeline.stop()));
  await inbox.close();
  await database.close();
  await files.drop();
});

let count = 0;

/** Stores messages: each is an event and the numbers of its patients. */
function receive(...messages: [event: string, ...patients: string[]][]): Promise<Receipt[]> {
  return inbox.store(
    messages.map(([event, ...patients]) => {
      count += 1;
      const text = [
        `MSH|^~\\&|ZIS|OLZ|||2026||${event}|${count}|P|2.4`,
        `PID|||${patients.map((number) => `${number}^^^OLZ`).join('~')}`,
      ].join('\r');
      const content = Buffer.from(text);
      return {
        feed: 'zis',
        peer: '',
        received: 0,
        content,
        digest: createHash('sha256').update(content).digest(),
        state: 'received',
        event,
        orderKeys: orderKeys({
          eventTime: 0,
          patients: patients.map((value) => ({ system: 'OLZ', value, kind: 'local', path: '' })),
          visits: [],
          orders: [],
        }),
      };
    }),
  );
}

function start(process: ProcessMessage, concurrency = 4): Pipeline {
  const pipeline = new Pipeline({
    inbox,
    feed: (name) => (name === FEED.name ? FEED : undefined),
    process,
    // None goes with others.
    processBatch: (works) =>
      Promise.resolve(new Map(works.map(({ id }) => [id, { kind: 'alone' as const }]))),
    concurrency,
    onOutcome: () => undefined,
    log: SILENT,
  });
  pipelines.push(pipeline);
  pipeline.start();
  return pipeline;
}

async function outcomes(receipts: readonly Receipt[]): Promise<string[]> {
  const ids = receipts.map(({ id }) => id);
  await until(async () => (await inbox.findOutcomes(ids)).size === ids.length);
  const found = await inbox.findOutcomes(ids);
  return ids.map((id) => {
    const { state, reason } = found.get(id) ?? {};
    return [state, ...(reason === undefined ? [] : [reason.code, reason.at ?? ''])].join(' ');
  });
}

const PROCESSED: Outcome = { state: 'processed' };

function patient(work: MessageInProcess): string {
  return work.message.get('PID-3') ?? '';
}

test('messages of a patient come one after the other, those of others at the same time', async () => {
  const order: string[] = [];
  const busy = new Set<string>();
  let most = 0;
  const messages = Array.from({ length: 60 }, (_, index): [string, string] => [
    'ADT^A08',
    `p${index % 6}`,
  ]);
  const receipts = await receive(...messages);
  start(async (work) => {
    const who = patient(work);
    expect(busy.has(who)).toBe(false);
    busy.add(who);
    most = Math.max(most, busy.size);
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
    busy.delete(who);
    order.push(`${who} ${work.id}`);
    return { outcome: PROCESSED, isSettled: false };
  });
  expect(await outcomes(receipts)).toEqual(messages.map(() => 'processed'));
  expect(most).toBeGreaterThan(1);
  for (const who of ['p0', 'p5']) {
    const ids = order.filter((one) => one.startsWith(`${who} `)).map((one) => Number(one.slice(3)));
    expect(ids).toHaveLength(10);
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
  }
});

test('while messages come in fast, one batch goes at a time, and none is left', async () => {
  const atOnce = async (arrived: number): Promise<number> => {
    let [busy, most] = [0, 0];
    const receipts = await receive(
      ...Array.from({ length: 20 }, (_, index): [string, string] => [
        'ADT^A08',
        `${arrived}-${index}`,
      ]),
    );
    const pipeline = start(async () => {
      busy += 1;
      most = Math.max(most, busy);
      await new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
      busy -= 1;
      return { outcome: PROCESSED, isSettled: false };
    });
    pipeline.received(arrived);
    expect(await outcomes(receipts)).toEqual(receipts.map(() => 'processed'));
    await pipeline.stop();
    return most;
  };
  // Batches of two.
  expect(await atOnce(1)).toBeGreaterThan(2);
  expect(await atOnce(1_000_000)).toBe(2);
});

test('what fails for good says why and where; what fails for now is tried again', async () => {
  const tries = new Map<string, number>();
  const receipts = await receive(
    ['ADT^A01', 'wrong'],
    ['ADT^A01', 'invalid'],
    ['ADT^A01', 'busy'],
    ['ADT^A01', 'fault'],
    ['ADT^A01', 'good'],
  );
  start((work) => {
    const who = patient(work);
    tries.set(who, (tries.get(who) ?? 0) + 1);
    if (who === 'wrong') throw new Hl7Error('101', 'No.', { segment: 'PID', field: 5 });
    if (who === 'invalid') throw new FhirError('unprocessable', 'Not valid.');
    if (who === 'busy' && tries.get(who) === 1) throw new FhirError('conflict', 'Busy.');
    if (who === 'fault') throw new TypeError('a fault of ours');
    return Promise.resolve({ outcome: PROCESSED, isSettled: false });
  });
  expect(await outcomes(receipts)).toEqual([
    'failed HL70357-101 PID-5',
    'failed fhir-unprocessable ',
    'processed',
    'failed no-end ',
    'processed',
  ]);
  expect(Object.fromEntries(tries)).toEqual({ wrong: 1, invalid: 1, busy: 2, fault: 3, good: 1 });
});

test('a message that ended its process several times is set aside', async () => {
  const [receipt] = await receive(['ADT^A01', '1']);
  await database.query({ name: '', text: 'update hl7_queue set starts = 3', values: [] });
  start(() => Promise.reject(new Error('is not called')));
  expect(await outcomes(receipt === undefined ? [] : [receipt])).toEqual(['failed no-end ']);
});

test('a merge that waits keeps the messages of both patients waiting, and no others', async () => {
  const receipts = await receive(
    ['ADT^A40', 'a', 'b'],
    ['ORU^R01', 'b'],
    ['ADT^A08', 'c'],
    ['ADT^A08', 'b', 'c'],
  );
  const seen: string[] = [];
  start((work) => {
    seen.push(`${work.header.triggerEvent ?? ''} ${patient(work)}`);
    const outcome: Outcome =
      work.header.triggerEvent === 'A40'
        ? { state: 'waiting', reason: { code: 'identity', text: 'Who is it?' } }
        : PROCESSED;
    return Promise.resolve({ outcome, isSettled: false });
  });
  const [merge, , other] = receipts;
  await outcomes([merge, other].filter((one) => one !== undefined));
  // Once more, so that everything that could be begun has been.
  await outcomes(await receive(['ADT^A08', 'd']));
  expect(seen).toEqual(['A40 a', 'A08 c', 'A08 d']);
});

test('a message of a feed that is gone fails, and can be processed when it is back', async () => {
  const [receipt] = await receive(['ADT^A01', '1']);
  await database.query({ name: '', text: "update hl7_message set feed = 'gone'", values: [] });
  start(() => Promise.reject(new Error('is not called')));
  expect(await outcomes(receipt === undefined ? [] : [receipt])).toEqual(['failed feed-unknown ']);
});

test('stopping gives back what was not begun, and ends what was', async () => {
  const receipts = await receive(
    ...Array.from({ length: 8 }, (_, index): [string, string] => ['ADT^A01', `p${index}`]),
  );
  let release: () => void = () => undefined;
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = 0;
  const first = start(async () => {
    begun += 1;
    await blocked;
    return { outcome: PROCESSED, isSettled: false };
  }, 2);
  await until(() => begun === 2);
  const stopped = first.stop();
  release();
  await stopped;
  expect(begun).toBe(2);
  start(() => Promise.resolve({ outcome: PROCESSED, isSettled: false }));
  await outcomes(receipts);
  const rows = await database.query<{ attempts: number }>({
    name: '',
    text: 'select distinct attempts from hl7_message',
    values: [],
  });
  expect(rows).toEqual([{ attempts: 1 }]);
});
