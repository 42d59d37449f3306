/** The settings of the lists of MedMij and of the certificates of PGOs. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isUrl } from '../auth/medmij/lists/fetch.js';
import {
  LIST_FILES,
  LIST_KINDS,
  REQUIRED_LISTS,
  type ListKind,
} from '../auth/medmij/lists/list-kind.js';
import type { ListSettings } from '../auth/medmij/lists/settings.js';
import { isLoopbackUrl } from '../auth/medmij/lists/values.js';
import { checkAuthorities, checkPair, readPem } from './pem-files.js';

export interface MedmijListConfig {
  /** Undefined: none are configured. */
  readonly lists: ListSettings | undefined;
  readonly clientCertificates: {
    /** Whether PGOs show their certificate for data too, or for tokens only. */
    readonly forData: boolean;
    /** Where trusted proxies tell the certificate; in small letters. */
    readonly header: string | undefined;
  };
}

interface Values {
  readonly MEDMIJ_LISTS?: string;
  readonly MEDMIJ_LISTS_WHL?: string;
  readonly MEDMIJ_LISTS_OCL?: string;
  readonly MEDMIJ_LISTS_GNL?: string;
  readonly MEDMIJ_LISTS_ZAL?: string;
  readonly MEDMIJ_LISTS_REFRESH_SECONDS: number;
  readonly MEDMIJ_LISTS_MAX_AGE_HOURS: number;
  readonly MEDMIJ_LISTS_CA?: string;
  readonly MEDMIJ_LISTS_CERTIFICATE?: string;
  readonly MEDMIJ_LISTS_KEY?: string;
  readonly MEDMIJ_CLIENT_CERTIFICATE: string;
  readonly MEDMIJ_CLIENT_CERTIFICATE_HEADER?: string;
  readonly TRUSTED_PROXIES?: string;
}

/** The major version of the framework, which the list service wants to know. */
const API = 2;

/**
 * @param root what paths are relative to
 * @throws Error that says what is wrong
 */
export function medmijListConfig(values: Values, root: string): MedmijListConfig {
  const sources = listSources(values, root);
  const lists =
    Object.keys(sources).length === 0
      ? undefined
      : {
          sources,
          refreshSeconds: values.MEDMIJ_LISTS_REFRESH_SECONDS,
          maxAgeSeconds: values.MEDMIJ_LISTS_MAX_AGE_HOURS * 3600,
          tls: listTls(values, root),
        };
  return { lists, clientCertificates: certificates(values) };
}

function listSources(values: Values, root: string): ListSettings['sources'] {
  const own: Partial<Record<ListKind, string | undefined>> = {
    whl: values.MEDMIJ_LISTS_WHL,
    ocl: values.MEDMIJ_LISTS_OCL,
    gnl: values.MEDMIJ_LISTS_GNL,
    zal: values.MEDMIJ_LISTS_ZAL,
  };
  const sources: Partial<Record<ListKind, string>> = {};
  for (const kind of LIST_KINDS) {
    const given = own[kind] ?? below(values.MEDMIJ_LISTS, kind, root);
    if (given !== undefined) sources[kind] = source(given, root);
  }
  const missing = REQUIRED_LISTS.find((kind) => sources[kind] === undefined);
  if (missing !== undefined && Object.keys(sources).length > 0) {
    throw new Error(`MEDMIJ_LISTS_${missing.toUpperCase()} is missing`);
  }
  return sources;
}

/** Of a folder the lists that nobody can do without, and of the others those that are there. */
function below(base: string | undefined, kind: ListKind, root: string): string | undefined {
  if (base === undefined) return undefined;
  const name = LIST_FILES[kind];
  if (isUrl(base)) return `${base.replace(/\/$/, '')}/${name}?api=${API}`;
  const file = path.resolve(root, base, name);
  return REQUIRED_LISTS.includes(kind) || existsSync(file) ? file : undefined;
}

function source(given: string, root: string): string {
  if (!isUrl(given)) return path.resolve(root, given);
  const url = URL.parse(given);
  if (url === null) throw new Error(`"${given}" is no URL`);
  if (url.protocol !== 'https:' && !isLoopbackUrl(given))
    throw new Error(`"${given}" is not https`);
  return given;
}

function listTls(values: Values, root: string): ListSettings['tls'] {
  const read = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : readPem(path.resolve(root, file), file);
  const authorities = read(values.MEDMIJ_LISTS_CA);
  const certificate = read(values.MEDMIJ_LISTS_CERTIFICATE);
  const key = read(values.MEDMIJ_LISTS_KEY);
  if (authorities !== undefined) checkAuthorities(authorities);
  if ((certificate === undefined) !== (key === undefined)) {
    throw new Error('MEDMIJ_LISTS_CERTIFICATE and MEDMIJ_LISTS_KEY belong together');
  }
  if (certificate !== undefined && key !== undefined) checkPair(certificate, key);
  return { authorities, certificate, key };
}

function certificates(values: Values): MedmijListConfig['clientCertificates'] {
  const header = values.MEDMIJ_CLIENT_CERTIFICATE_HEADER?.toLowerCase();
  if (header !== undefined && values.TRUSTED_PROXIES === undefined) {
    throw new Error('MEDMIJ_CLIENT_CERTIFICATE_HEADER needs TRUSTED_PROXIES');
  }
  return { forData: values.MEDMIJ_CLIENT_CERTIFICATE === 'everywhere', header };
}
