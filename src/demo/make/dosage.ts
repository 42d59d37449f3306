/** Dosage as MP9 wants it: https://hl7.org/fhir/R4/dosage.html */
import { decimalFromText } from '../../fhir/decimal.js';
import type { JsonObject } from '../../fhir/json.js';
import {
  G_STANDAARD_ROUTE,
  G_STANDAARD_UNIT,
  NHG_INSTRUCTION,
  UCUM,
} from '../facts/code-systems.js';
import { AS_NEEDED, DOSAGES, DOSE_UNITS, ROUTES, TIMINGS } from '../facts/medication.js';
import type { Dosage, DosageKey } from '../facts/medication.js';
import { concept, extension, present } from './datatypes.js';

export function dosageElement(key: DosageKey): JsonObject {
  const dosage: Dosage = DOSAGES[key];
  const [routeCode, routeName] = ROUTES[dosage.route];
  return present({
    text: dosageText(key),
    timing: dosage.timing === undefined ? undefined : timingElement(dosage.timing),
    asNeededCodeableConcept:
      dosage.asNeeded === undefined
        ? undefined
        : concept([NHG_INSTRUCTION, ...AS_NEEDED[dosage.asNeeded]]),
    route: concept([G_STANDAARD_ROUTE, routeCode, routeName]),
    doseAndRate: [{ doseQuantity: amountOf(dosage.dose, dosage.unit) }],
  });
}

function timingElement(key: keyof typeof TIMINGS): JsonObject {
  const { frequency, period, unit } = TIMINGS[key];
  return { repeat: { frequency, period, periodUnit: unit } };
}

/** An amount in UCUM, with the same in units of the G-Standaard where it has one. */
export function amountOf(value: string, unit: keyof typeof DOSE_UNITS): JsonObject {
  const [ucum, gStandaard] = DOSE_UNITS[unit];
  const number = decimalFromText(value);
  const amount: JsonObject = { value: number, unit, system: UCUM, code: ucum };
  if (gStandaard === '') return amount;
  const translation = extension(
    'http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation',
    'Quantity',
    { value: number, unit, system: G_STANDAARD_UNIT, code: gStandaard },
  );
  return { extension: [translation], ...amount };
}

/** As the pharmacy prints it: `3 maal per dag 1 stuk, oraal`. */
export function dosageText(key: DosageKey): string {
  const { dose, unit, route, timing, asNeeded }: Dosage = DOSAGES[key];
  const often = timing === undefined ? [] : [TIMINGS[timing].text];
  const needed = asNeeded === undefined ? [] : [AS_NEEDED[asNeeded][1].toLowerCase()];
  const amount = `${dose.replace('.', ',')} ${unit}`;
  return `${[...needed, ...often, amount].join(' ')}, ${ROUTES[route][1]}`;
}
