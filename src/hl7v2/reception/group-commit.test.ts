// Many writers, one commit.
import { createGroupCommit } from './group-commit.js';

const LIMITS = { maxItems: 3, maxBytes: 100 };

test('what comes during a write is written together, in order', async () => {
  const writes: number[][] = [];
  const group = createGroupCommit(async (items: readonly number[]) => {
    writes.push([...items]);
    await new Promise(setImmediate);
    return items.map((item) => item * 10);
  }, LIMITS);
  const first = group.add(1, 1);
  await new Promise(setImmediate);
  const rest = [2, 3, 4, 5].map((item) => group.add(item, 1));
  expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40, 50]);
  expect(writes).toEqual([[1], [2, 3, 4], [5]]);
  expect(await group.add(6, 1)).toBe(60);
});

test('a write is limited in bytes, but for a single item', async () => {
  const writes: number[][] = [];
  const group = createGroupCommit((items: readonly number[]) => {
    writes.push([...items]);
    return Promise.resolve(items);
  }, LIMITS);
  await Promise.all([500, 60, 60, 40].map((size) => group.add(size, size)));
  expect(writes).toEqual([[500], [60], [60, 40]]);
});

test('a write that fails fails for its items, and the next one is done', async () => {
  let count = 0;
  const group = createGroupCommit((items: readonly number[]) => {
    count += 1;
    return count === 1 ? Promise.reject(new Error('no')) : Promise.resolve(items);
  }, LIMITS);
  const results = await Promise.allSettled([1, 2, 3, 4].map((item) => group.add(item, 1)));
  expect(results.map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
});
