/** Tables about orders: 0038, 0119, 0485. */
import type { CodeTable } from './code-table.js';

/** 0038, order status, to https://hl7.org/fhir/R4/valueset-request-status.html. */
export const ORDER_STATUS: CodeTable<string> = {
  A: 'active',
  CA: 'revoked',
  CM: 'completed',
  DC: 'revoked',
  ER: 'entered-in-error',
  HD: 'on-hold',
  IP: 'active',
  RP: 'revoked',
  SC: 'active',
};

/**
 * 0119, order control, where it says what becomes of the order. A request to cancel (CA) withdraws it:
 * an order that its placer no longer wants must not look active. Codes that are not here leave the
 * status as it is: XO, RE, SC, NA and others.
 */
export const ORDER_CONTROL: CodeTable<string> = {
  NW: 'active',
  OK: 'active',
  SN: 'active',
  RL: 'active',
  RO: 'active',
  CH: 'active',
  AF: 'active',
  UC: 'active',
  UH: 'active',
  UD: 'active',
  CA: 'revoked',
  CR: 'revoked',
  OC: 'revoked',
  DC: 'revoked',
  DR: 'revoked',
  OD: 'revoked',
  RP: 'revoked',
  RQ: 'revoked',
  RU: 'revoked',
  UA: 'revoked',
  HD: 'on-hold',
  HR: 'on-hold',
  OH: 'on-hold',
  OE: 'on-hold',
  DE: 'entered-in-error',
};

/** Order controls of table 0119 that say nothing about the status. */
export const NEUTRAL_CONTROL: ReadonlySet<string> = new Set(
  'RE SC SS SR XO XX XR XK XC UX NA NR CN CP PA PR RF FU DF LI OP PY PX LX MC UN UM UT UR IN OF OR RR'.split(
    ' ',
  ),
);

/** 0485, and 0027 of older versions: priority. CITO is Dutch for at once. */
export const PRIORITY: CodeTable<string> = {
  S: 'stat',
  A: 'asap',
  R: 'routine',
  P: 'urgent',
  C: 'urgent',
  T: 'urgent',
  U: 'urgent',
  CITO: 'stat',
  STAT: 'stat',
  ASAP: 'asap',
  ROUTINE: 'routine',
};
