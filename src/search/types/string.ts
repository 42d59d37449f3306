/** String parameters: https://hl7.org/fhir/R4/search.html#string */
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { IndexEntries } from '../index-entries.js';
import { pushTokenKey, TOKEN_FORMS, type Key } from '../keys.js';

/** Parts of these types that a string search looks at. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
  CodeableConcept: ['text'],
};

/** B-tree rows can't hold more, and nobody types more. */
const MAX_INDEXED = 200;

/**
 * Lower case, without accents; ligatures (also the Dutch ĳ) as their letters; apostrophes dropped
 * and other punctuation read as a space; single spaces.
 */
export function normaliseString(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłþð]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’‘`´]/g, '')
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}

/** What lies in the index, and what a search looks for there. */
export function indexedString(text: string): string {
  return normaliseString(text).slice(0, MAX_INDEXED);
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ð: 'd',
};

/** Dutch and neighbouring surname prefixes, normalised. */
const SURNAME_PREFIX =
  /^(?:(?:van|von|de|den|der|het|t|s|te|ten|ter|tot|op|in|aan|bij|uit|over|onder|voor|d|la|le|les|du|des|da|di|do|dos|el|al|ver|vander|vande|vanden)\s+)+/;

/** Indexes a value of type `type`; returns false when it holds no text. */
export function indexString(
  value: JsonValue,
  type: string,
  path: Key,
  entries: IndexEntries,
): boolean {
  if (typeof value === 'string') {
    addText(value, path, entries);
    return true;
  }
  if (!isObject(value)) return false;
  let found = false;
  for (const part of PARTS[type] ?? []) {
    const add = type === 'HumanName' && part === 'family' ? addSurname : addText;
    for (const text of textsAt(value, part)) {
      add(text, path, entries);
      found = true;
    }
  }
  return found;
}

/** The same for a surname by itself. */
export function indexSurname(value: JsonValue, path: Key, entries: IndexEntries): boolean {
  if (typeof value !== 'string') return false;
  addSurname(value, path, entries);
  return true;
}

function textsAt(object: JsonObject, name: string): string[] {
  const inner = object[name];
  if (Array.isArray(inner)) return inner.filter((item) => typeof item === 'string');
  return typeof inner === 'string' ? [inner] : [];
}

function addText(text: string, path: Key, entries: IndexEntries): void {
  const indexed = indexedString(text);
  pushTokenKey(entries.tokens, path, TOKEN_FORMS.exactString, '', text);
  if (indexed !== '') entries.strings.push({ path, text: indexed });
}

/**
 * `van den Berg` is found as it is, and under `berg`, where a Dutch phone book has it: that is what
 * it is ordered by, up and down.
 */
function addSurname(family: string, path: Key, entries: IndexEntries): void {
  const normalised = normaliseString(family);
  const bare = normalised.replace(SURNAME_PREFIX, '');
  if (bare === '' || bare === normalised) {
    addText(family, path, entries);
    return;
  }
  pushTokenKey(entries.tokens, path, TOKEN_FORMS.exactString, '', family);
  entries.strings.push({ path, text: bare.slice(0, MAX_INDEXED) });
  entries.extras.push({ path, text: normalised.slice(0, MAX_INDEXED), unranked: true });
}
