/** What the patients have or had. `make/condition.ts` makes a Condition of every row. */
import type { RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';

type ProblemKind = 'diagnosis' | 'complaint' | 'finding' | 'complication';

type CodeRow = readonly [problem: string, snomed: string, display: string, kind: ProblemKind];

export const PROBLEM_CODES = [
  ['diabetes-2', '44054006', 'diabetes mellitus type 2', 'diagnosis'],
  ['diabetes-1', '46635009', 'diabetes mellitus type 1', 'diagnosis'],
  ['hypertensie', '38341003', 'hypertensieve aandoening', 'diagnosis'],
  ['nierschade', '433144002', 'chronische nierziekte stadium 3', 'complication'],
  ['copd', '13645005', 'chronische obstructieve longaandoening', 'diagnosis'],
  ['copd-exacerbatie', '195951007', 'acute exacerbatie van COPD', 'complication'],
  ['longontsteking', '233604007', 'pneumonie', 'diagnosis'],
  ['astma', '195967001', 'astma', 'diagnosis'],
  ['eczeem', '24079001', 'atopisch eczeem', 'diagnosis'],
  ['koortsconvulsie', '41497008', 'koortsconvulsie', 'diagnosis'],
  ['atriumfibrilleren', '49436004', 'atriumfibrilleren', 'diagnosis'],
  ['hartfalen', '84114007', 'hartfalen', 'diagnosis'],
  ['hartinfarct', '22298006', 'myocardinfarct', 'diagnosis'],
  ['cholesterol', '13644009', 'hypercholesterolemie', 'diagnosis'],
  ['osteoporose', '64859006', 'osteoporose', 'diagnosis'],
  ['heupfractuur', '5913000', 'fractuur van femurhals', 'diagnosis'],
  ['slechthorend', '15188001', 'slechthorendheid', 'finding'],
  ['dementie', '52448006', 'dementie', 'diagnosis'],
  ['blaasontsteking', '68566005', 'urineweginfectie', 'diagnosis'],
  ['borstkanker', '254837009', 'maligne neoplasma van mamma', 'diagnosis'],
  ['hypothyreoidie', '40930008', 'hypothyreoïdie', 'diagnosis'],
  ['darmkanker', '93761005', 'primair maligne neoplasma van colon', 'diagnosis'],
  ['levermetastase', '94381002', 'secundair maligne neoplasma van lever', 'complication'],
  ['zwangerschap', '77386006', 'zwangerschap', 'finding'],
  ['zwangerschapsdiabetes', '11687002', 'zwangerschapsdiabetes', 'complication'],
  ['ijzergebrek', '87522002', 'ijzergebreksanemie', 'diagnosis'],
  ['coeliakie', '396331005', 'coeliakie', 'diagnosis'],
  ['kruisband', '444470001', 'letsel van voorste kruisband', 'diagnosis'],
  ['adhd', '406506008', 'aandachtstekortstoornis met hyperactiviteit', 'diagnosis'],
  ['hersenschudding', '110030002', 'commotio cerebri', 'diagnosis'],
  ['reuma', '69896004', 'reumatoïde artritis', 'diagnosis'],
  ['depressie', '35489007', 'depressieve stoornis', 'diagnosis'],
  ['geelzucht', '387712008', 'neonatale icterus', 'diagnosis'],
  ['rugpijn', '279039007', 'lage rugpijn', 'complaint'],
  ['jicht', '90560007', 'jicht', 'diagnosis'],
  ['slaapapneu', '78275009', 'obstructieve slaapapneu', 'diagnosis'],
  ['migraine', '37796009', 'migraine', 'diagnosis'],
  ['lyme', '23502006', 'ziekte van Lyme', 'diagnosis'],
  ['hooikoorts', '61582004', 'allergische rinitis', 'diagnosis'],
] as const satisfies readonly CodeRow[];

export type ProblemKey = (typeof PROBLEM_CODES)[number][0];

type ProblemRow = readonly [
  person: PersonKey,
  problem: ProblemKey,
  clinical: 'active' | 'inactive' | 'resolved' | 'remission' | 'recurrence' | '',
  verification: 'confirmed' | 'provisional' | 'differential' | 'refuted' | 'unconfirmed',
  onset: string,
  end: string,
  recorder: RoleKey | '',
];

/** A refuted problem has no clinical status. Without a recorder it is the general practitioner. */
export const PROBLEMS: readonly ProblemRow[] = [
  ['van-der-berg', 'diabetes-2', 'active', 'confirmed', '2009-04', '', ''],
  ['van-der-berg', 'hypertensie', 'active', 'confirmed', '2006', '', ''],
  ['van-der-berg', 'cholesterol', 'active', 'confirmed', '2010', '', ''],
  ['van-der-berg', 'nierschade', 'active', 'confirmed', '2021-09-14', '', 'internist'],
  [
    'de-vries-bakker',
    'borstkanker',
    'remission',
    'confirmed',
    '2017-10-03',
    '2018-07-20',
    'internist',
  ],
  ['de-vries-bakker', 'hypothyreoidie', 'active', 'confirmed', '2012-02', '', ''],
  ['de-vries-bakker', 'blaasontsteking', 'resolved', 'confirmed', '2023-08-11', '2023-08-18', ''],
  ['van-t-hof', 'copd', 'active', 'confirmed', '2011-11', '', 'longarts'],
  [
    'van-t-hof',
    'copd-exacerbatie',
    'resolved',
    'confirmed',
    '2024-01-08',
    '2024-01-26',
    'longarts',
  ],
  ['van-t-hof', 'longontsteking', 'resolved', 'confirmed', '2019-02-17', '2019-03-12', 'longarts'],
  ['van-t-hof', 'hartfalen', 'active', 'provisional', '2025-10-30', '', 'longarts'],
  ['yilmaz', 'zwangerschap', 'active', 'confirmed', '2025-12-20', '', 'verloskundige'],
  ['yilmaz', 'zwangerschapsdiabetes', 'active', 'confirmed', '2026-05-28', '', 'verloskundige'],
  ['yilmaz', 'ijzergebrek', 'active', 'confirmed', '2026-03-16', '', 'verloskundige'],
  ['el-bouazzati', 'astma', 'active', 'differential', '2024-11', '', 'kinderarts'],
  ['el-bouazzati', 'eczeem', 'active', 'confirmed', '2021-07', '', ''],
  [
    'el-bouazzati',
    'koortsconvulsie',
    'resolved',
    'confirmed',
    '2022-12-28',
    '2022-12-28',
    'kinderarts',
  ],
  ['hoekstra', 'atriumfibrilleren', 'active', 'confirmed', '2015-06-22', '', 'cardioloog'],
  ['hoekstra', 'hartfalen', 'active', 'confirmed', '2018-03-05', '', 'cardioloog'],
  ['hoekstra', 'osteoporose', 'active', 'confirmed', '2016', '', ''],
  ['hoekstra', 'heupfractuur', 'resolved', 'confirmed', '2020-02-02', '2020-06', 'orthopeed'],
  ['hoekstra', 'slechthorend', 'active', 'confirmed', '2013', '', ''],
  ['hoekstra', 'dementie', 'active', 'provisional', '2025-03', '', ''],
  ['kromosoeto', 'hypertensie', 'active', 'confirmed', '2019-05-13', '', ''],
  ['kromosoeto', 'jicht', 'recurrence', 'confirmed', '2021-08', '', ''],
  ['kromosoeto', 'slaapapneu', 'active', 'confirmed', '2022-04-19', '', 'longarts'],
  ['jansen', 'darmkanker', 'active', 'confirmed', '2021-04-12', '', 'internist'],
  ['jansen', 'levermetastase', 'active', 'confirmed', '2023-09-18', '', 'internist'],
  ['lefevre', 'diabetes-1', 'active', 'confirmed', '2010-03-15', '', 'internist'],
  ['lefevre', 'coeliakie', 'active', 'confirmed', '2016-01-21', '', 'internist'],
  ['de-groot', 'kruisband', 'active', 'confirmed', '2025-09-20', '', 'orthopeed'],
  ['de-groot', 'adhd', 'active', 'confirmed', '2016-10', '', 'kinderarts'],
  [
    'de-groot',
    'hersenschudding',
    'resolved',
    'confirmed',
    '2019-04-27',
    '2019-05-11',
    'kinderarts',
  ],
  ['ramdin', 'reuma', 'active', 'confirmed', '2014-02-10', '', 'internist'],
  ['ramdin', 'depressie', 'remission', 'confirmed', '2018-11', '2020-03', ''],
  [
    'van-den-heuvel',
    'geelzucht',
    'resolved',
    'confirmed',
    '2025-12-04',
    '2025-12-10',
    'kinderarts',
  ],
  ['wisniewski', 'rugpijn', 'active', 'confirmed', '2025-11-17', '', ''],
  ['wisniewski', 'longontsteking', '', 'refuted', '2024-02-20', '', ''],
  ['ten-brinke', 'hartinfarct', 'inactive', 'confirmed', '2019-12-24', '', 'cardioloog'],
  ['ten-brinke', 'cholesterol', 'active', 'confirmed', '2020-01-06', '', 'cardioloog'],
  ['mulder', 'migraine', 'active', 'confirmed', '2017-05', '', ''],
  ['mulder', 'lyme', 'resolved', 'confirmed', '2022-06-30', '2022-08-01', ''],
  ['mulder', 'hooikoorts', 'active', 'unconfirmed', '2015', '', ''],
];

type SiteRow = readonly [
  person: PersonKey,
  problem: ProblemKey,
  snomed: string,
  display: string,
  side: 'left' | 'right' | 'both' | '',
];

export const PROBLEM_SITES: readonly SiteRow[] = [
  ['de-vries-bakker', 'borstkanker', '76752008', 'structuur van mamma', 'left'],
  ['hoekstra', 'heupfractuur', '29836001', 'structuur van heupregio', 'right'],
  ['hoekstra', 'slechthorend', '117590005', 'structuur van oor', 'both'],
  ['de-groot', 'kruisband', '72696002', 'structuur van knieregio', 'left'],
];

type NoteRow = readonly [person: PersonKey, problem: ProblemKey, note: string];

export const PROBLEM_NOTES: readonly NoteRow[] = [
  ['van-der-berg', 'diabetes-2', 'Elke drie maanden controle bij de praktijkondersteuner.'],
  ['van-t-hof', 'hartfalen', 'Verhoogd NT-proBNP; echo van het hart is aangevraagd.'],
  ['hoekstra', 'dementie', 'Dochter merkt sinds het voorjaar dat afspraken worden vergeten.'],
  ['wisniewski', 'rugpijn', 'Tilt op het werk; geen uitstraling naar de benen.'],
  ['wisniewski', 'longontsteking', 'Röntgenfoto zonder afwijkingen.'],
];
