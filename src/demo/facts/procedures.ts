/** What was done and what was asked for. */
import type { RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';
import type { ProblemKey } from './problems.js';

type CodeRow = readonly [procedure: string, snomed: string, display: string];

export const PROCEDURE_CODES = [
  ['borstsparende-operatie', '392021009', 'lumpectomie van mamma'],
  ['chemotherapie', '367336001', 'chemotherapie'],
  ['bestraling', '108290001', 'radiotherapie'],
  ['coloscopie', '73761001', 'coloscopie'],
  ['darmresectie', '23719005', 'excisie van colon'],
  ['dotterbehandeling', '415070008', 'percutane coronaire interventie'],
  ['heupprothese', '52734007', 'plaatsen van totale heupprothese'],
  ['knieartroscopie', '309431009', 'artroscopie van knie'],
  ['voetcontrole', '401191002', 'diabetische-voetonderzoek'],
  ['spirometrie', '127783003', 'spirometrie'],
  ['hartecho', '40701008', 'echocardiografie'],
  ['mri', '113091000', 'MRI-scan'],
  ['longfoto', '399208008', 'röntgenfoto van thorax'],
  ['fysiotherapie', '91251008', 'fysiotherapie'],
] as const satisfies readonly CodeRow[];

export type ProcedureKey = (typeof PROCEDURE_CODES)[number][0];

type ProcedureRow = readonly [
  person: PersonKey,
  procedure: ProcedureKey,
  status: 'completed' | 'in-progress' | 'not-done' | 'stopped' | 'preparation',
  start: string,
  end: string,
  role: RoleKey | '',
  reason: ProblemKey,
];

export const PROCEDURES: readonly ProcedureRow[] = [
  ['van-der-berg', 'voetcontrole', 'completed', '2024-03-11', '', '', 'diabetes-2'],
  [
    'de-vries-bakker',
    'borstsparende-operatie',
    'completed',
    '2017-10-31',
    '',
    'internist',
    'borstkanker',
  ],
  [
    'de-vries-bakker',
    'chemotherapie',
    'completed',
    '2017-12-04',
    '2018-04-16',
    'internist',
    'borstkanker',
  ],
  [
    'de-vries-bakker',
    'bestraling',
    'completed',
    '2018-05-28',
    '2018-07-13',
    'internist',
    'borstkanker',
  ],
  ['van-t-hof', 'spirometrie', 'completed', '2025-10-30', '', 'longarts', 'copd'],
  ['hoekstra', 'heupprothese', 'completed', '2020-02-03', '', 'orthopeed', 'heupfractuur'],
  ['jansen', 'coloscopie', 'completed', '2021-04-12', '', 'internist', 'darmkanker'],
  ['jansen', 'darmresectie', 'completed', '2021-05-19', '', 'internist', 'darmkanker'],
  ['jansen', 'chemotherapie', 'stopped', '2023-10-09', '2024-02-26', 'internist', 'levermetastase'],
  ['de-groot', 'mri', 'completed', '2025-10-09', '', 'orthopeed', 'kruisband'],
  ['de-groot', 'knieartroscopie', 'preparation', '2026-09-08', '', 'orthopeed', 'kruisband'],
  ['ten-brinke', 'dotterbehandeling', 'completed', '2019-12-24', '', 'cardioloog', 'hartinfarct'],
  ['ten-brinke', 'hartecho', 'not-done', '2026-01-20', '', 'cardioloog', 'hartinfarct'],
];

type SiteRow = readonly [
  procedure: ProcedureKey,
  snomed: string,
  display: string,
  side: 'left' | 'right' | 'both' | '',
];

/** Each procedure was done to one patient on one side, so the site goes with the procedure. */
export const PROCEDURE_SITES: readonly SiteRow[] = [
  ['borstsparende-operatie', '76752008', 'structuur van mamma', 'left'],
  ['heupprothese', '29836001', 'structuur van heupregio', 'right'],
  ['knieartroscopie', '72696002', 'structuur van knieregio', 'left'],
  ['mri', '72696002', 'structuur van knieregio', 'left'],
  ['voetcontrole', '56459004', 'structuur van voet', 'both'],
];

type RequestRow = readonly [
  person: PersonKey,
  procedure: ProcedureKey,
  status: 'active' | 'completed' | 'revoked' | 'on-hold',
  priority: 'routine' | 'urgent' | 'asap',
  authored: string,
  planned: string,
  requester: RoleKey | '',
  reason: ProblemKey,
];

export const REQUESTS: readonly RequestRow[] = [
  [
    'van-t-hof',
    'hartecho',
    'active',
    'urgent',
    '2025-10-30',
    '2026-07-14',
    'longarts',
    'hartfalen',
  ],
  [
    'van-t-hof',
    'longfoto',
    'completed',
    'asap',
    '2024-01-08',
    '2024-01-08',
    'longarts',
    'copd-exacerbatie',
  ],
  ['de-groot', 'mri', 'completed', 'routine', '2025-10-02', '2025-10-09', 'orthopeed', 'kruisband'],
  [
    'de-groot',
    'fysiotherapie',
    'active',
    'routine',
    '2025-10-16',
    '2025-10-27',
    'orthopeed',
    'kruisband',
  ],
  ['wisniewski', 'fysiotherapie', 'on-hold', 'routine', '2025-11-17', '2025-12-08', '', 'rugpijn'],
  [
    'ten-brinke',
    'hartecho',
    'revoked',
    'routine',
    '2025-12-02',
    '2026-01-20',
    'cardioloog',
    'hartinfarct',
  ],
];
