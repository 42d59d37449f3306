/** Observation: vital signs, each with its own nl-core profile. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { LOINC } from '../facts/code-systems.js';
import { MEASUREMENTS, VITAL_SIGN_CODES } from '../facts/vital-signs.js';
import { concept, quantity } from './datatypes.js';
import type { Code } from './datatypes.js';
import { dayOf } from './dutch-time.js';
import { encounterOn } from './encounter.js';
import { finalObservation, observationCategory } from './observation.js';
import { rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource } from './resource.js';

export function makeVitalSigns(person: Person): Resource[] {
  return rowsOf(MEASUREMENTS, person).flatMap(([, when, values]) => {
    const { bp } = values;
    return [
      ...(bp === undefined ? [] : [bloodPressure(person, when, bp)]),
      ...VITAL_SIGN_CODES.flatMap(([sign, profile, loinc, display, unit, code]) => {
        const value = values[sign];
        if (value === undefined) return [];
        const elements = vitalSign(person, when, codesOf([LOINC, loinc, display]));
        const name = `${person.key}-${sign}-${dayOf(when)}`;
        return [
          demoResource('Observation', name, `nl-core-${profile}`, {
            ...elements,
            valueQuantity: quantity(value, unit, code),
          }),
        ];
      }),
    ];
  });
}

function vitalSign(person: Person, when: string, codes: readonly Code[]): JsonObject {
  return {
    category: [observationCategory('vital-signs')],
    ...finalObservation(person, codes, when),
    encounter: encounterOn(person, dayOf(when)),
    performer: [roleReference(person.generalPractitioner)],
  };
}

/** A saturation is coded twice: as a saturation, and as one taken with a pulse oximeter. */
function codesOf(code: Code): Code[] {
  if (code[1] !== '2708-6') return [code];
  return [code, [LOINC, '59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry']];
}

const PANEL: Code = [LOINC, '85354-9', 'Blood pressure panel with all children optional'];
const SYSTOLIC: Code = [LOINC, '8480-6', 'Systolic blood pressure'];
const DIASTOLIC: Code = [LOINC, '8462-4', 'Diastolic blood pressure'];

function bloodPressure(person: Person, when: string, values: string): Resource {
  const [systolic = '', diastolic = ''] = values.split('/');
  return demoResource('Observation', `${person.key}-bp-${dayOf(when)}`, 'nl-core-BloodPressure', {
    ...vitalSign(person, when, [PANEL]),
    component: [
      { code: concept(SYSTOLIC), valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]') },
      { code: concept(DIASTOLIC), valueQuantity: quantity(diastolic, 'mmHg', 'mm[Hg]') },
    ],
  });
}
