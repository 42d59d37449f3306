/** Measurements of the body. Values are text, so that 37.0 stays 37.0. */
import type { PersonKey } from './people.js';

/** `code`: UCUM. */
type VitalSignRow = readonly [
  sign: string,
  profile: string,
  loinc: string,
  display: string,
  unit: string,
  code: string,
];

export const VITAL_SIGN_CODES = [
  ['weight', 'BodyWeight', '29463-7', 'Body weight', 'kg', 'kg'],
  ['height', 'BodyHeight', '8302-2', 'Body height', 'cm', 'cm'],
  ['temperature', 'BodyTemperature', '8310-5', 'Body temperature', '°C', 'Cel'],
  ['heart-rate', 'HeartRate', '8867-4', 'Heart rate', '/min', '/min'],
  ['o2', 'O2Saturation', '2708-6', 'Oxygen saturation in Arterial blood', '%', '%'],
  ['head', 'HeadCircumference', '9843-4', 'Head Occipital-frontal circumference', 'cm', 'cm'],
] as const satisfies readonly VitalSignRow[];

export type VitalSignKey = (typeof VITAL_SIGN_CODES)[number][0];

/** `bp`: systolic and diastolic, `135/80`. */
export type VitalSignValues = Readonly<Partial<Record<VitalSignKey | 'bp', string>>>;

type MeasurementRow = readonly [person: PersonKey, when: string, values: VitalSignValues];

export const MEASUREMENTS: readonly MeasurementRow[] = [
  ['van-der-berg', '2016-03-15T09:10', { bp: '152/90', weight: '91.5' }],
  ['van-der-berg', '2024-03-11T09:20', { bp: '138/78', weight: '88.2', 'heart-rate': '74' }],
  ['van-der-berg', '2026-03-09T09:05', { bp: '134/76', weight: '87.0' }],
  ['de-vries-bakker', '2025-05-20T13:45', { bp: '126/78', weight: '72.6', height: '168.0' }],
  ['van-t-hof', '2019-02-17T22:15', { temperature: '39.4', 'heart-rate': '112', o2: '88' }],
  ['van-t-hof', '2025-10-30T11:00', { bp: '142/82', weight: '68.9', o2: '92' }],
  ['yilmaz', '2026-06-09T10:10', { bp: '118/72', weight: '70.2' }],
  ['el-bouazzati', '2022-12-28T19:25', { temperature: '40.1', 'heart-rate': '168' }],
  ['el-bouazzati', '2025-02-11T14:30', { weight: '16.80', height: '103.5', o2: '97' }],
  ['hoekstra', '2018-03-05T14:00', { bp: '158/92', weight: '66.4', 'heart-rate': '118', o2: '93' }],
  ['hoekstra', '2025-11-04T10:00', { bp: '128/70', weight: '58.0' }],
  ['kromosoeto', '2019-05-13T16:00', { bp: '168/104', weight: '118.5', height: '182' }],
  ['jansen', '2024-10-21T14:00', { bp: '98/60', weight: '61.3' }],
  ['lefevre', '2026-02-03T09:40', { bp: '114/72', weight: '61.0' }],
  ['van-den-heuvel', '2025-12-02T06:45', { weight: '3.42', height: '51.0', head: '34.8' }],
  ['van-den-heuvel', '2026-01-06T10:30', { weight: '4.25', head: '37.0' }],
  ['ten-brinke', '2019-12-24T23:10', { bp: '104/62', 'heart-rate': '52', o2: '95' }],
];
