/** `vuurtoren reindex [TYPE …]` */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { composeCore } from '../compose.js';
import type { Config } from '../config/load.js';
import { reindex } from '../interactions/reindex.js';
import { createLogger } from '../log.js';
import { closeDatabase, openDatabase } from './database.js';
import { Progress } from './import/progress.js';
import { UsageError } from './usage.js';

/** Servers that run have heard of a new parameter by then, and index what they write for it. */
const SETTLE_MILLISECONDS = 1000;

export async function reindexCommand(config: Config, args: readonly string[]): Promise<number> {
  const { types, concurrency } = options(args);
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config, log);
  try {
    const base = config.baseUrl ?? 'http://127.0.0.1/fhir';
    const core = await composeCore({ config, databaseUrl: database.url, base }, log);
    try {
      const unknown = types?.find((type) => !core.environment.definitions.isResourceType(type));
      if (unknown !== undefined) throw new UsageError(`${unknown} is no resource type.`);
      await setTimeout(SETTLE_MILLISECONDS);
      return await run(core.environment, types, concurrency);
    } finally {
      await core.close();
    }
  } finally {
    await closeDatabase(database);
  }
}

async function run(
  environment: Parameters<typeof reindex>[0],
  types: readonly string[] | undefined,
  concurrency: number,
): Promise<number> {
  let progress: Progress | undefined;
  let seen = { done: 0, resources: 0 };
  const resources = await reindex(environment, {
    types,
    concurrency,
    progress: ({ resources: indexed, chunks, chunksLeft }) => {
      progress ??= new Progress(chunks, process.stderr);
      const done = chunks - chunksLeft;
      progress.add(done - seen.done, indexed - seen.resources);
      seen = { done, resources: indexed };
    },
  });
  progress?.end();
  process.stdout.write(
    progress === undefined ? 'Everything is indexed.\n' : `${resources} resources indexed anew\n`,
  );
  return 0;
}

function options(args: readonly string[]): {
  readonly types: readonly string[] | undefined;
  readonly concurrency: number;
} {
  const { values, positionals } = parsed(args);
  const concurrency = Number(values.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new UsageError('--concurrency is 1 to 64.');
  }
  return { types: positionals.length === 0 ? undefined : positionals, concurrency };
}

function parsed(args: readonly string[]): {
  values: { concurrency: string };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { concurrency: { type: 'string', default: '4' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}
