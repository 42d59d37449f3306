/** What the commands about clients, people and tokens have in common. */
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { origin } from '../../address.js';
import { authSettings, scopeVocabulary } from '../../auth-settings.js';
import type { ClientRules } from '../../auth/administration/client-checks.js';
import { InvalidInput } from '../../auth/administration/invalid.js';
import type { AuthSettings } from '../../auth/settings.js';
import type { Config } from '../../config/load.js';
import { createLogger } from '../../log.js';
import { readDefinitionSet } from '../../packages/artifact.js';
import { Definitions } from '../../packages/registry.js';
import type { Logger } from '../../ports.js';
import { Database } from '../../storage/database.js';
import { loadPublicBase } from '../../storage/server-facts.js';
import { closeDatabase, openDatabase } from '../database.js';
import { UsageError } from '../usage.js';

export interface AuthContext {
  readonly database: Database;
  readonly settings: AuthSettings;
  readonly rules: ClientRules;
  readonly log: Logger;
}

/**
 * Runs the work on the configured database.
 * @throws UsageError when what was asked for can't be done
 */
export async function withAuth<T>(
  config: Config,
  work: (context: AuthContext) => Promise<T>,
): Promise<T> {
  const log = createLogger(config.logLevel);
  const opened = await openDatabase(config, log);
  const database = new Database(
    { url: opened.url, maxConnections: 2, statementTimeout: config.statementTimeout },
    log,
  );
  try {
    const base = config.baseUrl ?? (await loadPublicBase(database)) ?? ownBase(config);
    const definitions = new Definitions(readDefinitionSet());
    const settings = authSettings(config, base);
    const rules = {
      vocabulary: scopeVocabulary(definitions),
      privateHosts: settings.privateHosts,
    };
    return await work({ database, settings, rules, log });
  } catch (error) {
    throw error instanceof InvalidInput ? new UsageError(error.message) : error;
  } finally {
    await database.close();
    await closeDatabase(opened);
  }
}

function ownBase(config: Config): string {
  return `${origin(config, config.port)}/fhir`;
}

/** Options of a command. @throws UsageError for one that it does not have */
export function options<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  known: T,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: known });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}

/** @throws UsageError */
export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new UsageError(`--${name} is a whole number.`);
  return number;
}

/** What these commands answer with, for programs and people. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** @throws UsageError */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`There is no JSON in ${file}.`);
  }
}
