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
import { hasSystem, tokensOf, type Token } from './types/token.js';

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
    const codeSystem = codeSystemKey(path.key, code.system);
    others.forEach((part, position) => {
      const [key, paired] = compositeKeys(
        path.key,
        code,
        others.length === 1 ? undefined : position,
      );
      if (indexPart(context, part, { key, paired, codeSystem }, entries, extraction)) found = true;
    });
  }
  return found;
}

interface PartTarget {
  /** Keys of path and code, and of path, system and code: what the other part is found under. */
  readonly key: Key;
  readonly paired: Key;
  readonly codeSystem: Key;
}

/** Tells apart the codes of several systems under one key; none at all is a system too. */
export function codeSystemKey(path: Key, system: string | undefined): Key {
  return tokenKey(path, TOKEN_FORMS.system, system ?? '', '');
}

/**
 * What the other part of a composite is indexed under: without and with the code's system.
 * @param position of the part, when there are several
 */
export function compositeKeys(
  path: Key,
  { system = '', code = '' }: Token,
  position: number | undefined,
): readonly [bare: Key, paired: Key] {
  const bare = tokenKey(path, TOKEN_FORMS.code, '', code);
  const paired = tokenKey(path, TOKEN_FORMS.systemAndCode, system, code);
  if (position === undefined) return [bare, paired];
  const placed = (key: Key): Key => tokenKey(key, TOKEN_FORMS.code, String(position), '');
  return [placed(bare), placed(paired)];
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
  const { key, paired, codeSystem } = target;
  switch (part.kind) {
    case 'quantity':
    case 'number': {
      const entry = quantityEntry(value, type, key, extraction.convertUnit);
      if (entry !== undefined) entries.quantities.push({ ...entry, codeSystem });
      return entry !== undefined;
    }
    case 'date': {
      const span = dateSpan(value, type);
      if (span === undefined) return false;
      entries.dates.push({ path: key, span }, { path: paired, span });
      return true;
    }
    case 'string':
      return indexBoth([key, paired], (own) => indexString(value, type, own, entries));
    case 'reference':
      return indexBoth([key, paired], (own) => indexReference(value, own, entries, extraction));
    default:
      return indexTokenPair(tokensOf(value, type), target, hasSystem(type), entries);
  }
}

/** Both codes, each with or without its system: four forms. */
function indexTokenPair(
  values: readonly Token[],
  target: PartTarget,
  withSystem: boolean,
  entries: IndexEntries,
): boolean {
  for (const { system, code } of values) {
    if (code === undefined) continue;
    for (const first of [target.key, target.paired]) {
      pushTokenKey(entries.tokens, first, TOKEN_FORMS.code, '', code);
      if (system !== undefined) {
        pushTokenKey(entries.tokens, first, TOKEN_FORMS.systemAndCode, system, code);
      } else if (withSystem) pushTokenKey(entries.tokens, first, TOKEN_FORMS.noSystem, '', code);
    }
  }
  return values.length > 0;
}

function indexBoth(keys: readonly Key[], index: (key: Key) => boolean): boolean {
  return keys.map(index).includes(true);
}

function tokensIn(context: JsonObject, part: CompositePart): Token[] {
  const tokens: Token[] = [];
  for (const typed of part.typed) {
    visitPath(context, typed.moves, (value) => tokens.push(...tokensOf(value, typed.type)));
  }
  return tokens;
}
