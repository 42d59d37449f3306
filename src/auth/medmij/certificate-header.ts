/** A certificate in a header, in the forms that proxies write it. */
import { X509Certificate } from 'node:crypto';

const MAX_LENGTH = 16 * 1024;
const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/;
/** https://www.rfc-editor.org/rfc/rfc9440#section-2.1: a byte sequence of structured fields. */
const BYTES = /^:([A-Za-z0-9+/=]+):$/;

/**
 * URL-encoded PEM (nginx), PEM in which spaces stand for line ends (Apache), or RFC 9440. Undefined for
 * anything else, more than one certificate included.
 */
export function certificateOf(value: string): X509Certificate | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  try {
    const encoded = BYTES.exec(value.trim())?.[1] ?? PEM.exec(decoded(value.trim()))?.[1];
    if (encoded === undefined) return undefined;
    return new X509Certificate(Buffer.from(encoded.replace(/\s/g, ''), 'base64'));
  } catch {
    return undefined;
  }
}

/** A `+` is one of base64: the encoding is that of URIs, not of forms. @throws URIError */
function decoded(value: string): string {
  return value.includes('%') ? decodeURIComponent(value) : value;
}
