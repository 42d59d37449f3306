/**
 * One PostgreSQL cluster in a folder: make it, start it, stop it.
 *
 * As root on Linux the programs run under another account, which may not enter the folders above
 * the data (a checkout in /root). They are therefore started *in* the data folder and told that it
 * is `/proc/self/cwd`, a link that needs no way through the folders above.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { removeStalePidFile } from './postmaster.js';
import { isAlive } from './process-identity.js';

export const USER = 'vuurtoren';

export interface Cluster {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly logFile: string;
  /** Server settings in place of ours. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Where the programs are to look for the data, seen from inside. */
function dataArgument(cluster: Cluster): string {
  return cluster.account !== undefined && process.platform === 'linux'
    ? '/proc/self/cwd'
    : cluster.folder;
}

/**
 * Makes the cluster's files. They appear under their name only when they are complete, so that a
 * killed process leaves nothing half done; and under a name of its own until then, because what it
 * started may outlive it.
 */
export function createCluster(cluster: Cluster, password: string): void {
  removeUnfinished(cluster.folder);
  const unfinished = `${cluster.folder}.new-${randomUUID()}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `vuurtoren-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (cluster.account !== undefined) {
    chownSync(unfinished, cluster.account.uid, cluster.account.gid);
    chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  }
  try {
    const { status, stderr } = spawnSync(
      cluster.binaries.initdb,
      [
        `--pgdata=${dataArgument({ ...cluster, folder: unfinished })}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      { cwd: unfinished, encoding: 'utf8', env: {}, ...cluster.account },
    );
    if (status !== 0) throw new Error(`PostgreSQL's initdb failed: ${stderr.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster.folder);
}

function removeUnfinished(folder: string): void {
  const parent = path.dirname(folder);
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${path.basename(folder)}.new`)) continue;
    rmSync(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Starts the server in a session of its own: Ctrl-C in a terminal must not reach it before the
 * requests that are under way have ended. @returns its process id
 */
export function spawnServer(cluster: Cluster, port: number): number {
  removeStalePidFile(cluster.folder);
  const log = openSync(cluster.logFile, 'a', 0o600);
  try {
    const child = spawn(
      cluster.binaries.postgres,
      ['-D', dataArgument(cluster), '-p', String(port), ...serverOptions(cluster.settings)],
      {
        cwd: cluster.folder,
        env: {},
        stdio: ['ignore', log, log],
        detached: true,
        ...cluster.account,
      },
    );
    child.unref();
    // A failure to start shows as a process that is gone; the log has the reason.
    child.on('error', () => undefined);
    return child.pid ?? -1;
  } finally {
    closeSync(log);
  }
}

/** Sized for one machine that also runs the server itself. Log lines hold no data. */
function serverOptions(overrides: Readonly<Record<string, string>>): string[] {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.MAX_SAFE_INTEGER);
  const buffers = Math.min(2048, Math.max(128, Math.floor(memory / 8 / 2 ** 20)));
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${buffers}MB`,
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    ...overrides,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Ends the server: sessions are cut, everything committed is on disk. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, seconds] of STOP_SIGNALS) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let wait = 0; wait < seconds * 20 && isAlive(pid); wait++) await sleep(50);
  }
}

/** https://www.postgresql.org/docs/current/server-shutdown.html: fast, then immediate. */
const STOP_SIGNALS: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 60],
  ['SIGQUIT', 10],
];

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

export function clusterExists(folder: string): boolean {
  return existsSync(path.join(folder, 'PG_VERSION'));
}
