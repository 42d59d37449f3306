/** Vaccinations. */
import type { OrganizationKey } from './care-providers.js';
import type { PersonKey } from './people.js';
import type { VaccineKey } from './products.js';

/** Why somebody was vaccinated; codes from the Dutch list. */
export const MOTIVES = {
  national: ['159731000146104', 'Immunisatie nodig vanuit rijksvaccinatieprogramma (situatie)'],
  programme: ['159741000146107', 'Immunisatie nodig vanuit vaccinatieprogramma (situatie)'],
  travel: ['14747002', 'Reizigersvaccinatie (verrichting)'],
} as const;

type VaccinationRow = readonly [
  person: PersonKey,
  vaccine: VaccineKey,
  date: string,
  dose: number,
  by: OrganizationKey,
  motive: keyof typeof MOTIVES,
  lot: string,
];

export const VACCINATIONS: readonly VaccinationRow[] = [
  ['van-der-berg', 'griep', '2025-10-21', 1, 'huisartsen', 'programme', 'VT25-204'],
  ['van-der-berg', 'covid', '2023-10-11', 5, 'jeugdzorg', 'programme', 'CM23-077'],
  ['van-t-hof', 'pneumo-60', '2023-10-17', 1, 'huisartsen', 'programme', 'PN23-031'],
  ['yilmaz', 'kinkhoest', '2026-06-11', 1, 'jeugdzorg', 'national', 'KH26-009'],
  ['el-bouazzati', 'dktp-hib-hepb', '2021-05-11', 1, 'jeugdzorg', 'national', 'HX21-440'],
  ['el-bouazzati', 'dktp-hib-hepb', '2022-01-18', 2, 'jeugdzorg', 'national', 'HX21-633'],
  ['el-bouazzati', 'bmr', '2022-04-12', 1, 'jeugdzorg', 'national', 'MR22-018'],
  ['el-bouazzati', 'menacwy', '2022-04-12', 1, 'jeugdzorg', 'national', 'MA22-055'],
  ['de-groot', 'hpv', '2022-05-19', 1, 'jeugdzorg', 'national', 'HP22-140'],
  ['ramdin', 'griep', '2025-10-23', 1, 'huisartsen', 'programme', 'VT25-204'],
  ['van-den-heuvel', 'dktp-hib-hepb', '2026-03-03', 1, 'jeugdzorg', 'national', 'HX26-101'],
  ['mulder', 'dtp', '2025-05-06', 1, 'huisartsen', 'travel', 'DT25-019'],
];

/** Vaccinations that were offered and not given. */
type RefusalRow = readonly [person: PersonKey, vaccine: VaccineKey, date: string, reason: string];

export const REFUSALS: readonly RefusalRow[] = [
  ['hoekstra', 'covid', '2025-10-24', 'Wil geen coronaprik meer.'],
  ['el-bouazzati', 'griep', '2025-10-21', 'Had koorts op de dag van de prik.'],
];
