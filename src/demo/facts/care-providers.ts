/** Who gives care in the demo, and where. Names and numbers are invented. */
import type { Gender } from './people.js';

/** `typeCode`: organization type; `specialty`: AGB specialty, for departments. */
type OrganizationRow = readonly [
  organization: string,
  name: string,
  typeCode: string,
  specialty: string,
  ura: string,
  agb: string,
  partOf: string,
];

export const ORGANIZATIONS = [
  ['ziekenhuis', 'Ziekenhuis De Vuurtoren', 'V6', '', '90000101', '06990101', ''],
  ['cardiologie', 'Afdeling cardiologie', 'P4', '0320', '', '', 'ziekenhuis'],
  ['interne', 'Afdeling interne geneeskunde', 'P4', '0313', '', '', 'ziekenhuis'],
  ['longziekten', 'Afdeling longziekten', 'P4', '0322', '', '', 'ziekenhuis'],
  ['kindergeneeskunde', 'Afdeling kindergeneeskunde', 'P4', '0316', '', '', 'ziekenhuis'],
  ['huisartsen', 'Huisartsenpraktijk De Vlietlanden', 'Z3', '', '90000202', '01990202', ''],
  ['apotheek', 'Apotheek Het Baken', 'J8', '', '90000303', '02990303', ''],
  ['laboratorium', 'Streeklaboratorium Merenburg', 'L1', '', '90000404', '50990404', ''],
  ['thuiszorg', 'Thuiszorg Zilt', 'T2', '', '90000505', '75990505', ''],
  ['jeugdzorg', 'Jeugdgezondheidszorg Kustland', 'JGZ', '', '90000606', '51990606', ''],
  ['verloskunde', 'Verloskundigenpraktijk Eb en Vloed', 'G3', '', '90000707', '08990707', ''],
] as const satisfies readonly OrganizationRow[];

export type OrganizationKey = (typeof ORGANIZATIONS)[number][0];

export const ORGANIZATION_TYPES: Readonly<Record<string, string>> = {
  G3: 'Verloskundigenpraktijk',
  J8: 'Openbare apotheek',
  JGZ: 'Jeugdgezondheidszorg',
  L1: 'Laboratorium',
  P4: 'Polikliniek (als onderdeel van een ziekenhuis)',
  T2: 'Thuiszorg',
  V6: 'Algemeen ziekenhuis',
  Z3: 'Huisartspraktijk (zelfstandig of groepspraktijk)',
};

type AddressRow = readonly [
  organization: OrganizationKey,
  street: string,
  number: string,
  postalCode: string,
  city: string,
  phone: string,
];

export const ORGANIZATION_ADDRESSES: readonly AddressRow[] = [
  ['ziekenhuis', 'Lichtbakenlaan', '100', '9898 AA', 'Merenburg', '0999-200100'],
  ['huisartsen', 'Dorpsplein', '2', '9899 AA', 'Zandhaven', '0999-200200'],
  ['apotheek', 'Dorpsplein', '6', '9899 AA', 'Zandhaven', '0999-200300'],
  ['laboratorium', 'Lichtbakenlaan', '104', '9898 AA', 'Merenburg', '0999-200400'],
  ['thuiszorg', 'Sluiskade', '31', '9899 AE', 'Zandhaven', '0999-200500'],
  ['jeugdzorg', 'Schoolstraat', '15', '9898 AD', 'Merenburg', '0999-200600'],
  ['verloskunde', 'Ooievaarshof', '8', '9898 AH', 'Merenburg', '0999-200700'],
];

/** Health insurers. `uzovi`: their number in the Dutch register. */
type InsurerRow = readonly [
  insurer: string,
  name: string,
  uzovi: string,
  street: string,
  number: string,
  postalCode: string,
  city: string,
];

export const INSURERS = [
  ['kompas', 'Kompas Zorgverzekeringen', '9981', 'Beursplein', '1', '9898 AZ', 'Merenburg'],
  ['duinrand', 'Onderlinge Duinrand U.A.', '9982', 'Marktveld', '20', '9899 AZ', 'Zandhaven'],
] as const satisfies readonly InsurerRow[];

export type InsurerKey = (typeof INSURERS)[number][0];

type PractitionerRow = readonly [
  practitioner: string,
  gender: Gender,
  initials: string,
  prefix: string,
  family: string,
  agb: string,
  uzi: string,
  big: string,
];

export const PRACTITIONERS = [
  ['de-bruijn', 'female', 'H.M.', 'de', 'Bruijn', '01990001', '990000101', '19990000101'],
  ['el-amrani', 'male', 'O.', 'El', 'Amrani', '01990002', '990000102', '19990000102'],
  ['postma', 'male', 'W.J.', '', 'Postma', '02990003', '990000103', '17990000103'],
  ['van-rijswijk', 'female', 'C.E.', 'van', 'Rijswijk', '03990004', '990000104', '19990000104'],
  ['oosterhuis', 'male', 'J.P.A.', '', 'Oosterhuis', '03990005', '990000105', '19990000105'],
  ['sewnath', 'female', 'R.', '', 'Sewnath', '03990006', '990000106', '19990000106'],
  ['bergmans', 'male', 'L.H.', '', 'Bergmans', '03990007', '990000107', '19990000107'],
  ['de-wit', 'female', 'A.', 'de', 'Wit', '08990008', '990000108', '03990000108'],
  ['tuinstra', 'female', 'F.', '', 'Tuinstra', '91990009', '990000109', '39990000109'],
  ['vermeulen', 'male', 'B.T.', '', 'Vermeulen', '03990010', '990000110', '19990000110'],
] as const satisfies readonly PractitionerRow[];

export type PractitionerKey = (typeof PRACTITIONERS)[number][0];

type LocationRow = readonly [location: string, name: string, organization: OrganizationKey];

export const LOCATIONS = [
  ['ziekenhuis', 'Ziekenhuis De Vuurtoren, hoofdgebouw', 'ziekenhuis'],
  ['spoedpost', 'Spoedeisende hulp De Vuurtoren', 'ziekenhuis'],
  ['praktijk', 'Praktijk aan het Dorpsplein', 'huisartsen'],
  ['prikpost', 'Prikpost Merenburg', 'laboratorium'],
  ['consultatiebureau', 'Consultatiebureau Merenburg', 'jeugdzorg'],
] as const satisfies readonly LocationRow[];

export type LocationKey = (typeof LOCATIONS)[number][0];

/** `specialty`: AGB code; the label is what people call the role. */
type RoleRow = readonly [
  role: string,
  practitioner: PractitionerKey,
  organization: OrganizationKey,
  location: LocationKey | '',
  specialty: string,
  display: string,
];

export const ROLES = [
  ['huisarts-de-bruijn', 'de-bruijn', 'huisartsen', 'praktijk', '0101', 'Huisarts'],
  ['huisarts-el-amrani', 'el-amrani', 'huisartsen', 'praktijk', '0101', 'Huisarts'],
  ['apotheker', 'postma', 'apotheek', '', '0200', 'Apotheker'],
  ['cardioloog', 'van-rijswijk', 'cardiologie', 'ziekenhuis', '0320', 'Cardioloog'],
  ['internist', 'oosterhuis', 'interne', 'ziekenhuis', '0313', 'Internist'],
  ['longarts', 'sewnath', 'longziekten', 'ziekenhuis', '0322', 'Longarts'],
  ['kinderarts', 'bergmans', 'kindergeneeskunde', 'ziekenhuis', '0316', 'Kinderarts'],
  ['verloskundige', 'de-wit', 'verloskunde', '', '0800', 'Verloskundige'],
  ['wijkverpleegkundige', 'tuinstra', 'thuiszorg', '', '9100', 'Wijkverpleegkundige'],
  ['orthopeed', 'vermeulen', 'ziekenhuis', 'ziekenhuis', '0305', 'Orthopedisch chirurg'],
] as const satisfies readonly RoleRow[];

export type RoleKey = (typeof ROLES)[number][0];

/** AGB specialties, as Vektis names them. */
export const SPECIALTIES: Readonly<Record<string, string>> = {
  '0101': 'Huisartsen, niet nader gespecificeerd',
  '0200': 'Apothekers',
  '0305': 'Medisch specialisten, orthopedie',
  '0313': 'Medisch specialisten, inwendige geneeskunde',
  '0316': 'Medisch specialisten, kindergeneeskunde',
  '0320': 'Medisch specialisten, cardiologie',
  '0322': 'Medisch specialisten, longziekten',
  '0800': 'Verloskundigen',
  '9100': 'Verpleegkundigen, niet nader gespecificeerd',
};
