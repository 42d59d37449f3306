/** The database that a command works on: DATABASE_URL, or the embedded one. */
import type { Config } from '../config/load.js';
import type { Logger } from '../ports.js';
import { startEmbedded, type EmbeddedDatabase } from '../storage/embedded/embedded.js';
import { migrate } from '../storage/migrate.js';

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
  return { url, embedded };
}

/** Lets go of it; the embedded one stops unless somebody else uses it. */
export async function closeDatabase({ embedded }: CommandDatabase): Promise<void> {
  await embedded?.stop();
}
