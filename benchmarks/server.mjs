/** The server, as an operator starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const LAUNCH = fileURLToPath(new URL('../src/cli/launch.mjs', import.meta.url));
const STOP_MILLISECONDS = 45_000;

/** One for each core, as the server has it by default. */
export const WORKERS = os.availableParallelism();
/** Database connections of each worker. */
export const CONNECTIONS = 16;

/** What is not default here is what would send data elsewhere or fill the log. */
const SETTINGS = {
  AUTH: 'off',
  DEMO: 'off',
  HOST: '127.0.0.1',
  PORT: '0',
  MLLP_PORT: 'off',
  LOG_LEVEL: 'warn',
  VALIDATION: 'profiles',
  REFERENTIAL_INTEGRITY: 'off',
  WORKERS: String(WORKERS),
  DATABASE_CONNECTIONS: String(CONNECTIONS),
};
const UNSET = new Set([
  'BASE_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'FHIR_PACKAGES',
  'npm_lifecycle_event',
]);

/**
 * What a command of the server runs with.
 * @param {Readonly<Record<string, string>>} environment where its data is
 */
export function commandEnvironment(environment) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !UNSET.has(name)),
  );
  return { ...inherited, ...SETTINGS, ...environment };
}

/**
 * @typedef {object} Server
 * @property {number} pid
 * @property {number} port
 * @property {number} seconds from the start of the process to the line that says it is ready
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the server and waits until it is ready.
 * @param {import('./lab.mjs').Lab} lab
 * @param {Readonly<Record<string, string>>} environment where its data is
 * @returns {Promise<Server>}
 */
export async function startServer(lab, environment) {
  const started = performance.now();
  const child = spawn(process.execPath, [LAUNCH, 'start'], {
    env: commandEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => stopProcess(child);
  lab.atEnd(stop);
  const said = [];
  child.stderr.on('data', (chunk) => {
    said.push(String(chunk));
    if (said.length > 20) said.shift();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const base = /^ready: (.*)$/.exec(line)?.[1];
    if (base === undefined) continue;
    const seconds = (performance.now() - started) / 1000;
    child.stdout.resume();
    return { pid: child.pid ?? -1, port: Number(new URL(base).port), seconds, stop };
  }
  throw new Error(`The server did not start: ${said.join('')}`);
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
  await ended;
  clearTimeout(kill);
}
