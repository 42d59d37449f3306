/** `vuurtoren import FILE|DIR …` */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { composeCore, type Core } from '../../compose.js';
import type { Config } from '../../config/load.js';
import { createLogger } from '../../log.js';
import { origin } from '../../address.js';
import { closeDatabase, openDatabase } from '../database.js';
import { UsageError } from '../usage.js';
import { createImporter, type Importer, type ItemResult } from './importer.js';
import { Progress } from './progress.js';
import { itemsOf, sourceFiles, type ImportItem, type SourceFile } from './sources.js';

const SHOWN_REFUSALS = 100;

export async function importCommand(config: Config, args: readonly string[]): Promise<number> {
  const { paths, concurrency, restart } = options(args);
  const files = sourceFiles(paths);
  if (files.length === 0) throw new UsageError('There is nothing to import there.');
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config, log);
  try {
    const base = config.baseUrl ?? `${origin(config.host, config.port)}/fhir`;
    const core = await composeCore({ config, databaseUrl: database.url, base }, log);
    try {
      return await importFiles(core, files, { concurrency, restart });
    } finally {
      await core.database.close();
    }
  } finally {
    await closeDatabase(database);
  }
}

interface ImportOptions {
  readonly concurrency: number;
  readonly restart: boolean;
}

function options(args: readonly string[]): ImportOptions & { readonly paths: readonly string[] } {
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
  { concurrency, restart }: ImportOptions,
): Promise<number> {
  const { store } = core.environment;
  const name = importName(files);
  if (restart) await store.forgetImport(name);
  const done = await store.importedItems(name);
  if (done.size > 0) process.stderr.write(`Going on: ${done.size} items are in already.\n`);
  const progress = new Progress(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    process.stderr,
  );
  const importer = createImporter(core.environment, name);
  const work = new ImportWork(importer, progress, concurrency);
  const left = await work.run(pending(files, done, progress));
  progress.end();
  if (left.length === 0) await store.forgetImport(name);
  return report(progress, left);
}

/** Changes with the files and their sizes, not with when or how the import is started. */
function importName(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0${file.bytes}\0`);
  return hash.digest('hex').slice(0, 32);
}

async function* pending(
  files: readonly SourceFile[],
  done: ReadonlySet<string>,
  progress: Progress,
): AsyncGenerator<ImportItem> {
  for (const file of files) {
    for await (const item of itemsOf(file)) {
      if (done.has(item.name)) progress.add(item.bytes, 0);
      else yield item;
    }
  }
}

class ImportWork {
  readonly #importer: Importer;
  readonly #progress: Progress;
  readonly #concurrency: number;

  constructor(importer: Importer, progress: Progress, concurrency: number) {
    this.#importer = importer;
    this.#progress = progress;
    this.#concurrency = concurrency;
  }

  /** Imports everything; gives the refusals that are left in the end. */
  async run(items: AsyncGenerator<ImportItem>): Promise<string[]> {
    let later: ImportItem[] = [];
    const refusals: string[] = [];
    await this.#drain(items, (item, result) => {
      if (result.maybeLater) later.push(item);
      else refusals.push(...result.refusals);
    });
    // Items that refer to one another can come in any order: try again while that helps.
    for (let before = Infinity; later.length > 0;) {
      const isLast = later.length >= before;
      before = later.length;
      const again = later;
      later = [];
      await this.#drain(iterate(again), (item, result) => {
        if (result.maybeLater && !isLast) later.push(item);
        else refusals.push(...result.refusals);
      });
    }
    return refusals;
  }

  async #drain(
    items: AsyncGenerator<ImportItem>,
    onResult: (item: ImportItem, result: ItemResult) => void,
  ): Promise<void> {
    const lane = async (): Promise<void> => {
      for (;;) {
        const next = await items.next();
        if (next.done === true) return;
        const item: ImportItem = next.value;
        const result = await this.#importer.import(item);
        this.#progress.add(result.maybeLater ? 0 : item.bytes, result.resources);
        onResult(item, result);
      }
    };
    await Promise.all(Array.from({ length: this.#concurrency }, lane));
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the source of a second round, like the first
async function* iterate(items: readonly ImportItem[]): AsyncGenerator<ImportItem> {
  yield* items;
}

function report(progress: Progress, refusals: readonly string[]): number {
  for (const line of refusals.slice(0, SHOWN_REFUSALS)) process.stderr.write(`refused  ${line}\n`);
  if (refusals.length > SHOWN_REFUSALS) {
    process.stderr.write(`… and ${refusals.length - SHOWN_REFUSALS} more\n`);
  }
  const seconds = progress.seconds.toFixed(1);
  process.stdout.write(
    `${progress.resources} resources in ${seconds} s, ${refusals.length} refused\n`,
  );
  return refusals.length === 0 ? 0 : 1;
}
