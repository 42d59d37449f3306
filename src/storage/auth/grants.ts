/** What people granted to apps: `auth_grant`. All that follows from a grant ends with it. */
import type { Session } from '../database.js';
import { onForeignKey } from '../database-errors.js';

/** JSON that only the authorization server understands. */
export type Payload = Readonly<Record<string, unknown>>;

export interface StoredGrant {
  readonly payload: Payload;
  /** What was chosen at launch, as in the token response. */
  readonly context: Payload;
}

/** @returns false when the client or the account is gone */
export async function saveGrant(
  session: Session,
  id: string,
  { clientId, accountId, payload, expires }: GrantWrite,
): Promise<boolean> {
  return onForeignKey(async () => {
    await session.query({
      name: 'auth-save-grant',
      text: `insert into auth_grant (id, client_id, account_id, payload, expires_at)
        values ($1, $2, $3::uuid, $4::jsonb, to_timestamp($5))
        on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
      values: [id, clientId, accountId, JSON.stringify(payload), expires],
    });
  });
}

export interface GrantWrite {
  readonly clientId: string;
  readonly accountId: string;
  readonly payload: Payload;
  /** Seconds since the epoch. */
  readonly expires: number;
}

export async function setGrantContext(
  session: Session,
  id: string,
  context: Payload,
): Promise<void> {
  await session.query({
    name: 'auth-grant-context',
    text: 'update auth_grant set context = $2::jsonb where id = $1',
    values: [id, JSON.stringify(context)],
  });
}

export async function findGrant(session: Session, id: string): Promise<StoredGrant | undefined> {
  const [row] = await session.query<{ payload: Payload; context: Payload }>({
    name: 'auth-grant',
    text: 'select payload, context from auth_grant where id = $1 and expires_at > now()',
    values: [id],
  });
  return row;
}

/** Takes it back. @param accountId when given, only if it is this person's. @returns false if not */
export async function removeGrant(
  session: Session,
  id: string,
  accountId?: string,
): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-remove-grant',
    text: `delete from auth_grant where id = $1 and ($2::uuid is null or account_id = $2::uuid) returning id`,
    values: [id, accountId],
  });
  return rows.length > 0;
}

export interface ListedGrant extends StoredGrant {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly accountId: string;
  readonly created: Date;
  readonly expires: Date;
}

/** Those in force, newest first; of one person or of all. */
export async function listGrants(session: Session, accountId?: string): Promise<ListedGrant[]> {
  return session.query<{
    id: string;
    clientId: string;
    clientName: string;
    accountId: string;
    payload: Payload;
    context: Payload;
    created: Date;
    expires: Date;
  }>({
    name: 'auth-grants',
    text: `select g.id, g.client_id as "clientId", c.name as "clientName", g.account_id as "accountId",
        g.payload, g.context, g.created_at as created, g.expires_at as expires
      from auth_grant g join auth_client c on c.id = g.client_id
      where ($1::uuid is null or g.account_id = $1::uuid) and g.expires_at > now() and c.type <> 'internal'
      order by g.created_at desc limit 1000`,
    values: [accountId],
  });
}
