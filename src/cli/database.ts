/** The database that a command works on: DATABASE_URL, or the embedded one. */
import type { Config } from '../config/load.js';
import type { Logger } from '../ports.js';
import { definitionsFingerprint, readDefinitionSet } from '../packages/artifact.js';
import { Definitions } from '../packages/registry.js';
import { attachmentPathName } from '../search/attachments.js';
import { CONTAINED_INDEX } from '../search/contained.js';
import { SearchRegistry } from '../search/registry.js';
import { Database } from '../storage/database.js';
import {
  openEmbedded,
  startEmbedded,
  type EmbeddedDatabase,
} from '../storage/embedded/embedded.js';
import { migrate } from '../storage/migrate.js';
import { compareIndexPaths } from '../storage/search-parameters.js';

export interface CommandDatabase {
  readonly url: string;
  /** Undefined for an external database. */
  readonly embedded: EmbeddedDatabase | undefined;
}

/** A running, migrated database. */
export async function openDatabase(config: Config, log: Logger): Promise<CommandDatabase> {
  const embedded =
    config.databaseUrl === undefined ? await startEmbedded(config.dataDir, log) : undefined;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const done = await migrate(url);
  if (done.length > 0) log.info({ migrations: done }, 'The database was migrated');
  await compareIndexes(url, log);
  return { url, embedded };
}

/** Finds out whether this version has search parameters that what is stored is not indexed for. */
async function compareIndexes(url: string, log: Logger): Promise<void> {
  const database = new Database({ url, maxConnections: 1, statementTimeout: 60_000 }, log);
  try {
    const pending = await compareIndexPaths(database, indexFingerprint(), indexPathNames);
    if (pending > 0) {
      log.warn(
        { pending },
        'Search parameters wait for "vuurtoren reindex" before they can be used',
      );
    }
  } finally {
    await database.close();
  }
}

/** Changes with the definitions, and with what is indexed besides. */
function indexFingerprint(): string {
  return `${definitionsFingerprint()} and ${CONTAINED_INDEX}`;
}

function indexPathNames(): string[] {
  const definitions = new Definitions(readDefinitionSet());
  const registry = new SearchRegistry(definitions, { high: 0, low: 0 });
  const names = definitions.resourceTypes.flatMap((type) =>
    registry.indexPaths(type).map(({ name }) => name),
  );
  const withAttachments = definitions.resourceTypes.filter((type) =>
    registry.attachments.has(type),
  );
  return [...new Set([...names, CONTAINED_INDEX, ...withAttachments.map(attachmentPathName)])];
}

/** The database as it is, not migrated; undefined for an embedded one that has not been made yet. */
export async function findDatabase(
  config: Config,
  log: Logger,
): Promise<CommandDatabase | undefined> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, embedded: undefined };
  const embedded = await openEmbedded(config.dataDir, log);
  return embedded === undefined ? undefined : { url: embedded.url, embedded };
}

/** Lets go of it; the embedded one stops unless somebody else uses it. */
export async function closeDatabase({ embedded }: CommandDatabase): Promise<void> {
  await embedded?.stop();
}
