/** A database of its own for a test file, made from the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { processEnvironment } from '../config/process.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const template = processEnvironment()['VUURTOREN_TEST_DATABASE'];
  if (template === undefined)
    throw new Error('Database tests are run by jest with its global set-up.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(template, `create database ${name} template vuurtoren strategy file_copy`);
  return {
    url: template.replace(/[^/]*$/, name),
    drop: () => administer(template, `drop database ${name} with (force)`),
  };
}

async function administer(template: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: template.replace(/[^/]*$/, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(statement);
  await client.end();
}
