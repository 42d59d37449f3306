/** The server as a process of its own, with its own data, as an operator starts it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from '@jest/globals';
import { processEnvironment, ROOT } from '../config/process.js';

const LAUNCH = path.join(ROOT, 'src/cli/launch.mjs');

export interface ServerProcess {
  readonly child: ChildProcess;
  /** What the last line of the banner says. */
  readonly base: string;
  /** All of standard output up to that line. */
  readonly banner: string;
  /** Sends the signal and gives the exit code when the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface DataFolder {
  readonly path: string;
  /** Process id of the embedded PostgreSQL; undefined when none runs. */
  postgresPid(): number | undefined;
  remove(): Promise<void>;
}

export function temporaryDataFolder(): DataFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-data-'));
  const pidFile = path.join(folder, 'postgres', 'postmaster.pid');
  const postgresPid = (): number | undefined => {
    if (!existsSync(pidFile)) return undefined;
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    return isRunning(pid) ? pid : undefined;
  };
  return {
    path: folder,
    postgresPid,
    async remove() {
      const pid = postgresPid();
      if (pid !== undefined) process.kill(pid, 'SIGQUIT');
      await until(() => postgresPid() === undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the command line with these settings. */
export function command(
  args: readonly string[],
  environment: Record<string, string>,
): ChildProcess {
  const inherited = { ...processEnvironment() };
  delete inherited['npm_lifecycle_event'];
  return spawn(process.execPath, [LAUNCH, ...args], {
    env: {
      ...inherited,
      ...{ WORKERS: '2', DEMO: 'off', AUTH: 'off', PORT: '0', MLLP_PORT: 'off' },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const servers = new Set<ChildProcess>();

/** What a test that failed has left running would keep the machine busy, and jest from ending. */
afterAll(async () => {
  await Promise.all([...servers].filter(isAlive).map((child) => endProcess(child, 'SIGTERM')));
});

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Starts the server; resolves when it says that it is ready. @throws with what it said instead */
export async function startProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const child = command(['start'], environment);
  servers.add(child);
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('The process has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const base = /^ready: (.*)$/.exec(line)?.[1];
    if (base === undefined) continue;
    child.stdout.resume();
    return { child, base, banner: lines.join('\n'), end: (signal) => endProcess(child, signal) };
  }
  throw new Error(`The server did not start: ${errors.join('')}`);
}

/** Of a process that has ended it gives the code at once: there is no second `exit` to wait for. */
async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (!isAlive(child)) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  const [code] = await exited;
  return code;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Resolves when the condition holds. @throws after half a minute, or as many seconds as are given */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('Waited too long.');
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
