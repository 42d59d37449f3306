/** Whether a PostgreSQL server runs on a data folder, told by the `postmaster.pid` it keeps there. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isAlive } from './process-identity.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on this folder; undefined when there is none. */
export function runningPostmaster(dataFolder: string): Postmaster | undefined {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  // https://www.postgresql.org/docs/current/storage-file-layout.html: pid, folder, start, port, …
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (pid === undefined || port === undefined || !isPostgres(pid)) return undefined;
  return { pid, port };
}

/**
 * Removes a pid file that a killed server left. PostgreSQL does so itself unless another program got
 * the same process id, as happens in containers.
 */
export function removeStalePidFile(dataFolder: string): void {
  rmSync(path.join(dataFolder, 'postmaster.pid'), { force: true });
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  const proc = `/proc/${pid}/comm`;
  if (existsSync(proc)) return readFileSync(proc, 'utf8').trim() === 'postgres' && !isZombie(pid);
  const { stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return path.basename(stdout.trim()).startsWith('postgres');
}

function isZombie(pid: number): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
