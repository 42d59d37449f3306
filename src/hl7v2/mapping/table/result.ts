/** Tables about results: 0078, 0085, 0123, 0074. */
import type { CodeTable } from './code-table.js';

/**
 * 0085, observation result status. Those that the V2-to-FHIR table leaves open say at least that
 * there is a result and how sure it is. N, not asked, makes no Observation.
 */
export const OBSERVATION_STATUS: CodeTable<string> = {
  A: 'amended',
  B: 'amended',
  C: 'corrected',
  D: 'entered-in-error',
  F: 'final',
  I: 'registered',
  O: 'registered',
  P: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
  U: 'final',
  V: 'final',
  W: 'entered-in-error',
  X: 'cancelled',
};

/** 0123, result status. */
export const REPORT_STATUS: CodeTable<string> = {
  A: 'partial',
  C: 'corrected',
  F: 'final',
  I: 'registered',
  M: 'preliminary',
  N: 'registered',
  O: 'registered',
  P: 'preliminary',
  R: 'partial',
  S: 'registered',
  X: 'cancelled',
};

/** What a report's status means for its observations that have none. */
export const OBSERVATION_STATUS_OF_REPORT: Readonly<Record<string, string>> = {
  partial: 'preliminary',
  preliminary: 'preliminary',
  registered: 'registered',
  cancelled: 'cancelled',
  corrected: 'corrected',
};

/** 0078, interpretation codes that v3-ObservationInterpretation has. */
export const INTERPRETATIONS: ReadonlySet<string> = new Set(
  (
    '< > A AA AC B CAR Carrier D DET E EX EXP H H> HH HM HU HX I IE IND L L< LL LU LX MS N ND NEG NR ' +
    'NS NCL OBX POS QCF R RR S SDD SYN-R SYN-S TOX U UNE VS W WR'
  ).split(' '),
);

/** The zib's InterpretatieVlaggen (SNOMED CT) for the same. */
export const RESULT_FLAGS: Readonly<Record<string, readonly [string, string]>> = {
  H: ['281302008', 'boven referentiebereik'],
  HH: ['281302008', 'boven referentiebereik'],
  HU: ['281302008', 'boven referentiebereik'],
  '>': ['281302008', 'boven referentiebereik'],
  L: ['281300000', 'onder referentiebereik'],
  LL: ['281300000', 'onder referentiebereik'],
  LU: ['281300000', 'onder referentiebereik'],
  '<': ['281300000', 'onder referentiebereik'],
  I: ['11896004', 'intermediair'],
  R: ['30714006', 'resistent'],
  S: ['131196009', 'ontvankelijk'],
};

/** 0074, diagnostic service section, to the category of its observations. */
export const SECTION_CATEGORY: Readonly<Record<string, 'laboratory' | 'imaging' | 'procedure'>> =
  Object.fromEntries([
    ...'BG BLB CG CH CP CTH GE HM ICU IMM LAB MB MCB MYC OSL PAR PTH SP SR TX URN VR'
      .split(' ')
      .map((code) => [code, 'laboratory'] as const),
    ...'CT CUS DR MR NMS NMR OUS RAD RUS RX VUS XRC US MG PT'
      .split(' ')
      .map((code) => [code, 'imaging'] as const),
    ...'CCR EC EN PFT PHY RC RT SUR PAT CVL AU NRS'
      .split(' ')
      .map((code) => [code, 'procedure'] as const),
  ]);
