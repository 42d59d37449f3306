/** Passwords of built-in accounts: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
import { argon2id, hash, verify } from 'argon2';

/** 19 MiB and two passes: a guess costs an attacker as much as it costs us, and memory besides. */
const COST = { type: argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** Longer ones would only keep the processor busy. */
export const LONGEST_PASSWORD = 1024;
/** https://pages.nist.gov/800-63-4/sp800-63b.html */
export const SHORT_PASSWORD = 15;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * @param passwordHash undefined for somebody without a password, which takes as long and is wrong:
 * nobody learns by the time it takes who has an account
 */
export async function isPassword(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  if (password.length > LONGEST_PASSWORD) return false;
  decoy ??= hashPassword('');
  const isRight = await verify(passwordHash ?? (await decoy), password);
  return isRight && passwordHash !== undefined;
}
