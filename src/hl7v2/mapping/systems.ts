/** Systems that are the same for every sender. https://simplifier.net/packages/nictiz.fhir.nl.r4.nl-core */

export const SYSTEM = {
  bsn: 'http://fhir.nl/fhir/NamingSystem/bsn',
  agb: 'http://fhir.nl/fhir/NamingSystem/agb-z',
  uzi: 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers',
  big: 'http://fhir.nl/fhir/NamingSystem/big',
  ura: 'http://fhir.nl/fhir/NamingSystem/ura',
  uzovi: 'http://fhir.nl/fhir/NamingSystem/uzovi',
  passport: 'http://hl7.org/fhir/sid/passport-NLD',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  nhg45: 'https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen',
  nullFlavor: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  roleCode: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  addressUse: 'http://terminology.hl7.org/CodeSystem/v3-AddressUse',
  maritalStatus: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
  administrativeGender: 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  dataAbsent: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  iso3166: 'urn:iso:std:iso:3166',
  telecomType: 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.22.1',
  contactRole: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472',
  insuranceKind: 'urn:oid:2.16.840.1.113883.2.4.3.11.60.101.5.1',
  agbSpecialty: 'urn:oid:2.16.840.1.113883.2.4.6.7',
} as const;

/** The code system of an HL7 v2 table: `table('0203')`. */
export function table(number: string): string {
  return `http://terminology.hl7.org/CodeSystem/v2-${number}`;
}

/** A code system of FHIR that is published at terminology.hl7.org. */
export function hl7(name: string): string {
  return `http://terminology.hl7.org/CodeSystem/${name}`;
}

/** The canonical of an extension or profile of HL7 itself. */
export function core(name: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${name}`;
}

/** The canonical of an extension or profile of Nictiz. */
export function nictiz(name: string): string {
  return `http://nictiz.nl/fhir/StructureDefinition/${name}`;
}
