/** TLS at the HTTP listener: which files, and that they are good when the server starts. */
import path from 'node:path';
import type { TlsContext } from '../rest/server.js';
import { checkAuthorities, checkPair, PemFileError, readPem } from './pem-files.js';

/** Paths of PEM files, which are read again when they change. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  /** Authorities of client certificates; undefined: none are asked for. */
  readonly clientAuthorities: string | undefined;
  /** Revocation lists of these authorities. */
  readonly clientRevocations: string | undefined;
}

interface TlsValues {
  readonly TLS_CERTIFICATE?: string;
  readonly TLS_KEY?: string;
  readonly TLS_CLIENT_CA?: string;
  readonly TLS_CLIENT_CRL?: string;
}

/**
 * @param root what the paths are relative to
 * @throws PemFileError
 */
export function tlsFiles(values: TlsValues, root: string): TlsFiles | undefined {
  const { TLS_CERTIFICATE: certificate, TLS_KEY: key } = values;
  const { TLS_CLIENT_CA: authorities, TLS_CLIENT_CRL: revocations } = values;
  if (certificate === undefined || key === undefined) {
    if (certificate === key && authorities === undefined && revocations === undefined) {
      return undefined;
    }
    throw new PemFileError('TLS_CERTIFICATE and TLS_KEY belong together, and come with the others');
  }
  if (revocations !== undefined && authorities === undefined) {
    throw new PemFileError('TLS_CLIENT_CRL needs TLS_CLIENT_CA');
  }
  const at = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : path.resolve(root, file);
  const files = {
    certificate: path.resolve(root, certificate),
    key: path.resolve(root, key),
    clientAuthorities: at(authorities),
    clientRevocations: at(revocations),
  };
  readTlsContext(files);
  return files;
}

/** Reads and checks the files as they are now. @throws PemFileError */
export function readTlsContext(files: TlsFiles): TlsContext {
  const cert = readPem(files.certificate);
  const key = readPem(files.key);
  checkPair(cert, key);
  if (files.clientAuthorities === undefined) return { cert, key };
  const ca = readPem(files.clientAuthorities);
  const crl = files.clientRevocations === undefined ? undefined : readPem(files.clientRevocations);
  checkAuthorities(ca, crl);
  return { cert, key, ca, ...(crl === undefined ? {} : { crl }) };
}
