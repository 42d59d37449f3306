/**
 * Where a page ended, as a text that clients hand back. It is sealed: nobody can make one up, or
 * use one for another request than the one it was given for, and the values that a search is
 * ordered by, such as names, can not be read in it.
 */
import { createSeal } from './seal.js';

export type CursorPosition = readonly (string | number | null)[];

export interface CursorCodec {
  /** @param scope what the cursor may be used for: the request's path and parameters */
  encode(position: CursorPosition, scope: string): string;
  /** @throws FhirError `invalid-request` for anything that `encode` did not make for this scope */
  decode(cursor: string, scope: string): CursorPosition;
}

/** Cursors that are good for one caller only. @param caller what tells it from others */
export function boundTo(codec: CursorCodec, caller: string): CursorCodec {
  return {
    encode: (position, scope) => codec.encode(position, `${caller} ${scope}`),
    decode: (cursor, scope) => codec.decode(cursor, `${caller} ${scope}`),
  };
}

/** Texts that a search is ordered by are in it. */
const MAX_LENGTH = 8192;

/** @param secret of the database */
export function createCursorCodec(secret: Buffer): CursorCodec {
  const seal = createSeal(secret, 'cursor');
  return {
    encode: (position, scope) => seal.close(JSON.stringify(position), scope),
    decode: (cursor, scope) =>
      JSON.parse(seal.open(cursor.slice(0, MAX_LENGTH), scope)) as CursorPosition,
  };
}
