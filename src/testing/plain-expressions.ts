/**
 * Regular expressions as V8 compiles them in a process that has compiled much: without optimizations,
 * so that some loops over long texts end in a RangeError. See `fhir/long-text.ts`.
 */
import { setFlagsFromString } from 'node:v8';

/** Applies to expressions that are used for the first time while `work` goes on. */
export async function withPlainExpressions(work: () => void | Promise<void>): Promise<void> {
  setFlagsFromString('--no-regexp-optimization');
  try {
    await work();
  } finally {
    setFlagsFromString('--regexp-optimization');
  }
}
