/** Clears away what has expired. */
import type { Session } from '../database.js';

const TABLES = [
  'auth_token',
  'auth_record',
  'auth_launch',
  'auth_used',
  'auth_failure',
  'auth_session',
  'auth_grant',
  'medmij_request',
  'medmij_code',
  'medmij_refresh_token',
] as const;

/** Any number of processes may do this at once. */
export async function removeExpired(session: Session): Promise<void> {
  for (const table of TABLES) {
    await session.query({
      name: `auth-expired-${table}`,
      text: `delete from ${table} where expires_at < now() - interval '1 hour'`,
      values: [],
    });
  }
}
