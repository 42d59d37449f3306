/**
 * Which Dutch profile a resource claims: none when it can not meet it. What a required binding does
 * not allow is kept, since a code that was sent is never dropped, and then the claim is not made.
 * https://simplifier.net/packages/nictiz.fhir.nl.r4.nl-core
 */
import {
  isObject,
  objectsAt,
  stringAt,
  type JsonObject,
  type JsonValue,
} from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { hl7, nictiz, SYSTEM } from '../systems.js';

/** Whether a resource can meet the profile. */
type Meets = (resource: Resource) => boolean;

const always: Meets = () => true;

/** Profiles by resource type; the first that fits is claimed. */
const PROFILES: Readonly<Record<string, readonly (readonly [string, Meets])[]>> = {
  Patient: [
    ['nl-core-Patient', (patient) => hasZibMaritalStatus(patient) && hasNoLanguage(patient)],
  ],
  RelatedPerson: [['nl-core-ContactPerson', always]],
  Practitioner: [['nl-core-HealthProfessional-Practitioner', always]],
  PractitionerRole: [['nl-core-HealthProfessional-PractitionerRole', always]],
  Location: [['nl-core-HealthcareProvider', always]],
  Organization: [
    ['nl-core-Payer-Organization', (organization) => hasSystem(organization, SYSTEM.uzovi)],
    ['nl-core-HealthcareProvider-Organization', always],
  ],
  // The profile has one place of the visit, and no history of it.
  Encounter: [['nl-core-Encounter', (encounter) => objectsAt(encounter, 'location').length <= 1]],
  Observation: [['nl-core-LaboratoryTestResult', isLaboratoryResult]],
  Specimen: [['nl-core-LaboratoryTestResult.Specimen', isZibSpecimen]],
  AllergyIntolerance: [
    ['nl-core-AllergyIntolerance', (allergy) => hasCoding(allergy['code'], ALLERGEN_SYSTEMS)],
  ],
  Condition: [['nl-core-Problem', isZibProblem]],
  Coverage: [['nl-core-Payer.InsuranceCompany', (coverage) => isInsuranceKind(coverage['type'])]],
  Procedure: [['nl-core-Procedure-event', (procedure) => isZibProcedure(procedure)]],
  Immunization: [['nl-core-Vaccination-event', isZibVaccination]],
};

/** Our profiles: a claim of one of these is taken back when it no longer holds. */
const CLAIMED: ReadonlySet<string> = new Set(
  Object.values(PROFILES).flatMap((profiles) => profiles.map(([name]) => nictiz(name))),
);

/** The canonicals in `meta.profile` from now on; what others have claimed stays. */
export function claimedProfiles(resource: Resource): readonly string[] {
  const { profile } = resource.meta ?? {};
  const others = (Array.isArray(profile) ? profile : []).filter(
    (one): one is string => typeof one === 'string' && !CLAIMED.has(one),
  );
  const own = (PROFILES[resource.resourceType] ?? []).find(([, meets]) => meets(resource))?.[0];
  return own === undefined ? others : [...others, nictiz(own)];
}

function codingsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isObject(value) ? objectsAt(value, 'coding') : [];
}

function hasCoding(value: JsonValue | undefined, systems: ReadonlySet<string>): boolean {
  return codingsOf(value).some((one) => systems.has(stringAt(one, 'system') ?? ''));
}

/** Absent, or with a code of one of the systems: for elements with a required binding. */
function isBound(value: JsonValue | undefined, systems: ReadonlySet<string>): boolean {
  return value === undefined || hasCoding(value, systems);
}

function hasSystem(resource: Resource, system: string): boolean {
  return objectsAt(resource, 'identifier').some((one) => stringAt(one, 'system') === system);
}

/** BurgerlijkeStaatCodelijst. */
function hasZibMaritalStatus(patient: Resource): boolean {
  const { maritalStatus } = patient;
  if (maritalStatus === undefined) return true;
  return codingsOf(maritalStatus).some(
    (one) =>
      stringAt(one, 'system') === SYSTEM.maritalStatus &&
      ['D', 'M', 'S', 'U', 'T', 'W'].includes(stringAt(one, 'code') ?? ''),
  );
}

/** CommunicatieTaalCodelijst has the codes of ISO 639-1 in a system of their own. */
function hasNoLanguage(patient: Resource): boolean {
  return objectsAt(patient, 'communication').every(({ language }) =>
    hasCoding(language, new Set(['urn:oid:1.0.639.1'])),
  );
}

/** TestCode-en-Onderzoek-Codelijsten. */
const TEST_SYSTEMS: ReadonlySet<string> = new Set([SYSTEM.loinc, SYSTEM.nhg45]);

function isLaboratoryResult(observation: Resource): boolean {
  const isLaboratory = objectsAt(observation, 'category').some((category) =>
    codingsOf(category).some(
      (one) =>
        stringAt(one, 'system') === hl7('observation-category') &&
        stringAt(one, 'code') === 'laboratory',
    ),
  );
  return (
    isLaboratory &&
    hasCoding(observation['code'], TEST_SYSTEMS) &&
    isBound(observation['method'], SNOMED)
  );
}

const SNOMED: ReadonlySet<string> = new Set([SYSTEM.snomed]);

function isZibSpecimen(specimen: Resource): boolean {
  const { collection } = specimen;
  const { method, bodySite } = isObject(collection) ? collection : {};
  return isBound(specimen['type'], SNOMED) && isBound(method, SNOMED) && isBound(bodySite, SNOMED);
}

/** VeroorzakendeStofCodelijsten: SNOMED CT, and the substances and products of the Z-Index. */
const ALLERGEN_SYSTEMS: ReadonlySet<string> = new Set([
  SYSTEM.snomed,
  'urn:oid:2.16.840.1.113883.2.4.4.1.750',
  'urn:oid:2.16.840.1.113883.2.4.4.1.725',
  'urn:oid:2.16.840.1.113883.2.4.4.1.902.122',
  'urn:oid:2.16.840.1.113883.2.4.4.7',
]);

/** ProbleemNaamCodelijst. */
const PROBLEM_SYSTEMS: ReadonlySet<string> = new Set([
  SYSTEM.snomed,
  'http://hl7.org/fhir/sid/icd-10-nl',
  'http://hl7.org/fhir/sid/icpc-1-nl',
  'http://hl7.org/fhir/sid/icf-nl',
  'http://hl7.org/fhir/sid/dsm5',
  'http://www.nanda.org/',
  'urn:oid:2.16.840.1.113883.6.98',
  'urn:oid:2.16.840.1.113883.2.4.4.1.902.40',
  'urn:oid:2.16.840.1.113883.6.126',
  'urn:oid:2.16.840.1.113883.3.3210.14.2.2.35',
]);

function isZibProblem(condition: Resource): boolean {
  return isBound(condition['code'], PROBLEM_SYSTEMS);
}

function isInsuranceKind(type: JsonValue | undefined): boolean {
  return isBound(type, new Set([SYSTEM.insuranceKind]));
}

/** VerrichtingTypeCodelijsten. */
const PROCEDURE_SYSTEMS: ReadonlySet<string> = new Set([
  SYSTEM.snomed,
  'urn:oid:2.16.840.1.113883.2.4.3.27.15.5',
  'urn:oid:2.16.840.1.113883.2.4.3.120.5.3',
  'https://referentiemodel.nhg.org/tabellen/nhg-tabel-49-ingrepen-en-behandelingen',
]);

function isZibProcedure(procedure: Resource): boolean {
  return isBound(procedure['code'], PROCEDURE_SYSTEMS);
}

/** ProductCodeCodelijsten: products of the Z-Index, ATC. */
const PRODUCT_SYSTEMS: ReadonlySet<string> = new Set([
  'http://www.whocc.no/atc',
  'https://www.gs1.org/gtin',
  'urn:oid:2.16.840.1.113883.2.4.4.1',
  'urn:oid:2.16.840.1.113883.2.4.4.7',
  'urn:oid:2.16.840.1.113883.2.4.4.8',
  'urn:oid:2.16.840.1.113883.2.4.4.10',
]);

function isZibVaccination(immunization: Resource): boolean {
  const { doseQuantity } = immunization;
  const isUcum = !isObject(doseQuantity) || stringAt(doseQuantity, 'system') === SYSTEM.ucum;
  const hasDate = immunization['occurrenceDateTime'] !== undefined;
  return isUcum && hasDate && isBound(immunization['vaccineCode'], PRODUCT_SYSTEMS);
}
