/** `vuurtoren policy show|set FILE|reset`: whose records people other than patients may see. */
import { policiesInForce, setPolicies } from '../../auth/administration/policies.js';
import { InvalidInput } from '../../auth/administration/invalid.js';
import { composeCore } from '../../compose.js';
import type { Config } from '../../config/load.js';
import { problemsOf } from '../../interactions/limits/check-policies.js';
import { parseContext } from '../../interactions/search/context.js';
import { createLogger } from '../../log.js';
import { closeDatabase, openDatabase } from '../database.js';
import { UsageError } from '../usage.js';
import { options, printJson, readJson } from './context.js';

const USAGE = 'Say what to do with access policies: show, set FILE, reset.';

export async function policyCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const [file, ...others] = options(rest, {}).positionals;
  const isKnown = (what === 'set') === (file !== undefined) && others.length === 0;
  if (what === undefined || !['show', 'set', 'reset'].includes(what) || !isKnown) {
    throw new UsageError(USAGE);
  }
  const wanted = file === undefined ? undefined : readJson(file);
  const log = createLogger(config.logLevel);
  const opened = await openDatabase(config, log);
  try {
    // The searches in policies are checked as the server reads them, with the parameters it has.
    const base = config.baseUrl ?? 'http://127.0.0.1/fhir';
    const core = await composeCore({ config, databaseUrl: opened.url, base }, log);
    try {
      const rules = {
        ofFile: config.accessPolicies,
        problemsOf: (policies: Parameters<typeof problemsOf>[0]) =>
          problemsOf(policies, parseContext(core.environment)),
      };
      printJson(
        what === 'show'
          ? await policiesInForce(core.database, rules)
          : await setPolicies(core.database, wanted, rules),
      );
      return 0;
    } finally {
      await core.close();
    }
  } catch (error) {
    throw error instanceof InvalidInput ? new UsageError(error.message) : error;
  } finally {
    await closeDatabase(opened);
  }
}
