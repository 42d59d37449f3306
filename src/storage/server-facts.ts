/** Facts of this database that every process needs: `server_fact`. */
import type { Key } from '../search/keys.js';
import type { Session } from './database.js';

/** The key that index keys are hashed with. */
export function hashKey(secret: Buffer): Key {
  return { high: secret.readInt32BE(0), low: secret.readInt32BE(4) };
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

/** Remembers the public base URL of the FHIR API, for commands that know only the database. */
export async function savePublicBase(session: Session, base: string): Promise<void> {
  await session.query({
    name: 'save-public-base',
    text: `insert into server_fact as f (name, value) values ('public-base', $1)
      on conflict (name) do update set value = excluded.value where f.value <> excluded.value`,
    values: [base],
  });
}

/** That of the server which ran last; undefined when none has. */
export async function loadPublicBase(session: Session): Promise<string | undefined> {
  const [row] = await session.query<{ value: string }>({
    name: 'public-base',
    text: "select value from server_fact where name = 'public-base'",
    values: [],
  });
  return row?.value;
}
