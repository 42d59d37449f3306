// Starts one PostgreSQL for all database tests, with a migrated database that each test file copies.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../dist/storage/embedded/embedded.js';
import { migrate } from '../../dist/storage/migrate.js';

const log = { debug() {}, info() {}, warn() {}, error() {} };

export default async function setUp() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-test-'));
  // Nothing here has to survive a crash of the machine.
  const embedded = await startEmbedded(folder, log, {
    fsync: 'off',
    shared_buffers: '256MB',
    max_wal_size: '1GB',
  });
  await migrate(embedded.url);
  const client = new pg.Client({ connectionString: embedded.url.replace(/[^/]*$/, 'postgres') });
  await client.connect();
  await client.query('alter database vuurtoren with is_template true');
  await client.end();
  process.env.VUURTOREN_TEST_DATABASE = embedded.url;
  globalThis.stopTestDatabase = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
