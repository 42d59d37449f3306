/** Clients that registered themselves: `auth_registration`. */
import type { Session } from '../database.js';

export interface StoredRegistration {
  /** SHA-256 of the registration access token. */
  readonly tokenHash: Buffer;
  readonly created: Date;
}

/** Notes that a client, which must be there, registered itself. */
export async function saveRegistration(
  session: Session,
  clientId: string,
  tokenHash: Buffer,
): Promise<StoredRegistration> {
  const [row] = await session.query<{ created: Date }>({
    name: 'auth-save-registration',
    text: `insert into auth_registration (client_id, token_hash) values ($1, $2)
      returning created_at as created`,
    values: [clientId, tokenHash],
  });
  if (row === undefined) throw new Error('A registration was not stored.');
  return { tokenHash, created: row.created };
}

/** Undefined for a client that somebody else registered, or that is gone. */
export async function findRegistration(
  session: Session,
  clientId: string,
): Promise<StoredRegistration | undefined> {
  const [row] = await session.query<{ tokenHash: Buffer; created: Date }>({
    name: 'auth-registration',
    text: `select token_hash as "tokenHash", created_at as created from auth_registration
      where client_id = $1`,
    values: [clientId],
  });
  return row;
}
