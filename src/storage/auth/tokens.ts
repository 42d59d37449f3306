/** Access tokens: `auth_token`. Looked up by the SHA-256 hash of their value. */
import type { Session } from '../database.js';
import { onForeignKey } from '../database-errors.js';
import type { Payload } from './grants.js';

/** Where the database announces that tokens, clients or keys are no longer what they were. */
export const AUTH_CHANNEL = 'vuurtoren_auth';

export interface TokenWrite {
  /** The way it came about, which says what the payload means. */
  readonly kind: string;
  /** Undefined for one of the operator. */
  readonly clientId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly grantId?: string | undefined;
  /** The token ends with this session. */
  readonly sessionUid?: string | undefined;
  readonly payload: Payload;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** @returns false when the client, the account or the grant is gone: there is no token then */
export async function saveToken(
  session: Session,
  hash: Buffer,
  token: TokenWrite,
): Promise<boolean> {
  return onForeignKey(async () => {
    await session.query({
      name: 'auth-save-token',
      text: `insert into auth_token (hash, kind, client_id, account_id, grant_id, session_uid, payload, expires_at)
        values ($1, $2, $3, $4::uuid, $5, $6, $7::jsonb, to_timestamp($8))
        on conflict (hash) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
      values: [
        hash,
        token.kind,
        token.clientId,
        token.accountId,
        token.grantId,
        token.sessionUid,
        JSON.stringify(token.payload),
        token.expires,
      ],
    });
  });
}

/** What has to be known of a token to let a request pass. */
export interface LiveToken {
  readonly kind: string;
  readonly payload: Payload;
  readonly clientId: string | undefined;
  readonly grantId: string | undefined;
  readonly expires: Date;
  /** Of the client: requests a minute, and addresses in CIDR form; none for no limit. */
  readonly rateLimit: number | undefined;
  readonly ipRanges: readonly string[];
}

/** The token when it is good: not expired, of a client, an account and a session that still are. */
export async function findLiveToken(
  session: Session,
  hash: Buffer,
): Promise<LiveToken | undefined> {
  const [row] = await session.query<{
    kind: string;
    payload: Payload;
    client_id: string | null;
    grant_id: string | null;
    expires_at: Date;
    rate_limit: number | null;
    ip_ranges: string[] | null;
  }>({
    name: 'auth-live-token',
    text: `select t.kind, t.payload, t.client_id, t.grant_id, t.expires_at, c.rate_limit, c.ip_ranges
      from auth_token t
        left join auth_client c on c.id = t.client_id
        left join auth_account a on a.id = t.account_id
        left join auth_session s on s.uid = t.session_uid
      where t.hash = $1 and t.expires_at > now()
        and (t.client_id is null or c.enabled) and (t.account_id is null or a.enabled)
        and (t.session_uid is null or s.expires_at > now())`,
    values: [hash],
  });
  if (row === undefined) return undefined;
  return {
    kind: row.kind,
    payload: row.payload,
    clientId: row.client_id ?? undefined,
    grantId: row.grant_id ?? undefined,
    expires: row.expires_at,
    rateLimit: row.rate_limit ?? undefined,
    ipRanges: row.ip_ranges ?? [],
  };
}

/** Makes a token void. @returns false when there is none */
export async function removeToken(session: Session, hash: Buffer): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-remove-token',
    text: 'delete from auth_token where hash = $1 returning hash',
    values: [hash],
  });
  return rows.length > 0;
}

export async function removeTokensOfGrant(session: Session, grantId: string): Promise<void> {
  await session.query({
    name: 'auth-remove-tokens-of-grant',
    text: 'delete from auth_token where grant_id = $1',
    values: [grantId],
  });
}
