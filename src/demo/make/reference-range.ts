/** What is normal, and whether a result is. */
import type { JsonObject } from '../../fhir/json.js';
import { hl7 } from '../facts/code-systems.js';
import type { Gender } from '../facts/people.js';
import { concept, filled, present, quantity, snomed } from './datatypes.js';

/** @param range `low-high`; where men and women differ, women's comes behind a bar */
export function referenceRange(
  range: string,
  gender: Gender,
  unit: string,
  code: string,
): JsonObject {
  const { low, high } = limits(range, gender);
  return present({
    low: low === undefined ? undefined : quantity(low, unit, code),
    high: high === undefined ? undefined : quantity(high, unit, code),
  });
}

interface Limits {
  readonly low: string | undefined;
  readonly high: string | undefined;
}

function limits(range: string, gender: Gender): Limits {
  const [men = '', women = men] = range.split('|');
  const [low = '', high = ''] = (gender === 'female' ? women : men).split('-');
  return { low: filled(low), high: filled(high) };
}

const LOW = concept(snomed('281300000', 'onder referentiebereik'), [
  hl7('v3-ObservationInterpretation'),
  'L',
  'Low',
]);
const HIGH = concept(snomed('281302008', 'boven referentiebereik'), [
  hl7('v3-ObservationInterpretation'),
  'H',
  'High',
]);

/** Undefined when the result is as it should be, or is no plain number. */
export function interpretation(
  value: string,
  range: string,
  gender: Gender,
): JsonObject[] | undefined {
  const { low, high } = limits(range, gender);
  const number = value === '' ? Number.NaN : Number(value);
  if (low !== undefined && number < Number(low)) return [LOW];
  if (high !== undefined && number > Number(high)) return [HIGH];
  return undefined;
}
