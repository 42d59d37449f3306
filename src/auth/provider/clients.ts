/** Registered clients in the words of oidc-provider. */
import { decodeProtectedHeader } from 'jose';
import type { AdapterPayload, Client } from 'oidc-provider';
import type { Database } from '../../storage/database.js';
import { findClient, type ClientType, type StoredClient } from '../../storage/auth/clients.js';
import type { ClientAdapter } from './adapter.js';
import type { ClientKeys, KeySet } from './client-keys.js';
import { errors, ProviderClass } from './library.js';

/** Where the library keeps what it does not know of a client. */
export const REGISTRATION = 'registration';

/** The client as it was registered. @throws Error for one that is not from `clientAdapter` */
export function registrationOf(client: Client): StoredClient {
  const registration = client[REGISTRATION] as StoredClient | undefined;
  if (registration === undefined) throw new Error('The client is not a registered one.');
  return registration;
}

export function clientAdapter(database: Database, keys: ClientKeys): ClientAdapter {
  return {
    async find(id) {
      const client = await findClient(database, id);
      if (client?.enabled !== true) return undefined;
      return metadata(client, client.jwks ?? (await publishedKeys(client, keys)));
    },
  };
}

const METHODS: Readonly<Record<ClientType, 'none' | 'client_secret_basic' | 'private_key_jwt'>> = {
  public: 'none',
  'confidential-symmetric': 'client_secret_basic',
  'confidential-asymmetric': 'private_key_jwt',
  backend: 'private_key_jwt',
  internal: 'none',
};

/** How a client of this kind proves who it is. A secret may come in the header or in the form. */
function metadata(client: StoredClient, jwks: KeySet | undefined): AdapterPayload {
  const { secretHash } = client;
  const method = METHODS[client.type];
  return {
    client_id: client.id,
    client_name: client.name,
    token_endpoint_auth_method: method,
    // The library compares by `compareClientSecret`, which is ours.
    ...(secretHash === undefined ? {} : { client_secret: secretHash.toString('hex') }),
    ...(method === 'private_key_jwt' ? { jwks: jwks ?? { keys: [] } } : {}),
    ...flows(client),
    [REGISTRATION]: { ...client, secretHash: undefined, jwks: undefined },
  };
}

function flows({ type, redirectUris }: StoredClient): AdapterPayload {
  if (type === 'backend') {
    return { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };
  }
  const isWeb = redirectUris.every((uri) => /^https?:/.test(uri));
  return {
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris,
    application_type: isWeb ? 'web' : 'native',
    ...(type === 'internal'
      ? { grant_types: [], response_types: ['none'] }
      : { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }),
  };
}

/** Web pages of these origins may call the token endpoint in the client's name. */
export function mayCallFrom(origin: string, { redirectUris, origins }: StoredClient): boolean {
  return origins.includes(origin) || redirectUris.some((uri) => URL.parse(uri)?.origin === origin);
}

/** Fetched only when something that the client signed is to be checked. */
async function publishedKeys(
  { jwksUri }: StoredClient,
  keys: ClientKeys,
): Promise<KeySet | undefined> {
  const assertion = ProviderClass.ctx?.oidc.params?.['client_assertion'];
  if (jwksUri === undefined || typeof assertion !== 'string') return undefined;
  try {
    return await keys.at(jwksUri, decodeProtectedHeader(assertion).kid);
  } catch (cause) {
    throw new errors.InvalidClientAuth({
      detail: `the client's keys: ${cause instanceof Error ? cause.message : 'unknown'}`,
    });
  }
}
