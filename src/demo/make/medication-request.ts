/** MedicationRequest: medication agreements and dispense requests of MP9. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { demoNaming } from '../facts/code-systems.js';
import { AGREEMENTS, DISPENSES, STOP_REASONS, STOPS } from '../facts/medication.js';
import type { ProductKey } from '../facts/products.js';
import { concept, nictizExtension, period, snomed } from './datatypes.js';
import { conditionReference } from './condition.js';
import { amountOf, dosageElement, dosageText } from './dosage.js';
import { dutchTime, endOfDay, startOfDay } from './dutch-time.js';
import { medicationReference } from './medication.js';
import { organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, referPlainly } from './resource.js';

const AGREEMENT = concept(snomed('33633005', 'voorschrijven van geneesmiddel'));
const DISPENSE_REQUEST = concept(snomed('52711000146108', 'verstrekkingsverzoek'));

const STOP_TYPES = {
  stopped: snomed('410546004', 'stopgezet'),
  suspended: snomed('385655000', 'onderbroken'),
} as const;

type AgreementRow = (typeof AGREEMENTS)[number];

/** The extension that ties all resources about one treatment together. */
export function treatmentIdentifier(person: Person, product: ProductKey): JsonObject {
  return nictizExtension('PharmaceuticalTreatment.Identifier', 'Identifier', {
    system: demoNaming('medicamenteuze-behandeling'),
    value: `${person.key}-${product}`,
  });
}

export function makeAgreements(person: Person): Resource[] {
  return rowsOf(AGREEMENTS, person).map((row) => {
    const [, product, , start, end] = row;
    return demoResource(
      'MedicationRequest',
      agreementName(person, product),
      'mp-MedicationAgreement',
      {
        ...agreementElements(person, row, start, end),
        status: end === '' ? 'active' : 'completed',
      },
    );
  });
}

/** An agreement to stop repeats the agreement that it ends, with the reason. */
export function makeStops(person: Person): Resource[] {
  return rowsOf(STOPS, person).map(([, product, end, kind, reason]) => {
    const name = `${agreementName(person, product)}-stop`;
    const row = agreementRow(person, product);
    const [code, display] = STOP_REASONS[reason];
    const { extension, ...elements } = agreementElements(person, row, end, end);
    return demoResource('MedicationRequest', name, 'mp-MedicationAgreement', {
      extension,
      modifierExtension: [
        nictizExtension('StopType', 'CodeableConcept', concept(STOP_TYPES[kind])),
      ],
      ...elements,
      identifier: [{ system: demoNaming('medicatieafspraak'), value: name }],
      status: kind === 'stopped' ? 'stopped' : 'on-hold',
      reasonCode: [concept(snomed(code, display))],
      priorPrescription: agreementReference(person, product),
    });
  });
}

function agreementElements(
  person: Person,
  [, product, dosage, start, , role, reason]: AgreementRow,
  authored: string,
  end: string,
): JsonObject {
  const agreed = dutchTime(`${authored}T09:30`);
  const use = period(startOfDay(start), end === '' ? '' : endOfDay(end));
  return {
    extension: [
      nictizExtension('RegistrationDateTime', 'DateTime', agreed),
      nictizExtension('RenderedDosageInstruction', 'String', dosageText(dosage)),
      nictizExtension('TimeInterval.Period', 'Period', use),
      treatmentIdentifier(person, product),
    ],
    identifier: [
      { system: demoNaming('medicatieafspraak'), value: agreementName(person, product) },
    ],
    status: 'active',
    intent: 'order',
    category: [AGREEMENT],
    medicationReference: medicationReference(product),
    subject: patientReference(person),
    authoredOn: agreed,
    requester: roleReference(role === '' ? person.generalPractitioner : role),
    reasonReference: reason === '' ? undefined : [conditionReference(person, reason)],
    dosageInstruction: [dosageElement(dosage)],
  };
}

export function makeDispenseRequests(person: Person): Resource[] {
  return rowsOf(DISPENSES, person).map(([, product, date, count, days]) => {
    const name = dispenseName(person, product, date);
    const [, , , , , role] = agreementRow(person, product);
    return demoResource('MedicationRequest', `${name}-verzoek`, 'mp-DispenseRequest', {
      extension: [treatmentIdentifier(person, product)],
      identifier: [{ system: demoNaming('verstrekkingsverzoek'), value: name }],
      status: 'completed',
      intent: 'order',
      category: [DISPENSE_REQUEST],
      medicationReference: medicationReference(product),
      subject: patientReference(person),
      authoredOn: dutchTime(`${date}T09:40`),
      requester: roleReference(role === '' ? person.generalPractitioner : role),
      performer: organizationReference('apotheek'),
      basedOn: [agreementReference(person, product)],
      dispenseRequest: {
        quantity: amountOf(count, 'stuk'),
        expectedSupplyDuration: {
          value: Number(days),
          unit: 'dagen',
          system: 'http://unitsofmeasure.org',
          code: 'd',
        },
      },
    });
  });
}

/** @throws when the person has no agreement for this product */
function agreementRow(person: Person, product: ProductKey): AgreementRow {
  const row = rowsOf(AGREEMENTS, person).find(([, key]) => key === product);
  if (row === undefined) throw new Error(`${person.key} has no agreement for ${product}.`);
  return row;
}

function agreementName(person: Person, product: ProductKey): string {
  return `${person.key}-${product}`;
}

/** The name that a hand-out and the request for it share. */
export function dispenseName(person: Person, product: ProductKey, date: string): string {
  return `${agreementName(person, product)}-${date}`;
}

export function agreementReference(person: Person, product: ProductKey): JsonObject {
  return referPlainly('MedicationRequest', agreementName(person, product));
}
