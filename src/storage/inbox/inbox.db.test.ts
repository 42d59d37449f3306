// The durable inbox: what came in, once; and who processes it, in which order.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { until } from '../../testing/process.js';
import { SILENT } from '../../testing/silent.js';
import { Database } from '../database.js';
import {
  ClaimLost,
  claimMessages,
  findOutcomes,
  postponeMessage,
  releaseMessages,
  settleMessages,
} from './queue.js';
import { storeMessages, type IncomingMessage, type Receipt } from './receive.js';
import { InboxWorker } from './worker.js';

let files: TestDatabase;
let database: Database;
let worker: InboxWorker;
let other: InboxWorker;

beforeAll(async () => {
  files = await createTestDatabase();
  database = new Database({ url: files.url, maxConnections: 8, statementTimeout: 30_000 }, SILENT);
  worker = new InboxWorker(files.url, SILENT);
  other = new InboxWorker(files.url, SILENT);
  await Promise.all([worker.open(), other.open()]);
});

afterAll(async () => {
  await Promise.all([worker.close(), other.close()]);
  await database.close();
  await files.drop();
});

beforeEach(async () => {
  await run('truncate hl7_message, hl7_queue, hl7_queue_key');
});

function run<Row extends Record<string, unknown>>(text: string): Promise<Row[]> {
  return database.query<Row>({ name: '', text, values: [] });
}

function incoming(content: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  const bytes = Buffer.from(content);
  return {
    feed: 'zis',
    peer: '127.0.0.1',
    received: Date.UTC(2026, 0, 1),
    content: bytes,
    digest: createHash('sha256').update(bytes).digest(),
    state: 'received',
    sender: 'ZIS|OLZ',
    controlId: content,
    event: 'ADT^A01',
    version: '2.4',
    orderKeys: [],
    ...more,
  };
}

const store = (...messages: IncomingMessage[]): Promise<Receipt[]> =>
  storeMessages(database, messages);

/** A key by its number. */
function keys(...numbers: number[]): Pick<IncomingMessage, 'orderKeys'> {
  return { orderKeys: numbers.map((low) => ({ high: 0, low })) };
}

const number = (): number => worker.number ?? 0;

async function claim(most = 100, by = number()): Promise<string[]> {
  const claimed = await claimMessages(database, by, most);
  return claimed.map(({ content }) => content.toString());
}

async function settle(content: string, more: { isHolding?: boolean } = {}): Promise<void> {
  const [row] = await run<{ id: number }>(
    `select id from hl7_message where control_id = '${content}'`,
  );
  await settleMessages(database, [
    {
      id: row?.id ?? 0,
      worker: number(),
      state: 'processed',
      ...more,
    },
  ]);
}

describe('receipt', () => {
  test('keeps the bytes, and the order of arrival', async () => {
    const bytes = Buffer.from([0x4d, 0, 0xff, 0x0d]);
    const receipts = await store(
      incoming('1'),
      incoming('2', { content: bytes, digest: createHash('sha256').update(bytes).digest() }),
      incoming('3'),
    );
    expect(receipts.map(({ isNew, state }) => [isNew, state])).toEqual([
      [true, 'received'],
      [true, 'received'],
      [true, 'received'],
    ]);
    const ids = receipts.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((one, two) => one - two));
    const [row] = await run<{ content: Buffer; received: Date }>(
      `select content, received from hl7_message where control_id = '2'`,
    );
    expect(row).toEqual({ content: bytes, received: new Date(Date.UTC(2026, 0, 1)) });
  });

  test('of the same bytes again changes nothing, in one statement or in two', async () => {
    const [first, second] = await store(incoming('1'), incoming('1'));
    const [third] = await store(incoming('1'));
    expect(first).toMatchObject({ isNew: true, id: third?.id });
    expect([second, third]).toMatchObject([{ isNew: false }, { isNew: false }]);
    expect(await run('select receipts from hl7_message')).toEqual([{ receipts: 3 }]);
    expect(await claim()).toEqual(['1']);
  });

  test('of the same bytes on another feed is another message', async () => {
    await store(incoming('1'), incoming('1', { feed: 'lab' }));
    expect(await claim()).toEqual(['1', '1']);
  });

  test('of another message with the same control id is taken, and told', async () => {
    await store(incoming('1'));
    const receipts = await store(
      incoming('other', { controlId: '1' }),
      incoming('third', { controlId: '1', sender: 'LAB|OLZ' }),
    );
    expect(receipts.map(({ isNew, isReusedId }) => [isNew, isReusedId])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  test('of what is refused or ignored queues nothing', async () => {
    const reason = { code: 'unknown-event', text: 'No.', at: 'MSH-9' };
    await store(
      incoming('1', { state: 'refused', reason }),
      incoming('2', { state: 'ignored', reason }),
    );
    expect(await claim()).toEqual([]);
    const [again] = await store(incoming('1', { state: 'refused', reason }));
    expect(again).toMatchObject({ isNew: false, state: 'refused', reason });
  });

  test('of what was refused and is not any more is taken', async () => {
    await store(incoming('1', { state: 'refused', reason: { code: 'x', text: 'No.' } }));
    const [again, twice] = await store(incoming('1'), incoming('1'));
    expect(again).toMatchObject({ isNew: true, state: 'received' });
    expect(twice).toMatchObject({ isNew: false, id: again?.id });
    expect(await claim()).toEqual(['1']);
  });

  test('at the same time on many connections stores each message once', async () => {
    const contents = Array.from({ length: 50 }, (_, index) => `m${index}`);
    const batches = Array.from({ length: 8 }, () =>
      store(...contents.map((content) => incoming(content))),
    );
    const receipts = await Promise.all(batches);
    for (const [index] of contents.entries()) {
      const ids = receipts.map((batch) => batch[index]?.id);
      expect(new Set(ids).size).toBe(1);
      expect(receipts.filter((batch) => batch[index]?.isNew === true)).toHaveLength(1);
    }
    expect(await claim()).toHaveLength(50);
  });
});

describe('the queue', () => {
  test('gives messages of a key one at a time, in their order', async () => {
    await store(
      incoming('a1', keys(1)),
      incoming('b1', keys(2)),
      incoming('a2', keys(1, 3)),
      incoming('c1', keys(3)),
      incoming('none'),
    );
    expect(await claim()).toEqual(['a1', 'b1', 'none']);
    expect(await claim()).toEqual([]);
    await settle('b1');
    expect(await claim()).toEqual([]);
    await settle('a1');
    expect(await claim()).toEqual(['a2']);
    await settle('a2');
    expect(await claim()).toEqual(['c1']);
  });

  test('looks beyond many that wait for one another', async () => {
    const same = Array.from({ length: 450 }, (_, index) => incoming(`a${index}`, keys(1)));
    await store(...same, incoming('b', keys(2)));
    expect(await claim()).toEqual(['a0', 'b']);
  });

  test('never gives a message to two', async () => {
    await store(...Array.from({ length: 60 }, (_, index) => incoming(`m${index}`, keys(index))));
    const parts = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        claim(30, index % 2 === 0 ? number() : (other.number ?? 0)),
      ),
    );
    const all = [...parts.flat(), ...(await claim())];
    expect(new Set(all).size).toBe(60);
    expect(all).toHaveLength(60);
  });

  test('gives what a process had begun to another when it is gone', async () => {
    const third = new InboxWorker(files.url, SILENT);
    await third.open();
    const dead = third.number ?? 0;
    await store(incoming('1', keys(1)), incoming('2', keys(1)));
    expect(await claim(10, dead)).toEqual(['1']);
    expect(await claim()).toEqual([]);
    await third.close();
    await until(async () => (await claim(1)).length === 1);
    const [row] = await run<{ message: number; starts: number }>(
      'select message, starts from hl7_queue order by message',
    );
    expect(row?.starts).toBe(2);
    await expect(
      settleMessages(database, [{ id: row?.message ?? 0, worker: dead, state: 'processed' }]),
    ).rejects.toThrow(ClaimLost);
    await settle('1');
    expect(await claim()).toEqual(['2']);
  });

  test('keeps later messages waiting while one is postponed', async () => {
    const [first] = await store(incoming('1', keys(1)), incoming('2', keys(1)));
    await claim();
    const claimed = { id: first?.id ?? 0, worker: number() };
    await postponeMessage(database, claimed, { milliseconds: 3_600_000, countsAsStart: false });
    expect(await claim()).toEqual([]);
    await run(`update hl7_queue set ready = now() where message = ${claimed.id}`);
    const [again] = await claimMessages(database, number(), 10);
    expect(again).toMatchObject({ id: claimed.id, starts: 1 });
  });

  test('keeps later messages waiting after one that holds them', async () => {
    await store(
      incoming('merge', keys(1, 2)),
      incoming('next', keys(2)),
      incoming('else', keys(3)),
    );
    expect(await claim()).toEqual(['merge', 'else']);
    await settle('merge', { isHolding: true });
    expect(await claim()).toEqual([]);
  });

  test('gives what was begun before alone, and nothing else in that turn', async () => {
    const [, second] = await store(incoming('1'), incoming('2'), incoming('3'), incoming('4'));
    await run(`update hl7_queue set starts = 1 where message = ${second?.id ?? 0}`);
    expect(await claim()).toEqual(['1', '3', '4']);
    await store(incoming('5'));
    expect(await claim()).toEqual(['2']);
    expect(await claim()).toEqual(['5']);
  });

  test('takes back what was claimed and not begun', async () => {
    const [first] = await store(incoming('1'));
    await claim();
    await releaseMessages(database, number(), [first?.id ?? 0]);
    const [again] = await claimMessages(database, number(), 10);
    expect(again?.starts).toBe(1);
  });
});

test('a message that is settled says how, and why', async () => {
  const [receipt] = await store(incoming('1'));
  await claim();
  const id = receipt?.id ?? 0;
  expect(await findOutcomes(database, [id])).toEqual(new Map());
  const reason = { code: 'identity', text: 'Two candidates.', at: 'PID-3' };
  const outcome = { candidates: ['Patient/1'] };
  await settleMessages(database, [{ id, worker: number(), state: 'waiting', reason, outcome }]);
  expect(await findOutcomes(database, [id])).toEqual(new Map([[id, { state: 'waiting', reason }]]));
  expect(
    await run('select outcome, attempts, settled is not null as settled from hl7_message'),
  ).toEqual([{ outcome, attempts: 1, settled: true }]);
  await expect(
    settleMessages(database, [{ id, worker: number(), state: 'processed' }]),
  ).rejects.toThrow(ClaimLost);
});
