/** What a search parameter finds in a resource, by data type. */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { fixed, INFINITE, times, type Fixed } from './fixed.js';
import { spanOf, type Span } from './moments.js';
import { bareSurname, folded } from './texts.js';

export interface Token {
  readonly system?: string;
  readonly code?: string;
}

export interface TokenValue {
  readonly tokens: readonly Token[];
  /** What `:text` looks at. */
  readonly texts: readonly string[];
  /** Types of an identifier, and its value. */
  readonly ofType: readonly (Token & { readonly value: string })[];
  /** E-mail addresses and the like are compared without regard to case. */
  readonly isAddress: boolean;
}

export interface Quantity {
  readonly low: Fixed;
  readonly high: Fixed;
  /** The end itself does not belong to it. */
  readonly openLow: boolean;
  readonly openHigh: boolean;
  readonly unit: Token | undefined;
}

export interface ReferenceValue {
  readonly reference: string | undefined;
  readonly identifier: Token | undefined;
}

/** Everything below a path of names; lists are passed through. */
export function at(value: JsonValue | undefined, path: string): JsonValue[] {
  let found: JsonValue[] = value === undefined ? [] : [value].flat();
  for (const name of path === '' ? [] : path.split('.')) {
    found = found.flatMap((item) => [(item as JsonObject)[name] ?? []].flat());
  }
  return found;
}

export function objects(value: JsonValue | undefined, path: string): JsonObject[] {
  return at(value, path) as JsonObject[];
}

function strings(value: JsonValue, ...paths: string[]): string[] {
  return paths.flatMap((path) => at(value, path) as string[]);
}

function tokenOf(value: JsonValue, code: string): Token {
  const [system] = strings(value, 'system');
  const [found] = strings(value, code);
  return {
    ...(system === undefined ? {} : { system }),
    ...(found === undefined ? {} : { code: found }),
  };
}

/** A code as it is, a boolean as `true` or `false`. */
export function plainText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const NO_TOKEN: TokenValue = { tokens: [], texts: [], ofType: [], isAddress: false };

/** By type. @param system of a code, as its binding says */
export const TOKENS: Readonly<Record<string, (value: JsonValue, system?: string) => TokenValue>> = {
  boolean: (value) => ({ ...NO_TOKEN, tokens: [{ code: plainText(value) }] }),
  code: (value, system) => ({
    ...NO_TOKEN,
    tokens: [{ ...(system === undefined ? {} : { system }), code: plainText(value) }],
  }),
  Coding: (value) => ({
    ...NO_TOKEN,
    tokens: [tokenOf(value, 'code')],
    texts: strings(value, 'display'),
  }),
  CodeableConcept: (value) => ({
    ...NO_TOKEN,
    tokens: at(value, 'coding').map((coding) => tokenOf(coding, 'code')),
    texts: strings(value, 'text', 'coding.display'),
  }),
  Identifier: (value) => ({
    ...NO_TOKEN,
    tokens: [tokenOf(value, 'value')],
    texts: strings(value, 'type.text'),
    ofType: strings(value, 'value').flatMap((own) =>
      at(value, 'type.coding').map((coding) => ({ ...tokenOf(coding, 'code'), value: own })),
    ),
  }),
  ContactPoint: (value) => ({
    ...NO_TOKEN,
    tokens: strings(value, 'value').map((code) => ({ code })),
    isAddress: true,
  }),
};

const TEXT_PARTS: Readonly<Record<string, readonly string[]>> = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
  CodeableConcept: ['text'],
};

/** The same as they are searched; surnames also without what stands before them. */
export function foldedTexts(value: JsonValue, type: string, path: string): string[] {
  return [...textsOf(value, type).map(folded), ...bareSurnames(value, type, path)].filter(
    (text) => text !== '',
  );
}

/** The same as they are ordered: surnames only without it. */
export function rankedTexts(value: JsonValue, type: string, path: string): string[] {
  const surnames = bareSurnames(value, type, path);
  const whole =
    type === 'HumanName' ? strings(value, 'family') : surnames.length > 0 ? [value] : [];
  const others = textsOf(value, type).filter((text) => !whole.includes(text));
  return [...others.map(folded), ...surnames].filter((text) => text !== '');
}

function bareSurnames(value: JsonValue, type: string, path: string): string[] {
  const family = type === 'HumanName' ? 'family' : '';
  const surnames = path.endsWith('family') || family !== '' ? strings(value, family) : [];
  return surnames.map(bareSurname);
}

export function textsOf(value: JsonValue, type: string): string[] {
  return type === 'string' ? [value as string] : strings(value, ...(TEXT_PARTS[type] ?? []));
}

/** Undefined for a Period or Timing without a date. */
export function spanIn(value: JsonValue, type: string): Span | undefined {
  if (typeof value === 'string') return spanOf(value);
  if (type === 'Period') return periodSpan(value as JsonObject);
  const spans = [
    ...strings(value, 'event').map(spanOf),
    ...objects(value, 'repeat.boundsPeriod').flatMap((period) => periodSpan(period) ?? []),
  ];
  const [first] = spans;
  return (
    first && {
      ...first,
      from: Math.min(...spans.map(({ from }) => from)),
      to: Math.max(...spans.map(({ to }) => to)),
    }
  );
}

function periodSpan(period: JsonObject): Span | undefined {
  const [start] = strings(period, 'start').map(spanOf);
  const [end] = strings(period, 'end').map(spanOf);
  if (start === undefined && end === undefined) return undefined;
  return {
    from: start?.from ?? -Infinity,
    to: end?.to ?? Infinity,
    zone: (start ?? end)?.zone ?? 0,
    isDay: false,
  };
}

export function quantityIn(value: JsonValue, type: string): Quantity | undefined {
  if (typeof value === 'number') return exactly(fixed(String(value)), undefined);
  if (type === 'Range') return rangeIn(value);
  const [own] = numbersAt(value, 'value');
  if (own === undefined) return undefined;
  const [comparator = ''] = strings(value, 'comparator');
  return {
    low: comparator.startsWith('<') ? -INFINITE : own,
    high: comparator.startsWith('>') ? INFINITE : own,
    openLow: comparator === '>',
    openHigh: comparator === '<',
    unit: unitOf(value as JsonObject),
  };
}

function rangeIn(range: JsonValue): Quantity | undefined {
  const [low] = numbersAt(range, 'low.value');
  const [high] = numbersAt(range, 'high.value');
  if (low === undefined && high === undefined) return undefined;
  const [end] = [...objects(range, 'low'), ...objects(range, 'high')];
  return { ...exactly(low ?? -INFINITE, unitOf(end)), high: high ?? INFINITE };
}

function numbersAt(value: JsonValue, path: string): Fixed[] {
  return at(value, path).map((number) => fixed(plainText(number)));
}

function exactly(value: Fixed, unit: Token | undefined): Quantity {
  return { low: value, high: value, openLow: false, openHigh: false, unit };
}

function unitOf(quantity: JsonObject | undefined): Token | undefined {
  if (quantity === undefined) return undefined;
  const [code] = strings(quantity, 'code', 'unit');
  return code === undefined ? undefined : { ...tokenOf(quantity, 'code'), code };
}

export const UCUM = 'http://unitsofmeasure.org';

/** Units in base units (g, m, s, K): https://ucum.org/ucum#section-Tables-of-Terminal-Symbols */
const UNITS: Readonly<Record<string, readonly [dimension: string, factor: string, plus?: string]>> =
  {
    g: ['g', '1'],
    mg: ['g', '0.001'],
    kg: ['g', '1000'],
    'mm[Hg]': ['g/m/s2', '133322'],
    kPa: ['g/m/s2', '1000000'],
    min: ['s', '60'],
    h: ['s', '3600'],
    d: ['s', '86400'],
    a: ['s', '31557600'],
    Cel: ['K', '1', '273.15'],
    K: ['K', '1'],
  };

/** A number of a unit in the base units of its dimension; other units are their own. */
export function inBaseUnit(value: Fixed, unit: Token): { dimension: string; value: Fixed } {
  const [dimension, factor, plus] = unit.system === UCUM ? (UNITS[unit.code ?? ''] ?? []) : [];
  if (dimension === undefined || factor === undefined) {
    return { dimension: `${unit.system ?? ''}|${unit.code ?? ''}`, value };
  }
  if (value === INFINITE || value === -INFINITE) return { dimension, value };
  return { dimension, value: times(value, fixed(factor)) + fixed(plus ?? '0') };
}

/** True for codes of UCUM. */
export function isUcum(code: string): boolean {
  return UNITS[code] !== undefined;
}

export function referenceIn(value: JsonValue): ReferenceValue {
  const [identifier] = at(value, 'identifier').map((own) => tokenOf(own, 'value'));
  return { reference: strings(value, 'reference')[0], identifier };
}
