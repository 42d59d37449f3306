/** Failures of the server itself: what goes to the log about them. */
import { toOutcome } from '../fhir/outcome.js';
import type { Logger } from '../ports.js';

/** An entry of a batch at which the server failed; the others were answered. */
export interface EntryFailure {
  readonly index: number;
  readonly error: unknown;
}

/** True for what is answered with 500: a mistake of ours, not of the client or the surroundings. */
export function isFailure(error: unknown): boolean {
  return toOutcome(error).status === 500;
}

const MAX_FRAMES = 12;
const MAX_ENTRIES = 10;

/** Names and places in the code only: messages can hold data. */
export function logFailure(
  log: Logger,
  error: unknown,
  facts: Readonly<Record<string, string | number>>,
): void {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error('not an error');
  const behind = stack.slice(stack.indexOf(message) + message.length);
  const frames = behind.split('\n').filter((line) => line.trimStart().startsWith('at '));
  log.error({ ...facts, error: name, frames: frames.slice(0, MAX_FRAMES) }, 'A request failed');
}

/** The first few: what fails in one entry often fails in all of them. */
export function logEntryFailures(
  log: Logger,
  failures: readonly EntryFailure[],
  facts: Readonly<Record<string, string | number>>,
): void {
  for (const { index, error } of failures.slice(0, MAX_ENTRIES)) {
    logFailure(log, error, { ...facts, entry: index, failedEntries: failures.length });
  }
}
