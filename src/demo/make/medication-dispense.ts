/** MedicationDispense and MedicationStatement: what was handed out, and what is taken (MP9). */
import type { Resource } from '../../fhir/resource.js';
import { demoNaming } from '../facts/code-systems.js';
import { DISPENSES, USES } from '../facts/medication.js';
import { concept, nictizExtension, snomed } from './datatypes.js';
import { amountOf, dosageElement, dosageText } from './dosage.js';
import { dutchTime } from './dutch-time.js';
import { dispenseName, treatmentIdentifier } from './medication-request.js';
import { medicationReference } from './medication.js';
import { organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { demoResource, referPlainly } from './resource.js';

export function makeDispenses(person: Person): Resource[] {
  return rowsOf(DISPENSES, person).map(([, product, date, count]) => {
    const name = dispenseName(person, product, date);
    return demoResource('MedicationDispense', name, 'mp-MedicationDispense', {
      extension: [treatmentIdentifier(person, product)],
      identifier: [{ system: demoNaming('medicatieverstrekking'), value: name }],
      status: 'completed',
      category: concept(snomed('373784005', 'verstrekken van medicatie')),
      medicationReference: medicationReference(product),
      subject: patientReference(person),
      performer: [{ actor: organizationReference('apotheek') }],
      authorizingPrescription: [referPlainly('MedicationRequest', `${name}-verzoek`)],
      quantity: amountOf(count, 'stuk'),
      whenHandedOver: dutchTime(`${date}T15:20`),
    });
  });
}

export function makeMedicationUse(person: Person): Resource[] {
  return rowsOf(USES, person).map(([, product, dosage, asserted, start, status, why]) => {
    const name = `${person.key}-${product}-gebruik`;
    return demoResource('MedicationStatement', name, 'mp-MedicationUse2', {
      extension: [
        nictizExtension('RenderedDosageInstruction', 'String', dosageText(dosage)),
        treatmentIdentifier(person, product),
      ],
      identifier: [{ system: demoNaming('medicatiegebruik'), value: name }],
      status,
      category: concept(
        snomed('422979000', 'bevinding betreffende gedrag met betrekking tot medicatieregime'),
      ),
      medicationReference: medicationReference(product),
      subject: patientReference(person),
      effectivePeriod: { start },
      dateAsserted: asserted,
      informationSource: patientReference(person),
      reasonCode: [{ text: why }],
      dosage: [dosageElement(dosage)],
    });
  });
}
