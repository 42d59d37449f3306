/** HL7 table 0396, coding system, as far as it is used in the Netherlands or world-wide. */
import { SYSTEM } from '../systems.js';

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

/** Names that say no more than that a code is the sender's own. */
export const LOCAL_NAMES = /^(L|LOCAL|99|99L|LB|PLAC|FILL)$/i;
