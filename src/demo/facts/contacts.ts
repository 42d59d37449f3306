/** Who belongs to the patient: family, neighbours, the general practitioner and the insurer. */
import type { InsurerKey, RoleKey } from './care-providers.js';
import type { Gender, PersonKey } from './people.js';

/** `relation`: HL7 RoleCode; `role`: code of the Dutch list of contact roles. */
type ContactRow = readonly [
  person: PersonKey,
  contact: string,
  gender: Gender,
  relation: string,
  role: string,
  given: string,
  prefix: string,
  family: string,
  phone: string,
];

export const CONTACTS: readonly ContactRow[] = [
  ['van-der-berg', 'truus', 'female', 'WIFE', '01', 'Geertruida', '', 'Smit', '06-00000201'],
  ['de-vries-bakker', 'jan', 'male', 'HUSB', '01', 'Jan', 'de', 'Vries', '06-00000202'],
  ['van-t-hof', 'lies', 'female', 'SIS', '02', 'Elisabeth', "van 't", 'Hof', '06-00000203'],
  ['yilmaz', 'emre', 'male', 'HUSB', '01', 'Emre', '', 'Öztürk', '06-00000204'],
  ['el-bouazzati', 'samira', 'female', 'MTH', '24', 'Samira', '', 'Haddouchi', '06-00000105'],
  ['el-bouazzati', 'youssef', 'male', 'FTH', '24', 'Youssef', 'El', 'Bouazzati', '06-00000205'],
  ['hoekstra', 'anneke', 'female', 'DAUC', '01', 'Anneke', '', 'Wiersma', '06-00000206'],
  ['hoekstra', 'fokke', 'male', 'OTH', '19', 'Fokke', '', 'Bouma', '06-00000207'],
  ['jansen', 'riet', 'female', 'WIFE', '100001', 'Maria', '', 'Peeters', '0999-100108'],
  ['lefevre', 'camille', 'female', 'MTH', '23', 'Camille', '', 'Dubois', '06-00000209'],
  ['de-groot', 'ingrid', 'female', 'MTH', '24', 'Ingrid', '', 'Visser', '06-00000210'],
  ['van-den-heuvel', 'lotte', 'female', 'MTH', '24', 'Lotte', '', 'Kuiper', '06-00000112'],
  ['ten-brinke', 'hanna', 'female', 'WIFE', '01', 'Johanna', '', 'Lubbers', '06-00000214'],
  ['mulder', 'deniz', 'other', 'DOMPART', '01', 'Deniz', '', 'Özdemir', '06-00000215'],
];

export const RELATIONS: Readonly<Record<string, string>> = {
  DAUC: 'Dochter',
  DOMPART: 'Partner',
  FTH: 'Vader',
  HUSB: 'Echtgenoot',
  MTH: 'Moeder',
  OTH: 'Anders',
  SIS: 'Zuster',
  WIFE: 'Echtgenote',
};

export const CONTACT_ROLES: Readonly<Record<string, string>> = {
  '01': 'Eerste relatie/contactpersoon',
  '02': 'Tweede relatie/contactpersoon',
  '19': 'Buur',
  '23': 'Contactpersoon',
  '24': 'Wettelijke vertegenwoordiger',
  '100001': 'Mantelzorger',
};

/** `patientNumber`: the number in the hospital, for those who have been there. */
type RegistrationRow = readonly [
  person: PersonKey,
  generalPractitioner: RoleKey,
  patientNumber: string,
];

export const REGISTRATIONS: readonly RegistrationRow[] = [
  ['van-der-berg', 'huisarts-de-bruijn', '7000101'],
  ['de-vries-bakker', 'huisarts-el-amrani', '7000102'],
  ['van-t-hof', 'huisarts-de-bruijn', '7000103'],
  ['yilmaz', 'huisarts-el-amrani', '7000104'],
  ['el-bouazzati', 'huisarts-el-amrani', '7000105'],
  ['hoekstra', 'huisarts-de-bruijn', '7000106'],
  ['kromosoeto', 'huisarts-el-amrani', ''],
  ['jansen', 'huisarts-de-bruijn', '7000108'],
  ['lefevre', 'huisarts-el-amrani', '7000109'],
  ['de-groot', 'huisarts-de-bruijn', '7000110'],
  ['ramdin', 'huisarts-el-amrani', '7000111'],
  ['van-den-heuvel', 'huisarts-de-bruijn', '7000112'],
  ['wisniewski', 'huisarts-el-amrani', ''],
  ['ten-brinke', 'huisarts-de-bruijn', '7000114'],
  ['mulder', 'huisarts-el-amrani', ''],
];

/** `kind`: B basic, AT additional with dental care. */
type InsuranceRow = readonly [
  person: PersonKey,
  insurer: InsurerKey,
  kind: 'B' | 'AT',
  number: string,
  start: string,
  end: string,
];

export const INSURANCES: readonly InsuranceRow[] = [
  ['van-der-berg', 'kompas', 'B', '400101', '2016-01-01', ''],
  ['van-der-berg', 'kompas', 'AT', '400101', '2016-01-01', '2022-12-31'],
  ['de-vries-bakker', 'duinrand', 'B', '500102', '2018-01-01', ''],
  ['van-t-hof', 'kompas', 'B', '400103', '2015-01-01', ''],
  ['yilmaz', 'kompas', 'B', '400104', '2021-01-01', ''],
  ['el-bouazzati', 'duinrand', 'B', '500105', '2021-02-09', ''],
  ['hoekstra', 'duinrand', 'B', '500106', '2015-01-01', ''],
  ['kromosoeto', 'kompas', 'B', '400107', '2019-01-01', ''],
  ['jansen', 'duinrand', 'B', '500108', '2015-01-01', '2024-11-03'],
  ['lefevre', 'kompas', 'B', '400109', '2018-09-01', ''],
  ['de-groot', 'kompas', 'B', '400110', '2015-01-01', ''],
  ['ramdin', 'duinrand', 'B', '500111', '2017-01-01', ''],
  ['van-den-heuvel', 'kompas', 'B', '400112', '2025-12-02', ''],
  ['wisniewski', 'kompas', 'B', '400113', '2023-06-01', ''],
  ['ten-brinke', 'duinrand', 'B', '500114', '2015-01-01', ''],
  ['mulder', 'kompas', 'B', '400115', '2019-03-03', ''],
];

export const INSURANCE_KINDS: Readonly<Record<string, string>> = {
  AT: 'Aanvullend + tand',
  B: 'Basis',
};
