/** `vuurtoren explain "Observation?code=…"`: the SQL of a search, and what PostgreSQL does for it. */
import { composeCore } from '../compose.js';
import type { Config } from '../config/load.js';
import { FhirError } from '../fhir/errors.js';
import { explainSearch } from '../interactions/search/explain.js';
import { createLogger } from '../log.js';
import { closeDatabase, openDatabase } from './database.js';
import { UsageError } from './usage.js';

export async function explainCommand(config: Config, args: readonly string[]): Promise<number> {
  const [search, ...others] = args;
  if (search === undefined || others.length > 0) {
    throw new UsageError('Say which search, in quotes: "Observation?code=1234-5".');
  }
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config, log);
  try {
    const base = config.baseUrl ?? 'http://127.0.0.1/fhir';
    const core = await composeCore({ config, databaseUrl: database.url, base }, log);
    try {
      for (const { way, sql, plan } of await explainSearch(core.environment, search)) {
        process.stdout.write(`-- ${way}\n${sql}\n\n${plan.join('\n')}\n\n`);
      }
      return 0;
    } catch (error) {
      if (error instanceof FhirError) throw new UsageError(error.message);
      throw error;
    } finally {
      await core.close();
    }
  } finally {
    await closeDatabase(database);
  }
}
