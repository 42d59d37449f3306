// What people see of the inbox and do with it: counts, removal of texts, putting back.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { SILENT } from '../../testing/silent.js';
import { Database } from '../database.js';
import { InboxAdministration } from './administration.js';
import { countOpen, countReceived } from './feed-counts.js';
import { requeueMessages } from './message-actions.js';
import { listMessages, readMessage } from './message-list.js';
import { parkBlocked } from './parking.js';
import { claimMessages, settleMessage } from './queue.js';
import { storeMessages, type IncomingMessage } from './receive.js';
import { removeTexts } from './retention.js';
import type { MessageState } from './states.js';

let files: TestDatabase;
let database: Database;

beforeAll(async () => {
  files = await createTestDatabase();
  database = new Database({ url: files.url, maxConnections: 4, statementTimeout: 30_000 }, SILENT);
});

afterAll(async () => {
  await database.close();
  await files.drop();
});

beforeEach(async () => {
  const text =
    'truncate hl7_message, hl7_queue, hl7_queue_key, hl7_action, hl7_retention restart identity';
  await database.query({ name: '', text, values: [] });
});

const OLD = Date.UTC(2026, 0, 1);
const NEW = Date.UTC(2026, 5, 1);
const BETWEEN = Date.UTC(2026, 3, 1);

function incoming(content: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  const bytes = Buffer.from(content);
  return {
    feed: 'zis',
    peer: '127.0.0.1',
    received: OLD,
    content: bytes,
    digest: createHash('sha256').update(bytes).digest(),
    state: 'received',
    controlId: content,
    event: 'ADT^A01',
    orderKeys: [],
    ...more,
  };
}

/** Stores messages, and settles each as told. @returns their ids */
async function stored(
  ...messages: readonly [IncomingMessage, Exclude<MessageState, 'refused'>][]
): Promise<number[]> {
  const receipts = await storeMessages(
    database,
    messages.map(([message]) => message),
  );
  await claimMessages(database, 1, 100);
  for (const [index, [message, state]] of messages.entries()) {
    const { id } = receipts[index] ?? { id: 0 };
    if (state === 'received' || message.state !== 'received') continue;
    const isHolding = state === 'waiting';
    await settleMessage(database, { id, worker: 1, state, isHolding });
  }
  await database.query({ name: '', text: 'update hl7_queue set worker = null', values: [] });
  return receipts.map(({ id }) => id);
}

async function texts(): Promise<(string | undefined)[]> {
  const rows = await database.query<{ content: Buffer | null }>({
    name: '',
    text: 'select content from hl7_message order by id',
    values: [],
  });
  return rows.map(({ content }) => content?.toString());
}

test('old texts are removed, but of what still needs somebody', async () => {
  await stored(
    [incoming('done'), 'processed'],
    [incoming('ignored', { state: 'ignored' }), 'ignored'],
    [incoming('waiting'), 'waiting'],
    [incoming('failed'), 'failed'],
    [incoming('new', { received: NEW }), 'processed'],
  );
  expect(await removeTexts(database, BETWEEN)).toEqual({ removed: 2, isDone: true });
  expect(await texts()).toEqual([undefined, undefined, 'waiting', 'failed', 'new']);
});

test('what waited then is removed when it is done', async () => {
  const [id = 0] = await stored([incoming('1'), 'waiting']);
  await removeTexts(database, BETWEEN);
  await requeueMessages(database, [{ id }]);
  await claimMessages(database, 1, 10);
  await settleMessage(database, { id, worker: 1, state: 'processed' });
  expect(await removeTexts(database, BETWEEN)).toEqual({ removed: 1, isDone: true });
});

test('a repeat of a message without text is known as one', async () => {
  await stored([incoming('1'), 'processed']);
  await removeTexts(database, BETWEEN);
  const [again] = await storeMessages(database, [incoming('1', { received: NEW })]);
  expect(again).toMatchObject({ isNew: false, state: 'processed' });
  expect(await requeueMessages(database, [{ id: again?.id ?? 0 }])).toBe(0);
});

test('what is put back finds its place before later ones of its keys', async () => {
  const keys = { orderKeys: [{ high: 0, low: 7 }] };
  const [first = 0] = await stored([incoming('1', keys), 'failed']);
  await storeMessages(database, [incoming('2', keys)]);
  expect(await requeueMessages(database, [{ id: first }])).toBe(1);
  expect(await requeueMessages(database, [{ id: first }])).toBe(0);
  expect((await claimMessages(database, 1, 10)).map(({ id }) => id)).toEqual([first]);
  expect((await readMessage(database, first))?.behind).toHaveLength(1);
});

test('any number of messages that are held leaves room for the others', async () => {
  const keys = { orderKeys: [{ high: 0, low: 3 }] };
  const [first = 0] = await stored([incoming('1', keys), 'waiting']);
  for (let batch = 0; batch < 9; batch += 1) {
    const held = Array.from({ length: 500 }, (_, index) => incoming(`h${batch} ${index}`, keys));
    await storeMessages(database, held);
  }
  const [free] = await storeMessages(database, [incoming('free')]);
  const claim = async () => (await claimMessages(database, 1, 10)).map(({ id }) => id);
  expect(await claim()).toEqual([]);
  await parkBlocked(database);
  expect(await claim()).toEqual([free?.id]);
  expect(await countOpen(database)).toMatchObject([{ held: 4500 }]);
  const inbox = new InboxAdministration(database);
  expect(await inbox.ignore(first, { who: 'test', action: 'ignore' })).toBe(true);
  expect(await claim()).toEqual([first + 1]);
});

test('what waits behind what is parked is parked too, and let go with it', async () => {
  const [a, b] = [
    { high: 0, low: 1 },
    { high: 0, low: 2 },
  ];
  const [first = 0] = await stored([incoming('1', { orderKeys: [a] }), 'waiting']);
  const [second, third] = await storeMessages(database, [
    incoming('2', { orderKeys: [a, b] }),
    incoming('3', { orderKeys: [b] }),
  ]);
  await parkBlocked(database);
  await parkBlocked(database);
  const parked = await database.query({
    name: '',
    text: `select from hl7_queue where ready = 'infinity'`,
    values: [],
  });
  expect(parked).toHaveLength(2);
  const inbox = new InboxAdministration(database);
  await inbox.requeue([{ id: first }], { who: 'test', action: 'replay' });
  const settled: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const [claimed] = await claimMessages(database, 1, 10);
    settled.push(claimed?.id ?? 0);
    await settleMessage(database, { id: claimed?.id ?? 0, worker: 1, state: 'processed' });
    await parkBlocked(database);
  }
  expect(settled).toEqual([first, second?.id, third?.id]);
});

test('keys are given to what came in without', async () => {
  const [id = 0] = await stored([incoming('1', { state: 'ignored' }), 'ignored']);
  await requeueMessages(database, [{ id, orderKeys: [{ high: 0, low: 9 }] }]);
  const [other] = await storeMessages(database, [
    incoming('2', { orderKeys: [{ high: 0, low: 9 }] }),
  ]);
  expect(await readMessage(database, other?.id ?? 0)).toMatchObject({ waitsFor: [id] });
});

test('open messages are counted by feed, with what is held and how old the oldest is', async () => {
  const keys = { orderKeys: [{ high: 0, low: 5 }] };
  await stored([incoming('1', keys), 'waiting']);
  await storeMessages(database, [
    incoming('2', keys),
    incoming('3', { feed: 'lab', received: Date.now() - 60_000 }),
  ]);
  const [lab, zis] = await countOpen(database);
  expect(zis).toEqual({ feed: 'zis', open: { received: 1, waiting: 1 }, held: 1, lag: 0 });
  expect(lab).toMatchObject({ feed: 'lab', open: { received: 1 }, held: 0 });
  expect(Math.round((lab?.lag ?? 0) / 10_000)).toBe(6);
  expect(await countReceived(database, BETWEEN)).toMatchObject([
    { feed: 'lab', received: { received: 1 } },
  ]);
});

test('lists are filtered, and end where they are told to', async () => {
  await stored(
    [incoming('1'), 'processed'],
    [incoming('2', { event: 'ADT^A08', feed: 'lab' }), 'failed'],
    [incoming('3', { event: 'ORU^R01', sender: 'LAB|OLZ', received: NEW }), 'waiting'],
  );
  const found = async (filter: Parameters<typeof listMessages>[1]) =>
    (await listMessages(database, filter, { limit: 10 })).map(({ controlId }) => controlId);
  expect(await found({})).toEqual(['3', '2', '1']);
  expect(await found({ states: ['waiting', 'failed'] })).toEqual(['3', '2']);
  expect(await found({ event: 'ADT^*' })).toEqual(['2', '1']);
  expect(await found({ event: 'ADT^A08', feed: 'lab' })).toEqual(['2']);
  expect(await found({ sender: 'LAB|OLZ' })).toEqual(['3']);
  expect(await found({ from: BETWEEN })).toEqual(['3']);
  expect(await found({ until: BETWEEN, controlId: '1' })).toEqual(['1']);
  expect(await found({ note: 'possible-duplicate' })).toEqual([]);
  expect(await listMessages(database, {}, { limit: 1 })).toHaveLength(1);
});
