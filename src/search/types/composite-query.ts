/** Composite parameters as they are asked, `a$b`: https://hl7.org/fhir/R4/search.html#combining */
import { codeSystemKey, compositeKeys } from '../composite.js';
import { allOf, anyOf, NOTHING } from '../criterion.js';
import type { Key } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion } from '../query.js';
import { impliedOf, type QueryPath } from '../query-path.js';
import type { CompositePart, IndexPath } from '../registry.js';
import { splitValue } from '../value.js';
import { dateCriterion } from './date-query.js';
import { quantityCriterion } from './quantity-query.js';
import { referenceCriterion } from './reference-query.js';
import { stringCriterion } from './string-query.js';
import {
  anyToken,
  codeKeys,
  parseToken,
  pathsWith,
  storedToken,
  type AskedCode,
} from './asked-token.js';

/** @param values of the comma list, still escaped */
export function compositeCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  if (asked.modifier !== undefined) throw unknownModifier(asked.name, asked.modifier);
  const part: Asked = { ...asked, parameter: undefined };
  const composites = paths.flatMap(({ composite }) => composite ?? []);
  return anyOf(
    values.flatMap((value) => composites.map((path) => oneComposite(path, value, part))),
  );
}

/** The code, which is part of the path of the others, and each of the others. */
function oneComposite(path: IndexPath, value: string, asked: Asked): Criterion {
  const parts = path.components ?? [];
  const texts = splitValue(value, '$');
  if (texts.length !== parts.length || texts.includes('')) {
    throw wrongValue(asked.name, `a value needs ${parts.length} parts with $ between them`);
  }
  const codeAt = parts.findIndex(({ kind }) => kind === 'token');
  const code = codeOf(texts[codeAt] ?? '', parts[codeAt], asked.name);
  if (code === undefined) return NOTHING;
  const others = parts.flatMap((part, at) =>
    at === codeAt ? [] : [{ part, text: texts[at] ?? '' }],
  );
  return allOf(
    others.map(({ part, text }, position) => {
      const under = { path: path.key, code, position: others.length === 1 ? undefined : position };
      return partCriterion(part, text, under, asked);
    }),
  );
}

/** The code as it lies in the index; undefined when no value can have it. */
function codeOf(
  text: string,
  part: CompositePart | undefined,
  name: string,
): AskedCode | undefined {
  const { system, code } = parseToken(text, name);
  if (code === undefined) throw wrongValue(name, 'each part needs a code');
  const typed = part?.typed ?? [];
  const path = { types: typed.map(({ type }) => type), implied: impliedOf(typed) };
  return pathsWith([path], system, name).map((own) => storedToken(own, { system, code }))[0];
}

interface Under {
  readonly path: Key;
  readonly code: AskedCode;
  readonly position: number | undefined;
}

function partCriterion(part: CompositePart, text: string, under: Under, asked: Asked): Criterion {
  const { path, code, position } = under;
  const [bare, paired] = compositeKeys(path, code, position);
  const at = (key: Key): QueryPath[] => [pathOfPart(key, part)];
  const own = code.system === undefined ? bare : paired;
  switch (part.kind) {
    case 'quantity':
    case 'number': {
      // These rows lie under the bare code only, and have the system in a column.
      const system = code.system === undefined ? undefined : codeSystemKey(path, code.system);
      return quantityCriterion(at(bare), [text], asked, system);
    }
    case 'date':
      return dateCriterion(at(own), [text], asked);
    case 'string':
      return stringCriterion(at(own), [text], asked);
    case 'reference':
      return referenceCriterion(at(own), [text], asked);
    default:
      return tokenPartCriterion(pathOfPart(own, part), text, asked);
  }
}

function tokenPartCriterion(path: QueryPath, text: string, { name }: Asked): Criterion {
  const { system, code } = parseToken(text, name);
  if (code === undefined) throw wrongValue(name, 'each part needs a code');
  const keys = pathsWith([path], system, name).flatMap((own) => codeKeys(own, { system, code }));
  return anyToken([{ kind: 'keys', keys }]);
}

/** A part looks like a path of its own to the builders of the search types. */
function pathOfPart(key: Key, { kind, typed }: CompositePart): QueryPath {
  return {
    kind,
    search: { key, inRow: false },
    types: typed.map(({ type }) => type),
    typed,
    implied: impliedOf(typed),
    target: undefined,
    isMarkedByAbsence: false,
    ordered: true,
    composite: undefined,
  };
}
