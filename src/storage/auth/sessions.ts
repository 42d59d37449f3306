/** Sign-ins of browsers: `auth_session`. */
import type { Session } from '../database.js';
import { onForeignKey } from '../database-errors.js';
import type { Payload } from './grants.js';

export interface SessionWrite {
  /** Stays the same while the cookie's value changes. */
  readonly uid: string;
  /** SHA-256 of the cookie's value. */
  readonly hash: Buffer;
  readonly accountId?: string | undefined;
  readonly payload: Payload;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** Adds the session or changes it; the cookie's value before is worth nothing from then on. */
export async function saveBrowserSession(session: Session, write: SessionWrite): Promise<boolean> {
  return onForeignKey(async () => {
    await session.query({
      name: 'auth-save-session',
      text: `insert into auth_session (uid, hash, account_id, payload, expires_at)
        values ($1, $2, $3::uuid, $4::jsonb, to_timestamp($5))
        on conflict (uid) do update set hash = excluded.hash, account_id = excluded.account_id,
          payload = excluded.payload, expires_at = excluded.expires_at`,
      values: [
        write.uid,
        write.hash,
        write.accountId,
        JSON.stringify(write.payload),
        write.expires,
      ],
    });
  });
}

export async function findBrowserSession(
  session: Session,
  hash: Buffer,
): Promise<Payload | undefined> {
  const [row] = await session.query<{ payload: Payload }>({
    name: 'auth-session',
    text: 'select payload from auth_session where hash = $1 and expires_at > now()',
    values: [hash],
  });
  return row?.payload;
}

export async function findBrowserSessionByUid(
  session: Session,
  uid: string,
): Promise<Payload | undefined> {
  const [row] = await session.query<{ payload: Payload }>({
    name: 'auth-session-by-uid',
    text: 'select payload from auth_session where uid = $1 and expires_at > now()',
    values: [uid],
  });
  return row?.payload;
}

/**
 * Voids a cookie's value. The session itself lives on for a moment, since the same session may get
 * another value at once; tokens that depend on it must not fail in between.
 */
export async function forgetBrowserSession(session: Session, hash: Buffer): Promise<void> {
  await session.query({
    name: 'auth-forget-session',
    text: `update auth_session set hash = null, expires_at = least(expires_at, now() + interval '10 seconds')
      where hash = $1`,
    values: [hash],
  });
}

/** Signs out: the session, and the tokens that live no longer than it. */
export async function endBrowserSession(session: Session, uid: string): Promise<void> {
  await session.query({
    name: 'auth-end-session',
    text: `with sessions as (delete from auth_session where uid = $1),
        records as (delete from auth_record where session_uid = $1)
      delete from auth_token where session_uid = $1`,
    values: [uid],
  });
}
