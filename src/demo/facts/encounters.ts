/** When patient and professional met, or will meet. Times are local. */
import type { RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';
import type { ProblemKey } from './problems.js';

/** What the class codes of HL7's ActCode mean. */
export const CLASSES = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  HH: 'home health',
  IMP: 'inpatient encounter',
  VR: 'virtual',
} as const;

type EncounterRow = readonly [
  person: PersonKey,
  kind: keyof typeof CLASSES,
  start: string,
  end: string,
  role: RoleKey | '',
  reason: ProblemKey | '',
];

/**
 * Finished when it has an end; one of which only the start is known goes on. Without a role it
 * was the patient's general practitioner. The class and the role say where it was.
 */
export const ENCOUNTERS: readonly EncounterRow[] = [
  ['van-der-berg', 'AMB', '2026-03-09T09:00', '2026-03-09T09:20', '', 'diabetes-2'],
  ['de-vries-bakker', 'IMP', '2017-10-30T15:00', '2017-11-02T11:00', 'internist', 'borstkanker'],
  ['de-vries-bakker', 'VR', '2023-08-11T09:30', '2023-08-11T09:40', '', 'blaasontsteking'],
  ['van-t-hof', 'EMER', '2019-02-17T22:05', '2019-02-18T01:30', 'longarts', 'longontsteking'],
  ['van-t-hof', 'IMP', '2019-02-18T01:30', '2019-02-24T14:00', 'longarts', 'longontsteking'],
  ['van-t-hof', 'EMER', '2024-01-08T17:20', '2024-01-08T21:00', 'longarts', 'copd-exacerbatie'],
  ['van-t-hof', 'AMB', '2025-10-30T11:00', '2025-10-30T11:40', 'longarts', 'copd'],
  ['yilmaz', 'AMB', '2026-06-09T10:00', '2026-06-09T10:20', 'verloskundige', 'zwangerschap'],
  ['el-bouazzati', 'EMER', '2022-12-28T19:15', '2022-12-28T23:50', 'kinderarts', 'koortsconvulsie'],
  ['el-bouazzati', 'AMB', '2025-02-11T14:15', '2025-02-11T14:45', 'kinderarts', 'astma'],
  ['hoekstra', 'IMP', '2018-03-05T13:40', '2018-03-12T10:30', 'cardioloog', 'hartfalen'],
  ['hoekstra', 'IMP', '2020-02-02T15:10', '2020-02-11T13:00', 'orthopeed', 'heupfractuur'],
  ['hoekstra', 'HH', '2025-11-04T09:50', '2025-11-04T10:30', '', 'dementie'],
  ['kromosoeto', 'AMB', '2019-05-13T16:00', '2019-05-13T16:15', '', 'hypertensie'],
  ['jansen', 'HH', '2024-10-21T14:00', '2024-10-21T14:40', '', 'levermetastase'],
  ['lefevre', 'AMB', '2026-02-03T09:30', '2026-02-03T10:00', 'internist', 'diabetes-1'],
  ['de-groot', 'AMB', '2025-10-02T13:00', '2025-10-02T13:20', 'orthopeed', 'kruisband'],
  ['ramdin', 'AMB', '2025-08-26T11:15', '2025-08-26T11:35', 'internist', 'reuma'],
  ['van-den-heuvel', 'IMP', '2025-12-02T06:12', '2025-12-02T16:00', 'kinderarts', ''],
  ['wisniewski', 'AMB', '2025-11-17T10:30', '2025-11-17T10:50', '', 'rugpijn'],
  ['ten-brinke', 'IMP', '2019-12-24T22:55', '2019-12-28T12:00', 'cardioloog', 'hartinfarct'],
  ['ten-brinke', 'AMB', '2026-01-20T11:15', '', 'cardioloog', 'hartinfarct'],
  ['mulder', 'AMB', '2022-06-30T09:00', '2022-06-30T09:20', '', 'lyme'],
];

/** Where somebody came from or went to who was admitted; home, unless it is said here. */
type AdmissionRow = readonly [
  person: PersonKey,
  date: string,
  way: 'from' | 'to',
  snomed: string,
  display: string,
];

export const ADMISSIONS: readonly AdmissionRow[] = [
  ['hoekstra', '2020-02-02', 'to', '80522000', 'revalidatieziekenhuis'],
  ['van-den-heuvel', '2025-12-02', 'from', '442311008', 'levend geboren in ziekenhuis'],
];

type EpisodeRow = readonly [
  person: PersonKey,
  problem: ProblemKey,
  status: 'active' | 'finished' | 'onhold',
  start: string,
  end: string,
];

/** Care for one problem over time, by the general practice. */
export const EPISODES: readonly EpisodeRow[] = [
  ['van-der-berg', 'diabetes-2', 'active', '2009-04-20', ''],
  ['van-t-hof', 'copd', 'active', '2011-11-20', ''],
  ['kromosoeto', 'hypertensie', 'active', '2019-05-13', ''],
  ['wisniewski', 'rugpijn', 'onhold', '2025-11-17', ''],
  ['mulder', 'lyme', 'finished', '2022-06-30', '2022-08-01'],
];

/** The specialty that a role's appointments are for: SNOMED CT, from HL7's practice settings. */
export const SPECIALTY_CODES: Readonly<Partial<Record<RoleKey, readonly [string, string]>>> = {
  'huisarts-de-bruijn': ['419772000', 'Family practice'],
  'huisarts-el-amrani': ['419772000', 'Family practice'],
  cardioloog: ['394579002', 'Cardiology'],
  internist: ['419192003', 'Internal medicine'],
  kinderarts: ['394537008', 'Pediatric specialty'],
  longarts: ['418112009', 'Pulmonary medicine'],
  orthopeed: ['394801008', 'Trauma and orthopedics'],
  verloskundige: ['394585009', 'Obstetrics and gynecology'],
};

type AppointmentRow = readonly [
  person: PersonKey,
  start: string,
  minutes: number,
  status: 'booked' | 'fulfilled' | 'cancelled' | 'noshow' | 'proposed',
  role: RoleKey | '',
  description: string,
];

export const APPOINTMENTS: readonly AppointmentRow[] = [
  ['van-der-berg', '2026-03-09T09:00', 20, 'fulfilled', '', 'Diabetescontrole'],
  ['van-der-berg', '2026-09-14T09:00', 20, 'booked', '', 'Diabetescontrole'],
  ['de-vries-bakker', '2026-10-06T13:45', 15, 'booked', 'internist', 'Jaarlijkse nacontrole'],
  ['van-t-hof', '2025-04-29T11:00', 30, 'noshow', 'longarts', 'Controle COPD'],
  ['van-t-hof', '2026-07-14T10:00', 45, 'booked', 'cardioloog', 'Echo van het hart'],
  ['yilmaz', '2026-07-07T10:00', 20, 'booked', 'verloskundige', 'Controle 28 weken'],
  ['el-bouazzati', '2026-08-25T14:15', 30, 'booked', 'kinderarts', 'Controle astma'],
  ['lefevre', '2026-05-12T09:30', 30, 'cancelled', 'internist', 'Controle diabetes'],
  ['lefevre', '2026-06-16T09:30', 30, 'booked', 'internist', 'Controle diabetes'],
  ['de-groot', '2026-09-08T07:30', 120, 'booked', 'orthopeed', 'Kijkoperatie linkerknie'],
  ['ramdin', '2026-08-25T11:15', 20, 'proposed', 'internist', 'Controle reuma'],
];
