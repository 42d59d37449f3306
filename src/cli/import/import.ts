/** `vuurtoren import FILE|DIR …` */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { composeCore, type Core } from '../../compose.js';
import type { Config } from '../../config/load.js';
import { createLogger } from '../../log.js';
import type { Logger } from '../../ports.js';
import { origin } from '../../address.js';
import { closeDatabase, openDatabase } from '../database.js';
import { UsageError } from '../usage.js';
import { createImporter } from './importer.js';
import { Progress } from './progress.js';
import { importAll, type Leftovers } from './work.js';
import { itemsOf, sourceFiles, type ImportItem, type SourceFile } from './sources.js';

const SHOWN_REFUSALS = 100;

export async function importCommand(config: Config, args: readonly string[]): Promise<number> {
  const { paths, concurrency, restart } = options(args);
  const files = sourceFiles(paths);
  if (files.length === 0) throw new UsageError('There is nothing to import there.');
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config, log);
  try {
    const base = config.baseUrl ?? `${origin(config, config.port)}/fhir`;
    const core = await composeCore({ config, databaseUrl: database.url, base }, log);
    try {
      return await importFiles(core, files, {
        ...{ name: importName(paths), concurrency, restart, log },
      });
    } finally {
      await core.close();
    }
  } finally {
    await closeDatabase(database);
  }
}

interface ImportOptions {
  /** What tells this import from others. */
  readonly name: string;
  readonly concurrency: number;
  readonly restart: boolean;
  readonly log: Logger;
}

function options(
  args: readonly string[],
): Omit<ImportOptions, 'name' | 'log'> & { readonly paths: readonly string[] } {
  const { values, positionals } = parseArguments(args);
  const concurrency = Number(values.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new UsageError('--concurrency is 1 to 64.');
  }
  if (positionals.length === 0) throw new UsageError('Say what to import.');
  return { paths: positionals, concurrency, restart: values.restart };
}

function parseArguments(args: readonly string[]): {
  values: { concurrency: string; restart: boolean };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        concurrency: { type: 'string', default: '4' },
        restart: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}

async function importFiles(
  core: Core,
  files: readonly SourceFile[],
  { name, concurrency, restart, log }: ImportOptions,
): Promise<number> {
  const { store } = core.environment;
  if (restart) await store.forgetImport(name);
  const done = await store.countImported(name);
  if (done > 0) process.stderr.write(`Going on: ${done} texts are in already.\n`);
  const progress = new Progress(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    process.stderr,
  );
  const importer = createImporter({ environment: core.environment, name, log });
  const left = await importAll(itemsOfAll(files), { importer, progress, concurrency });
  progress.end();
  // Searches are planned by statistics, which know nothing of what has just come.
  if (progress.resources > 0) await store.analyze();
  if (left.refused === 0) await store.forgetImport(name);
  return report(progress, left);
}

/** Follows from what was named, not from what lies there: files may be corrected or added. */
function importName(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const named of paths) hash.update(`${path.resolve(named)}\0`);
  return hash.digest('hex').slice(0, 32);
}

async function* itemsOfAll(files: readonly SourceFile[]): AsyncGenerator<ImportItem> {
  for (const file of files) yield* itemsOf(file);
}

function report(progress: Progress, { refused, refusals, foreign }: Leftovers): number {
  for (const name of foreign) process.stderr.write(`skipped  ${name}: no FHIR resource\n`);
  for (const line of refusals.slice(0, SHOWN_REFUSALS)) process.stderr.write(`refused  ${line}\n`);
  if (refusals.length > SHOWN_REFUSALS) {
    process.stderr.write(`… and ${refusals.length - SHOWN_REFUSALS} more\n`);
  }
  const seconds = progress.seconds.toFixed(1);
  process.stdout.write(`${progress.resources} resources in ${seconds} s, ${refused} refused\n`);
  return refused === 0 ? 0 : 1;
}
