/** Processes by id and start: an id by itself is given to another one sooner or later. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of its platform. */
  readonly started: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) ?? '' };
}

/** False when it ended, also when another process has its id now. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  const now = startOf(pid);
  return now !== undefined && now === started;
}

/** Undefined when no such process runs. */
function startOf(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) return startOnLinux(pid);
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'win32') return '';
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  return stdout.trim();
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; its times count from the boot. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return state === 'Z' ? undefined : `${boot} ${fields[18] ?? ''}`;
  } catch {
    return undefined;
  }
}

/** Whether a process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
