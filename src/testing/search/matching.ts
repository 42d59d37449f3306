/**
 * Decides by the index entries alone whether a resource fulfils a criterion, as the rules of
 * https://hl7.org/fhir/R4/search.html say. So a test can go from a resource and a query to yes or no.
 */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { DateSpan } from '../../search/index-entries.js';
import type { Key } from '../../search/keys.js';
import type {
  ContentCriterion,
  Criterion,
  DateCriterion,
  NumberTest,
  Prefix,
  SearchPath,
  TextCriterion,
} from '../../search/query.js';
import { normaliseString } from '../../search/types/string.js';
import type { Indexed } from './parsing.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function matches(criterion: Criterion, indexed: Indexed): boolean {
  switch (criterion.kind) {
    case 'all':
      return criterion.of.every((inner) => matches(inner, indexed));
    case 'any':
      return criterion.of.some((inner) => matches(inner, indexed));
    case 'not':
      return !matches(criterion.of, indexed);
    case 'keys':
      return criterion.keys.some((key) => hasToken(indexed.entries.tokens, key));
    case 'identifier':
    case 'reference':
    case 'reference-type':
      return matchesLink(criterion, indexed);
    default:
      return matchesValue(criterion, indexed);
  }
}

function matchesValue(criterion: Criterion, indexed: Indexed): boolean {
  const { entries, resource } = indexed;
  switch (criterion.kind) {
    case 'id':
      return resource.id !== undefined && criterion.ids.includes(resource.id);
    case 'date':
      return spansAt(criterion.paths, indexed).some((span) => matchesSpan(criterion, span));
    case 'number':
    case 'quantity':
      return matchesQuantity(criterion, indexed);
    case 'text':
      return [...entries.strings, ...entries.extras].some(
        ({ path, text }) =>
          text !== undefined && isAmong(criterion.paths, path) && matchesText(criterion, text),
      );
    case 'content':
      return matchesContent(criterion, indexed);
    default:
      throw new Error(`${criterion.kind} takes more than index entries`);
  }
}

function hasToken(tokens: readonly number[], { high, low }: Key): boolean {
  return tokens.some((half, at) => at % 2 === 0 && half === high && tokens[at + 1] === low);
}

function isSame(one: Key, other: Key): boolean {
  return one.high === other.high && one.low === other.low;
}

function isAmong(keys: readonly Key[], key: Key): boolean {
  return keys.some((own) => isSame(own, key));
}

function matchesLink(
  criterion: Of<'identifier' | 'reference' | 'reference-type'>,
  { entries }: Indexed,
): boolean {
  if (criterion.kind === 'identifier') {
    return entries.identifiers.some(
      ({ path, system, value }) =>
        isAmong(criterion.paths, path) &&
        criterion.values.some(
          (asked) => asked.value === value && (asked.system ?? system) === system,
        ),
    );
  }
  const keys = criterion.paths.map(({ key }) => key);
  return entries.references.some(
    ({ path, type, id }) =>
      isAmong(keys, path) &&
      (criterion.kind === 'reference-type'
        ? criterion.types.includes(type)
        : criterion.targets.some((target) => target.type === type && target.id === id)),
  );
}

function spansAt(paths: readonly SearchPath[], { entries }: Indexed): DateSpan[] {
  const keys = paths.map(({ key }) => key);
  const spans = entries.dates.filter(({ path }) => isAmong(keys, path)).map(({ span }) => span);
  const inRow = paths.some((path) => path.inRow);
  return inRow && entries.mainDate !== undefined ? [entries.mainDate, ...spans] : spans;
}

function matchesSpan({ prefix, low, high, local }: DateCriterion, span: DateSpan): boolean {
  const shift = local ? span.offset * 60_000 : 0;
  const [from, to] = [span.low + shift, span.high + shift];
  const contained = low <= from && to <= high;
  const holds: Readonly<Record<Prefix, boolean>> = {
    eq: contained,
    ne: !contained,
    gt: to > high,
    ge: to > high || contained,
    lt: from < low,
    le: from < low || contained,
    sa: from >= high,
    eb: to <= low,
    ap: from < high && to > low,
  };
  return holds[prefix];
}

function matchesQuantity(criterion: Of<'number' | 'quantity'>, { entries }: Indexed): boolean {
  const paths = criterion.kind === 'number' ? criterion.paths : [criterion.path];
  return entries.quantities.some((entry) => {
    const { codeSystem } = criterion;
    if (!isAmong(paths, entry.path)) return false;
    if (codeSystem !== undefined && !isSame(codeSystem, entry.codeSystem ?? NO_KEY)) return false;
    if (criterion.kind === 'number') return matchesNumber(criterion, entry.low, entry.high);
    return (
      isSame(criterion.unit, entry.unit ?? NO_KEY) &&
      matchesNumber(criterion, entry.unitLow ?? NaN, entry.unitHigh ?? NaN)
    );
  });
}

const NO_KEY: Key = { high: 0, low: 0 };

function matchesNumber(
  { prefix, value, low, high }: NumberTest,
  from: number,
  to: number,
): boolean {
  const contained = low <= from && to < high;
  const holds: Readonly<Record<Prefix, boolean>> = {
    eq: contained,
    ne: !contained,
    gt: to > value,
    ge: to >= value,
    lt: from < value,
    le: from <= value,
    sa: from > value,
    eb: to < value,
    ap: from <= high && to >= low,
  };
  return holds[prefix];
}

function matchesText({ match, values }: TextCriterion, text: string): boolean {
  return values.some((value) => {
    if (match === 'contains') return text.includes(value);
    if (match === 'prefix') return text.startsWith(value);
    return text === value || text.startsWith(`${value}/`);
  });
}

function matchesContent(
  { places, match, values }: ContentCriterion,
  { resource }: Indexed,
): boolean {
  const texts = places
    .flatMap((place) => textsAt(resource, place))
    .map((text) => (match === 'folded' ? normaliseString(text) : text));
  return values.some((value) => texts.some((text) => text.startsWith(value)));
}

function textsAt(value: JsonValue | undefined, place: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, place));
  const [name, ...rest] = place;
  if (name === undefined) return typeof value === 'string' ? [value] : [];
  return isObject(value) ? textsAt(value[name], rest) : [];
}
