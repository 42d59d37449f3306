/** `vuurtoren doctor`: one line for each thing that must be in order. */
import { composeCore } from '../compose.js';
import type { Config } from '../config/load.js';
import { createLogger } from '../log.js';
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
    const [server] = await core.database.query<{ version: string }>({
      name: 'version',
      text: "select current_setting('server_version') as version",
      values: [],
    });
    say('postgresql', server?.version ?? '?');
    await core.close();
    return 0;
  } finally {
    await closeDatabase(database);
  }
}
