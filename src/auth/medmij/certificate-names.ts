/** The host names in a certificate: https://www.rfc-editor.org/rfc/rfc6125#section-6.4 */
import type { X509Certificate } from 'node:crypto';
import { isHostname } from './lists/values.js';

/** One name as Node writes it: bare, or as a JSON string when it has characters that could deceive. */
const ENTRY = /^([^:,"]+):("(?:[^"\\]|\\.)*"|[^,"]*)(?:, |$)/;

/**
 * In small letters. The DNS names; only when there is none the common name, when it is the only one.
 * What is no host name, such as a name with a wildcard, is left out.
 */
export function certificateNames(certificate: X509Certificate): readonly string[] {
  const alternative = dnsNames(certificate.subjectAltName ?? '');
  const names = alternative.length > 0 ? alternative : commonName(certificate);
  return names.map((name) => name.toLowerCase()).filter(isHostname);
}

/** Nothing of a text that is not wholly understood. */
function dnsNames(text: string): string[] {
  const names: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, type, name = ''] = ENTRY.exec(rest) ?? [];
    if (whole === undefined) return [''];
    if (type === 'DNS') names.push(name);
    rest = rest.slice(whole.length);
  }
  return names;
}

function commonName(certificate: X509Certificate): string[] {
  const { CN } = certificate.toLegacyObject().subject as { CN?: string | string[] };
  return typeof CN === 'string' ? [CN] : [];
}
