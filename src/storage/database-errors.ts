/** What PostgreSQL's error codes mean: https://www.postgresql.org/docs/current/errcodes-appendix.html */
import { FhirError } from '../fhir/errors.js';

/**
 * Somebody else changed a resource between reading and writing it. Nothing was written. A client
 * hears of it when starting over did not help either.
 */
export class WriteConflict extends FhirError {
  constructor() {
    super('conflict', 'Others change the same resources at the same time. Try again.');
    this.name = 'WriteConflict';
  }
}

const RETRYABLE = new Set(['40P01', '40001']);
/** `ensure_written` in the migrations, and unique indexes. */
const CONFLICT = new Set(['VT409', '23505']);
const TIMED_OUT = new Set(['57014', '25P03']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** True for a deadlock or serialization failure: the same work can succeed if it starts over. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/** The error that the rest of the server knows. Messages of the driver may hold data, so none is kept. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof FhirError) return error;
  const code = codeOf(error);
  if (CONFLICT.has(code)) return new WriteConflict();
  if (RETRYABLE.has(code)) {
    return new FhirError('unavailable', 'Too many requests change the same resources. Try again.', {
      headers: RETRY,
    });
  }
  if (TIMED_OUT.has(code)) {
    return new FhirError('too-costly', 'The request took longer than the server allows.');
  }
  if (isUnavailable(code, error)) {
    return new FhirError('unavailable', 'The database cannot be reached at the moment.', {
      headers: RETRY,
    });
  }
  return error;
}

const RETRY = { 'Retry-After': '2' };

/** Connection failures (class 08), shutdown and start-up (57P), and too many connections (53300). */
function isUnavailable(code: string, error: unknown): boolean {
  return (
    NETWORK.has(code) ||
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code === '53300' ||
    (error instanceof Error && CONNECTION_LOST.test(error.message))
  );
}

/** The driver has no codes for these. */
const CONNECTION_LOST =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

/** @returns false when what the work refers to is gone, or was never there */
export async function onForeignKey(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (codeOf(error) === '23503') return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
