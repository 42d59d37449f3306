/** Allergies and intolerances. */
import { G_STANDAARD_SUBSTANCE, G_STANDAARD_SUBSTANCE_GROUP, HPK, SNOMED } from './code-systems.js';
import type { PersonKey } from './people.js';

type SubstanceRow = readonly [substance: string, system: string, code: string, display: string];

export const SUBSTANCES = [
  ['penicillinen', G_STANDAARD_SUBSTANCE_GROUP, '35', 'PENICILLINES'],
  ['amoxicilline', G_STANDAARD_SUBSTANCE_GROUP, '57', 'AMOXICILLINE/AMPICILLINE'],
  ['flucloxacilline', G_STANDAARD_SUBSTANCE, '40991', 'FLUCLOXACILLINE'],
  ['ibuprofen', G_STANDAARD_SUBSTANCE, '1155', 'IBUPROFEN'],
  ['trimethoprim', HPK, '1089838', 'TRIMETHOPRIM CF TABLET 300MG'],
  ['pinda', SNOMED, '762952008', 'pinda'],
  ['graspollen', SNOMED, '256277009', 'graspollen'],
  ['huisstofmijt', SNOMED, '260147004', 'huisstofmijt'],
  ['latex', SNOMED, '111088007', 'latex'],
  ['bijengif', SNOMED, '288328004', 'bijengif'],
] as const satisfies readonly SubstanceRow[];

type SubstanceKey = (typeof SUBSTANCES)[number][0];

/** `reaction`: code and name from the Dutch list of symptoms; empty when none is known. */
type AllergyRow = readonly [
  person: PersonKey,
  substance: SubstanceKey,
  clinical: 'active' | 'inactive' | 'resolved',
  verification: 'confirmed' | 'unconfirmed' | 'refuted',
  category: 'medication' | 'food' | 'environment' | 'biologic',
  criticality: 'low' | 'high' | '',
  since: string,
  reaction: keyof typeof REACTIONS | '',
];

export const REACTIONS = {
  anaphylaxis: ['39579001', 'anafylaxie'],
  conjunctivitis: ['473460002', 'allergische ontsteking van bindvlies van oog'],
  eczema: ['40275004', 'contacteczeem'],
  hives: ['126485001', 'galbulten'],
  nausea: ['16932000', 'misselijkheid en braken'],
  rash: ['271807003', 'eruptie van huid'],
  wheeze: ['4386001', 'bronchospasme'],
} as const;

export const ALLERGIES: readonly AllergyRow[] = [
  [
    'de-vries-bakker',
    'trimethoprim',
    'active',
    'confirmed',
    'medication',
    'low',
    '2016-05',
    'rash',
  ],
  ['de-vries-bakker', 'latex', 'active', 'unconfirmed', 'environment', 'low', '2018-01', 'eczema'],
  ['el-bouazzati', 'pinda', 'active', 'confirmed', 'food', 'high', '2023-05-09', 'anaphylaxis'],
  ['el-bouazzati', 'huisstofmijt', 'active', 'unconfirmed', 'environment', '', '2024-11', 'wheeze'],
  ['hoekstra', 'ibuprofen', 'active', 'confirmed', 'medication', 'high', '2018-04', 'nausea'],
  ['kromosoeto', 'bijengif', 'inactive', 'confirmed', 'biologic', 'high', '2015-07-19', 'hives'],
  ['ramdin', 'penicillinen', 'active', 'confirmed', 'medication', 'high', '1996', 'anaphylaxis'],
  [
    'wisniewski',
    'flucloxacilline',
    'active',
    'confirmed',
    'medication',
    'low',
    '2023-10',
    'nausea',
  ],
  ['jansen', 'amoxicilline', 'inactive', 'refuted', 'medication', '', '2021-05-03', ''],
  ['mulder', 'graspollen', 'active', 'confirmed', 'environment', 'low', '2015', 'conjunctivitis'],
];
