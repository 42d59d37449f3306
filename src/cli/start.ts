/** `vuurtoren start`: the database, the workers, the demo data, the banner. */
import { definitePort, origin } from '../address.js';
import { startWorkers, type Workers } from '../cluster.js';
import type { Config } from '../config/load.js';
import { isStartedByNpm } from '../config/process.js';
import { createLogger } from '../log.js';
import type { Logger } from '../ports.js';
import { banner } from './banner.js';
import { closeDatabase, openDatabase, type CommandDatabase } from './database.js';
import { loadDemo } from './demo.js';
import { demoListener } from './demo-messages.js';

/** Resolves when the server has been stopped by a signal. */
export async function start(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  warnOfWeakSettings(config, log);
  const stopped = stopRequest();
  const database = await openDatabase(config, log);
  database.embedded?.watch();
  let workers: Workers | undefined;
  try {
    const port = await definitePort(config.host, config.port);
    const base = config.baseUrl ?? `${origin(config.host, port)}/fhir`;
    workers = await startWorkers({ config, port, base, databaseUrl: database.url }, log);
    const local = `${origin(config.host, port)}/fhir`;
    if (config.demo) await loadDemo({ config, databaseUrl: database.url, base: local }, log);
    process.stdout.write(banner({ local, demo: config.demo, mllp: demoListener(config) }));
    log.info({ reason: await stopped }, 'Stopping');
  } finally {
    await stopAll(workers, database);
  }
}

async function stopAll(workers: Workers | undefined, database: CommandDatabase): Promise<void> {
  await workers?.stop();
  await closeDatabase(database);
}

/** Resolves with the name of what asks this process to stop. */
function stopRequest(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        resolve(name);
      });
    }
    if (isStartedByNpm())
      onOrphaned(() => {
        resolve('npm ended');
      });
  });
}

/** npm's shell dies of a SIGTERM without passing it on: the parent is then another process. */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 200);
  timer.unref();
}

function warnOfWeakSettings(config: Config, log: Logger): void {
  log.warn({}, 'AUTH is off: everyone who reaches this address can read and change everything');
  if (config.validation === 'off')
    log.warn({}, 'VALIDATION is off: resources are stored unchecked');
}
