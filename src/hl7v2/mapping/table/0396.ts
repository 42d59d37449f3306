/** HL7 table 0396, coding system, as far as it is used in the Netherlands or world-wide. */
import { SYSTEM, table } from '../systems.js';

export const CODE_SYSTEMS: Readonly<Record<string, string>> = {
  LN: SYSTEM.loinc,
  LOINC: SYSTEM.loinc,
  SCT: SYSTEM.snomed,
  SNM3: SYSTEM.snomed,
  'SNOMED-CT': SYSTEM.snomed,
  SNOMED: SYSTEM.snomed,
  UCUM: SYSTEM.ucum,
  I9: 'http://hl7.org/fhir/sid/icd-9',
  I9C: 'http://hl7.org/fhir/sid/icd-9-cm',
  I9CDX: 'http://hl7.org/fhir/sid/icd-9-cm',
  I10: 'http://hl7.org/fhir/sid/icd-10',
  ICD10: 'http://hl7.org/fhir/sid/icd-10',
  'ICD-10': 'http://hl7.org/fhir/sid/icd-10',
  I10C: 'http://hl7.org/fhir/sid/icd-10-cm',
  ICD10NL: 'http://hl7.org/fhir/sid/icd-10-nl',
  ICPC: 'http://hl7.org/fhir/sid/icpc-1-nl',
  ICPC1: 'http://hl7.org/fhir/sid/icpc-1-nl',
  ATC: 'http://www.whocc.no/atc',
  WC: 'http://www.whocc.no/atc',
  CVX: 'http://hl7.org/fhir/sid/cvx',
  MVX: 'http://hl7.org/fhir/sid/mvx',
  NDC: 'http://hl7.org/fhir/sid/ndc',
  RXNORM: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  C4: 'http://www.ama-assn.org/go/cpt',
  CPT4: 'http://www.ama-assn.org/go/cpt',
  GPK: 'urn:oid:2.16.840.1.113883.2.4.4.1',
  HPK: 'urn:oid:2.16.840.1.113883.2.4.4.7',
  PRK: 'urn:oid:2.16.840.1.113883.2.4.4.10',
  ZI: 'urn:oid:2.16.840.1.113883.2.4.4.8',
  NHG45: SYSTEM.nhg45,
  '99NHG45': SYSTEM.nhg45,
  ISO3166: SYSTEM.iso3166,
  'ISO+': SYSTEM.ucum,
  ANS: SYSTEM.ucum,
  NULLFL: SYSTEM.nullFlavor,
};

/** Code systems by their OIDs, where they have a URI in FHIR. */
const OIDS: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': SYSTEM.loinc,
  '2.16.840.1.113883.6.96': SYSTEM.snomed,
  '2.16.840.1.113883.6.8': SYSTEM.ucum,
  '2.16.840.1.113883.6.3': 'http://hl7.org/fhir/sid/icd-10',
  '2.16.840.1.113883.6.3.2': 'http://hl7.org/fhir/sid/icd-10-nl',
  '2.16.840.1.113883.6.90': 'http://hl7.org/fhir/sid/icd-10-cm',
  '2.16.840.1.113883.6.103': 'http://hl7.org/fhir/sid/icd-9-cm',
  '2.16.840.1.113883.6.73': 'http://www.whocc.no/atc',
  '2.16.840.1.113883.12.292': 'http://hl7.org/fhir/sid/cvx',
  '2.16.840.1.113883.2.4.4.31.1': 'http://hl7.org/fhir/sid/icpc-1-nl',
  '2.16.840.1.113883.2.4.4.30.45': SYSTEM.nhg45,
  '2.16.840.1.113883.5.1008': SYSTEM.nullFlavor,
};

/** The URI of a code system by its OID: tables of HL7 v2 have theirs in one arc. */
export function systemOfOid(oid: string): string | undefined {
  const number = /^2\.16\.840\.1\.113883\.12\.(\d{1,4})$/.exec(oid)?.[1];
  return OIDS[oid] ?? (number === undefined ? undefined : table(number.padStart(4, '0')));
}

/** Names that say no more than that a code is the sender's own. */
export const LOCAL_NAMES = /^(L|LOCAL|99|99L|LB|PLAC|FILL)$/i;
