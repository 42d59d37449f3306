/** `near`: https://hl7.org/fhir/R4/location.html#positional */
import { anyOf } from '../criterion.js';
import type { Criterion } from '../query.js';
import { splitValue, unescapeValue } from '../value.js';
import type { Asked } from './context.js';
import { unknownModifier, wrongValue } from './errors.js';

/** The specification leaves a missing distance to the server. */
const DEFAULT_KILOMETRES = 50;
/** Half the way around the earth. */
const MAX_KILOMETRES = 20_040;

/** Kilometres in a unit, by UCUM code and by what people write. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['km', 1],
  ['m', 0.001],
  ['mi', 1.609344],
  ['[mi_i]', 1.609344],
  ['[mi_us]', 1.609347],
]);

/** `latitude|longitude|distance|unit`, the last two optional. */
export function nearCriterion(values: readonly string[], { name, modifier }: Asked): Criterion {
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  return anyOf(values.map((value) => oneNear(value, name)));
}

function oneNear(value: string, name: string): Criterion {
  const parts = splitValue(value, '|').map(unescapeValue);
  const [latitude = NaN, longitude = NaN] = parts.slice(0, 2).map(decimal);
  if (parts.length > 4 || !isWithin(90, latitude) || !isWithin(180, longitude)) {
    throw wrongValue(name, 'a value is not of the form latitude|longitude|distance|unit');
  }
  return { kind: 'near', latitude, longitude, kilometres: distance(parts[2], parts[3], name) };
}

function distance(text: string | undefined, unit: string | undefined, name: string): number {
  const factor = UNITS.get(unit ?? '');
  if (factor === undefined) throw wrongValue(name, 'the unit is none of km, m, mi');
  const kilometres =
    text === undefined || text === '' ? DEFAULT_KILOMETRES : decimal(text) * factor;
  if (!(kilometres >= 0 && kilometres <= MAX_KILOMETRES)) {
    throw wrongValue(name, 'the distance is no distance on earth');
  }
  return kilometres;
}

function decimal(text: string): number {
  return /^[+-]?\d{1,6}(?:\.\d{1,30})?$/.test(text) ? Number(text) : NaN;
}

function isWithin(bound: number, value: number): boolean {
  return Math.abs(value) <= bound;
}
