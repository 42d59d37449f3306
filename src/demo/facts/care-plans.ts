/** Who works together for a patient, to what end, and what to look out for. */
import type { PractitionerKey, RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';
import type { ProblemKey } from './problems.js';

/** The general practitioner leads; `others` join in. */
type TeamRow = readonly [
  person: PersonKey,
  name: string,
  start: string,
  end: string,
  contact: string,
  others: readonly PractitionerKey[],
  reason: ProblemKey,
];

export const CARE_TEAMS: readonly TeamRow[] = [
  [
    'hoekstra',
    'Team kwetsbare oudere',
    '2020-03-02',
    '',
    'anneke',
    ['van-rijswijk', 'tuinstra', 'postma'],
    'hartfalen',
  ],
  [
    'jansen',
    'Team palliatieve zorg',
    '2024-03-04',
    '2024-11-03',
    'riet',
    ['oosterhuis', 'tuinstra'],
    'levermetastase',
  ],
  [
    'van-der-berg',
    'Ketenzorg diabetes',
    '2010-01-04',
    '',
    'truus',
    ['oosterhuis', 'postma'],
    'diabetes-2',
  ],
];

/** What the patient wants to reach. */
type GoalRow = readonly [
  person: PersonKey,
  goal: string,
  status: 'active' | 'completed' | 'on-hold' | 'cancelled' | 'proposed',
  start: string,
  due: string,
  problem: ProblemKey,
  text: string,
];

export const GOALS: readonly GoalRow[] = [
  [
    'van-der-berg',
    'hba1c',
    'completed',
    '2024-03-11',
    '2026-03-31',
    'diabetes-2',
    'HbA1c onder 53 mmol/mol.',
  ],
  [
    'van-t-hof',
    'niet-roken',
    'completed',
    '2019-03-12',
    '2020-03-12',
    'copd',
    'Een jaar niet gerookt.',
  ],
  [
    'hoekstra',
    'lopen',
    'active',
    '2025-11-04',
    '2026-11-04',
    'hartfalen',
    'Zelf naar de eetzaal kunnen lopen.',
  ],
  [
    'kromosoeto',
    'gewicht',
    'on-hold',
    '2022-04-19',
    '2027-01-01',
    'slaapapneu',
    'Tien kilo lichter.',
  ],
  [
    'de-groot',
    'hardlopen',
    'proposed',
    '2025-10-16',
    '2027-03-01',
    'kruisband',
    'Weer kunnen voetballen.',
  ],
];

/** What a goal is measured by, as SNOMED CT code and name. */
type MeasureRow = readonly [person: PersonKey, goal: string, snomed: string, display: string];

export const GOAL_MEASURES: readonly MeasureRow[] = [['hoekstra', 'lopen', '129006008', 'lopen']];

/** Help at home, by the home care organization. */
type HelpRow = readonly [
  person: PersonKey,
  plan: string,
  start: string,
  end: string,
  when: string,
  what: string,
];

export const HELP: readonly HelpRow[] = [
  ['hoekstra', 'wondzorg', '2020-02-12', '2020-03-01', 'Om de dag', 'Wond van de heup verzorgen.'],
  ['hoekstra', 'wassen', '2020-03-02', '', 'Elke ochtend', 'Wassen en steunkousen aantrekken.'],
  ['hoekstra', 'medicatie', '2025-11-10', '', 'Twee keer per dag', 'Medicijnen aanreiken.'],
  ['jansen', 'nachtzorg', '2024-10-14', '2024-11-03', 'Elke nacht', 'Waken en pijn verlichten.'],
];

/** Contraindications of the G-Standaard, for medication surveillance. */
type ContraindicationRow = readonly [
  person: PersonKey,
  code: string,
  display: string,
  status: 'active' | 'inactive',
  start: string,
  end: string,
];

export const CONTRAINDICATIONS: readonly ContraindicationRow[] = [
  ['yilmaz', '1320', 'ZWANGERSCHAP', 'active', '2026-01-19', ''],
  ['ramdin', '38', 'DEPRESSIE', 'inactive', '2018-11-26', '2020-03-31'],
];

/** What everybody who treats the patient must know: a code, or a problem. */
type AlertRow = readonly [
  person: PersonKey,
  alert: string,
  snomed: string,
  display: string,
  problem: ProblemKey | '',
  status: 'active' | 'inactive',
  start: string,
];

export const ALERTS: readonly AlertRow[] = [
  [
    'van-t-hof',
    'mrsa',
    '432415000',
    'drager van meticillineresistente Staphylococcus aureus',
    '',
    'inactive',
    '2019-02-20',
  ],
  ['lefevre', 'diabetes', '', '', 'diabetes-1', 'active', '2018-09-24'],
  ['ramdin', 'methotrexaat', '', '', 'reuma', 'active', '2014-03-03'],
];

/** What may and may not be done. `treatment`: from the Dutch list. */
type DirectiveRow = readonly [
  person: PersonKey,
  treatment: keyof typeof TREATMENTS,
  decision: 'permit' | 'deny',
  status: 'active' | 'inactive',
  date: string,
];

export const TREATMENTS = {
  resuscitation: ['89666000', 'cardiopulmonale resuscitatie'],
  'intensive-care': ['305351004', 'opname op intensive care'],
  admission: ['32485007', 'opname in ziekenhuis'],
} as const;

export const DIRECTIVES: readonly DirectiveRow[] = [
  ['hoekstra', 'resuscitation', 'deny', 'active', '2020-02-10'],
  ['hoekstra', 'admission', 'permit', 'active', '2025-11-04'],
  ['jansen', 'resuscitation', 'deny', 'active', '2024-03-04'],
  ['jansen', 'intensive-care', 'deny', 'active', '2024-03-04'],
];

/** Devices. `type`: SNOMED CT code and name; `gtin`: an invented product number. */
type DeviceRow = readonly [
  person: PersonKey,
  device: string,
  snomed: string,
  display: string,
  gtin: string,
  start: string,
  end: string,
  reason: ProblemKey,
];

export const DEVICES: readonly DeviceRow[] = [
  [
    'hoekstra',
    'hoortoestel',
    '6012004',
    'hoortoestel',
    '08799990000017',
    '2013-10-02',
    '',
    'slechthorend',
  ],
  [
    'hoekstra',
    'rollator',
    '1255320005',
    'rollator',
    '08799990000024',
    '2020-02-20',
    '',
    'heupfractuur',
  ],
  [
    'lefevre',
    'insulinepomp',
    '69805005',
    'insulinepomp',
    '08799990000031',
    '2019-11-05',
    '',
    'diabetes-1',
  ],
  [
    'ten-brinke',
    'stent',
    '705643001',
    'coronaire stent',
    '08799990000048',
    '2019-12-24',
    '',
    'hartinfarct',
  ],
];

/** Diets. */
type DietRow = readonly [
  person: PersonKey,
  snomed: string,
  display: string,
  date: string,
  role: RoleKey,
  reason: ProblemKey,
  note: string,
];

export const DIETS: readonly DietRow[] = [
  [
    'lefevre',
    '160671006',
    'glutenvrij dieet',
    '2016-01-25',
    'internist',
    'coeliakie',
    'Ook geen haver.',
  ],
  [
    'yilmaz',
    '160670007',
    'dieet bij diabetes',
    '2026-06-02',
    'verloskundige',
    'zwangerschapsdiabetes',
    'Verspreid over de dag.',
  ],
];
