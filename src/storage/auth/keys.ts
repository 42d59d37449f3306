/** Signing keys: `auth_key`. */
import type { Session } from '../database.js';

export type KeyState = 'next' | 'current' | 'retired';

export interface StoredKey {
  readonly kid: string;
  readonly state: KeyState;
  /** The private key, encrypted. */
  readonly sealed: string;
  readonly created: Date;
  readonly retired: Date | undefined;
}

/** So that processes that start together don't each make keys. */
const KEY_LOCK = 7_620_002;

/** Held until the transaction ends. */
export async function lockKeys(session: Session): Promise<void> {
  await session.query({
    name: '',
    text: `select pg_advisory_xact_lock(${KEY_LOCK})`,
    values: [],
  });
}

/** The one that signs first, then the others that are to be published. */
export async function listKeys(session: Session): Promise<StoredKey[]> {
  const rows = await session.query<{
    kid: string;
    state: KeyState;
    sealed: string;
    created: Date;
    retired: Date | null;
  }>({
    name: 'auth-keys',
    text: `select kid, state, sealed, created_at as created, retired_at as retired from auth_key
      order by array_position(array['current', 'next', 'retired'], state), created_at desc`,
    values: [],
  });
  return rows.map((row) => ({ ...row, retired: row.retired ?? undefined }));
}

export async function addKey(
  session: Session,
  key: Pick<StoredKey, 'kid' | 'state' | 'sealed'>,
): Promise<void> {
  await session.query({
    name: '',
    text: 'insert into auth_key (kid, state, sealed) values ($1, $2, $3)',
    values: [key.kid, key.state, key.sealed],
  });
}

/** The current key retires, and the next one takes its place. */
export async function advanceKeys(session: Session): Promise<void> {
  await session.query({
    name: '',
    text: "update auth_key set state = 'retired', retired_at = now() where state = 'current'",
    values: [],
  });
  await session.query({
    name: '',
    text: "update auth_key set state = 'current' where state = 'next'",
    values: [],
  });
}

/** Removes retired keys that nothing which is still valid was signed with. @param seconds in retirement */
export async function removeRetiredKeys(session: Session, seconds: number): Promise<void> {
  await session.query({
    name: 'auth-remove-keys',
    text: "delete from auth_key where state = 'retired' and retired_at < now() - make_interval(secs => $1)",
    values: [seconds],
  });
}

export async function removeKeys(session: Session): Promise<void> {
  await session.query({ name: '', text: 'delete from auth_key', values: [] });
}
