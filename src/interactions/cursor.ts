/**
 * Where a page ended, as a text that clients hand back. It is signed: nobody can make one up, or
 * use one for another request than the one it was given for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { FhirError } from '../fhir/errors.js';

export type CursorPosition = readonly (string | number | null)[];

export interface CursorCodec {
  /** @param scope what the cursor may be used for: the request's path and parameters */
  encode(position: CursorPosition, scope: string): string;
  /** @throws FhirError `invalid-request` for anything that `encode` did not make for this scope */
  decode(cursor: string, scope: string): CursorPosition;
}

const SIGNATURE_LENGTH = 16;
/** Texts that a search is ordered by are in it. */
const MAX_LENGTH = 8192;

export function createCursorCodec(secret: Buffer): CursorCodec {
  const sign = (payload: Buffer, scope: string): Buffer =>
    createHmac('sha256', secret)
      .update(scope)
      .update('\0')
      .update(payload)
      .digest()
      .subarray(0, SIGNATURE_LENGTH);
  return {
    encode(position, scope) {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([sign(payload, scope), payload]).toString('base64url');
    },
    decode(cursor, scope) {
      const bytes = Buffer.from(cursor.slice(0, MAX_LENGTH), 'base64url');
      const signature = bytes.subarray(0, SIGNATURE_LENGTH);
      const payload = bytes.subarray(SIGNATURE_LENGTH);
      const genuine =
        signature.length === SIGNATURE_LENGTH && timingSafeEqual(signature, sign(payload, scope));
      if (!genuine)
        throw new FhirError('invalid-request', 'The page link is not one of this server.');
      return JSON.parse(payload.toString('utf8')) as CursorPosition;
    },
  };
}
