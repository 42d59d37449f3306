// Work that loses a deadlock: https://www.postgresql.org/docs/current/explicit-locking.html
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { until } from '../testing/process.js';
import { SILENT } from '../testing/server.js';
import { Database } from './database.js';

let files: TestDatabase;
let database: Database;
let other: pg.Client;

beforeAll(async () => {
  files = await createTestDatabase();
  other = new pg.Client({ connectionString: files.url });
  other.on('error', () => undefined);
  await other.connect();
  // So that it is not the other one that loses.
  await other.query("set deadlock_timeout = '10min'");
  const settings = { url: files.url, maxConnections: 2, statementTimeout: 30_000 };
  database = new Database(settings, SILENT);
});

afterAll(async () => {
  await database.close();
  await other.end();
  await files.drop();
});

async function isWaiting(): Promise<boolean> {
  const { rowCount } = await other.query(
    `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
  );
  return rowCount === 1;
}

const both = { text: 'select pg_advisory_xact_lock(1), pg_advisory_xact_lock(2)', values: [] };

test.each([
  ['a statement', () => database.query({ name: 'both', ...both })],
  [
    'a transaction',
    () => database.inTransaction((session) => session.query({ name: 'both', ...both })),
  ],
])('%s that loses a deadlock is run again', async (_, work) => {
  await other.query('begin');
  await other.query('select pg_advisory_xact_lock(2)');
  const done = work();
  await until(isWaiting);
  await other.query('select pg_advisory_xact_lock(1)');
  await other.query('commit');
  expect(await done).toHaveLength(1);
});
