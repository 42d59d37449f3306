/**
 * Structures of the messages that are mapped, over all versions: HL7 v2.8, chapters 3, 4, 4A, 7, 9
 * and 10. Segments of older versions stand where those versions have them.
 */
import { group, optional, repeating, type GroupItem } from './grammar.js';

const HEAD = 'MSH SFT? UAC?';
const PERSON = 'PID PD1? ARV? ROL? PRT? NK1?';
const VISIT = 'PV1? PV2? ARV? ROL? PRT?';

const PROCEDURE = optional(repeating(group('PROCEDURE', 'PR1 ROL? PRT?')));
const INSURANCE = optional(repeating(group('INSURANCE', 'IN1 IN2? IN3? ROL? PRT? AUT? RF1?')));
const CLINICAL = 'DB1? OBX? AL1? IAM? DG1? DRG?';

function adt(name: string, ...parts: readonly (string | GroupItem)[]): GroupItem {
  return group(name, `${HEAD} EVN?`, ...parts);
}

/** Admission and person events have the same segments; which are sent differs. */
function snapshot(name: string): GroupItem {
  return adt(
    name,
    `${PERSON} MRG? ${VISIT} ${CLINICAL}`,
    PROCEDURE,
    'GT1?',
    INSURANCE,
    'ACC? UB1? UB2? PDA?',
  );
}

const ADT_STRUCTURES = [
  ...['ADT_A01', 'ADT_A02', 'ADT_A03', 'ADT_A05', 'ADT_A06', 'ADT_A09'].map(snapshot),
  ...['ADT_A15', 'ADT_A16', 'ADT_A21', 'ADT_A54'].map(snapshot),
  adt('ADT_A17', repeating(group('PATIENT', 'PID PD1? PV1? PV2? DB1? OBX?'))),
  adt('ADT_A18', 'PID PD1? MRG? PV1?'),
  adt('ADT_A24', repeating(group('PATIENT', 'PID PD1? PV1? DB1?'))),
  adt('ADT_A37', repeating(group('PATIENT', 'PID PD1? PV1? DB1?'))),
  adt('ADT_A30', repeating(group('PATIENT', 'PID PD1? MRG?')), 'PV1?'),
  adt('ADT_A39', repeating(group('PATIENT', 'PID PD1? MRG? PV1?'))),
  adt('ADT_A43', repeating(group('PATIENT', 'PID PD1? MRG?'))),
  adt('ADT_A45', 'PID PD1?', repeating(group('MERGE_INFO', 'MRG PV1?'))),
  adt('ADT_A50', 'PID PD1? MRG? PV1?'),
  adt(
    'ADT_A60',
    'PID ARV? PV1? PV2?',
    optional(group('VISIT_GROUP', 'PV1 PV2? ARV?')),
    optional(group('ADVERSE_REACTION_GROUP', 'IAM NTE? IAR?')),
  ),
];

const OBSERVATION = optional(repeating(group('OBSERVATION', 'OBX PRT? NTE?')));
const SPECIMEN = optional(repeating(group('SPECIMEN', 'SPM NTE? OBX? PRT? SAC?')));
const TIMING = 'TQ1? TQ2?';

const RESULT_PATIENT = optional(
  group('PATIENT', `${PERSON} NTE?`, optional(group('VISIT', 'PV1 PV2? PRT?'))),
);

const ORDER_PATIENT = optional(
  group(
    'PATIENT',
    `${PERSON} NTE?`,
    optional(group('PATIENT_VISIT', 'PV1 PV2? PRT?')),
    INSURANCE,
    'GT1? AL1? IAM?',
  ),
);

const RESULT_STRUCTURES = [
  group(
    'ORU_R01',
    HEAD,
    repeating(
      group(
        'PATIENT_RESULT',
        RESULT_PATIENT,
        repeating(
          group(
            'ORDER_OBSERVATION',
            `ORC? OBR NTE? PRT? ${TIMING} CTD?`,
            OBSERVATION,
            'FT1? CTI?',
            SPECIMEN,
          ),
        ),
      ),
    ),
    'DSC?',
  ),
  group(
    'ORU_R30',
    HEAD,
    `${PERSON} OBX? NTE? PV1? PV2?`,
    repeating(group('ORDER_OBSERVATION', `ORC? OBR NTE? PRT? ${TIMING}`, OBSERVATION, 'CTI?')),
  ),
  group(
    'OUL_R22',
    `${HEAD} NTE?`,
    RESULT_PATIENT,
    repeating(
      group(
        'SPECIMEN',
        'SPM OBX? PRT?',
        optional(repeating(group('CONTAINER', 'SAC INV?'))),
        repeating(
          group(
            'ORDER',
            `OBR ORC? NTE? ${TIMING}`,
            optional(repeating(group('RESULT', 'OBX TCD? SID? NTE?'))),
            'CTI?',
          ),
        ),
      ),
    ),
    'NK1? DSC?',
  ),
];

const PRIOR_RESULT = optional(
  repeating(
    group(
      'PRIOR_RESULT',
      // Optional in the standard; but then the next order could not be told from a prior one.
      group('PATIENT_PRIOR', 'PID PD1?'),
      optional(group('PATIENT_VISIT_PRIOR', 'PV1 PV2?')),
      'AL1?',
      repeating(group('ORDER_PRIOR', `ORC? OBR NTE? ${TIMING}`, OBSERVATION)),
    ),
  ),
);

function medicationOrder(name: string, core: string): GroupItem {
  return group(
    name,
    `${HEAD} NTE?`,
    ORDER_PATIENT,
    repeating(
      group(
        'ORDER',
        `ORC ${TIMING} RXO? RXE? RXD? RXG? RXA? NTE? PRT? RXR? RXC? CDO?`,
        OBSERVATION,
        core,
      ),
    ),
  );
}

const ORDER_STRUCTURES = [
  group(
    'ORM_O01',
    `${HEAD} NTE?`,
    ORDER_PATIENT,
    repeating(
      group(
        'ORDER',
        `ORC ${TIMING}`,
        optional(
          group('ORDER_DETAIL', 'OBR? RQD? RQ1? RXO? ODS? ODT? NTE? CTD? DG1?', OBSERVATION),
        ),
        'FT1? CTI? BLG?',
      ),
    ),
  ),
  ...['OML_O21', 'OMG_O19'].map((name) =>
    group(
      name,
      `${HEAD} NTE?`,
      ORDER_PATIENT,
      repeating(
        group(
          'ORDER',
          `ORC ${TIMING}`,
          optional(
            group(
              'OBSERVATION_REQUEST',
              'OBR TCD? NTE? PRT? CTD? DG1?',
              OBSERVATION,
              SPECIMEN,
              PRIOR_RESULT,
            ),
          ),
          'FT1? CTI? BLG?',
        ),
      ),
    ),
  ),
  medicationOrder('OMP_O09', 'FT1? BLG?'),
  medicationOrder('RDE_O11', 'FT1? BLG? CTI?'),
  medicationOrder('RDS_O13', 'FT1?'),
  medicationOrder('RGV_O15', 'FT1?'),
  medicationOrder('RAS_O17', 'CTI?'),
];

const OTHER_STRUCTURES = [
  group(
    'SIU_S12',
    `${HEAD} SCH ${TIMING} NTE?`,
    optional(repeating(group('PATIENT', 'PID PD1? PV1? PV2? OBX? DG1?'))),
    repeating(
      group(
        'RESOURCES',
        'RGS',
        optional(repeating(group('SERVICE', 'AIS NTE?'))),
        optional(repeating(group('GENERAL_RESOURCE', 'AIG NTE?'))),
        optional(repeating(group('LOCATION_RESOURCE', 'AIL NTE?'))),
        optional(repeating(group('PERSONNEL_RESOURCE', 'AIP NTE?'))),
      ),
    ),
  ),
  ...['MDM_T01', 'MDM_T02'].map((name) =>
    group(
      name,
      `${HEAD} EVN? PID PV1? PRT?`,
      optional(repeating(group('COMMON_ORDER', `ORC? ${TIMING} OBR NTE? PRT?`))),
      'TXA CON?',
      OBSERVATION,
    ),
  ),
  group(
    'VXU_V04',
    `${HEAD} PID PD1? NK1? ARV?`,
    optional(group('PATIENT_VISIT', 'PV1 PV2?')),
    'GT1?',
    INSURANCE,
    optional(repeating(group('PERSON_OBSERVATION', 'OBX PRT? NTE?'))),
    repeating(group('ORDER', `ORC? ${TIMING} RXA RXR?`, OBSERVATION)),
  ),
];

/** Structures by their ids (HL7 table 0354). */
export const STRUCTURE_GRAMMARS: ReadonlyMap<string, GroupItem> = new Map(
  [...ADT_STRUCTURES, ...RESULT_STRUCTURES, ...ORDER_STRUCTURES, ...OTHER_STRUCTURES].map(
    (grammar) => [grammar.name, grammar],
  ),
);
