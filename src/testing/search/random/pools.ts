/** The values of which random resources and searches are made. */

export const UCUM = 'http://unitsofmeasure.org';

export const SYSTEMS = ['http://s.example', 'http://t.example'] as const;
export const CODES = ['a', 'A', 'b', 'x|y,$\\'] as const;
export const TEXTS = ['Hartfalen', 'hart', 'Één twee', 'één', 'x', 'Zonder, komma'] as const;

export const FAMILIES = [
  'Jansen',
  'Janssen',
  'jansen',
  'de Jong',
  'van den Berg',
  'Berg',
  'Müller',
  'Muller',
  "d'Ancona",
  'Jansen-de Vries',
  'Dĳkstra',
  'Dijk',
] as const;
export const GIVEN = ['Jan', 'JAN', 'Zoë', 'Zoe', 'Anne-Marie', 'Ĳsbrand', 'ijs', 'Q'] as const;
export const NAMES = ['Hospital', 'Hôpital', 'hospital west', 'Zorg & Co', 'De Berg'] as const;
export const ADDRESSES = [
  { line: ['Oudegracht 1', 'bis'], city: 'Utrecht', postalCode: '3511 AB' },
  { city: "'s-Gravenhage" },
  { city: 'Ütrecht', country: 'NL' },
  { text: 'Oude Gracht' },
] as const;

/** At the edges of days, months, years and zones. */
export const DATES = [
  '2019',
  '2020',
  '2020-01',
  '2020-02',
  '2019-12-31',
  '2020-01-01',
  '2020-01-31',
  '2020-02-29',
  '2020-03-01',
  '2020-01-01T00:00:00Z',
  '2020-01-01T00:00:00+02:00',
  '2019-12-31T23:59:59Z',
  '2019-12-31T23:30:00-05:00',
  '2020-01-31T23:30:00+01:00',
  '2020-01-31T12:00:00.500Z',
  '2020-06-15T12:00:00+02:00',
] as const;
export const MOMENTS = ['2020-01-01T00:00:00.000Z', '2020-01-31T23:59:59.999+01:00'] as const;
export const BIRTH_DATES = [
  '1899-12-31',
  '1980',
  '1980-05',
  '1980-05-01',
  '2000-02-29',
  '0001-01-01',
  '9999-12-31',
] as const;

export const NUMBERS = [0, 1, -1, 5.35, 5.4, 5.45, 5, 100, 99.5, 120, 0.0054] as const;
const ucum = (code: string) => ({ unit: code, system: UCUM, code });
export const UNITS = [
  ucum('g'),
  ucum('mg'),
  ucum('kg'),
  ucum('mm[Hg]'),
  ucum('kPa'),
  ucum('Cel'),
  { unit: 'g' },
  { unit: 'g', system: 'http://s.example', code: 'g' },
  {},
] as const;
export const TIMES = [ucum('a'), ucum('d'), ucum('h'), ucum('min')] as const;

export const PROFILES = [
  'http://p.example/sd/one',
  'http://p.example/sd/one/more',
  'http://p.example/sd/two|2.0',
  'http://p.example/sd/two',
] as const;
export const SOURCES = ['http://src.example/a', 'http://src.example/a/b', 'urn:x'] as const;

export const STATUSES = {
  Encounter: ['planned', 'finished'],
  Observation: ['final', 'preliminary', 'amended'],
  MedicationRequest: ['active', 'stopped'],
  Questionnaire: ['active', 'draft'],
  QuestionnaireResponse: ['completed', 'amended'],
} as const;

export const CLASSES = [
  { system: 'http://s.example', code: 'AMB', display: 'Ambulant' },
  { system: 'http://t.example', code: 'AMB' },
  { code: 'IMP' },
] as const;

/** One begins with the other. */
export const CANONICALS = ['http://q.example/q', 'http://q.example/q/more'] as const;
export const VERSIONS = ['1', '1.0', '2'] as const;
