/** Which structure a trigger event has. HL7 v2.8 table 0354; older versions do not send MSH-9.3. */

/** Triggers by structure, for each message code. */
const STRUCTURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ADT: {
    ADT_A01: 'A01 A04 A08 A13',
    ADT_A02: 'A02',
    ADT_A03: 'A03',
    ADT_A05: 'A05 A14 A28 A31',
    ADT_A06: 'A06 A07',
    ADT_A09: 'A09 A10 A11 A12',
    ADT_A15: 'A15',
    ADT_A16: 'A16',
    ADT_A17: 'A17',
    ADT_A18: 'A18',
    ADT_A20: 'A20',
    ADT_A21: 'A21 A22 A23 A25 A26 A27 A29 A32 A33',
    ADT_A24: 'A24',
    ADT_A30: 'A30 A34 A35 A36 A46 A47 A48 A49',
    ADT_A37: 'A37',
    ADT_A38: 'A38',
    ADT_A39: 'A39 A40 A41 A42',
    ADT_A43: 'A43 A44',
    ADT_A45: 'A45',
    ADT_A50: 'A50 A51',
    ADT_A52: 'A52 A53',
    ADT_A54: 'A54 A55',
    ADT_A60: 'A60',
    ADT_A61: 'A61 A62',
  },
  ORU: { ORU_R01: 'R01', ORU_R30: 'R30 R31 R32' },
  OUL: { OUL_R21: 'R21', OUL_R22: 'R22', OUL_R23: 'R23', OUL_R24: 'R24' },
  ORM: { ORM_O01: 'O01' },
  OML: { OML_O21: 'O21', OML_O33: 'O33', OML_O35: 'O35' },
  OMG: { OMG_O19: 'O19' },
  OMP: { OMP_O09: 'O09' },
  RDE: { RDE_O11: 'O11 O25 O01' },
  RDS: { RDS_O13: 'O13 O01' },
  RGV: { RGV_O15: 'O15' },
  RAS: { RAS_O17: 'O17 O01' },
  SIU: { SIU_S12: 'S12 S13 S14 S15 S16 S17 S18 S19 S20 S21 S22 S23 S24 S26' },
  MDM: { MDM_T01: 'T01 T03 T05 T07 T09 T11', MDM_T02: 'T02 T04 T06 T08 T10' },
  VXU: { VXU_V04: 'V04' },
  PPR: { PPR_PC1: 'PC1 PC2 PC3' },
  REF: { REF_I12: 'I12 I13 I14 I15' },
};

const byTrigger = new Map(
  Object.entries(STRUCTURES).flatMap(([code, structures]) =>
    Object.entries(structures).flatMap(([structure, triggers]) =>
      triggers.split(' ').map((trigger) => [`${code}^${trigger}`, structure] as const),
    ),
  ),
);

/** The structure of a message; undefined when the trigger is none that is known here. */
export function structureOf(
  messageCode: string | undefined,
  triggerEvent: string | undefined,
): string | undefined {
  return byTrigger.get(`${messageCode ?? ''}^${triggerEvent ?? ''}`);
}
