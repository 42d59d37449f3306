/** Token parameters: https://hl7.org/fhir/R4/search.html#token */
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { IndexEntries } from '../index-entries.js';
import type { IndexPath } from '../registry.js';
import { pushTokenKey, TOKEN_FORMS, type Key } from '../keys.js';
import { identityText } from './identity-text.js';
import { bareMimeType, isMimeType } from './mime-type.js';

/** A code as a token search sees it; no system at all is something else than an unknown one. */
export interface Token {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** The tokens in a value of this type. */
export function tokensOf(value: JsonValue, type: string): Token[] {
  if (!isObject(value)) {
    if (typeof value === 'object') return [];
    const code = String(value);
    return [{ system: undefined, code: type === 'string' ? caseless(code) : code }];
  }
  switch (type) {
    case 'CodeableConcept':
      return objectsAt(value, 'coding').map(coding);
    case 'Identifier':
      return [{ system: stringAt(value, 'system'), code: stringAt(value, 'value') }];
    case 'ContactPoint':
      return contactPoint(value);
    default:
      return [coding(value)];
  }
}

function coding(value: JsonObject): Token {
  return { system: stringAt(value, 'system'), code: stringAt(value, 'code') };
}

function contactPoint(value: JsonObject): Token[] {
  const code = stringAt(value, 'value');
  return code === undefined ? [] : [{ system: undefined, code: caseless(code) }];
}

/** True for types that are compared without regard to case: texts, and addresses of people. */
export function isCaseless(type: string): boolean {
  return type === 'string' || type === 'ContactPoint';
}

/** How values of such a type lie in the index. */
export function caseless(value: string): string {
  return value.toLowerCase();
}

/** True for types whose values have a system of their own; the others are bare codes. */
export function hasSystem(type: string): boolean {
  return type === 'CodeableConcept' || type === 'Coding' || type === 'Identifier';
}

/** Indexes a value of type `type`; returns false when there is nothing to find it by. */
export function indexToken(
  value: JsonValue,
  type: string,
  { key, fhirpath, typed }: Pick<IndexPath, 'key' | 'fhirpath' | 'typed'>,
  entries: IndexEntries,
): boolean {
  const tokens = tokensOf(value, type);
  // A query doesn't know the type of what the FHIRPath engine finds, so each has every form.
  const withSystem = fhirpath !== undefined || hasSystem(type);
  for (const found of tokens) pushTokenForms(entries.tokens, key, found, withSystem);
  if (type === 'Identifier' && isObject(value)) indexIdentifier(value, key, entries);
  if (type === 'code' && typeof value === 'string' && typed.some(isMimeType)) {
    pushTokenKey(entries.tokens, key, TOKEN_FORMS.bareMimeType, '', bareMimeType(value));
  }
  return tokens.some(({ code, system }) => (code ?? system) !== undefined) || hasText(value);
}

/** A concept in words alone is a value too: `:text` finds it. */
function hasText(value: JsonValue): boolean {
  return isObject(value) && stringAt(value, 'text') !== undefined;
}

/** Every form in which one token can be asked for. */
export function pushTokenForms(keys: number[], path: Key, found: Token, withSystem: boolean): void {
  const { system, code } = found;
  if (code !== undefined) {
    pushTokenKey(keys, path, TOKEN_FORMS.code, '', code);
    if (withSystem && system === undefined)
      pushTokenKey(keys, path, TOKEN_FORMS.noSystem, '', code);
    if (system !== undefined) pushTokenKey(keys, path, TOKEN_FORMS.systemAndCode, system, code);
  }
  if (system !== undefined) pushTokenKey(keys, path, TOKEN_FORMS.system, system, '');
}

function indexIdentifier(identifier: JsonObject, path: Key, entries: IndexEntries): void {
  const value = stringAt(identifier, 'value');
  if (value === undefined) return;
  const system = stringAt(identifier, 'system') ?? '';
  entries.identifiers.push({ path, system, value: identityText(value) });
  const type = identifier['type'];
  for (const typeCoding of isObject(type) ? objectsAt(type, 'coding') : []) {
    const { system: typeSystem = '', code = '' } = coding(typeCoding);
    pushTokenKey(entries.tokens, path, TOKEN_FORMS.ofType, typeSystem, ofTypeText(code, value));
  }
}

/** `:of-type` is system|code|value: of the identifier's type, and its value. */
export function ofTypeText(code: string, value: string): string {
  return `${code}|${value}`;
}
