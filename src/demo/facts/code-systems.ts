/** The code and identifier systems that the demo resources use. */

export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const ATC = 'http://www.whocc.no/atc';
/** The levels of the Dutch G-Standaard: prescription, trade and generic product. */
export const PRK = 'urn:oid:2.16.840.1.113883.2.4.4.10';
export const HPK = 'urn:oid:2.16.840.1.113883.2.4.4.7';
export const GPK = 'urn:oid:2.16.840.1.113883.2.4.4.1';
export const G_STANDAARD_UNIT = 'urn:oid:2.16.840.1.113883.2.4.4.1.900.2';
export const G_STANDAARD_ROUTE = 'urn:oid:2.16.840.1.113883.2.4.4.9';
export const G_STANDAARD_SUBSTANCE = 'urn:oid:2.16.840.1.113883.2.4.4.1.750';
export const G_STANDAARD_SUBSTANCE_GROUP = 'urn:oid:2.16.840.1.113883.2.4.4.1.902.122';
export const G_STANDAARD_CONTRAINDICATION = 'urn:oid:2.16.840.1.113883.2.4.4.1.902.40';
export const NHG_INSTRUCTION =
  'https://referentiemodel.nhg.org/tabellen/nhg-tabel-25-gebruiksvoorschrift#aanvullend-numeriek';
export const AGB_SPECIALTY = 'urn:oid:2.16.840.1.113883.2.4.6.7';
export const ORGANIZATION_TYPE = 'http://nictiz.nl/fhir/NamingSystem/organization-type';
export const DUTCH_ROLE = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';
export const EXTRA_ROLE = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.1';
export const NATIONALITY = 'urn:oid:2.16.840.1.113883.2.4.4.16.32';
export const LANGUAGE = 'urn:oid:1.0.639.1';
export const BCP_47 = 'urn:ietf:bcp:47';
export const COUNTRY = 'urn:iso:std:iso:3166';
export const HOUSE_TYPE = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.13.1';
export const INSURANCE_TYPE = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.101.5.1';
export const PAIN_METHOD = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.9.1';
export const LAND_LINE = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.22.1';

/** Identifier systems of Dutch health care. */
export const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
export const URA = 'http://fhir.nl/fhir/NamingSystem/ura';
export const AGB = 'http://fhir.nl/fhir/NamingSystem/agb-z';
export const UZI = 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers';
export const BIG = 'http://fhir.nl/fhir/NamingSystem/big';
export const UZOVI = 'http://fhir.nl/fhir/NamingSystem/uzovi';

/** A system of HL7's own terminology: `hl7('v3-ActCode')`. */
export function hl7(name: string): string {
  return `http://terminology.hl7.org/CodeSystem/${name}`;
}

/** An identifier system of the demo's own, such as the numbers of the made-up hospital. */
export function demoNaming(name: string): string {
  return `https://vuurtoren.dev/demo/NamingSystem/${name}`;
}
