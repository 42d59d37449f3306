/** Memory of the server's workers. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const MIB = 1024;

/**
 * The highest resident memory that each worker had so far, in MiB. Where the kernel does not keep
 * the highest, it is what they have at this moment.
 * @param {number} primary process id of the server
 * @returns {Map<number, number>} by process id
 */
export function workerMemory(primary) {
  return existsSync('/proc/self/status') ? fromProc(primary, 'VmHWM') : fromPs(primary);
}

/**
 * The resident memory that each worker has at this moment, in MiB.
 * @param {number} primary process id of the server
 * @returns {Map<number, number>} by process id
 */
export function currentMemory(primary) {
  return existsSync('/proc/self/status') ? fromProc(primary, 'VmRSS') : fromPs(primary);
}

/**
 * @param {number} primary
 * @param {'VmHWM' | 'VmRSS'} field
 */
function fromProc(primary, field) {
  const pattern = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm');
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = statusOf(name);
    if (Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) !== primary) continue;
    found.set(Number(name), Number(pattern.exec(status)?.[1]) / MIB);
  }
  return found;
}

/** @param {string} pid */
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It ended since the folder was listed.
    return '';
  }
}

/** @param {number} primary */
function fromPs(primary) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(
    rows.filter(([, parent]) => parent === primary).map(([pid, , rss]) => [pid, rss / MIB]),
  );
}
