/** Tables about documents: 0271, 0272, 0273. */
import type { CodeTable } from './code-table.js';

/** What an event does to a document besides what TXA says. */
export type DocumentChange = 'none' | 'cancel';

/** 0271, completion status, to docStatus. */
export const COMPLETION: CodeTable<string> = {
  AU: 'final',
  LA: 'final',
  DI: 'preliminary',
  DO: 'preliminary',
  IN: 'preliminary',
  IP: 'preliminary',
  PA: 'preliminary',
};

/** 0273, availability status, to the status of the reference. Unavailable is still current. */
export const AVAILABILITY: CodeTable<string> = {
  AV: 'current',
  UN: 'current',
  OB: 'superseded',
  CA: 'entered-in-error',
};

/** 0272, confidentiality status, to v3-Confidentiality. */
export const CONFIDENTIALITY: CodeTable<string> = { R: 'R', U: 'N', V: 'V' };
