/** Tables about allergies and diagnoses: 0127, 0128, 0052, 0206 and 0323. */
import type { CodeTable } from './code-table.js';

/** 0127, allergen type: category, and the zib's AllergieCategorie (SNOMED CT). */
export const ALLERGY_CATEGORIES: CodeTable<string> = {
  DA: 'medication',
  FA: 'food',
  EA: 'environment',
  PA: 'environment',
  LA: 'environment',
  AA: 'biologic',
};

export const ALLERGY_CATEGORY_CODES: Readonly<Record<string, readonly [string, string]>> = {
  medication: ['419511003', 'neiging tot ongewenste reactie op medicatie en/of drug'],
  food: ['418471000', 'neiging tot ongewenste reactie op voedsel'],
  environment: ['426232007', 'omgevingsgerelateerde allergie'],
  biologic: ['419199007', 'allergie voor substantie'],
};

/** 0128, allergy severity, as the severity of a reaction. */
export const REACTION_SEVERITY: CodeTable<string> = { SV: 'severe', MO: 'moderate', MI: 'mild' };

/** 0128, allergy severity, as criticality, and the zib's MateVanKritiekZijn (SNOMED CT). */
export const CRITICALITY: CodeTable<string> = {
  SV: 'high',
  MO: 'low',
  MI: 'low',
  U: 'unable-to-assess',
};

export const CRITICALITY_CODES: Readonly<Record<string, readonly [string, string]>> = {
  SV: ['24484000', 'ernstig'],
  MO: ['6736007', 'matig'],
  MI: ['255604002', 'licht'],
};

/** 0052, diagnosis type, to http://terminology.hl7.org/CodeSystem/diagnosis-role. */
export const DIAGNOSIS_ROLES: CodeTable<readonly [string, string]> = {
  A: ['AD', 'Admission diagnosis'],
  F: ['DD', 'Discharge diagnosis'],
};

/** 0206 and 0323, action codes. X and D both take back. */
export const IS_DELETION: ReadonlySet<string> = new Set(['D', 'X']);
