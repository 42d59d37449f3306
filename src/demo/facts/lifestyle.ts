/** How people live, and what they can do: smoking, drinking, housing, pain, pregnancy, birth. */
import { HOUSE_TYPE, SNOMED } from './code-systems.js';
import type { PersonKey } from './people.js';

/** A zib that says one thing: what is observed, and which nl-core profile that takes. */
export const TOPICS = {
  alcohol: ['AlcoholUse', '228273003', 'bevinding betreffende alcoholgebruik'],
  hearing: ['HearingFunction', '47078008', 'gehoorfunctie'],
  house: ['LivingSituation.HouseType', '272497004', 'type huisvesting'],
  tobacco: ['TobaccoUse', '365980008', 'bevinding betreffende tabaksgebruik'],
  walking: ['Mobility.Walking', '282097004', 'loopvermogen'],
} as const;

export const ANSWERS = {
  'daily-smoker': [SNOMED, '449868002', 'rookt dagelijks tabak'],
  'ex-smoker': [SNOMED, '8517006', 'rookte vroeger'],
  drinker: [SNOMED, '219006', 'drinkt alcohol'],
  'ex-drinker': [SNOMED, '82581004', 'dronk vroeger alcohol'],
  'no-alcohol': [SNOMED, '105542008', 'drinkt momenteel geen alcohol'],
  'hard-of-hearing': [SNOMED, '15188001', 'slechthorendheid'],
  'walks-alone': [SNOMED, '165245003', 'in staat om zelfstandig te lopen'],
  'walks-with-help': [SNOMED, '16581000146103', 'hulp nodig bij lopen'],
  flat: [HOUSE_TYPE, 'FLATW', 'Appartement of flatwoning'],
  'service-flat': [HOUSE_TYPE, 'AANLW', 'Aanleunwoning'],
  house: [HOUSE_TYPE, 'EENGEZW', 'Eengezinswoning'],
} as const;

/** `start` and `end` are the time the answer holds; a test or a look has only a start. */
type StatusRow = readonly [
  person: PersonKey,
  topic: keyof typeof TOPICS,
  answer: keyof typeof ANSWERS,
  start: string,
  end: string,
];

export const STATUSES: readonly StatusRow[] = [
  ['van-der-berg', 'tobacco', 'ex-smoker', '1968', '2006-12-31'],
  ['van-der-berg', 'alcohol', 'drinker', '1970', ''],
  ['van-t-hof', 'tobacco', 'daily-smoker', '1967', '2019-03-12'],
  ['van-t-hof', 'house', 'flat', '2008-05-01', ''],
  ['yilmaz', 'alcohol', 'no-alcohol', '2026-02-17', ''],
  ['hoekstra', 'house', 'service-flat', '2021-09-01', ''],
  ['hoekstra', 'walking', 'walks-alone', '2019-10-08', ''],
  ['hoekstra', 'walking', 'walks-with-help', '2025-11-04', ''],
  ['hoekstra', 'hearing', 'hard-of-hearing', '2019-10-08', ''],
  ['kromosoeto', 'alcohol', 'ex-drinker', '1995', '2021-08-16'],
  ['wisniewski', 'tobacco', 'daily-smoker', '2005', ''],
  ['ten-brinke', 'tobacco', 'ex-smoker', '1976', '2019-12-24'],
];

/** Amounts that go with a status: UCUM unit, then for smokers the pack years. */
type AmountRow = readonly [
  person: PersonKey,
  topic: 'tobacco' | 'alcohol',
  amount: string,
  unit: string,
  code: string,
  packYears: string,
];

export const AMOUNTS: readonly AmountRow[] = [
  ['van-der-berg', 'alcohol', '7', 'glazen per week', '{glas}/wk', ''],
  ['van-t-hof', 'tobacco', '20', 'sigaretten per dag', '{sigaret}/d', '52'],
  ['wisniewski', 'tobacco', '10', 'sigaretten per dag', '{sigaret}/d', '10'],
];

/** Pain from 0 to 10. */
type PainRow = readonly [person: PersonKey, when: string, score: number];

export const PAIN_SCORES: readonly PainRow[] = [
  ['jansen', '2024-10-14T09:00', 7],
  ['jansen', '2024-10-21T14:10', 4],
  ['wisniewski', '2025-11-17T10:40', 6],
  ['hoekstra', '2020-02-02T15:35', 8],
];

/** `dueDate` by echo. `weeks`: of pregnancy, on the day of `when`. */
type PregnancyRow = readonly [
  person: PersonKey,
  when: string,
  lastMenstruation: string,
  dueDate: string,
  weeks: string,
  gravidity: number,
  parity: number,
];

export const PREGNANCIES: readonly PregnancyRow[] = [
  ['yilmaz', '2026-06-09T10:00', '2025-12-20', '2026-09-26', '24', 2, 1],
];

/** Apgar scores after one, five and ten minutes. */
type BirthRow = readonly [person: PersonKey, when: string, one: number, five: number, ten: number];

export const BIRTHS: readonly BirthRow[] = [['van-den-heuvel', '2025-12-02T06:12', 8, 9, 10]];

/** Lung function in the hospital: what comes out in one second and in all, in litres. */
type SpirometryRow = readonly [
  person: PersonKey,
  when: string,
  fev1: string,
  vitalCapacity: string,
];

export const SPIROMETRY: readonly SpirometryRow[] = [
  ['van-t-hof', '2021-06-15T10:20', '1.40', '2.95'],
  ['van-t-hof', '2025-10-30T11:20', '1.10', '2.70'],
];
