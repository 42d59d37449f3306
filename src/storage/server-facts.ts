/** Facts of this database that every process needs: `server_fact`. */
import type { Key } from '../search/keys.js';
import type { Session } from './database.js';

/** The secret that index keys are hashed with; made when the database was. */
export async function loadHashKey(session: Session): Promise<Key> {
  const [row] = await session.query<{ value: string }>({
    name: 'hash-key',
    text: "select value from server_fact where name = 'hash-key'",
    values: [],
  });
  const bytes = Buffer.from(row?.value ?? '', 'hex');
  if (bytes.length < 8) throw new Error('The database has no hash key.');
  return { high: bytes.readInt32BE(0), low: bytes.readInt32BE(4) };
}
