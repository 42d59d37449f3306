/** The patients, all invented. `make/person.ts` joins the tables by their first column. */

export type Gender = 'male' | 'female' | 'other';

/** Whose surname a person uses: own, the partner's, partner's first, own first. */
export type NameUse = 'NL1' | 'NL2' | 'NL3' | 'NL4';

type NameRow = readonly [
  person: string,
  gender: Gender,
  given: string,
  usual: string,
  prefix: string,
  family: string,
  partnerPrefix: string,
  partnerFamily: string,
  use: NameUse,
];

export const NAMES = [
  ['van-der-berg', 'male', 'Hendrik Johannes', 'Henk', 'van der', 'Berg', '', '', 'NL1'],
  ['de-vries-bakker', 'female', 'Maria Johanna', 'Marijke', '', 'Bakker', 'de', 'Vries', 'NL3'],
  ['van-t-hof', 'male', 'Cornelis Pieter', 'Cees', "van 't", 'Hof', '', '', 'NL1'],
  ['yilmaz', 'female', 'Elif Nur', 'Elif', '', 'Yılmaz', '', 'Öztürk', 'NL1'],
  ['el-bouazzati', 'male', 'Adam', 'Adam', 'El', 'Bouazzati', '', '', 'NL1'],
  ['hoekstra', 'female', 'Sjoukje Baukje', 'Sjoukje', '', 'Hoekstra', '', 'Wiersma', 'NL4'],
  ['kromosoeto', 'male', 'Ruben Winston', 'Ruben', '', 'Kromosoeto', '', '', 'NL1'],
  ['jansen', 'male', 'Petrus Wilhelmus', 'Piet', '', 'Jansen', '', '', 'NL1'],
  ['lefevre', 'female', 'Noëlle Zoë', 'Noëlle', '', 'Lefèvre', '', '', 'NL1'],
  ['de-groot', 'male', 'Daan Mees', 'Daan', 'de', 'Groot', '', '', 'NL1'],
  ['ramdin', 'female', 'Shanti Devika', 'Shanti', '', 'Ramdin', '', '', 'NL1'],
  ['van-den-heuvel', 'female', 'Saar Elisabeth', 'Saar', 'van den', 'Heuvel', '', '', 'NL1'],
  ['wisniewski', 'male', 'Tomasz', 'Tomasz', '', 'Wiśniewski', '', '', 'NL1'],
  ['ten-brinke', 'male', 'Gerrit Jan', 'Gerrit', 'ten', 'Brinke', '', '', 'NL1'],
  ['mulder', 'other', 'Robin', 'Robin', '', 'Mulder', '', 'Özdemir', 'NL1'],
] as const satisfies readonly NameRow[];

export type PersonKey = (typeof NAMES)[number][0];

/** `bsnBase`: the first eight digits; the ninth follows from them. `deceased`: local time. */
type CivilRow = readonly [
  person: PersonKey,
  bsnBase: string,
  birthDate: string,
  marital: '' | 'S' | 'M' | 'D' | 'W' | 'T' | 'U',
  nationality: string,
  language: string,
  deceased: string,
];

export const CIVIL_STATUS: readonly CivilRow[] = [
  ['van-der-berg', '99991014', '1948-03-12', 'M', '0001', 'nl', ''],
  ['de-vries-bakker', '99991105', '1962-07-21', 'M', '0001', 'nl', ''],
  ['van-t-hof', '99991221', '1951-11-05', 'D', '0001', 'nl', ''],
  ['yilmaz', '99991312', '1994-05-17', 'M', '0339', 'nl', ''],
  ['el-bouazzati', '99991403', '2021-02-09', '', '0001', 'nl', ''],
  ['hoekstra', '99991521', '1936-01-30', 'W', '0001', 'fy', ''],
  ['kromosoeto', '99991636', '1975-09-02', 'D', '0001', 'nl', ''],
  ['jansen', '99991844', '1941-06-14', 'M', '0001', 'nl', '2024-11-03T04:20'],
  ['lefevre', '99991950', '1999-12-25', 'S', '0057', 'fr', ''],
  ['de-groot', '99992035', '2008-04-18', 'S', '0001', 'nl', ''],
  ['ramdin', '99992126', '1985-10-08', 'U', '0001', 'nl', ''],
  ['van-den-heuvel', '99992217', '2025-12-02', '', '0001', 'nl', ''],
  ['wisniewski', '99992308', '1988-02-27', 'S', '0072', 'pl', ''],
  ['ten-brinke', '99992473', '1959-08-11', 'M', '0001', 'nl', ''],
  ['mulder', '99992564', '2001-03-03', 'T', '0001', 'nl', ''],
];

export const NATIONALITIES: Readonly<Record<string, string>> = {
  '0001': 'Nederlandse',
  '0057': 'Franse',
  '0072': 'Poolse',
  '0339': 'Turkse',
};

export const LANGUAGES: Readonly<Record<string, string>> = {
  fr: 'Frans',
  fy: 'Fries',
  nl: 'Nederlands',
  pl: 'Pools',
};

export const MARITAL_STATUSES: Readonly<Record<string, string>> = {
  D: 'Gescheiden',
  M: 'Gehuwd',
  S: 'Nooit gehuwd geweest/geregistreerd partnerschap gehad',
  T: 'Geregistreerd partnerschap',
  U: 'Niet gehuwd',
  W: 'Weduwe/weduwnaar',
};

/** Towns, postcodes and telephone numbers do not exist. */
type HomeRow = readonly [
  person: PersonKey,
  street: string,
  number: string,
  suffix: string,
  postalCode: string,
  city: string,
  phone: string,
  email: string,
];

export const HOMES: readonly HomeRow[] = [
  ['van-der-berg', 'Lange Zandweg', '14', '', '9899 AB', 'Zandhaven', '06-00000101', 'henk.vdb'],
  ['de-vries-bakker', 'Molenkade', '221', 'B', '9898 CD', 'Merenburg', '06-00000102', 'marijke'],
  ['van-t-hof', 'Visserspad', '3', '', '9899 AC', 'Zandhaven', '0999-100103', ''],
  ['yilmaz', 'Tulpenplein', '58', 'III', '9898 EG', 'Merenburg', '06-00000104', 'elif.yilmaz'],
  ['el-bouazzati', 'Duinroosstraat', '9', '', '9899 BD', 'Zandhaven', '06-00000105', ''],
  ['hoekstra', 'Kerkebuurt', '1', 'a', '9897 XK', 'Oosterwâld', '0999-100106', ''],
  ['kromosoeto', 'Havenstraat', '77', '', '9898 DA', 'Merenburg', '06-00000107', 'ruben.k'],
  ['jansen', 'Boslaan', '40', '', '9899 CE', 'Zandhaven', '0999-100108', 'pietjansen41'],
  ['lefevre', 'Studentenhof', '312', '', '9898 BB', 'Merenburg', '06-00000109', 'noelle.l'],
  ['de-groot', 'Weidevogelstraat', '26', '', '9899 BX', 'Zandhaven', '06-00000110', 'daandg08'],
  ['ramdin', 'Jacob Pronkkade', '105', '', '9898 EM', 'Merenburg', '06-00000111', 's.ramdin'],
  ['van-den-heuvel', 'Kleine Ree', '7', '', '9899 AN', 'Zandhaven', '06-00000112', ''],
  ['wisniewski', 'Industrieweg', '480', 'k12', '9898 ZZ', 'Merenburg', '06-00000113', 'tomasz.w'],
  ['ten-brinke', 'Achterdijk', '12', '', '9897 HB', 'Oosterwâld', '06-00000114', 'gjtenbrinke'],
  ['mulder', 'Spoorsingel', '63', 'bis', '9898 AR', 'Merenburg', '06-00000115', 'robin.mulder'],
];
