/** HL7 table 0203, identifier type, as far as FHIR R4 has it. */
export const IDENTIFIER_TYPES: ReadonlySet<string> = new Set(
  (
    'ACSN AN ANC AND ANT APRN BA BC BR CC CZ DI DL DN DP DR DS EI EN FILL GI GL GN HC IND JHN LACSN ' +
    'LI LN LR MA MB MC MCD MCN MCR MCT MD MI MR MRT MS NE NH NI NII NIIP NNxxx NP NPI OD PA PC PCN ' +
    'PE PEN PHC PHE PHO PI PLAC PN PNT PPIN PPN PRC PRN PT QA RI RN RPH RR RRI RRP SAMN SB SID SL SN ' +
    'SNBSN SNO SP SR SRX SS TAX TN TPR TRL U UDI UPIN USID VN VP VS WC WCN WP XX'
  ).split(' '),
);

/** Types of numbers that stand in PID-3 now and then and are no patient's. */
export const NOT_OF_A_PATIENT: ReadonlySet<string> = new Set([
  'AN',
  'ANC',
  'AND',
  'ANT',
  'FILL',
  'PLAC',
  'VN',
  'VS',
]);
