import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../config/process.js';
import { createTestDatabase } from '../testing/database.js';
import { knownMigrations } from '../storage/migrate.js';
import { schemaSnapshot } from '../storage/schema-snapshot.js';

const SNAPSHOT = 'schema.snapshot.sql';

test('migrations/schema.snapshot.sql is what the migrations make (else: npm run schema)', async () => {
  const database = await createTestDatabase();
  try {
    const stored = readFileSync(path.join(ROOT, 'migrations', SNAPSHOT), 'utf8');
    expect(await schemaSnapshot(database.url)).toBe(stored);
  } finally {
    await database.drop();
  }
});

test('the snapshot is no migration', () => {
  expect(knownMigrations()).not.toContain(SNAPSHOT);
});
