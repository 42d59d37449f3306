/**
 * A lock between processes: a file that names who has it. One who was killed leaves the file, and
 * two who find it must not both take its place. So nobody removes another's file: whoever finds
 * that the holder is gone makes a second file, named after the first, which only one can make. That
 * one has the lock, as long as the first file is still the same; it removes all of them, the first
 * one first.
 */
import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

const POLL_MILLISECONDS = 50;

export interface LockOptions {
  /** Called once, when another process has the lock. */
  readonly onWait: (holder: ProcessIdentity) => void;
  /** How long to wait. */
  readonly milliseconds: number;
}

/**
 * Does the work while no other process does work under the same lock.
 * @throws when another process has the lock for too long
 */
export async function withLock<T>(
  file: string,
  { onWait, milliseconds }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const files = await waitForLock(file, onWait, Date.now() + milliseconds);
  try {
    return await work();
  } finally {
    for (const name of files) rmSync(name, { force: true });
  }
}

async function waitForLock(
  file: string,
  onWait: LockOptions['onWait'],
  end: number,
): Promise<readonly string[]> {
  let said = false;
  for (;;) {
    const attempt = tryLock(file);
    if (attempt.kind === 'taken') return attempt.files;
    if (attempt.kind === 'changed') continue;
    if (Date.now() > end) {
      throw new Error(`Process ${attempt.holder.pid} does not let go of ${file}.`);
    }
    if (!said) onWait(attempt.holder);
    said = true;
    await setTimeout(POLL_MILLISECONDS);
  }
}

type Attempt =
  | { readonly kind: 'taken'; readonly files: readonly string[] }
  | { readonly kind: 'held'; readonly holder: ProcessIdentity }
  /** Somebody let go in between. */
  | { readonly kind: 'changed' };

function tryLock(file: string): Attempt {
  const files: string[] = [];
  let first: string | undefined;
  for (let next = file; ;) {
    files.push(next);
    if (make(next)) {
      if (first === undefined || read(file) === first) return { kind: 'taken', files };
      rmSync(next, { force: true });
      return { kind: 'changed' };
    }
    const content = read(next);
    if (content === undefined) return { kind: 'changed' };
    const holder = parse(content);
    if (holder !== undefined && isRunning(holder)) return { kind: 'held', holder };
    first ??= content;
    next = `${file}.${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
  }
}

/** Undefined for what a machine left that lost its power while it was written. */
function parse(content: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(content) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** Makes the file with its content in one step. @returns false when it is there already */
function make(file: string): boolean {
  const id = randomUUID();
  const draft = `${file}.${id}`;
  writeFileSync(draft, JSON.stringify({ ...ownIdentity(), id }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
