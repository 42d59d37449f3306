/** Signing in with a user name and a password. */
import type { Database } from '../../storage/database.js';
import { DEMO, findAccountOf, LOCAL, type Account } from '../../storage/auth/accounts.js';
import {
  blockedUntil,
  countFailure,
  forgetFailures,
  tryOnce,
  type Patience,
} from '../../storage/auth/failures.js';
import { userNameKey } from '../administration/accounts.js';
import { hashOf } from '../secrets.js';
import { isPassword } from './passwords.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** IP address that they come from. */
  readonly address: string;
}

export type SignIn =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'wrong' }
  /** Too many attempts. */
  | { readonly kind: 'blocked'; readonly until: Date };

/** Who guesses at one account from one place meets pauses soon, the same from many places later. */
const FROM_ONE_PLACE: Patience = { free: 5, pause: 30, longestPause: 900, memory: 3600 };
const FROM_ANYWHERE: Patience = { free: 20, pause: 30, longestPause: 900, memory: 3600 };
/** A hospital is one address to us. */
const OF_ANYBODY: Patience = { free: 100, pause: 60, longestPause: 900, memory: 3600 };
const MAX_USERNAME = 200;

/**
 * An attempt is counted before the password is looked at, so that many at once are no way around the
 * pauses. An unknown user name takes as long and is counted alike.
 */
export async function signInWithPassword(
  database: Database,
  { username, password, address }: Credentials,
): Promise<SignIn> {
  const name = userNameKey(username.slice(0, MAX_USERNAME));
  const place = hashOf(`address ${address}`);
  const userFromPlace = hashOf(`user ${name} from ${address}`);
  const user = hashOf(`user ${name}`);
  const isAllowed =
    (await blockedUntil(database, [place])) === undefined &&
    (await tryOnce(database, userFromPlace, FROM_ONE_PLACE)) &&
    (await tryOnce(database, user, FROM_ANYWHERE));
  if (!isAllowed) {
    const until = await blockedUntil(database, [place, userFromPlace, user]);
    return { kind: 'blocked', until: until ?? new Date() };
  }
  const account =
    (await findAccountOf(database, LOCAL, name)) ?? (await findAccountOf(database, DEMO, name));
  const isRight = await isPassword(password, account?.passwordHash);
  if (account === undefined || !isRight || !account.enabled) {
    await countFailure(database, place, OF_ANYBODY);
    return { kind: 'wrong' };
  }
  await forgetFailures(database, [userFromPlace, user]);
  return { kind: 'account', account };
}
