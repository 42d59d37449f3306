/** `vuurtoren doctor`: one line for each thing that must be in order. */
import { composeCore } from '../compose.js';
import type { Config } from '../config/load.js';
import { createLogger } from '../log.js';
import { openPackagesInUse } from '../packages-in-use.js';
import { knownMigrations } from '../storage/migrate.js';
import { closeDatabase, openDatabase } from './database.js';

export async function doctor(config: Config): Promise<number> {
  const log = createLogger('silent');
  const say = (name: string, finding: string): void => {
    process.stdout.write(`${name.padEnd(14)} ${finding}\n`);
  };
  say('configuration', 'ok');
  const database = await openDatabase(config, log);
  try {
    say('database', `ok (${database.embedded === undefined ? 'DATABASE_URL' : 'embedded'})`);
    say('migrations', `ok (${knownMigrations().length})`);
    const core = await composeCore(
      { config, databaseUrl: database.url, base: 'http://doctor/fhir' },
      log,
    );
    const { definitions } = core.environment;
    say(
      'definitions',
      `ok (${definitions.resourceTypes.length} resource types, ${definitions.searchParameters.length} search parameters)`,
    );
    const { packages, missing } = openPackagesInUse(config);
    const lacking = new Set(missing.flatMap(({ name, used }) => (used === undefined ? name : [])));
    const without = lacking.size === 0 ? '' : `, without ${[...lacking].join(', ')}`;
    say('packages', `ok (${packages.length}${without})`);
    const [server] = await core.database.query<{ version: string }>({
      name: 'version',
      text: "select current_setting('server_version') as version",
      values: [],
    });
    say('postgresql', server?.version ?? '?');
    await core.database.close();
    return 0;
  } finally {
    await closeDatabase(database);
  }
}
