/** Reference parameters: https://hl7.org/fhir/R4/search.html#reference */
import { isObject, objectAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import type { Canonical, IndexEntries } from '../index-entries.js';
import { pushTokenKey, TOKEN_FORMS, type Key } from '../keys.js';
import { identityText } from './identity-text.js';

/** What tells a reference to this server from others. */
export interface LocalReferences {
  /** This server's base URL. */
  readonly base: string;
  readonly isResourceType: (name: string) => boolean;
}

/** Indexes a Reference, canonical or uri. */
export function indexReference(
  value: JsonValue,
  path: Key,
  entries: IndexEntries,
  locals: LocalReferences,
): boolean {
  if (typeof value === 'string') {
    entries.canonicals.push({ path, ...canonicalOf(value) });
    return indexCanonical(value, path, entries);
  }
  return isObject(value) && indexReferenceElement(value, path, entries, locals);
}

function indexReferenceElement(
  value: JsonObject,
  path: Key,
  entries: IndexEntries,
  { base, isResourceType }: LocalReferences,
): boolean {
  const text = stringAt(value, 'reference');
  const identifier = objectAt(value, 'identifier');
  if (identifier !== undefined) indexLogical(identifier, path, entries);
  if (text === undefined) return identifier !== undefined;
  const reference = parseReference(text, base);
  if (reference.kind === 'local' && isResourceType(reference.type)) {
    entries.references.push({ path, type: reference.type, id: reference.id });
  } else if (reference.kind === 'absolute') {
    pushTokenKey(entries.tokens, path, TOKEN_FORMS.code, '', reference.uri);
  } else if (reference.kind === 'contained') {
    (entries.fragments ??= []).push({ path, id: reference.id });
  }
  return true;
}

/** Stands for every system in the key of an identifier; no system is called so. */
export const ANY_SYSTEM = '*';

/** `:identifier` finds a reference by the identifier it carries. */
function indexLogical(identifier: JsonObject, path: Key, entries: IndexEntries): void {
  const system = stringAt(identifier, 'system');
  const code = stringAt(identifier, 'value');
  if (code === undefined) return;
  pushTokenKey(entries.tokens, path, TOKEN_FORMS.identifier, ANY_SYSTEM, code);
  pushTokenKey(entries.tokens, path, TOKEN_FORMS.identifier, system ?? '', code);
}

/** A canonical is found with and without its version. */
export function indexCanonical(value: string, path: Key, entries: IndexEntries): boolean {
  const { url, version } = splitCanonical(value);
  pushTokenKey(entries.tokens, path, TOKEN_FORMS.code, '', url);
  if (version !== undefined) {
    pushTokenKey(entries.tokens, path, TOKEN_FORMS.versioned, url, version);
  }
  return url !== '';
}

/** `url|version`: https://hl7.org/fhir/R4/references.html#canonical */
export function splitCanonical(value: string): { url: string; version: string | undefined } {
  const bar = value.indexOf('|');
  if (bar === -1) return { url: value, version: undefined };
  return { url: value.slice(0, bar), version: value.slice(bar + 1) };
}

/** What a canonical means, without the fragment that points into it. */
function canonicalOf(value: string): Canonical {
  const { url, version = '' } = splitCanonical(value.replace(/#.*$/s, ''));
  return { url: identityText(url), version };
}
