import type { Config } from '../config/load.js';
import { createLogger } from '../log.js';
import { closeDatabase, openDatabase } from './database.js';

/** `vuurtoren migrate` */
export async function migrateCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, createLogger(config.logLevel));
  await closeDatabase(database);
  process.stdout.write('The database is up to date.\n');
  return 0;
}
