/** PEM files that settings name: read and checked. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** What is wrong with a file; the message names it. */
export class PemFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PemFileError';
  }
}

/**
 * @param shown how the operator has named it
 * @throws PemFileError when it can not be read
 */
export function readPem(file: string, shown = file): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new PemFileError(`the file ${shown} can not be read`);
  }
}

/** @throws PemFileError when the certificate and the key don't belong together */
export function checkPair(certificate: string, key: string): void {
  try {
    createSecureContext({ cert: certificate, key });
  } catch {
    throw new PemFileError('certificate and key are not PEM, or do not fit');
  }
}

/** @throws PemFileError when these are no certificates of authorities, or no revocation lists */
export function checkAuthorities(authorities: string, revoked?: string): void {
  if (!/-----BEGIN (?:TRUSTED )?CERTIFICATE-----/.test(authorities)) {
    throw new PemFileError('the file with authorities has no certificate');
  }
  if (revoked !== undefined && !revoked.includes('-----BEGIN X509 CRL-----')) {
    throw new PemFileError('the file with revocation lists has none');
  }
  try {
    createSecureContext({ ca: authorities, ...(revoked === undefined ? {} : { crl: revoked }) });
  } catch {
    throw new PemFileError('the authorities or their revocation lists are not PEM');
  }
}
