/** Tables about persons: 0001, 0002, 0063, 0131, 0136. */
import type { CodeTable } from './code-table.js';

/** 0001, administrative sex. V (vrouw) and X are Dutch. */
export const SEX: CodeTable<string> = {
  F: 'female',
  M: 'male',
  O: 'other',
  A: 'other',
  N: 'other',
  X: 'other',
  U: 'unknown',
  V: 'female',
};

/** The zib's code beside a FHIR gender. */
export const GENDER_CODES: Readonly<Record<string, readonly [string, string]>> = {
  female: ['F', 'Vrouw'],
  male: ['M', 'Man'],
  other: ['UN', 'Ongedifferentieerd'],
};

/** 0002, marital status, to v3-MaritalStatus. */
export const MARITAL_STATUS: CodeTable<readonly [string, string]> = {
  A: ['L', 'Legally Separated'],
  E: ['L', 'Legally Separated'],
  D: ['D', 'Divorced'],
  M: ['M', 'Married'],
  S: ['S', 'Never Married'],
  W: ['W', 'Widowed'],
  C: ['C', 'Common Law'],
  G: ['T', 'Domestic partner'],
  P: ['T', 'Domestic partner'],
  R: ['T', 'Domestic partner'],
  I: ['I', 'Interlocutory'],
  N: ['A', 'Annulled'],
  B: ['U', 'unmarried'],
};

/** 0063, relationship, to v3-RoleCode. */
export const RELATIONSHIPS: CodeTable<readonly [string, string]> = {
  SPO: ['SPS', 'spouse'],
  DOM: ['DOMPART', 'domestic partner'],
  CHD: ['CHILD', 'child'],
  GCH: ['GRNDCHILD', 'grandchild'],
  NCH: ['NCHILD', 'natural child'],
  SCH: ['STPCHLD', 'step child'],
  FCH: ['CHLDFOST', 'foster child'],
  WRD: ['WARD', 'ward'],
  PAR: ['PRN', 'parent'],
  SPS: ['SPS', 'spouse'],
  MTH: ['MTH', 'mother'],
  FTH: ['FTH', 'father'],
  GRP: ['GRPRN', 'grandparent'],
  GRD: ['GUARD', 'guardian'],
  SIB: ['SIB', 'sibling'],
  BRO: ['BRO', 'brother'],
  SIS: ['SIS', 'sister'],
  FND: ['FRND', 'unrelated friend'],
  EXF: ['EXT', 'extended family member'],
  SEL: ['ONESELF', 'self'],
};

/** 0063, relationships that need the sex of the other to be one of the zib's. */
export const GENDERED: Readonly<
  Record<string, Readonly<Record<string, readonly [string, string]>>>
> = {
  SPO: { female: ['WIFE', 'wife'], male: ['HUSB', 'husband'] },
  PAR: { female: ['MTH', 'mother'], male: ['FTH', 'father'] },
  CHD: { female: ['DAUC', 'daughter'], male: ['SONC', 'son'] },
  SIB: { female: ['SIS', 'sister'], male: ['BRO', 'brother'] },
  GRP: { female: ['GRMTH', 'grandmother'], male: ['GRFTH', 'grandfather'] },
};

/** 0131, contact role, to the zib's RolCodelijst. */
export const CONTACT_ROLES: CodeTable<readonly [string, string]> = {
  C: ['23', 'Contactpersoon'],
  CP: ['23', 'Contactpersoon'],
  EP: ['01', 'Eerste relatie/contactpersoon'],
  N: ['01', 'Eerste relatie/contactpersoon'],
  PR: ['24', 'Wettelijke vertegenwoordiger'],
  O: ['09', 'Anders'],
};

/** 0063 and 0131 of organisations, which are no persons. */
export const ORGANIZATION_ROLES: ReadonlySet<string> = new Set(['EMR', 'E', 'F', 'I', 'S']);

/** 0136, yes or no. */
export const YES_NO: Readonly<Record<string, boolean>> = { Y: true, N: false, J: true };
