/**
 * Client metadata, as a client that registers itself sends it and reads it back.
 * https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
import { ADMIN_SCOPE } from '../../access/administrator.js';
import { printScopes } from '../../access/scopes.js';
import type { JsonObject } from '../../fhir/json.js';
import type { ClientType, StoredClient } from '../../storage/auth/clients.js';
import {
  checkClient,
  checkedKeys,
  checkRedirects,
  checkShownUri,
  type ClientRules,
} from '../administration/client-checks.js';
import { InvalidInput } from '../administration/invalid.js';
import { allowedScopes } from '../smart/scope-policy.js';

/** https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2 */
export class InvalidMetadata extends Error {
  readonly code: 'invalid_redirect_uri' | 'invalid_client_metadata';

  constructor(code: InvalidMetadata['code'], message: string) {
    super(message);
    this.name = 'InvalidMetadata';
    this.code = code;
  }
}

export interface RegistrationRules extends ClientRules {
  /** The scopes that clients that register themselves may have. */
  readonly scope: string;
}

/** What is the client's own to say. */
export type RegisteredPart = Pick<
  StoredClient,
  'name' | 'type' | 'redirectUris' | 'launchUri' | 'scope' | 'jwks' | 'jwksUri'
>;

const MAX_LIST = 20;
const MAX_TEXT = 4000;

/** URLs for people, of which none is fetched, kept or shown. */
const SHOWN = ['logo_uri', 'client_uri', 'policy_uri', 'tos_uri'];

/** @throws InvalidMetadata. What is not known is ignored, as the RFC says. */
export function readMetadata(metadata: JsonObject, rules: RegistrationRules): RegisteredPart {
  try {
    const part = registeredPart(metadata, rules);
    redirecting(() => {
      checkRedirects({ ...UNSAID, ...part }, rules);
    });
    checkClient({ ...UNSAID, ...part }, rules);
    for (const name of SHOWN) {
      const uri = text(metadata, name);
      if (uri !== undefined) checkShownUri(name, uri);
    }
    return part;
  } catch (error) {
    if (error instanceof InvalidInput) throw invalidMetadata(error.message);
    throw error;
  }
}

function redirecting(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof InvalidInput)
      throw new InvalidMetadata('invalid_redirect_uri', error.message);
    throw error;
  }
}

export function invalidMetadata(message: string): InvalidMetadata {
  return new InvalidMetadata('invalid_client_metadata', message);
}

/** What the operator decides, as it is at first. */
export const UNSAID = {
  id: '',
  origins: [],
  ipRanges: [],
  skipsConsent: false,
  introspects: false,
  enabled: true,
} as const;

function registeredPart(metadata: JsonObject, rules: RegistrationRules): RegisteredPart {
  const type = typeOf(metadata);
  const { jwks } = metadata;
  const redirectUris = texts(metadata, 'redirect_uris') ?? [];
  return {
    type,
    name: text(metadata, 'client_name') ?? hostOf(redirectUris[0]) ?? 'client',
    redirectUris,
    launchUri: text(metadata, 'initiate_login_uri'),
    scope: scopeOf(metadata, type, rules),
    jwks: jwks === undefined || jwks === null ? undefined : checkedKeys(jwks),
    jwksUri: text(metadata, 'jwks_uri'),
  };
}

const APP_GRANTS = ['authorization_code', 'refresh_token'];

function typeOf(metadata: JsonObject): ClientType {
  const method = text(metadata, 'token_endpoint_auth_method') ?? 'client_secret_basic';
  const isService = isForService(texts(metadata, 'grant_types') ?? ['authorization_code']);
  const answers = texts(metadata, 'response_types') ?? (isService ? [] : ['code']);
  if (answers.join(' ') !== (isService ? '' : 'code')) {
    throw invalidMetadata('response_types is ["code"], or empty for client_credentials.');
  }
  if (isService) {
    if (method === 'private_key_jwt') return 'backend';
    throw invalidMetadata('A service authenticates by private_key_jwt.');
  }
  const type = TYPES[method];
  if (type === undefined)
    throw invalidMetadata('token_endpoint_auth_method is not one that is supported.');
  return type;
}

/** A service acts for itself, an app for its user: no client does both. */
function isForService(grants: readonly string[]): boolean {
  if (grants.length === 1 && grants[0] === 'client_credentials') return true;
  const isForApp = grants.every((one) => APP_GRANTS.includes(one));
  if (isForApp && grants.includes('authorization_code')) return false;
  throw invalidMetadata(
    'grant_types are authorization_code and refresh_token, or client_credentials alone.',
  );
}

const TYPES: Readonly<Record<string, ClientType | undefined>> = {
  none: 'public',
  client_secret_basic: 'confidential-symmetric',
  client_secret_post: 'confidential-symmetric',
  private_key_jwt: 'confidential-asymmetric',
};

/** What is asked for, as far as the operator allows it; never administration. */
function scopeOf(
  metadata: JsonObject,
  type: ClientType,
  { scope, vocabulary }: RegistrationRules,
): string {
  const asked = text(metadata, 'scope') ?? scope;
  const { resources, others } = allowedScopes(asked, { type, scope }, vocabulary);
  const allowed = { resources, others: new Set([...others].filter((one) => one !== ADMIN_SCOPE)) };
  const printed = printScopes(allowed);
  if (printed === '')
    throw invalidMetadata('None of the scopes is open to clients that register themselves.');
  return printed;
}

/** Null is the same as absent: https://www.rfc-editor.org/rfc/rfc7592#section-2.2 */
function text(metadata: JsonObject, name: string): string | undefined {
  const value = metadata[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.length <= MAX_TEXT) return value;
  throw invalidMetadata(`${name} is a string of at most ${MAX_TEXT} characters.`);
}

function texts(metadata: JsonObject, name: string): string[] | undefined {
  const value = metadata[name];
  if (value === undefined || value === null) return undefined;
  const isList = Array.isArray(value) && value.length <= MAX_LIST;
  const strings = isList ? value.filter((one) => typeof one === 'string') : [];
  if (isList && strings.length === value.length) return strings;
  const error = `${name} is an array of at most ${MAX_LIST} strings.`;
  throw name === 'redirect_uris'
    ? new InvalidMetadata('invalid_redirect_uri', error)
    : invalidMetadata(error);
}

function hostOf(uri: string | undefined): string | undefined {
  const host = URL.parse(uri ?? '')?.host;
  return host === '' ? undefined : host;
}

/** What was registered. */
export function printMetadata(client: StoredClient): JsonObject {
  const isService = client.type === 'backend';
  const method = {
    public: 'none',
    internal: 'none',
    'confidential-symmetric': 'client_secret_basic',
    'confidential-asymmetric': 'private_key_jwt',
    backend: 'private_key_jwt',
  }[client.type];
  return {
    client_name: client.name,
    token_endpoint_auth_method: method,
    grant_types: isService ? ['client_credentials'] : APP_GRANTS,
    response_types: isService ? [] : ['code'],
    ...(isService ? {} : { redirect_uris: [...client.redirectUris] }),
    ...(client.launchUri === undefined ? {} : { initiate_login_uri: client.launchUri }),
    scope: client.scope,
    ...(client.jwks === undefined ? {} : { jwks: { keys: [...client.jwks.keys] } }),
    ...(client.jwksUri === undefined ? {} : { jwks_uri: client.jwksUri }),
  };
}
