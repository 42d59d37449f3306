/** Laboratory tests, and what they showed. Values are text, so that 6.10 stays 6.10. */
import type { PersonKey } from './people.js';

/**
 * `code`: UCUM. `range`: what is normal, `low-high`, `-high` or `low-`; where men and women
 * differ, men's before and women's behind a bar. `group`: the kind of specimen and result.
 */
type TestRow = readonly [
  test: string,
  loinc: string,
  code: string,
  range: string,
  group: 'haematology' | 'serum' | 'urine',
];

export const TESTS = [
  ['hba1c', '59261-8', 'mmol/mol', '20-42', 'haematology'],
  ['glucose', '14771-0', 'mmol/L', '4.0-6.0', 'serum'],
  ['creatinine', '14682-9', 'umol/L', '60-110|50-90', 'serum'],
  ['egfr', '62238-1', 'mL/min/{1.73_m2}', '60-', 'serum'],
  ['sodium', '2951-2', 'mmol/L', '135-145', 'serum'],
  ['potassium', '2823-3', 'mmol/L', '3.5-5.0', 'serum'],
  ['cholesterol', '14647-2', 'mmol/L', '1.5-6.5', 'serum'],
  ['hdl', '14646-4', 'mmol/L', '0.90-|1.10-', 'serum'],
  ['ldl', '22748-8', 'mmol/L', '-3.0', 'serum'],
  ['haemoglobin', '59260-0', 'mmol/L', '8.5-11.0|7.5-10.0', 'haematology'],
  ['mcv', '787-2', 'fL', '80-100', 'haematology'],
  ['leukocytes', '6690-2', '10*9/L', '4.0-10.0', 'haematology'],
  ['platelets', '777-3', '10*9/L', '150-400', 'haematology'],
  ['crp', '1988-5', 'mg/L', '-10', 'serum'],
  ['tsh', '3016-3', 'm[IU]/L', '0.40-4.00', 'serum'],
  ['free-t4', '14920-3', 'pmol/L', '10-24', 'serum'],
  ['alt', '1742-6', 'U/L', '-45|-34', 'serum'],
  ['bilirubin', '14631-6', 'umol/L', '-17', 'serum'],
  ['ferritin', '2276-4', 'ug/L', '25-300|20-150', 'serum'],
  ['vitamin-d', '14635-7', 'nmol/L', '50-', 'serum'],
  ['urate', '14933-6', 'mmol/L', '0.20-0.42', 'serum'],
  ['nt-probnp', '33762-6', 'ng/L', '-125', 'serum'],
  ['inr', '6301-6', '{INR}', '2.0-3.0', 'haematology'],
  ['ttg-iga', '31017-7', 'U/mL', '-7', 'serum'],
  ['acr', '32294-1', 'mg/mmol', '-3.0', 'urine'],
] as const satisfies readonly TestRow[];

export type TestKey = (typeof TESTS)[number][0];

/** LOINC's long common names. */
export const TEST_NAMES: Readonly<Record<TestKey, string>> = {
  hba1c: 'Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol',
  glucose: 'Fasting glucose [Moles/volume] in Serum or Plasma',
  creatinine: 'Creatinine [Moles/volume] in Serum or Plasma',
  egfr: 'Glomerular filtration rate/1.73 sq M.predicted (CKD-EPI)',
  sodium: 'Sodium [Moles/volume] in Serum or Plasma',
  potassium: 'Potassium [Moles/volume] in Serum or Plasma',
  cholesterol: 'Cholesterol [Moles/volume] in Serum or Plasma',
  hdl: 'Cholesterol in HDL [Moles/volume] in Serum or Plasma',
  ldl: 'Cholesterol in LDL [Moles/volume] in Serum or Plasma',
  haemoglobin: 'Hemoglobin [Moles/volume] in Blood',
  mcv: 'Erythrocyte mean corpuscular volume [Entitic volume]',
  leukocytes: 'Leukocytes [#/volume] in Blood by Automated count',
  platelets: 'Platelets [#/volume] in Blood by Automated count',
  crp: 'C reactive protein [Mass/volume] in Serum or Plasma',
  tsh: 'Thyrotropin [Units/volume] in Serum or Plasma',
  'free-t4': 'Thyroxine (T4) free [Moles/volume] in Serum or Plasma',
  alt: 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
  bilirubin: 'Bilirubin.total [Moles/volume] in Serum or Plasma',
  ferritin: 'Ferritin [Mass/volume] in Serum or Plasma',
  'vitamin-d': '25-hydroxyvitamin D3 [Moles/volume] in Serum or Plasma',
  urate: 'Urate [Moles/volume] in Serum or Plasma',
  'nt-probnp': 'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma',
  inr: 'INR in Platelet poor plasma by Coagulation assay',
  'ttg-iga': 'Tissue transglutaminase IgA Ab [Units/volume] in Serum',
  acr: 'Albumin/Creatinine [Ratio] in Urine',
};

/** How people write a unit whose UCUM code is hard to read. */
export const UNIT_TEXTS: Readonly<Record<string, string>> = {
  '10*9/L': '10^9/L',
  'm[IU]/L': 'mU/L',
  'mL/min/{1.73_m2}': 'ml/min/1,73 m2',
  '{INR}': 'INR',
};

type Results = Readonly<Partial<Record<TestKey, string>>>;

/** One specimen, and all that was measured in it. */
type DrawRow = readonly [person: PersonKey, when: string, results: Results];

/** A value may begin with `<` or `>`; an empty one stands for a sample that could not be used. */
export const DRAWS: readonly DrawRow[] = [
  ['van-der-berg', '2016-03-10T08:15', { hba1c: '64', glucose: '9.8', ldl: '3.40' }],
  ['van-der-berg', '2024-03-06T08:30', { hba1c: '53', creatinine: '118', egfr: '53', ldl: '2.10' }],
  ['van-der-berg', '2024-03-06T08:35', { acr: '4.2' }],
  ['van-der-berg', '2026-03-04T08:20', { hba1c: '51', glucose: '6.10', egfr: '51' }],
  ['de-vries-bakker', '2018-01-15T09:00', { haemoglobin: '7.1', leukocytes: '3.2' }],
  ['de-vries-bakker', '2025-05-14T08:50', { tsh: '2.30', 'free-t4': '16.0' }],
  ['van-t-hof', '2019-02-17T22:40', { crp: '186', leukocytes: '17.4', sodium: '131' }],
  ['van-t-hof', '2025-10-28T10:10', { 'nt-probnp': '640', haemoglobin: '9.9', crp: '<5' }],
  ['yilmaz', '2026-03-16T09:20', { haemoglobin: '6.6', mcv: '76', ferritin: '9' }],
  ['el-bouazzati', '2022-12-28T20:00', { crp: '24', glucose: '' }],
  ['hoekstra', '2017-11-21T07:50', { inr: '3.4' }],
  ['hoekstra', '2025-10-29T08:10', { creatinine: '97', egfr: '46', potassium: '5.20' }],
  ['kromosoeto', '2026-01-07T08:05', { urate: '0.41', cholesterol: '6.10', hdl: '0.95' }],
  ['jansen', '2024-09-30T10:00', { bilirubin: '64', alt: '112', haemoglobin: '6.2' }],
  ['lefevre', '2016-01-11T09:40', { 'ttg-iga': '86', 'vitamin-d': '41' }],
  ['lefevre', '2026-01-29T08:25', { hba1c: '55', egfr: '>90' }],
  ['ramdin', '2025-08-20T08:45', { alt: '28', leukocytes: '5.0', platelets: '240' }],
  ['van-den-heuvel', '2025-12-04T09:20', { bilirubin: '248' }],
  ['ten-brinke', '2026-01-14T08:00', { ldl: '1.60', potassium: '4.40', egfr: '78' }],
];

/** What the laboratory concluded from the blood of that day. */
type ConclusionRow = readonly [person: PersonKey, date: string, conclusion: string];

export const CONCLUSIONS: readonly ConclusionRow[] = [
  ['van-der-berg', '2024-03-06', 'Nierfunctie licht verminderd, stabiel.'],
  ['van-der-berg', '2026-03-04', 'HbA1c op streefwaarde.'],
  ['de-vries-bakker', '2018-01-15', 'Passend bij chemotherapie.'],
  ['van-t-hof', '2019-02-17', 'Ontstekingsbeeld.'],
  ['yilmaz', '2026-03-16', 'IJzergebreksanemie.'],
  ['hoekstra', '2025-10-29', 'Kalium iets verhoogd; graag over vier weken herhalen.'],
  ['jansen', '2024-09-30', 'Gestoorde leverwaarden, passend bij de metastasen.'],
  ['ramdin', '2025-08-20', 'Geen bezwaar tegen voortzetten van methotrexaat.'],
  ['van-den-heuvel', '2025-12-04', 'Onder de grens voor fototherapie.'],
];

/** Results whose status is not `final`. */
type StatusRow = readonly [
  person: PersonKey,
  test: TestKey,
  date: string,
  status: 'preliminary' | 'corrected' | 'amended' | 'entered-in-error' | 'cancelled',
];

export const RESULT_STATUSES: readonly StatusRow[] = [
  ['hoekstra', 'potassium', '2025-10-29', 'corrected'],
  ['hoekstra', 'inr', '2017-11-21', 'amended'],
  ['el-bouazzati', 'glucose', '2022-12-28', 'cancelled'],
  ['kromosoeto', 'hdl', '2026-01-07', 'entered-in-error'],
  ['ten-brinke', 'egfr', '2026-01-14', 'preliminary'],
];

/** Tests whose result is a code: what was found, or that nothing was. */
export const FINDING_TESTS = {
  'blood-group': ['882-1', 'ABO and Rh group [Type] in Blood'],
  hbsag: ['5196-1', 'Hepatitis B virus surface Ag [Presence] in Serum'],
  'sars-cov-2': [
    '94309-2',
    'SARS-CoV-2 (COVID-19) RNA [Presence] in Specimen by NAA with probe detection',
  ],
  'urine-culture': ['630-4', 'Bacteria identified in Urine by Culture'],
} as const;

type FindingRow = readonly [
  person: PersonKey,
  test: keyof typeof FINDING_TESTS,
  when: string,
  snomed: string,
  found: string,
];

export const FINDINGS: readonly FindingRow[] = [
  ['de-vries-bakker', 'urine-culture', '2023-08-11T10:00', '112283007', 'Escherichia coli'],
  ['yilmaz', 'blood-group', '2026-02-19T09:00', '278149003', 'bloedgroep A resus positief'],
  ['yilmaz', 'hbsag', '2026-02-19T09:00', '260385009', 'negatief'],
  ['wisniewski', 'sars-cov-2', '2024-02-20T15:30', '260385009', 'negatief'],
];
