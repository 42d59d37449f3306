/** `vuurtoren doctor`: one line for each thing that must be in order. It looks and changes nothing. */
import type { Config } from '../config/load.js';
import { createLogger } from '../log.js';
import { readDefinitionSet } from '../packages/artifact.js';
import { Definitions } from '../packages/registry.js';
import { openPackagesInUse } from '../packages-in-use.js';
import type { Logger } from '../ports.js';
import { Database } from '../storage/database.js';
import { knownMigrations, migrationState } from '../storage/migrate.js';
import { closeDatabase, findDatabase } from './database.js';

interface Finding {
  readonly name: string;
  readonly isGood: boolean;
  readonly text: string;
}

/** @returns the exit code: 0 when all is in order */
export async function doctor(config: Config): Promise<number> {
  let isGood = true;
  for await (const finding of findings(config, createLogger('silent'))) {
    process.stdout.write(`${finding.name.padEnd(14)} ${finding.text}\n`);
    isGood &&= finding.isGood;
  }
  return isGood ? 0 : 1;
}

async function* findings(config: Config, log: Logger): AsyncGenerator<Finding> {
  yield { name: 'configuration', isGood: true, text: 'ok' };
  yield definitions();
  yield packages(config);
  const name = 'database';
  const found = await findDatabase(config, log);
  if (found === undefined) {
    const text = `not there yet: a start makes it in ${config.dataDir}`;
    yield { name, isGood: false, text };
    return;
  }
  const database = new Database(
    { url: found.url, maxConnections: 1, statementTimeout: config.statementTimeout },
    log,
  );
  try {
    const version = await serverVersion(database);
    const where = found.embedded === undefined ? 'DATABASE_URL' : 'embedded';
    yield { name, isGood: true, text: `ok (${where})` };
    yield version;
    yield await migrations(database);
  } catch (error) {
    yield { name, isGood: false, text: error instanceof Error ? error.message : 'failed' };
  } finally {
    await database.close();
    await closeDatabase(found);
  }
}

function definitions(): Finding {
  const { resourceTypes, searchParameters } = new Definitions(readDefinitionSet());
  const text = `ok (${resourceTypes.length} resource types, ${searchParameters.length} search parameters)`;
  return { name: 'definitions', isGood: true, text };
}

function packages(config: Config): Finding {
  const { packages: found, missing } = openPackagesInUse(config);
  const lacking = new Set(missing.flatMap(({ name, used }) => (used === undefined ? name : [])));
  const without = lacking.size === 0 ? '' : `, without ${[...lacking].join(', ')}`;
  return { name: 'packages', isGood: true, text: `ok (${found.length}${without})` };
}

const OLDEST_POSTGRESQL = 15;

async function serverVersion(database: Database): Promise<Finding> {
  const [row] = await database.query<{ version: string }>({
    name: 'version',
    text: "select current_setting('server_version') as version",
    values: [],
  });
  const version = row?.version ?? '?';
  const isGood = Number.parseInt(version, 10) >= OLDEST_POSTGRESQL;
  const text = isGood ? `ok (${version})` : `${version} is older than ${OLDEST_POSTGRESQL}`;
  return { name: 'postgresql', isGood, text };
}

async function migrations(database: Database): Promise<Finding> {
  const { pending, unknown } = await migrationState(database);
  const name = 'migrations';
  if (unknown.length > 0) {
    return { name, isGood: false, text: `of a later version: ${unknown.join(', ')}` };
  }
  if (pending.length > 0) {
    const text = `pending: ${pending.join(', ')}; a start or "vuurtoren migrate" runs them`;
    return { name, isGood: false, text };
  }
  return { name, isGood: true, text: `ok (${knownMigrations().length})` };
}
