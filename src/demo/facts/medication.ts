/** Medication agreements, what was handed out, and what people say they take (MP9). */
import type { RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';
import type { ProblemKey } from './problems.js';
import type { ProductKey } from './products.js';

/** How often: `frequency` times in `period` of `unit`, and as a person says it. */
export const TIMINGS = {
  '1d': { frequency: 1, period: 1, unit: 'd', text: '1 maal per dag' },
  '2d': { frequency: 2, period: 1, unit: 'd', text: '2 maal per dag' },
  '3d': { frequency: 3, period: 1, unit: 'd', text: '3 maal per dag' },
  '4d': { frequency: 4, period: 1, unit: 'd', text: '4 maal per dag' },
  '1w': { frequency: 1, period: 1, unit: 'wk', text: '1 maal per week' },
} as const;

/** Conditions for taking a medicine, from NHG table 25. */
export const AS_NEEDED = {
  pain: ['1028', 'Bij pijn'],
  breathless: ['1023', 'Bij benauwdheid'],
  fever: ['1147', 'Bij koorts en/of pijn'],
  headache: ['1144', 'Bij hoofdpijn'],
} as const;

export const ROUTES = {
  oral: ['9', 'oraal'],
  inhaled: ['62', 'inhalatie'],
  skin: ['53', 'cutaan'],
  injected: ['10', 'parenteraal'],
} as const;

/** What a dose is counted in: UCUM code and, where there is one, the G-Standaard's. */
export const DOSE_UNITS = {
  stuk: ['1', '245'],
  dosis: ['1', '208'],
  eenheid: ['[iU]', ''],
} as const;

/** What one takes: amount, unit, route and how often, or when needed. */
export interface Dosage {
  readonly dose: string;
  readonly unit: keyof typeof DOSE_UNITS;
  readonly route: keyof typeof ROUTES;
  readonly timing?: keyof typeof TIMINGS;
  readonly asNeeded?: keyof typeof AS_NEEDED;
}

export const DOSAGES = {
  'stuk-1d': { dose: '1', unit: 'stuk', route: 'oral', timing: '1d' },
  'stuk-2d': { dose: '1', unit: 'stuk', route: 'oral', timing: '2d' },
  'stuk-3d': { dose: '1', unit: 'stuk', route: 'oral', timing: '3d' },
  'stuk-1w': { dose: '1', unit: 'stuk', route: 'oral', timing: '1w' },
  'half-1d': { dose: '0.5', unit: 'stuk', route: 'oral', timing: '1d' },
  'twee-1d': { dose: '2', unit: 'stuk', route: 'oral', timing: '1d' },
  'zes-1d': { dose: '6', unit: 'stuk', route: 'oral', timing: '1d' },
  'zes-1w': { dose: '6', unit: 'stuk', route: 'oral', timing: '1w' },
  'twee-4d': { dose: '2', unit: 'stuk', route: 'oral', timing: '4d', asNeeded: 'pain' },
  hoofdpijn: { dose: '1', unit: 'stuk', route: 'oral', asNeeded: 'headache' },
  'pijn-3d': { dose: '1', unit: 'stuk', route: 'oral', timing: '3d', asNeeded: 'fever' },
  pufje: { dose: '2', unit: 'dosis', route: 'inhaled', asNeeded: 'breathless' },
  'puf-1d': { dose: '1', unit: 'dosis', route: 'inhaled', timing: '1d' },
  'puf-2d': { dose: '1', unit: 'dosis', route: 'inhaled', timing: '2d' },
  eenheden: { dose: '32', unit: 'eenheid', route: 'injected', timing: '1d' },
  'zalf-3d': { dose: '1', unit: 'dosis', route: 'skin', timing: '3d' },
} as const satisfies Readonly<Record<string, Dosage>>;

export type DosageKey = keyof typeof DOSAGES;

type AgreementRow = readonly [
  person: PersonKey,
  product: ProductKey,
  dosage: DosageKey,
  start: string,
  end: string,
  role: RoleKey | '',
  reason: ProblemKey | '',
];

/** Without a role the general practitioner agreed it. One product at most once for a person. */
export const AGREEMENTS: readonly AgreementRow[] = [
  ['van-der-berg', 'metformine', 'stuk-3d', '2009-05-11', '', '', 'diabetes-2'],
  ['van-der-berg', 'lisinopril', 'stuk-1d', '2015-02-03', '', '', 'hypertensie'],
  ['van-der-berg', 'simvastatine', 'twee-1d', '2010-06-01', '2021-09-14', '', 'cholesterol'],
  ['van-der-berg', 'atorvastatine', 'stuk-1d', '2021-09-15', '', 'internist', 'cholesterol'],
  ['de-vries-bakker', 'levothyroxine', 'stuk-1d', '2012-03-01', '', '', 'hypothyreoidie'],
  ['de-vries-bakker', 'nitrofurantoine', 'stuk-2d', '2023-08-11', '2023-08-16', '', ''],
  ['van-t-hof', 'tiotropium', 'puf-1d', '2016-05-24', '', 'longarts', 'copd'],
  ['van-t-hof', 'salbutamol', 'pufje', '2011-11-20', '', '', 'copd'],
  ['van-t-hof', 'prednison', 'zes-1d', '2024-01-08', '2024-01-15', 'longarts', 'copd'],
  ['yilmaz', 'foliumzuur', 'stuk-1d', '2026-01-19', '2026-03-16', 'verloskundige', ''],
  ['yilmaz', 'ferrofumaraat', 'stuk-1d', '2026-03-17', '', '', 'ijzergebrek'],
  ['el-bouazzati', 'fluticason', 'puf-2d', '2025-02-11', '', 'kinderarts', 'astma'],
  ['el-bouazzati', 'fusidinezuur', 'zalf-3d', '2022-07-05', '2022-07-19', '', 'eczeem'],
  ['hoekstra', 'acenocoumarol', 'twee-1d', '2015-06-22', '2018-01-08', 'cardioloog', ''],
  ['hoekstra', 'apixaban', 'stuk-2d', '2018-01-09', '', 'cardioloog', 'atriumfibrilleren'],
  ['hoekstra', 'metoprolol', 'stuk-1d', '2015-06-22', '', 'cardioloog', 'atriumfibrilleren'],
  ['hoekstra', 'furosemide', 'stuk-1d', '2018-03-06', '', 'cardioloog', 'hartfalen'],
  ['hoekstra', 'spironolacton', 'half-1d', '2018-03-06', '', 'cardioloog', 'hartfalen'],
  ['hoekstra', 'alendroninezuur', 'stuk-1w', '2016-11-01', '2021-11-01', '', 'osteoporose'],
  ['hoekstra', 'oxazepam', 'stuk-1d', '2025-06-12', '', '', ''],
  ['kromosoeto', 'amlodipine', 'stuk-1d', '2019-05-13', '', '', 'hypertensie'],
  ['jansen', 'oxycodon', 'stuk-2d', '2024-09-30', '2024-11-03', 'internist', 'levermetastase'],
  ['lefevre', 'insuline-aspart', 'eenheden', '2019-11-05', '', 'internist', 'diabetes-1'],
  ['de-groot', 'methylfenidaat', 'stuk-1d', '2017-01-09', '', 'kinderarts', 'adhd'],
  ['ramdin', 'methotrexaat', 'zes-1w', '2014-03-03', '', 'internist', 'reuma'],
  ['ramdin', 'mirtazapine', 'stuk-1d', '2018-11-26', '2020-03-31', '', 'depressie'],
  ['wisniewski', 'ibuprofen', 'pijn-3d', '2025-11-17', '2025-12-01', '', 'rugpijn'],
  ['ten-brinke', 'acetylsalicylzuur', 'stuk-1d', '2019-12-26', '', 'cardioloog', 'hartinfarct'],
  ['ten-brinke', 'atorvastatine', 'twee-1d', '2019-12-26', '', 'cardioloog', 'cholesterol'],
  ['mulder', 'sumatriptan', 'hoofdpijn', '2019-02-04', '', '', 'migraine'],
  ['mulder', 'doxycycline', 'stuk-2d', '2022-06-30', '2022-07-14', '', 'lyme'],
];

/** Agreements to stop. `reason`: from the MP9 list of reasons for change. */
type StopRow = readonly [
  person: PersonKey,
  product: ProductKey,
  end: string,
  kind: 'stopped' | 'suspended',
  reason: keyof typeof STOP_REASONS,
];

export const STOP_REASONS = {
  'adverse-reaction': ['62014003', 'ongewenste reactie op medicatie en/of drugs'],
  'no-indication': ['183966005', 'geen indicatie voor medicamenteuze behandeling'],
  'policy-changed': ['112751000146109', 'medicatiebeleid veranderd'],
} as const;

export const STOPS: readonly StopRow[] = [
  ['van-der-berg', 'simvastatine', '2021-09-14', 'stopped', 'adverse-reaction'],
  ['hoekstra', 'acenocoumarol', '2018-01-08', 'stopped', 'policy-changed'],
  ['hoekstra', 'oxazepam', '2025-11-04', 'suspended', 'policy-changed'],
  ['ramdin', 'mirtazapine', '2020-03-31', 'stopped', 'no-indication'],
];

/** Requested by the prescriber and handed out by the pharmacy. `days`: how long it lasts. */
type DispenseRow = readonly [
  person: PersonKey,
  product: ProductKey,
  date: string,
  quantity: string,
  days: string,
];

export const DISPENSES: readonly DispenseRow[] = [
  ['van-der-berg', 'metformine', '2026-01-05', '270', '90'],
  ['van-der-berg', 'metformine', '2026-04-03', '270', '90'],
  ['de-vries-bakker', 'nitrofurantoine', '2023-08-11', '10', '5'],
  ['van-t-hof', 'prednison', '2024-01-08', '42', '7'],
  ['hoekstra', 'apixaban', '2026-02-16', '180', '90'],
  ['ramdin', 'methotrexaat', '2025-12-01', '72', '84'],
];

/** What people take by their own account. */
type UseRow = readonly [
  person: PersonKey,
  product: ProductKey,
  dosage: DosageKey,
  asserted: string,
  start: string,
  status: 'active' | 'completed' | 'not-taken' | 'stopped',
  why: string,
];

export const USES: readonly UseRow[] = [
  ['van-der-berg', 'paracetamol', 'pijn-3d', '2024-03-11', '2023-12', 'active', 'Pijnlijke knieën'],
  ['hoekstra', 'omeprazol', 'stuk-1d', '2017-09-05', '2017-06', 'completed', 'Maagklachten'],
  ['ramdin', 'ibuprofen', 'pijn-3d', '2025-08-26', '2025-08', 'not-taken', 'Ochtendstijfheid'],
  ['jansen', 'paracetamol', 'twee-4d', '2024-10-14', '2024-08', 'active', 'Buikpijn'],
];
