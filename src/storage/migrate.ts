/** Brings a database to the schema of this version: the numbered SQL files in `migrations/`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Session } from './database.js';

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;

/** Any number, so that processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_620_001;

/** Names of the migrations that this version has, in order. */
export function knownMigrations(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => FILE_NAME.test(name))
    .sort();
}

/**
 * Runs the migrations that the database lacks, each in a transaction of its own.
 * @returns their names
 * @throws when one fails; the database is then as the last good one left it
 */
export async function migrate(url: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await runMigrations(url);
  } finally {
    await lock.end();
  }
}

async function runMigrations(url: string): Promise<string[]> {
  const connection = knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
  try {
    const config = { migrationSource: new SqlFiles(), tableName: 'migration' };
    // Our own lock is held, so one that a killed process left behind is stale.
    await connection.migrate.forceFreeMigrationsLock(config);
    const [, names] = (await connection.migrate.latest(config)) as [number, string[]];
    return names;
  } finally {
    await connection.destroy();
  }
}

/** True when the database has every migration of this version. */
export async function isMigrated(session: Session): Promise<boolean> {
  const done = await doneMigrations(session);
  return knownMigrations().every((name) => done.has(name));
}

/** How the schema of the database and that of this version differ. */
export interface MigrationState {
  /** What this version has and the database has not. */
  readonly pending: readonly string[];
  /** What the database has and this version does not know: a later one made it. */
  readonly unknown: readonly string[];
}

/** Looks only, also at a database that nothing has been done to yet. */
export async function migrationState(session: Session): Promise<MigrationState> {
  const [row] = await session.query<{ present: boolean }>({
    name: 'has-migrations',
    text: "select to_regclass('migration') is not null as present",
    values: [],
  });
  const done = row?.present === true ? await doneMigrations(session) : new Set<string>();
  const known = knownMigrations();
  return {
    pending: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)),
  };
}

async function doneMigrations(session: Session): Promise<Set<string>> {
  const rows = await session.query<{ name: string }>({
    name: 'migrations',
    text: 'select name from migration',
    values: [],
  });
  return new Set(rows.map((row) => row.name));
}

class SqlFiles implements Knex.MigrationSource<string> {
  getMigrations(): Promise<string[]> {
    return Promise.resolve(knownMigrations());
  }

  getMigrationName(name: string): string {
    return name;
  }

  getMigration(name: string): Promise<Knex.Migration> {
    const sql = readFileSync(path.join(FOLDER, name), 'utf8');
    return Promise.resolve({
      async up(database) {
        // Knex would read a question mark as a placeholder.
        await database.raw(sql.replaceAll('?', '\\?'));
      },
      down: () =>
        Promise.reject(new Error('Migrations go forward only; restore a backup instead.')),
    });
  }
}
