/**
 * What keeps messages in order: the patients, visits and orders that a message names. Messages that
 * share a key are processed one after the other, as they came in.
 */
import { createHash } from 'node:crypto';
import type { Key } from '../../search/keys.js';
import type { OrderKeys, Token } from '../mapping/types.js';

/** A message that names more is one of a registry; the rest of its order is left to times. */
const MOST_KEYS = 100;

/** The keys of a message, without doubles. */
export function orderKeys({ patients, visits, orders }: OrderKeys): readonly Key[] {
  const texts = new Set(
    [...named('patient', patients), ...named('visit', visits), ...named('order', orders)].slice(
      0,
      MOST_KEYS,
    ),
  );
  return [...texts].map(keyOf);
}

function named(kind: string, tokens: readonly Token[]): string[] {
  return tokens.map(({ system, value }) => `${kind}|${system}|${value}`);
}

function keyOf(text: string): Key {
  const digest = createHash('sha256').update(text).digest();
  return { high: digest.readInt32BE(0), low: digest.readInt32BE(4) };
}
