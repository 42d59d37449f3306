/** Immunization, profile nl-core-Vaccination-event. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { ATC, hl7 } from '../facts/code-systems.js';
import { MOTIVES, REFUSALS, VACCINATIONS } from '../facts/immunizations.js';
import { VACCINES } from '../facts/products.js';
import type { VaccineKey } from '../facts/products.js';
import { concept, quantity, snomed } from './datatypes.js';
import { organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { demoResource, rowFor } from './resource.js';

const PROFILE = 'nl-core-Vaccination-event';
const ADMINISTERING = concept([hl7('v2-0443'), 'AP', 'Administering Provider']);

export function makeVaccinations(person: Person): Resource[] {
  return rowsOf(VACCINATIONS, person).map(([, vaccine, date, dose, by, motive, lot]) => {
    const [, , , disease, diseaseName] = rowFor(VACCINES, vaccine);
    const [code, display] = MOTIVES[motive];
    return demoResource('Immunization', `${person.key}-${vaccine}-${date}`, PROFILE, {
      status: 'completed',
      ...vaccineElements(person, vaccine, date),
      lotNumber: lot,
      route: concept([hl7('v3-RouteOfAdministration'), 'IM', 'Injection, intramuscular']),
      doseQuantity: quantity('0.5', 'ml', 'mL'),
      performer: [{ function: ADMINISTERING, actor: organizationReference(by) }],
      reasonCode: [concept(snomed(code, display))],
      protocolApplied: [
        {
          targetDisease: [concept(snomed(disease, diseaseName))],
          doseNumberPositiveInt: dose,
        },
      ],
    });
  });
}

export function makeRefusals(person: Person): Resource[] {
  return rowsOf(REFUSALS, person).map(([, vaccine, date, reason]) =>
    demoResource('Immunization', `${person.key}-${vaccine}-${date}`, PROFILE, {
      status: 'not-done',
      statusReason: { text: reason },
      ...vaccineElements(person, vaccine, date),
    }),
  );
}

function vaccineElements(person: Person, vaccine: VaccineKey, date: string): JsonObject {
  const [, atc, text] = rowFor(VACCINES, vaccine);
  return {
    vaccineCode: { ...concept([ATC, atc, text]), text },
    patient: patientReference(person),
    occurrenceDateTime: date,
    primarySource: true,
  };
}
