/** What is looked for in answers, and what of them can be compared. */
import type { Answer } from '../server.js';
import { OUTSIDE } from './world.js';

function signsOf(word: string): string[] {
  return [word, Buffer.from(word).toString('base64')];
}

/** Everything that a client receives. */
export function bytesOf({ status, headers, text }: Answer): string {
  return JSON.stringify([status, [...headers], text]);
}

/** As it stands, or as the content of a Binary. */
export function has(answer: Answer, word: string): boolean {
  const bytes = bytesOf(answer);
  return signsOf(word).some((sign) => bytes.includes(sign));
}

/** The signs of what may not be seen that are in an answer; there should be none. */
export function leaks(answer: Answer): string[] {
  const bytes = bytesOf(answer);
  return signsOf(OUTSIDE).filter((sign) => bytes.includes(sign));
}

const VOLATILE = new Set(['date', 'x-request-id', 'content-length', 'keep-alive', 'connection']);
const NEW_ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * The answer without what differs from one request to the next, and with one name for the record:
 * about what may not be seen it must be the same as about what is not there.
 */
export function comparable({ status, headers, text }: Answer, record: string): unknown {
  const neutral = (given: string): string =>
    given
      .replace(/_cursor=[\w-]+/g, '_cursor=')
      .replace(NEW_ID, 'NEW')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT')
      .replaceAll(new RegExp(`\\b${record}\\b`, 'g'), 'RECORD');
  const kept = [...headers].filter(([name]) => !VOLATILE.has(name) && name !== 'last-modified');
  return { status, headers: kept.map((pair) => pair.map(neutral)), text: neutral(text) };
}

/** The types of the resources in a Bundle, each once. */
export function typesIn({ body }: Answer): string[] {
  const entries = (body['entry'] ?? []) as unknown as { resource: { resourceType: string } }[];
  return [...new Set(entries.map(({ resource }) => resource.resourceType))].sort();
}
