/** Codes, refresh tokens and requests under way: `auth_record`. */
import type { Session } from '../database.js';
import { onForeignKey } from '../database-errors.js';
import type { Payload } from './grants.js';

export interface RecordKey {
  readonly model: string;
  /** SHA-256 of what the browser or the app holds. */
  readonly hash: Buffer;
}

export interface RecordWrite extends RecordKey {
  readonly grantId?: string | undefined;
  /** It ends with this session. */
  readonly sessionUid?: string | undefined;
  readonly payload: Payload;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** @returns false when the grant is gone */
export async function saveRecord(session: Session, record: RecordWrite): Promise<boolean> {
  return onForeignKey(async () => {
    await session.query({
      name: 'auth-save-record',
      text: `insert into auth_record (model, hash, grant_id, session_uid, payload, expires_at)
        values ($1, $2, $3, $4, $5::jsonb, to_timestamp($6))
        on conflict (model, hash) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
      values: [
        record.model,
        record.hash,
        record.grantId,
        record.sessionUid,
        JSON.stringify(record.payload),
        record.expires,
      ],
    });
  });
}

export interface StoredRecord {
  readonly payload: Payload;
  /** When it was used, if it can be used once only. */
  readonly consumed: Date | undefined;
}

/** Also one that has been used, until it expires: so that a second use is noticed. */
export async function findRecord(
  session: Session,
  { model, hash }: RecordKey,
): Promise<StoredRecord | undefined> {
  const [row] = await session.query<{ payload: Payload; consumed_at: Date | null }>({
    name: 'auth-record',
    text: `select r.payload, r.consumed_at from auth_record r left join auth_session s on s.uid = r.session_uid
      where r.model = $1 and r.hash = $2 and r.expires_at > now()
        and (r.session_uid is null or s.expires_at > now())`,
    values: [model, hash],
  });
  return row === undefined
    ? undefined
    : { payload: row.payload, consumed: row.consumed_at ?? undefined };
}

/**
 * Marks it as used, which succeeds once, whoever else tries at the same time. A second use means that
 * somebody else has it too: everything of the same grant ends.
 * https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 * @returns false when it had been used
 */
export async function consumeRecord(session: Session, key: RecordKey): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-consume-record',
    text: `update auth_record set consumed_at = now()
      where model = $1 and hash = $2 and consumed_at is null and expires_at > now() returning model`,
    values: [key.model, key.hash],
  });
  if (rows.length > 0) return true;
  await session.query({
    name: 'auth-revoke-consumed',
    text: `delete from auth_grant where id = (select grant_id from auth_record where model = $1 and hash = $2)`,
    values: [key.model, key.hash],
  });
  return false;
}

export async function removeRecord(session: Session, { model, hash }: RecordKey): Promise<void> {
  await session.query({
    name: 'auth-remove-record',
    text: 'delete from auth_record where model = $1 and hash = $2',
    values: [model, hash],
  });
}

/** Takes it and makes it void: for what is to be used once. */
export async function takeRecord(
  session: Session,
  { model, hash }: RecordKey,
): Promise<Payload | undefined> {
  const [row] = await session.query<{ payload: Payload }>({
    name: 'auth-take-record',
    text: `delete from auth_record where model = $1 and hash = $2 and expires_at > now() returning payload`,
    values: [model, hash],
  });
  return row?.payload;
}

export async function removeRecordsOfGrant(
  session: Session,
  model: string,
  grantId: string,
): Promise<void> {
  await session.query({
    name: 'auth-remove-records-of-grant',
    text: 'delete from auth_record where model = $1 and grant_id = $2',
    values: [model, grantId],
  });
}

/**
 * Notes something that may be seen once only, until a moment in seconds since the epoch.
 * @returns false when it has been seen before
 */
export async function useOnce(session: Session, hash: Buffer, expires: number): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-use-once',
    text: `insert into auth_used (hash, expires_at) values ($1, to_timestamp($2))
      on conflict do nothing returning hash`,
    values: [hash, expires],
  });
  return rows.length > 0;
}
