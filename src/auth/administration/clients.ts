/** Registering clients: for the command line and the administration API alike. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../storage/database.js';
import {
  CLIENT_TYPES,
  findClient,
  revokeClient,
  saveClient,
  type ClientType,
  type StoredClient,
} from '../../storage/auth/clients.js';
import { hashOf, randomSecret } from '../secrets.js';
import { checkClient, checkedKeys, type ClientRules } from './client-checks.js';
import { InvalidInput } from './invalid.js';

/** Undefined leaves what there is, or takes the default. */
export interface ClientInput {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly launchUri?: string | undefined;
  readonly scope?: string | undefined;
  /** A JSON Web Key Set. */
  readonly jwks?: unknown;
  readonly jwksUri?: string | undefined;
  readonly accessTokenSeconds?: number | undefined;
  readonly refreshTokenSeconds?: number | undefined;
  readonly rateLimit?: number | undefined;
  readonly ipRanges?: readonly string[] | undefined;
  readonly skipsConsent?: boolean | undefined;
  readonly introspects?: boolean | undefined;
  readonly enabled?: boolean | undefined;
}

/** What a client may have when nobody says: the user decides; a service may only read. */
const APP_SCOPE =
  'openid fhirUser profile launch launch/patient launch/encounter offline_access online_access patient/*.cruds user/*.cruds';
const DEFAULT_SCOPE: Readonly<Record<Exclude<ClientType, 'internal'>, string>> = {
  public: APP_SCOPE,
  'confidential-symmetric': APP_SCOPE,
  'confidential-asymmetric': APP_SCOPE,
  backend: 'system/*.rs',
};

const REGISTERED_TYPES = CLIENT_TYPES.filter((type) => type !== 'internal');
const ID = /^[A-Za-z0-9._~-]{1,100}$/;

export interface Registered {
  readonly client: StoredClient;
  /** Shown once: only its hash is kept. */
  readonly secret: string | undefined;
}

/** @throws InvalidInput */
export async function addClient(
  database: Database,
  input: ClientInput,
  rules: ClientRules,
): Promise<Registered> {
  const type = REGISTERED_TYPES.find((one) => one === input.type);
  if (type === undefined) {
    throw new InvalidInput(`The type is one of: ${REGISTERED_TYPES.join(', ')}.`);
  }
  const id = input.id ?? randomUUID();
  if (!ID.test(id)) throw new InvalidInput('An id has up to 100 of A-Z a-z 0-9 . _ ~ -');
  if ((await findClient(database, id)) !== undefined) {
    throw new InvalidInput('There is a client of this id already.');
  }
  const secret = type === 'confidential-symmetric' ? randomSecret() : undefined;
  const client = withInput(
    {
      id,
      name: '',
      type,
      secretHash: secret === undefined ? undefined : hashOf(secret),
      redirectUris: [],
      origins: [],
      scope: DEFAULT_SCOPE[type],
      ipRanges: [],
      skipsConsent: false,
      introspects: false,
      enabled: true,
    },
    input,
  );
  checkClient(client, rules);
  await saveClient(database, client);
  return { client, secret };
}

/**
 * Changes what the input names. When the client may do less than before, its tokens end.
 * @throws InvalidInput
 */
export async function changeClient(
  database: Database,
  id: string,
  input: ClientInput,
  rules: ClientRules,
): Promise<StoredClient> {
  const client = await registeredClient(database, id);
  if (input.type !== undefined && input.type !== client.type) {
    throw new InvalidInput('The type of a client does not change.');
  }
  const changed = withInput(client, input);
  checkClient(changed, rules);
  await saveClient(database, changed);
  if (changed.scope !== client.scope || !changed.enabled) await revokeClient(database, id);
  return changed;
}

/** Gives the client another secret; the one it had is worth nothing from then on. @throws InvalidInput */
export async function renewSecret(database: Database, id: string): Promise<Registered> {
  const client = await registeredClient(database, id);
  if (client.type !== 'confidential-symmetric') {
    throw new InvalidInput('A client of this type has no secret.');
  }
  const secret = randomSecret();
  const changed = { ...client, secretHash: hashOf(secret) };
  await saveClient(database, changed);
  return { client: changed, secret };
}

/** @throws InvalidInput */
async function registeredClient(database: Database, id: string): Promise<StoredClient> {
  const client = await findClient(database, id);
  if (client === undefined || client.type === 'internal') {
    throw new InvalidInput('There is no client of this id.');
  }
  return client;
}

function withInput(client: StoredClient, input: ClientInput): StoredClient {
  const { jwks, ...rest } = input;
  const given = Object.entries(rest).filter(
    ([name, value]) => value !== undefined && name !== 'id' && name !== 'type',
  );
  // Keys and their URL take each other's place.
  const keys =
    jwks !== undefined
      ? { jwks: checkedKeys(jwks), jwksUri: undefined }
      : input.jwksUri !== undefined
        ? { jwks: undefined }
        : {};
  return { ...client, ...(Object.fromEntries(given) as Partial<StoredClient>), ...keys };
}

/** For people and programs: in the words of client registration, https://www.rfc-editor.org/rfc/rfc7591 */
export function clientSummary(client: StoredClient): Record<string, unknown> {
  return {
    client_id: client.id,
    name: client.name,
    type: client.type,
    redirect_uris: client.redirectUris,
    origins: client.origins,
    launch_uri: client.launchUri,
    scope: client.scope,
    jwks: client.jwks,
    jwks_uri: client.jwksUri,
    access_token_seconds: client.accessTokenSeconds,
    refresh_token_seconds: client.refreshTokenSeconds,
    rate_limit: client.rateLimit,
    ip_ranges: client.ipRanges,
    skips_consent: client.skipsConsent,
    introspects: client.introspects,
    enabled: client.enabled,
  };
}
