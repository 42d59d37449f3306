/** Whether one resource meets one parameter, from its JSON alone: https://hl7.org/fhir/R4/search.html */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { fixed, halfDigit, type Fixed } from './fixed.js';
import { compareSpans, spanOf } from './moments.js';
import type { NaiveParameter, Source } from './parameters.js';
import { MEMBERS, SUBSUMED } from '../random/terminology.js';
import { folded, splitAt, unescaped } from './texts.js';
import {
  at,
  foldedTexts,
  inBaseUnit,
  isUcum,
  quantityIn,
  referenceIn,
  spanIn,
  textsOf,
  TOKENS,
  UCUM,
  type Quantity,
  type ReferenceValue,
  type Token,
  type TokenValue,
} from './values.js';

export interface Asked {
  readonly modifier: string | undefined;
  /** Of the comma list, still escaped. */
  readonly values: readonly string[];
  readonly base: string;
  readonly now: number;
}

type Of<Kind extends NaiveParameter['kind']> = Extract<NaiveParameter, { kind: Kind }>;

export function meets(resource: JsonObject, parameter: NaiveParameter, asked: Asked): boolean {
  const { modifier, values } = asked;
  if (modifier === 'missing')
    return isMissing(resource, parameter, asked) === (values[0] === 'true');
  if (modifier === 'not') return !meets(resource, parameter, { ...asked, modifier: undefined });
  if (modifier === 'not-in') return !meets(resource, parameter, { ...asked, modifier: 'in' });
  return values.some((value) => meetsOne(resource, parameter, value, asked));
}

function meetsOne(
  resource: JsonObject,
  parameter: NaiveParameter,
  value: string,
  asked: Asked,
): boolean {
  switch (parameter.kind) {
    case 'reference':
      return referencesIn(resource, parameter).some((own) =>
        refersTo(own, value, parameter, asked),
      );
    case 'canonical':
      return at(resource, parameter.path).some((own) => isCalled(own as string, unescaped(value)));
    case 'composite':
      return meetsPair(resource, parameter, value, asked);
    default:
      return meetsSources(resource, parameter, value, asked);
  }
}

function meetsSources(
  resource: JsonObject,
  { kind, sources }: Of<'token' | 'string' | 'date' | 'quantity' | 'uri'>,
  value: string,
  asked: Asked,
): boolean {
  return sources.some(([path, type, system]) =>
    at(resource, path).some((own) => {
      switch (kind) {
        case 'token':
          return meetsToken(TOKENS[type]?.(own, system), value, asked.modifier);
        case 'string':
          return meetsString(own, [path, type], value, asked.modifier);
        case 'date':
          return meetsDate(spanIn(own, type), value, asked.now);
        case 'quantity':
          return meetsQuantity(quantityIn(own, type), value);
        case 'uri':
          return meetsUri(own as string, type, value, asked.modifier);
      }
    }),
  );
}

function isMissing(resource: JsonObject, parameter: NaiveParameter, asked: Asked): boolean {
  switch (parameter.kind) {
    case 'reference':
      return !referencesIn(resource, parameter).some((own) =>
        parameter.only === undefined
          ? own.reference !== undefined || own.identifier !== undefined
          : localTarget(own, asked.base)?.startsWith(`${parameter.only}/`) === true,
      );
    case 'canonical':
      return at(resource, parameter.path).length === 0;
    case 'composite':
      return !parameter.pairs.some(({ base, code, value: [path] }) =>
        at(resource, base).some(
          (part) => at(part, `${code}.coding.code`).length > 0 && at(part, path).length > 0,
        ),
      );
    default:
      return !parameter.sources.some((source) => hasValue(resource, parameter.kind, source));
  }
}

function hasValue(resource: JsonObject, kind: string, [path, type]: Source): boolean {
  return at(resource, path).some((own) => {
    if (kind === 'date') return spanIn(own, type) !== undefined;
    if (kind === 'quantity') return quantityIn(own, type) !== undefined;
    if (kind === 'string') return textsOf(own, type).length > 0;
    return true;
  });
}

function referencesIn(resource: JsonObject, { path }: Of<'reference'>): ReferenceValue[] {
  return at(resource, path).map(referenceIn);
}

/** `code`, `system|code`, `|code` or `system|`. */
function meetsToken(
  own: TokenValue | undefined,
  value: string,
  modifier: string | undefined,
): boolean {
  if (own === undefined) return false;
  const parts = splitAt(value, '|').map(unescaped);
  if (modifier === 'text') {
    return own.texts.some((text) => folded(text).startsWith(folded(unescaped(value))));
  }
  if (modifier === 'of-type') {
    const [system, code, text] = parts;
    return own.ofType.some(
      (type) => type.system === system && type.code === code && type.value === text,
    );
  }
  const meant = modifier === undefined ? undefined : meantBy(modifier, parts);
  if (meant !== undefined) {
    return own.tokens.some(({ system, code }) => meant.includes(`${system}|${code}`));
  }
  return own.tokens.some((token) => isToken(token, parts, own.isAddress));
}

/** `system|code` of all that a value set has, or that lies below or above a code. */
function meantBy(modifier: string, parts: readonly string[]): readonly string[] {
  const [system = '', code = ''] = parts;
  const codes = [...SUBSUMED.keys()].filter((other) =>
    modifier === 'below'
      ? SUBSUMED.get(code)?.includes(other)
      : SUBSUMED.get(other)?.includes(code),
  );
  return modifier === 'in' ? (MEMBERS.get(system) ?? []) : codes.map((own) => `${system}|${own}`);
}

function isToken({ system, code }: Token, parts: readonly string[], isAddress: boolean): boolean {
  const [first = '', second] = parts;
  const sameCode = (asked: string): boolean =>
    isAddress ? asked.toLowerCase() === code?.toLowerCase() : asked === code;
  if (second === undefined) return sameCode(first);
  if ((first === '' ? undefined : first) !== system) return false;
  return second === '' || sameCode(second);
}

function meetsString(
  own: JsonValue,
  [path, type]: Source,
  value: string,
  modifier: string | undefined,
): boolean {
  const asked = unescaped(value);
  if (modifier === 'exact') return textsOf(own, type).includes(asked);
  const wanted = folded(asked);
  return foldedTexts(own, type, path).some((text) =>
    modifier === 'contains' ? text.includes(wanted) : text.startsWith(wanted),
  );
}

const PREFIX = /^(?:eq|ne|gt|lt|ge|le|sa|eb|ap)/;

function prefixed(value: string): [prefix: string, rest: string] {
  const [prefix] = PREFIX.exec(value) ?? [];
  return prefix === undefined ? ['eq', value] : [prefix, value.slice(2)];
}

function meetsDate(own: ReturnType<typeof spanIn>, value: string, now: number): boolean {
  const [prefix, text] = prefixed(value);
  return own !== undefined && compareSpans(prefix, own, spanOf(text), now);
}

function meetsQuantity(own: Quantity | undefined, value: string): boolean {
  if (own === undefined) return false;
  const [number = '', system, code = ''] = splitAt(value, '|').map(unescaped);
  const [prefix, text] = prefixed(number);
  const bounds = askedBounds(prefix, text);
  if (system === undefined) return compareQuantity(prefix, own, bounds);
  const asked = own.unit && unitMeant(own.unit, system, code);
  if (own.unit === undefined || asked === undefined) return false;
  const { dimension, scale } = scaleOf(own.unit);
  const wanted = scaleOf(asked);
  if (dimension !== wanted.dimension) return false;
  return compareQuantity(
    prefix,
    { ...own, low: scale(own.low), high: scale(own.high) },
    {
      value: wanted.scale(bounds.value),
      low: wanted.scale(bounds.low),
      high: wanted.scale(bounds.high),
    },
  );
}

/** `||code` is a code of UCUM, or of a unit without a system. */
function unitMeant(own: Token, system: string, code: string): Token | undefined {
  if (system !== '') return { system, code };
  if (own.system === undefined) return { code };
  return own.system === UCUM && isUcum(code) ? { system: UCUM, code } : undefined;
}

function scaleOf(unit: Token): { dimension: string; scale: (value: Fixed) => Fixed } {
  const { dimension } = inBaseUnit(0n, unit);
  return { dimension, scale: (value) => inBaseUnit(value, unit).value };
}

interface Bounds {
  readonly value: Fixed;
  readonly low: Fixed;
  readonly high: Fixed;
}

/** What the digits of a number leave open; for `ap` a tenth to each side if that is more. */
function askedBounds(prefix: string, text: string): Bounds {
  const value = fixed(text);
  const half = halfDigit(text);
  const tenth = (value < 0n ? -value : value) / 10n;
  const slack = prefix === 'ap' && tenth > half ? tenth : half;
  return { value, low: value - slack, high: value + slack };
}

function compareQuantity(prefix: string, own: Quantity, asked: Bounds): boolean {
  const { low, high, openLow, openHigh } = own;
  const { value } = asked;
  const isWithin = low >= asked.low && (openHigh ? high <= asked.high : high < asked.high);
  const holds: Readonly<Record<string, boolean>> = {
    eq: isWithin,
    ne: !isWithin,
    gt: high > value,
    lt: low < value,
    ge: openHigh ? high > value : high >= value,
    le: openLow ? low < value : low <= value,
    sa: openLow ? low >= value : low > value,
    eb: openHigh ? high <= value : high < value,
    ap: overlaps(own, asked),
  };
  return holds[prefix] === true;
}

function overlaps({ low, high, openLow, openHigh }: Quantity, asked: Bounds): boolean {
  const begins = openLow ? low < asked.high : low <= asked.high;
  const ends = openHigh ? high > asked.low : high >= asked.low;
  return begins && ends;
}

function meetsUri(own: string, type: string, value: string, modifier: string | undefined): boolean {
  const asked = unescaped(value);
  const bare = asked.replace(/\/$/, '');
  const [url = ''] = type === 'canonical' ? own.split('|') : [own];
  if (modifier === 'below') return own === bare || url === bare || own.startsWith(`${bare}/`);
  if (modifier === 'above') {
    const stored = url.replace(/\/$/, '');
    return bare === stored || bare.startsWith(`${stored}/`);
  }
  return own === asked || url === asked;
}

/** A canonical is asked for with its version, or without. */
function isCalled(own: string, asked: string): boolean {
  return own === asked || own.startsWith(`${asked}|`);
}

/** `Type/id` of what a reference means on this server. */
export function localTarget({ reference }: ReferenceValue, base: string): string | undefined {
  if (reference === undefined) return undefined;
  const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return /^([A-Z][A-Za-z]+\/[^/]+)(?:\/_history\/[^/]+)?$/.exec(relative)?.[1];
}

function refersTo(
  own: ReferenceValue,
  value: string,
  parameter: Of<'reference'>,
  { modifier, base }: Asked,
): boolean {
  if (modifier === 'identifier') {
    const parts = splitAt(value, '|').map(unescaped);
    return own.identifier !== undefined && isToken(own.identifier, parts, false);
  }
  const asked = unescaped(value);
  const target = localTarget(own, base);
  const wanted = localTarget({ reference: asked, identifier: undefined }, base);
  if (wanted !== undefined) return target === wanted;
  if (asked.includes(':')) return own.reference === asked;
  const types = modifier === undefined ? parameter.targets : [modifier];
  return types.some((type) => target === `${type}/${asked}`);
}

function meetsPair(
  resource: JsonObject,
  { pairs, part }: Of<'composite'>,
  value: string,
  asked: Asked,
): boolean {
  const [code = '', other = ''] = splitAt(value, '$');
  return pairs.some(({ base, code: name, value: source }) =>
    (at(resource, base) as JsonObject[]).some(
      (owner) =>
        at(owner, name).some((own) =>
          meetsToken(TOKENS['CodeableConcept']?.(own), code, undefined),
        ) && meetsSources(owner, { kind: part, sources: [source] }, other, asked),
    ),
  );
}
