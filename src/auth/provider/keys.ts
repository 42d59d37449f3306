/**
 * Keys that id tokens are signed with. They live in the database, encrypted. One signs; the next one
 * is published already, so that clients know it when it takes over; retired ones stay published as
 * long as something signed with them can be valid.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { createSeal, type Seal } from '../../interactions/seal.js';
import type { Database } from '../../storage/database.js';
import {
  addKey,
  advanceKeys,
  listKeys,
  lockKeys,
  removeKeys,
  removeRetiredKeys,
  type StoredKey,
} from '../../storage/auth/keys.js';

/** SMART asks for it: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html */
const ALGORITHM = 'RS256';
const MODULUS_BITS = 2048;
/** Id tokens are valid for an hour. */
const RETIREMENT_SECONDS = 24 * 60 * 60;

/**
 * @param secret of the database
 * @param operatorSecret when given, the database alone does not give the keys away
 */
export function createKeySeal(secret: Buffer, operatorSecret: string | undefined): Seal {
  return createSeal(secret, `signing keys ${operatorSecret ?? ''}`);
}

/**
 * All keys that are to be published, the one that signs first. Makes them when there are none.
 * @throws Error when they were sealed with another secret
 */
export async function loadSigningKeys(database: Database, seal: Seal): Promise<JWK[]> {
  let stored = await listKeys(database);
  if (stored.length === 0) {
    await makeFirstKeys(database, seal);
    stored = await listKeys(database);
  }
  return stored.map((key) => open(key, seal));
}

/** The next key signs from now on, and another one is made to follow it. @returns what is now */
export async function rotateKeys(database: Database, seal: Seal): Promise<StoredKey[]> {
  const next = await newKey(seal);
  await database.inTransaction(async (session) => {
    await lockKeys(session);
    await advanceKeys(session);
    await addKey(session, { ...next, state: 'next' });
    await removeRetiredKeys(session, RETIREMENT_SECONDS);
  });
  return listKeys(database);
}

/**
 * Throws all keys away and makes others: when one got out, or the secret that they are encrypted with
 * was lost. What they signed can no longer be checked.
 */
export async function replaceKeys(database: Database, seal: Seal): Promise<StoredKey[]> {
  const [current, next] = await Promise.all([newKey(seal), newKey(seal)]);
  await database.inTransaction(async (session) => {
    await lockKeys(session);
    await removeKeys(session);
    await addKey(session, { ...current, state: 'current' });
    await addKey(session, { ...next, state: 'next' });
  });
  return listKeys(database);
}

async function makeFirstKeys(database: Database, seal: Seal): Promise<void> {
  const [current, next] = await Promise.all([newKey(seal), newKey(seal)]);
  await database.inTransaction(async (session) => {
    await lockKeys(session);
    // Another process may have been faster.
    if ((await listKeys(session)).length > 0) return;
    await addKey(session, { ...current, state: 'current' });
    await addKey(session, { ...next, state: 'next' });
  });
}

async function newKey(seal: Seal): Promise<Pick<StoredKey, 'kid' | 'sealed'>> {
  const { privateKey } = await generateKeyPair(ALGORITHM, {
    modulusLength: MODULUS_BITS,
    extractable: true,
  });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, sealed: seal.close(JSON.stringify(jwk), kid) };
}

function open({ kid, sealed }: StoredKey, seal: Seal): JWK {
  try {
    const jwk = JSON.parse(seal.open(sealed, kid)) as JWK;
    return { ...jwk, kid, alg: ALGORITHM, use: 'sig' };
  } catch {
    throw new Error('The signing keys can not be decrypted: AUTH_SECRET is not what it was.');
  }
}
