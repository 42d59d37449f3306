/** What a client registration must satisfy. */
import type { ScopeVocabulary } from '../../access/scopes.js';
import type { ClientType, StoredClient } from '../../storage/auth/clients.js';
import { addressRanges, isSpecialHost } from '../network.js';
import { publicKeys } from '../provider/client-keys.js';
import { scopeComplaint } from '../smart/scope-policy.js';
import { InvalidInput } from './invalid.js';

export interface ClientRules {
  readonly vocabulary: ScopeVocabulary;
  /** Hosts that may be used without https. */
  readonly privateHosts: readonly string[];
}

const MAX_URIS = 50;
const MAX_URI = 2000;
const SIGNING: ReadonlySet<ClientType> = new Set(['confidential-asymmetric', 'backend']);
/** Long enough to have to think about, short enough to be a number of seconds. */
const LONGEST_ACCESS = 24 * 3600;
const LONGEST_REFRESH = 5 * 365 * 24 * 3600;

/** @throws InvalidInput with the first thing that is wrong */
export function checkClient(client: StoredClient, rules: ClientRules): void {
  checkName(client.name);
  checkRedirects(client, rules);
  checkKeys(client, rules);
  const complaint = scopeComplaint(client, rules.vocabulary);
  if (complaint !== undefined) throw new InvalidInput(complaint);
  try {
    addressRanges(client.ipRanges);
  } catch (error) {
    throw new InvalidInput((error as Error).message);
  }
  checkNumber('access_token_seconds', client.accessTokenSeconds, LONGEST_ACCESS);
  checkNumber('refresh_token_seconds', client.refreshTokenSeconds, LONGEST_REFRESH);
  checkNumber('rate_limit', client.rateLimit, 1_000_000);
}

/** Of whatever people will read. @throws InvalidInput */
export function checkName(name: string): void {
  if (name.trim() === '' || name.length > 200 || /\p{Cc}/u.test(name)) {
    throw new InvalidInput('The name has 1 to 200 printable characters.');
  }
}

function checkNumber(name: string, value: number | undefined, most: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= most)) {
    throw new InvalidInput(`${name} is a whole number from 1 to ${most}.`);
  }
}

/** @throws InvalidInput */
export function checkRedirects(
  { type, redirectUris, origins, launchUri }: StoredClient,
  rules: ClientRules,
): void {
  if (type === 'backend') {
    if (redirectUris.length + origins.length > 0 || launchUri !== undefined) {
      throw new InvalidInput('A backend service has no user, and so no redirect or launch URI.');
    }
    return;
  }
  if (redirectUris.length === 0) throw new InvalidInput('A redirect URI is needed.');
  if (redirectUris.length > MAX_URIS || origins.length > MAX_URIS) {
    throw new InvalidInput(`There are more than ${MAX_URIS} redirect URIs or origins.`);
  }
  for (const uri of redirectUris) checkRedirectUri(uri, rules);
  if (launchUri !== undefined) checkWebUri('The launch URI', launchUri, rules);
  for (const origin of origins) {
    checkWebUri('An origin', origin, rules);
    if (URL.parse(origin)?.origin !== origin) {
      throw new InvalidInput('An origin has no path: "https://app.example".');
    }
  }
}

/** https://www.rfc-editor.org/rfc/rfc8252#section-7.1: schemes of apps contain a dot */
const APP_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/;

function checkRedirectUri(uri: string, rules: ClientRules): void {
  const url = URL.parse(uri);
  if (url !== null && APP_SCHEME.test(url.protocol)) {
    if (uri.includes('#') || uri.length > MAX_URI) throw new InvalidInput(NO_REDIRECT);
    return;
  }
  checkWebUri('A redirect URI', uri, rules);
}

const NO_REDIRECT = 'A redirect URI is absolute, has no fragment and no wildcard.';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws InvalidInput unless it is https, or http on this machine or where the operator allows it */
function checkWebUri(what: string, uri: string, { privateHosts }: ClientRules): void {
  const url = URL.parse(uri);
  if (url === null || uri.length > MAX_URI || uri.includes('#') || uri.includes('*')) {
    throw new InvalidInput(`${what} is absolute, has no fragment and no wildcard.`);
  }
  const host = url.hostname;
  const mayBePlain = LOOPBACK.has(host) || privateHosts.includes(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain)) {
    throw new InvalidInput(`${what} is an https URL, or http on a loopback address.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidInput(`${what} has no user name or password in it.`);
  }
}

function checkKeys({ type, jwks, jwksUri }: StoredClient, rules: ClientRules): void {
  if (!SIGNING.has(type)) {
    if (jwks !== undefined || jwksUri !== undefined) {
      throw new InvalidInput('A client of this type signs nothing, so it has no keys.');
    }
    return;
  }
  if ((jwks === undefined) === (jwksUri === undefined)) {
    throw new InvalidInput('Either a JSON Web Key Set or its URL is needed.');
  }
  if (jwksUri !== undefined) checkKeysUri(jwksUri, rules);
  if (jwks?.keys.some((key) => typeof key['kid'] !== 'string') === true) {
    throw new InvalidInput('Each key of the JSON Web Key Set needs a kid.');
  }
}

function checkKeysUri(uri: string, { privateHosts }: ClientRules): void {
  const url = URL.parse(uri);
  const isAllowed =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && privateHosts.includes(url.hostname));
  if (!isAllowed) throw new InvalidInput('The URL of the JSON Web Key Set is an https URL.');
  if (isSpecialHost(url.hostname) && !privateHosts.includes(url.hostname)) {
    throw new InvalidInput('The URL of the JSON Web Key Set is not on the public internet.');
  }
}

/**
 * Of a page or picture that a client would like people to see. Nothing here fetches it.
 * @throws InvalidInput unless it is an https URL on the public internet
 */
export function checkShownUri(what: string, uri: string): void {
  const url = URL.parse(uri);
  const isPlain = url?.username === '' && url.password === '' && uri.length <= MAX_URI;
  if (url?.protocol !== 'https:' || !isPlain || isSpecialHost(url.hostname)) {
    throw new InvalidInput(`${what} is an https URL on the public internet.`);
  }
}

/** The keys that can be used. @throws InvalidInput when there is none */
export function checkedKeys(set: unknown): NonNullable<StoredClient['jwks']> {
  try {
    const usable = publicKeys(set);
    if (usable.keys.length > 0) return usable;
  } catch {
    // Said below.
  }
  throw new InvalidInput('The JSON Web Key Set has no RSA or EC key.');
}
