/**
 * Seals what clients carry for the server in URLs: nobody else can read it, make it up or change it.
 * AES-256-GCM: https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { FhirError } from '../fhir/errors.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

export interface Seal {
  /** @param about what must be the same when it is opened; it is not in the text */
  close(text: string, about: string): string;
  /** @throws FhirError `invalid-request` for anything that `close` did not make about the same */
  open(sealed: string, about: string): string;
}

/**
 * @param secret of the database
 * @param use what is sealed for one use can't be opened for another
 */
export function createSeal(secret: Buffer, use: string): Seal {
  const key = createHmac('sha256', secret).update(use).digest();
  return {
    close(text, about) {
      const nonce = randomBytes(NONCE_LENGTH);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(about));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url');
      const nonce = bytes.subarray(0, NONCE_LENGTH);
      const tag = bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH);
      if (tag.length < TAG_LENGTH) throw notOurs();
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_LENGTH });
      decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
      const content = decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH));
      try {
        return Buffer.concat([content, decipher.final()]).toString('utf8');
      } catch {
        throw notOurs();
      }
    },
  };
}

function notOurs(): FhirError {
  return new FhirError('invalid-request', 'The link is not one of this server.');
}
