/**
 * What keeps messages in order: the patients, visits and orders that a message names. Messages that
 * share a key are processed one after the other, as they came in.
 */
import { createHash } from 'node:crypto';
import type { Key } from '../../search/keys.js';
import type { MessageHeader } from '../parser/header.js';
import type { Hl7Message } from '../parser/message.js';
import type { Repetition } from '../parser/value.js';

/** Identifiers with an assigning authority in their fourth component: CX. */
const PATIENTS = ['PID-3', 'PID-2', 'MRG-1', 'MRG-4'];
const VISITS = ['PV1-19', 'PV1-50', 'MRG-5'];
/** Order numbers, EI: the namespace is their second component. */
const ORDERS = ['ORC-2', 'ORC-3', 'OBR-2', 'OBR-3', 'SCH-1', 'SCH-2', 'TXA-12'];

/** A message that names more is one of a registry; the rest of its order is left to times. */
const MOST_KEYS = 100;

/** The keys of a message, without doubles. */
export function orderKeys(message: Hl7Message, header: MessageHeader): readonly Key[] {
  const sender = header.sendingFacility ?? header.sendingApplication ?? '';
  const texts = new Set<string>();
  const collect = (kind: string, paths: readonly string[], authority: number): void => {
    for (const value of paths.flatMap((path) => message.all(path))) {
      const text = identifierText(value as Repetition, authority, sender);
      if (text !== undefined && texts.size < MOST_KEYS) texts.add(`${kind}|${text}`);
    }
  };
  collect('patient', PATIENTS, 4);
  collect('visit', VISITS, 4);
  collect('order', ORDERS, 2);
  return [...texts].map(keyOf);
}

/** Numbers without an authority are the sender's own. */
function identifierText(value: Repetition, authority: number, sender: string): string | undefined {
  const number = value.component(1).value;
  if (number === undefined) return undefined;
  const namespace = value.component(authority).value ?? sender;
  return `${namespace.toUpperCase()}|${number.toUpperCase()}`;
}

function keyOf(text: string): Key {
  const digest = createHash('sha256').update(text).digest();
  return { high: digest.readInt32BE(0), low: digest.readInt32BE(4) };
}
