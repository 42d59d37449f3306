/**
 * Processor time, from /proc: undefined on systems without it. It changes much less than rates do
 * when other programs keep the machine busy.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: ticks of a hundredth of a second. */
const TICKS = 100;
const isThere = existsSync('/proc/stat');

/**
 * Times the work of some processes, of those below them, and how busy the others are meanwhile.
 * @typedef {object} ProcessorUse
 * @property {number} seconds of the processes
 * @property {number} others share of all processors that went to strangers, 0 to 1
 */

/**
 * @param {readonly number[]} measured process ids
 * @param {readonly number[]} own all that belong to the benchmark
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, use: ProcessorUse | undefined }>}
 * @template T
 */
export async function withProcessorUse(measured, own, work) {
  if (!isThere) return { result: await work(), use: undefined };
  const started = performance.now();
  const before = [secondsOf(measured), secondsOf(own), secondsOfAll()];
  const result = await work();
  const after = [secondsOf(measured), secondsOf(own), secondsOfAll()];
  const [seconds, ours, all] = after.map((value, index) => value - before[index]);
  const available = ((performance.now() - started) / 1000) * os.availableParallelism();
  return { result, use: { seconds, others: Math.max(0, (all - ours) / available) } };
}

/**
 * Of processes and of all below them, also those that have ended.
 * @param {readonly number[]} roots
 */
function secondsOf(roots) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(name) ?? []);
  const wanted = new Set(roots);
  let ticks = 0;
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    for (const { pid, parent } of processes) if (wanted.has(parent)) wanted.add(pid);
  }
  for (const process of processes) if (wanted.has(process.pid)) ticks += process.ticks;
  return ticks / TICKS;
}

/** @param {string} pid */
function processOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, can hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15);
    const ticks = user + system + endedUser + endedSystem;
    return { pid: Number(pid), parent: fields[1], ticks };
  } catch {
    // It ended since the folder was listed.
    return undefined;
  }
}

/** Everything but idling and waiting for the disk. */
function secondsOfAll() {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts + stolen) / TICKS;
}
