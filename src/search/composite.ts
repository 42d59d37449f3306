/**
 * Composite parameters: https://hl7.org/fhir/R4/search.html#combining. The parts of one repetition
 * belong together, so the code's key becomes part of the path under which the other part lies.
 */
import type { JsonObject, JsonValue } from '../fhir/json.js';
import type { ExtractionContext } from './extraction-context.js';
import type { IndexEntries } from './index-entries.js';
import { pushTokenKey, TOKEN_FORMS, tokenKey, type Key } from './keys.js';
import { visitPath } from './path.js';
import type { CompositePart, IndexPath } from './registry.js';
import { dateSpan } from './types/date.js';
import { quantityEntry } from './types/quantity.js';
import { indexReference } from './types/reference.js';
import { indexString } from './types/string.js';
import { tokensOf, type Token } from './types/token.js';

/** Indexes one repetition; returns false when a part is missing from it. */
export function indexComposite(
  context: JsonObject,
  path: IndexPath,
  entries: IndexEntries,
  extraction: ExtractionContext,
): boolean {
  const parts = path.components ?? [];
  const codePart = parts.find((part) => part.kind === 'token');
  const others = parts.filter((part) => part !== codePart);
  if (codePart === undefined) return false;
  let found = false;
  for (const code of tokensIn(context, codePart)) {
    if (code.code === undefined) continue;
    const key = tokenKey(path.key, TOKEN_FORMS.code, '', code.code);
    const codeSystem = tokenKey(path.key, TOKEN_FORMS.system, code.system ?? '', '');
    others.forEach((part, position) => {
      const own = others.length === 1 ? key : tokenKey(key, TOKEN_FORMS.code, String(position), '');
      const target = { key: own, codeSystem, code, path: path.key };
      if (indexPart(context, part, target, entries, extraction)) found = true;
    });
  }
  return found;
}

interface PartTarget {
  /** Key of path and code: what the other part is found under. */
  readonly key: Key;
  readonly codeSystem: Key;
  readonly code: Token;
  readonly path: Key;
}

// eslint-disable-next-line max-params -- one call site; each is a different thing
function indexPart(
  context: JsonObject,
  part: CompositePart,
  target: PartTarget,
  entries: IndexEntries,
  extraction: ExtractionContext,
): boolean {
  let found = false;
  for (const typed of part.typed) {
    visitPath(context, typed.moves, (value) => {
      if (indexValue(value, typed.type, part, target, entries, extraction)) found = true;
    });
  }
  return found;
}

// eslint-disable-next-line max-params -- as above
function indexValue(
  value: JsonValue,
  type: string,
  part: CompositePart,
  target: PartTarget,
  entries: IndexEntries,
  extraction: ExtractionContext,
): boolean {
  const { key, codeSystem } = target;
  switch (part.kind) {
    case 'quantity':
    case 'number': {
      const entry = quantityEntry(value, type, key, extraction.convertUnit);
      if (entry !== undefined) entries.quantities.push({ ...entry, codeSystem });
      return entry !== undefined;
    }
    case 'date': {
      const span = dateSpan(value, type);
      if (span !== undefined) entries.dates.push({ path: key, span });
      return span !== undefined;
    }
    case 'string':
      return indexString(value, type, key, entries);
    case 'reference':
      return indexReference(value, key, entries, extraction);
    default:
      return indexTokenPair(tokensOf(value, type), target, entries);
  }
}

/** Both codes, each with or without its system: four forms. */
function indexTokenPair(
  values: readonly Token[],
  target: PartTarget,
  entries: IndexEntries,
): boolean {
  for (const { system, code } of values) {
    if (code === undefined) continue;
    for (const first of [target.key, pairedKey(target)]) {
      pushTokenKey(entries.tokens, first, TOKEN_FORMS.code, '', code);
      if (system !== undefined) {
        pushTokenKey(entries.tokens, first, TOKEN_FORMS.systemAndCode, system, code);
      }
    }
  }
  return values.length > 0;
}

/** Key of path, system and code. */
export function pairedKey(target: Pick<PartTarget, 'code' | 'path'>): Key {
  const { system = '', code = '' } = target.code;
  return tokenKey(target.path, TOKEN_FORMS.systemAndCode, system, code);
}

function tokensIn(context: JsonObject, part: CompositePart): Token[] {
  const tokens: Token[] = [];
  for (const typed of part.typed) {
    visitPath(context, typed.moves, (value) => tokens.push(...tokensOf(value, typed.type)));
  }
  return tokens;
}
