/** Values that are secrets, and what is kept of them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What the database keeps of a token, code or cookie. A plain hash is enough for values of 256 random
 * bits, which nobody can try.
 */
export function hashOf(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** 256 random bits as text that needs no escaping in a URL or a header, and is no option of a command. */
export function randomSecret(): string {
  const text = randomBytes(32).toString('base64url');
  return text.startsWith('-') ? randomSecret() : text;
}

/** A key for one use, which tells nothing about those for others. */
export function deriveKey(secret: Buffer, use: string): Buffer {
  return createHmac('sha256', secret).update(`auth:${use}`).digest();
}

export function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
