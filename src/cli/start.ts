/** `vuurtoren start`: the database, the workers, the demo data, the banner. */
import { definitePort, origin } from '../address.js';
import { startWorkers, type Workers } from '../cluster.js';
import { checkMedmijNetwork } from '../compose-medmij-lists.js';
import { isLoopback, type Config } from '../config/load.js';
import { isStartedByNpm } from '../config/process.js';
import { createLogger } from '../log.js';
import { DEMO_MEDMIJ } from '../config/medmij/demo.js';
import type { Logger } from '../ports.js';
import { banner, type BannerFacts } from './banner.js';
import { closeDatabase, openDatabase, type CommandDatabase } from './database.js';
import { DEMO_PATIENTS } from '../demo/demo-data.js';
import { loadDemo, type DemoTarget } from './demo.js';
import { demoListener } from './demo-messages.js';
import { prepareAuth, type OperatorAccess } from './prepare-auth.js';

/** Resolves when the server has been stopped by a signal. */
export async function start(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  checkMedmijNetwork(config);
  warnOfWeakSettings(config, log);
  const stopped = stopRequest();
  const database = await openDatabase(config, log);
  database.embedded?.watch();
  let workers: Workers | undefined;
  let operator: OperatorAccess | undefined;
  try {
    const port = await definitePort(config.host, config.port);
    const base = config.baseUrl ?? `${origin(config, port)}/fhir`;
    if (config.auth === 'smart') {
      operator = await prepareAuth(config, { databaseUrl: database.url, base }, log);
    }
    workers = await startWorkers({ config, port, base, databaseUrl: database.url }, log);
    const local = `${origin(config, port)}/fhir`;
    if (config.demo) {
      await loadDemoThrough(operator, { config, databaseUrl: database.url, base: local }, log);
    }
    process.stdout.write(await welcome(config, { local, base }, operator));
    await operator?.close();
    operator = undefined;
    log.info({ reason: await stopped }, 'Stopping');
  } finally {
    await operator?.close();
    await stopAll(workers, database);
  }
}

/** The demo data needs somebody who may write it. */
async function loadDemoThrough(
  operator: OperatorAccess | undefined,
  target: Omit<DemoTarget, 'token'>,
  log: Logger,
): Promise<void> {
  const load = (token?: string): Promise<void> => loadDemo({ ...target, token }, log);
  await (operator === undefined ? load() : operator.withToken(load));
}

async function welcome(
  config: Config,
  urls: Pick<BannerFacts, 'local' | 'base'>,
  operator: OperatorAccess | undefined,
): Promise<string> {
  const { demo } = config;
  const mllp = demoListener(config);
  const [patient] = DEMO_PATIENTS;
  const token =
    demo && patient !== undefined ? await operator?.patientToken(patient.id) : undefined;
  return banner({
    ...{ ...urls, demo, token, mllp, asksForTokens: operator !== undefined },
    medmij: config.medmij === DEMO_MEDMIJ,
  });
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
  if (config.auth === 'off')
    log.warn({}, 'AUTH is off: everyone who reaches this address can read and change everything');
  if (config.auth === 'smart' && config.demo && !isLoopback(config.host))
    log.warn({}, 'DEMO is on: everyone knows the passwords of its users');
  if (config.registrationScope !== undefined)
    log.warn({}, 'DYNAMIC_REGISTRATION_SCOPE is set: anyone can register an app');
  if (config.validation === 'off')
    log.warn({}, 'VALIDATION is off: resources are stored unchecked');
}
