// vuurtoren doctor looks and changes nothing.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { knownMigrations } from '../storage/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { command, startProcess, temporaryDataFolder } from '../testing/process.js';

const TIMEOUT = 120_000;

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The exit code, and what is said about each thing. */
async function examine(
  environment: Record<string, string>,
): Promise<[number, Readonly<Record<string, string>>]> {
  const child = command(['doctor'], environment);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const lines = output.trim().split('\n');
  return [code, Object.fromEntries(lines.map((line) => line.split(/ +(.*)/).slice(0, 2)))];
}

const tables = async (): Promise<unknown> => {
  const { rows } = await client.query<{ count: string }>(
    "select count(*) from information_schema.tables where table_schema = 'public'",
  );
  return Number(rows[0]?.count);
};

test('all that is in order is ok', async () => {
  const [code, said] = await examine({ DATABASE_URL: database.url });
  expect([code, said]).toEqual([
    0,
    {
      configuration: 'ok',
      definitions: expect.stringMatching(/^ok \(146 resource types, \d+ search parameters\)$/),
      packages: expect.stringMatching(/^ok \(\d+/),
      database: 'ok (DATABASE_URL)',
      postgresql: expect.stringMatching(/^ok \(\d+/),
      migrations: `ok (${knownMigrations().length})`,
    },
  ]);
});

test('a migration of a later version is told', async () => {
  await client.query("insert into migration (name, batch) values ('9999-later.sql', 9)");
  const [code, said] = await examine({ DATABASE_URL: database.url });
  expect([code, said['migrations']]).toEqual([1, 'of a later version: 9999-later.sql']);
});

test('what a database lacks is told and not made', async () => {
  await client.query('drop schema public cascade; create schema public');
  const [code, said] = await examine({ DATABASE_URL: database.url });
  expect(code).toBe(1);
  expect(said['migrations']).toMatch(new RegExp(`^pending: ${knownMigrations().join(', ')};`));
  expect(await tables()).toBe(0);
});

test('a database that can not be reached is told', async () => {
  const [code, said] = await examine({ DATABASE_URL: 'postgresql://127.0.0.1:1/x' });
  expect([code, said['database']]).toEqual([1, 'The database cannot be reached at the moment.']);
});

test(
  'an embedded database is examined when it is there, and not made when it is not',
  async () => {
    const data = temporaryDataFolder();
    const folder = path.join(data.path, 'data');
    try {
      const [code, said] = await examine({ DATA_DIR: folder });
      expect([code, said['database']]).toEqual([1, `not there yet: a start makes it in ${folder}`]);
      expect(existsSync(folder)).toBe(false);
      const server = await startProcess({ DATA_DIR: folder });
      expect(await examine({ DATA_DIR: folder })).toEqual([0, expect.anything()]);
      expect((await fetch(`${server.base}/metadata`)).status).toBe(200);
      expect(await server.end('SIGTERM')).toBe(0);
      expect(await examine({ DATA_DIR: folder })).toEqual([
        0,
        expect.objectContaining({ database: 'ok (embedded)' }),
      ]);
      expect(existsSync(path.join(folder, 'postgres/postmaster.pid'))).toBe(false);
    } finally {
      await data.remove();
    }
  },
  TIMEOUT,
);
