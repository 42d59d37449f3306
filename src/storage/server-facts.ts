/** Facts of this database that every process needs: `server_fact`. */
import type { Key } from '../search/keys.js';
import type { Session } from './database.js';

/** The key that index keys are hashed with. */
export async function loadHashKey(session: Session): Promise<Key> {
  const bytes = await loadSecret(session);
  return { high: bytes.readInt32BE(0), low: bytes.readInt32BE(4) };
}

/** 122 random bits, which other keys follow from; made when the database was. */
export async function loadSecret(session: Session): Promise<Buffer> {
  const [row] = await session.query<{ value: string }>({
    name: 'hash-key',
    text: "select value from server_fact where name = 'hash-key'",
    values: [],
  });
  const bytes = Buffer.from(row?.value ?? '', 'hex');
  if (bytes.length < 16) throw new Error('The database has no hash key.');
  return bytes;
}
