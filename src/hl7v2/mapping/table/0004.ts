/** Table 0004, patient class, to v3-ActCode. Others keep the code of the table. */
import type { CodeTable } from './code-table.js';

export const PATIENT_CLASS: CodeTable<readonly [string, string]> = {
  E: ['EMER', 'emergency'],
  I: ['IMP', 'inpatient encounter'],
  O: ['AMB', 'ambulatory'],
  P: ['PRENC', 'pre-admission'],
  // Dagopname, in Dutch systems.
  D: ['SS', 'short stay'],
};
