/** How identifiers and uris lie in a B-tree, whose rows hold less than 2,700 bytes. */
import { createHash } from 'node:crypto';

/** UTF-16 units; each takes three bytes of UTF-8 at most. */
const MAX_INDEXED = 600;
const KEPT = 200;

/** A text that equals another's exactly when the two values are equal; long ones end in a digest. */
export function identityText(value: string): string {
  if (value.length <= MAX_INDEXED) return value;
  return `${value.slice(0, KEPT)}…${createHash('sha256').update(value).digest('hex')}`;
}

/** The beginning of a text, for order and prefixes. */
export function orderedText(value: string): string {
  return value.slice(0, MAX_INDEXED);
}
