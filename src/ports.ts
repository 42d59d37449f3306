/** What pure code needs from outside. Real ones are made in `compose.ts`, fixed ones in tests. */

/** Milliseconds since the Unix epoch. */
export type Clock = () => number;

/** A new logical id for a resource: unique, and increasing in time (UUID version 7). */
export type NewId = () => string;

type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Fields never hold personal data, tokens or resource content. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
