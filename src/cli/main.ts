/** The command line: `vuurtoren COMMAND …`. */
import { ConfigError, loadConfig } from '../config/load.js';
import { processEnvironment, ROOT } from '../config/process.js';
import { doctor } from './doctor.js';
import { explainCommand } from './explain.js';
import { importCommand } from './import/import.js';
import { migrateCommand } from './migrate.js';
import { packagesCommand } from './packages.js';
import { reindexCommand } from './reindex.js';
import { start } from './start.js';
import { UsageError } from './usage.js';
import { validateCommand } from './validate/validate.js';

const USAGE = `usage: vuurtoren COMMAND

  start                     start the server
  migrate                   bring the database to the schema of this version
  import FILE|DIR …         load Bundles, resources and NDJSON files (also .gz)
                            --concurrency N   items under way at once (4)
                            --restart         forget how far an interrupted import came
  validate FILE|DIR …       check resources (JSON, XML, NDJSON; also .gz)
                            --profile URL     check this profile too; may be repeated
                            --output FORM     text, outcome or sarif (text)
                            --base            R4 only
                            --best-practice   with remarks on best practice
  packages list             name the FHIR packages that are there
  packages add NAME@VERSION|FILE
                            add one, with those it depends on
  reindex [TYPE …]          index what is stored for search parameters that were added
                            --concurrency N   chunks under way at once (4)
  explain SEARCH            show the SQL and the plan of a search: "Patient?name=jan"
  doctor                    check configuration, database and definitions
`;

/** Runs one command. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    const config = loadConfig(processEnvironment(), ROOT);
    switch (command) {
      case 'start':
        await start(config);
        return 0;
      case 'migrate':
        return await migrateCommand(config);
      case 'import':
        return await importCommand(config, rest);
      case 'validate':
        return validateCommand(config, rest);
      case 'packages':
        return await packagesCommand(config, rest);
      case 'reindex':
        return await reindexCommand(config, rest);
      case 'explain':
        return await explainCommand(config, rest);
      case 'doctor':
        return await doctor(config);
      case 'help':
      case '--help':
        process.stdout.write(USAGE);
        return 0;
      default:
        throw new UsageError('There is no such command.');
    }
  } catch (error) {
    return complain(error);
  }
}

function complain(error: unknown): number {
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return 2;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}
