// The binary arrays are what PostgreSQL takes them for.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import {
  bigintArray,
  booleanArray,
  doubleArray,
  integerArray,
  keyArray,
  keyPairArray,
  smallintArray,
  textArray,
  timestampArray,
} from './arrays.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The array as PostgreSQL understands it, as text. */
async function received(array: Buffer, type: string): Promise<(string | null)[]> {
  const { rows } = await client.query<{ a: (string | null)[] }>(
    `select coalesce($1::${type}[]::text[], '{}') as a`,
    [array],
  );
  return rows[0]?.a ?? [];
}

const optional = <T>(values: fc.Arbitrary<T>) =>
  fc.array(fc.option(values, { nil: undefined }), { maxLength: 20 });

async function roundTrip<T>(
  values: fc.Arbitrary<T>,
  encode: (array: readonly (T | undefined)[]) => Buffer,
  type: string,
  show: (value: T) => string = String,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(optional(values), async (array) => {
      const expected = array.map((value) => (value === undefined ? null : show(value)));
      expect(await received(encode(array), type)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
}

test('bigint', () => roundTrip(fc.maxSafeInteger(), bigintArray, 'bigint'));

test('integer', () => roundTrip(fc.integer(), integerArray, 'integer'));

test('smallint', () =>
  roundTrip(fc.integer({ min: -32768, max: 32767 }), smallintArray, 'smallint'));

test('double precision', async () => {
  const values = [0, -1.5, 1e300, 5e-324, Infinity, -Infinity, undefined];
  expect(await received(doubleArray(values), 'double precision')).toEqual([
    '0',
    '-1.5',
    '1e+300',
    '5e-324',
    'Infinity',
    '-Infinity',
    null,
  ]);
});

test('text of any kind', () =>
  roundTrip(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
    textArray,
    'text',
  ));

test('timestamptz', async () => {
  await client.query("set timezone to 'UTC'");
  const times = [
    '1850-06-01T12:00:00.123Z',
    '1970-01-01T00:00:00Z',
    '2026-11-21T10:11:12.999Z',
    '9999-12-31T23:59:59Z',
  ];
  const array = timestampArray([
    ...times.map((time) => Date.parse(time)),
    Infinity,
    -Infinity,
    undefined,
  ]);
  const { rows } = await client.query<{ a: string[] }>(
    `select array_agg(case when isfinite(t) then to_char(t, 'YYYY-MM-DD"T"HH24:MI:SS.MS') else t::text end) as a
     from unnest($1::timestamptz[]) as t`,
    [array],
  );
  expect(rows[0]?.a).toEqual([
    '1850-06-01T12:00:00.123',
    '1970-01-01T00:00:00.000',
    '2026-11-21T10:11:12.999',
    '9999-12-31T23:59:59.000',
    'infinity',
    '-infinity',
    null,
  ]);
});

test('booleans and keys', async () => {
  expect(await received(booleanArray([true, false]), 'boolean')).toEqual(['true', 'false']);
  const keys = [{ high: -1, low: -1 }, { high: 0, low: 1 }, undefined];
  expect(await received(keyArray(keys), 'bigint')).toEqual(['-1', '1', null]);
  expect(await received(keyPairArray([[0, 1, 0, 2], [], [-1, -3]]), 'bigint')).toEqual([
    '1',
    '2',
    '-3',
  ]);
});

test('nothing at all', async () => {
  for (const [array, type] of [
    [bigintArray([]), 'bigint'],
    [textArray([]), 'text'],
    [keyPairArray([[], []]), 'bigint'],
  ] as const) {
    expect(await received(array, type)).toEqual([]);
  }
});
