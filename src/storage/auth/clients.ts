/** Registered clients: `auth_client`. */
import type { JsonObject } from '../../fhir/json.js';
import { textArray } from '../arrays.js';
import type { Session } from '../database.js';

export const CLIENT_TYPES = [
  /** Runs where it can't keep a secret, such as in a browser. */
  'public',
  'confidential-symmetric',
  'confidential-asymmetric',
  /** Acts for itself, without a user. */
  'backend',
  /** This server's own pages. */
  'internal',
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

export interface StoredClient {
  readonly id: string;
  readonly name: string;
  readonly type: ClientType;
  /** SHA-256 of the client secret. */
  readonly secretHash?: Buffer | undefined;
  readonly redirectUris: readonly string[];
  /** Web origins besides those of the redirect URIs. */
  readonly origins: readonly string[];
  /** Where an EHR opens the app. */
  readonly launchUri?: string | undefined;
  /** The scopes that it may have at most. */
  readonly scope: string;
  /** JSON Web Key Set with public keys. */
  readonly jwks?: { readonly keys: readonly JsonObject[] } | undefined;
  readonly jwksUri?: string | undefined;
  /** Lifetimes; undefined for the server's own. */
  readonly accessTokenSeconds?: number | undefined;
  readonly refreshTokenSeconds?: number | undefined;
  /** FHIR requests a minute. */
  readonly rateLimit?: number | undefined;
  /** Addresses in CIDR form that it may come from; empty for all. */
  readonly ipRanges: readonly string[];
  readonly skipsConsent: boolean;
  readonly introspects: boolean;
  readonly enabled: boolean;
}

interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly type: ClientType;
  readonly secret_hash: Buffer | null;
  readonly redirect_uris: string[];
  readonly origins: string[];
  readonly launch_uri: string | null;
  readonly scope: string;
  readonly jwks: { keys: JsonObject[] } | null;
  readonly jwks_uri: string | null;
  readonly access_token_seconds: number | null;
  readonly refresh_token_seconds: number | null;
  readonly rate_limit: number | null;
  readonly ip_ranges: string[];
  readonly skips_consent: boolean;
  readonly introspects: boolean;
  readonly enabled: boolean;
}

const COLUMNS = `id, name, type, secret_hash, redirect_uris, origins, launch_uri, scope, jwks, jwks_uri,
  access_token_seconds, refresh_token_seconds, rate_limit, ip_ranges, skips_consent, introspects, enabled`;

export async function findClient(session: Session, id: string): Promise<StoredClient | undefined> {
  const [row] = await session.query<ClientRow>({
    name: 'auth-client',
    text: `select ${COLUMNS} from auth_client where id = $1`,
    values: [id],
  });
  return row === undefined ? undefined : fromRow(row);
}

/** All but the server's own, by age. */
export async function listClients(session: Session): Promise<StoredClient[]> {
  const rows = await session.query<ClientRow>({
    name: 'auth-clients',
    text: `select ${COLUMNS} from auth_client where type <> 'internal' order by created_at, id`,
    values: [],
  });
  return rows.map(fromRow);
}

/** Adds the client, or changes the one with its id. */
export async function saveClient(session: Session, client: StoredClient): Promise<void> {
  await session.query({
    name: 'auth-save-client',
    text: `insert into auth_client (${COLUMNS})
      values ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8, $9::jsonb, $10, $11, $12, $13, $14::text[], $15, $16, $17)
      on conflict (id) do update set
        name = excluded.name, type = excluded.type, secret_hash = excluded.secret_hash,
        redirect_uris = excluded.redirect_uris, origins = excluded.origins, launch_uri = excluded.launch_uri,
        scope = excluded.scope, jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
        access_token_seconds = excluded.access_token_seconds,
        refresh_token_seconds = excluded.refresh_token_seconds,
        rate_limit = excluded.rate_limit, ip_ranges = excluded.ip_ranges,
        skips_consent = excluded.skips_consent, introspects = excluded.introspects, enabled = excluded.enabled`,
    values: [
      client.id,
      client.name,
      client.type,
      client.secretHash,
      textArray(client.redirectUris),
      textArray(client.origins),
      client.launchUri,
      client.scope,
      client.jwks === undefined ? undefined : JSON.stringify(client.jwks),
      client.jwksUri,
      client.accessTokenSeconds,
      client.refreshTokenSeconds,
      client.rateLimit,
      textArray(client.ipRanges),
      client.skipsConsent,
      client.introspects,
      client.enabled,
    ],
  });
}

/** Removes the client with all that was granted to it. @returns false when there is none */
export async function removeClient(session: Session, id: string): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-remove-client',
    text: "delete from auth_client where id = $1 and type <> 'internal' returning id",
    values: [id],
  });
  return rows.length > 0;
}

/** Takes back everything that was granted to the client, which stays registered. */
export async function revokeClient(session: Session, id: string): Promise<void> {
  await session.query({
    name: 'auth-revoke-client',
    text: `with gone as (delete from auth_grant where client_id = $1)
      delete from auth_token where client_id = $1`,
    values: [id],
  });
}

function fromRow(row: ClientRow): StoredClient {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    secretHash: row.secret_hash ?? undefined,
    redirectUris: row.redirect_uris,
    origins: row.origins,
    launchUri: row.launch_uri ?? undefined,
    scope: row.scope,
    jwks: row.jwks ?? undefined,
    jwksUri: row.jwks_uri ?? undefined,
    accessTokenSeconds: row.access_token_seconds ?? undefined,
    refreshTokenSeconds: row.refresh_token_seconds ?? undefined,
    rateLimit: row.rate_limit ?? undefined,
    ipRanges: row.ip_ranges,
    skipsConsent: row.skips_consent,
    introspects: row.introspects,
    enabled: row.enabled,
  };
}
