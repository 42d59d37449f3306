/** Patients with 500 medication resources each, in the shape of medication process 9. */

export const PATIENTS = Array.from({ length: 10 }, (_, index) => `medmij-${index}`);
/** Of a patient: medication agreements, administration agreements, medication use. */
const AGREEMENTS = 300;
const ADMINISTRATIONS = 150;
const USES = 50;
const DRUGS = 60;
const REASONS = 15;
const ROLES = 12;

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';
const profile = (name) => ({ meta: { profile: [`${NICTIZ}${name}`] } });
const concept = (code) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display: `begrip ${code}` }],
});
const reference = (type, id, display) => ({ reference: `${type}/${id}`, type, display });
const identifier = (kind, id) => [{ system: `http://example.org/${kind}`, value: id }];

/** @returns {object[]} transactions */
export function medicationBundles() {
  return [transaction(shared()), ...PATIENTS.map((patient) => transaction(recordOf(patient)))];
}

function transaction(resources) {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}

function shared() {
  const roles = numbers(ROLES).flatMap((n) => [
    {
      resourceType: 'Practitioner',
      id: `medmij-prac-${n}`,
      ...profile('nl-core-HealthProfessional-Practitioner'),
      identifier: identifier('agb', `000${n}`),
      name: [{ use: 'official', text: `dokter ${n}`, family: `Dokter ${n}` }],
    },
    {
      resourceType: 'Organization',
      id: `medmij-org-${n}`,
      ...profile('nl-core-HealthcareProvider-Organization'),
      identifier: identifier('agb', `100${n}`),
      name: `Praktijk ${n}`,
    },
    {
      resourceType: 'Location',
      id: `medmij-loc-${n}`,
      ...profile('nl-core-HealthcareProvider'),
      name: `Locatie ${n}`,
    },
    {
      resourceType: 'PractitionerRole',
      id: `medmij-role-${n}`,
      ...profile('nl-core-HealthProfessional-PractitionerRole'),
      practitioner: reference('Practitioner', `medmij-prac-${n}`, `dokter ${n}`),
      organization: reference('Organization', `medmij-org-${n}`, `Praktijk ${n}`),
      location: [reference('Location', `medmij-loc-${n}`, `Locatie ${n}`)],
      specialty: [concept('394814009')],
    },
  ]);
  const drugs = numbers(DRUGS).map((n) => ({
    resourceType: 'Medication',
    id: `medmij-drug-${n}`,
    ...profile('mp-PharmaceuticalProduct'),
    code: { ...concept(String(1000 + n)), text: `middel ${n}` },
    form: concept('385055001'),
  }));
  return [...roles, ...drugs];
}

function recordOf(id) {
  const subject = reference('Patient', id, `Patiënt ${id}`);
  const reasons = numbers(REASONS).map((n) => ({
    resourceType: 'Condition',
    id: `${id}-reden-${n}`,
    ...profile('nl-core-Problem'),
    code: { ...concept(String(2000 + n)), text: `reden ${n}` },
    subject,
  }));
  return [
    {
      resourceType: 'Patient',
      id,
      ...profile('nl-core-Patient'),
      identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999900468' }],
      name: [{ text: `Patiënt ${id}` }],
      birthDate: '1970-01-01',
    },
    ...reasons,
    ...numbers(AGREEMENTS).map((n) => ({
      resourceType: 'MedicationRequest',
      id: `${id}-ma-${n}`,
      ...profile('mp-MedicationAgreement'),
      ...common(id, 'ma', n),
      status: 'active',
      intent: 'order',
      category: [concept('33633005')],
      subject,
      authoredOn: day(n),
      requester: role(n),
      reasonReference: [reference('Condition', `${id}-reden-${n % REASONS}`, 'reden')],
      dosageInstruction: [dosage(n)],
    })),
    ...numbers(ADMINISTRATIONS).map((n) => ({
      resourceType: 'MedicationDispense',
      id: `${id}-ta-${n}`,
      ...profile('mp-AdministrationAgreement'),
      ...common(id, 'ta', n),
      status: 'completed',
      category: concept('422037009'),
      subject,
      performer: [{ actor: role(n) }],
      dosageInstruction: [dosage(n)],
    })),
    ...numbers(USES).map((n) => ({
      resourceType: 'MedicationStatement',
      id: `${id}-mgb-${n}`,
      ...profile('mp-MedicationUse2'),
      ...common(id, 'mgb', n),
      status: 'active',
      category: concept('422979000'),
      subject,
      effectivePeriod: { start: day(n) },
      dosage: [dosage(n)],
    })),
  ];
}

function common(id, kind, n) {
  const drug = n % DRUGS;
  return {
    extension: [
      {
        url: `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`,
        valueIdentifier: { system: 'http://example.org/mbh', value: `${id}-${drug}` },
      },
      { url: `${NICTIZ}ext-TimeInterval.Period`, valuePeriod: { start: day(n) } },
      {
        url: `${NICTIZ}ext-MedicationAgreement.NextPractitioner`,
        valueReference: role(n + 1),
      },
    ],
    identifier: identifier(kind, `${id}-${n}`),
    medicationReference: reference('Medication', `medmij-drug-${drug}`, `middel ${drug}`),
    note: [{ text: 'Met een glas water innemen; niet op een lege maag.' }],
  };
}

function role(n) {
  return reference('PractitionerRole', `medmij-role-${n % ROLES}`, `dokter ${n % ROLES}`);
}

function dosage(n) {
  return {
    sequence: 1,
    text: 'Vanaf vandaag, 2 maal per dag 1 stuk, oraal',
    timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
    route: concept('26643006'),
    doseAndRate: [{ doseQuantity: { value: 1 + (n % 3) / 2, unit: 'stuk', code: '245' } }],
  };
}

function day(n) {
  return new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}
