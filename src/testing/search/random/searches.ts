/** Random searches over the population, with every search type, modifier and prefix. */
import fc from 'fast-check';
import { NAIVE_TYPES, parametersOf, type NaiveParameter } from '../naive/parameters.js';
import type { NaiveSearchRequest } from '../naive/search.js';
import {
  ADDRESSES,
  BIRTH_DATES,
  CANONICALS,
  DATES,
  FAMILIES,
  GIVEN,
  MOMENTS,
  NAMES,
  NUMBERS,
  PROFILES,
  SOURCES,
  TEXTS,
  UCUM,
  VERSIONS,
} from './pools.js';
import { escaped, missing, named, pick, prefixed, type Pair } from './pairs.js';
import { idOf, SIZES, someIndex } from './population.js';
import { coded, tokenPair } from './token-pairs.js';

export interface RandomSearch extends NaiveSearchRequest {
  /** Resources on a page. */
  readonly count: number;
}

const sizes = new Map(SIZES);

const STRINGS: Readonly<Record<string, readonly string[]>> = {
  family: FAMILIES,
  given: GIVEN,
  name: [...FAMILIES, ...GIVEN, ...NAMES],
  address: ADDRESSES.flatMap((address) => Object.values(address).flat() as string[]),
  'address-city': ['Utrecht', 'Ütrecht', "'s-Gravenhage"],
  'value-string': TEXTS,
};

function stringPair(code: string): fc.Arbitrary<Pair> {
  const whole = pick(STRINGS[code] ?? TEXTS);
  const part = fc
    .tuple(whole, fc.nat({ max: 3 }), fc.integer({ min: 1, max: 8 }))
    .map(([text, from, length]) => text.slice(from, from + length))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  return fc.oneof(
    named(
      code,
      fc
        .oneof(
          whole,
          part,
          whole.map((text) => text.slice(0, 3)),
        )
        .map(escaped),
      [':contains'],
    ),
    named(`${code}:exact`, whole.map(escaped)),
  );
}

const dates = fc.oneof(
  { weight: 6, arbitrary: pick(DATES) },
  { weight: 1, arbitrary: pick(MOMENTS) },
  { weight: 1, arbitrary: pick(['0001', '1980-05', '2020-01-31T12:00Z', '2021', '9999-12-31']) },
);

const numbers = fc.oneof(
  pick(NUMBERS).map(String),
  pick(['5.40', '5.400', '1e2', '1.0e2', '12e1', '-1.0', '30', '40', '60', '90', '0.0']),
);
const units = pick([
  `|${UCUM}|g`,
  `|${UCUM}|mg`,
  `|${UCUM}|kg`,
  `|${UCUM}|mm[Hg]`,
  `|${UCUM}|kPa`,
  `|${UCUM}|Cel`,
  `|${UCUM}|K`,
  `|${UCUM}|a`,
  `|${UCUM}|min`,
  `|${UCUM}|h`,
  '|http://s.example|g',
  '||g',
  '||min',
]);
const quantities = fc
  .tuple(prefixed(numbers), fc.option(units, { nil: '' }))
  .map((parts) => parts.join(''));

function referencePair(
  code: string,
  { targets, only }: Extract<NaiveParameter, { kind: 'reference' }>,
): fc.Arbitrary<Pair> {
  const type = pick(targets.filter((target) => sizes.has(target)));
  const target = type.chain((name) =>
    someIndex(sizes.get(name) ?? 1).map((index): [string, string] => [name, idOf(name, index)]),
  );
  const name = target.map((parts) => parts.join('/'));
  return fc.oneof(
    { weight: 3, arbitrary: named(code, name) },
    {
      weight: 2,
      arbitrary: named(
        code,
        target.map(([, id]) => id),
      ),
    },
    { weight: 1, arbitrary: target.map(([own, id]): Pair => [`${code}:${own}`, id]) },
    {
      weight: 2,
      arbitrary: named(
        code,
        fc
          .tuple(pick(['http://fhir.example/fhir/', 'http://other.example/fhir/']), name)
          .map((parts) => parts.join('')),
      ),
    },
    {
      weight: 1,
      arbitrary: named(
        code,
        type.map((own) => `${own}/never`),
      ),
    },
    { weight: only === undefined ? 1 : 0, arbitrary: named(`${code}:identifier`, identified) },
  );
}

const identified = coded.filter((value) => !value.endsWith('|'));

const URIS: Readonly<Record<string, readonly string[]>> = {
  _profile: PROFILES,
  url: [...CANONICALS, 'http://q.example/none'],
};

function canonicalPair(code: string): fc.Arbitrary<Pair> {
  const version = pick(['', '', ...VERSIONS.map((own) => `|${own}`)]);
  return named(
    code,
    fc.tuple(pick(CANONICALS), version).map((parts) => parts.join('')),
  );
}

function uriPair(code: string): fc.Arbitrary<Pair> {
  const own = pick<string>(URIS[code] ?? SOURCES);
  const urls = own.filter((url) => !url.startsWith('urn:'));
  // A canonical's version is not part of its path.
  const bare = urls.map((url) => url.replace(/\|.*/, ''));
  const shorter = bare.map((url) => url.replace(/\/[^/]*$/, ''));
  return fc.oneof(
    named(code, own),
    named(`${code}:below`, fc.oneof(bare, shorter)),
    named(
      `${code}:above`,
      fc.oneof(
        bare,
        bare.map((url) => `${url}/x`),
      ),
    ),
  );
}

function compositePair(
  code: string,
  { part }: Extract<NaiveParameter, { kind: 'composite' }>,
): fc.Arbitrary<Pair> {
  const withCode = coded.filter((value) => !value.endsWith('|'));
  const others = {
    quantity: quantities,
    token: withCode,
    string: pick(TEXTS).map((text) => escaped(text.slice(0, 4))),
    date: prefixed(dates),
  };
  return named(
    code,
    fc.tuple(withCode, others[part]).map((parts) => parts.join('$')),
  );
}

function ownPair(type: string, code: string, parameter: NaiveParameter): fc.Arbitrary<Pair> {
  switch (parameter.kind) {
    case 'token':
      return tokenPair(type, code, parameter.sources[0] ?? ['', '']);
    case 'string':
      return stringPair(code);
    case 'date':
      return named(code, prefixed(code === 'birthdate' ? pick(BIRTH_DATES) : dates));
    case 'quantity':
      return named(code, code === 'probability' ? prefixed(numbers) : quantities);
    case 'uri':
      return uriPair(code);
    case 'reference':
      return referencePair(code, parameter);
    case 'canonical':
      return canonicalPair(code);
    case 'composite':
      return compositePair(code, parameter);
  }
}

/** A moment at which something was stored, about. @param moments of the population */
function commonPair(type: string, moments: readonly string[]): fc.Arbitrary<Pair> {
  const id = fc.nat({ max: (sizes.get(type) ?? 1) + 3 }).map((index) => idOf(type, index));
  return fc.oneof(named('_id', id, [':not']), named('_lastUpdated', prefixed(pick(moments))));
}

interface Link {
  /** `subject:Patient.` or `_has:Observation:subject:`. */
  readonly name: string;
  readonly type: string;
}

/** The ways from one type to another, forward and back. */
function linksOf(type: string): Link[] {
  const forward = referencesOf(type).flatMap(([code, { targets }]) =>
    targets
      .filter((target) => sizes.has(target))
      .flatMap((target) => [
        { name: `${code}:${target}.`, type: target },
        ...(targets.length === 1 ? [{ name: `${code}.`, type: target }] : []),
      ]),
  );
  const back = NAIVE_TYPES.flatMap((source) =>
    referencesOf(source)
      .filter(([, { targets }]) => targets.includes(type))
      .map(([code]) => ({ name: `_has:${source}:${code}:`, type: source })),
  );
  return [...forward, ...back];
}

type Reference = Extract<NaiveParameter, { kind: 'reference' | 'canonical' }>;

function referencesOf(type: string): [string, Reference][] {
  return Object.entries(parametersOf(type)).flatMap(([code, parameter]) =>
    parameter.kind === 'reference' || parameter.kind === 'canonical'
      ? [[code, parameter] as [string, Reference]]
      : [],
  );
}

function pairOf(type: string, depth: number, moments: readonly string[]): fc.Arbitrary<Pair> {
  const entries = Object.entries(parametersOf(type));
  const own = pick(entries).chain(([code, parameter]) => ownPair(type, code, parameter));
  const absent = pick(entries).chain(([code]) => missing(code));
  const links = linksOf(type);
  const linked = pick(links).chain((link) =>
    pairOf(link.type, depth - 1, moments).map(([name, value]): Pair => [link.name + name, value]),
  );
  return fc.oneof(
    { weight: 12, arbitrary: own },
    { weight: 1, arbitrary: absent },
    { weight: 1, arbitrary: commonPair(type, moments) },
    { weight: depth > 0 ? 4 : 0, arbitrary: linked },
  );
}

/** What a type can be ordered by: values that the parameter finds in the body as it is. */
function sortOf(type: string): fc.Arbitrary<string | undefined> {
  const known = Object.entries(parametersOf(type))
    .filter(([, { kind }]) => kind !== 'composite')
    .map(([code]) => code)
    .concat('_id', '_lastUpdated');
  const keys = fc.tuple(pick(['', '-']), pick(known)).map((parts) => parts.join(''));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: keys },
    { weight: 1, arbitrary: fc.tuple(keys, keys).map((parts) => parts.join(',')) },
  );
}

/** @param moments at which resources were stored */
export function randomSearch(moments: readonly string[]): fc.Arbitrary<RandomSearch> {
  return pick(NAIVE_TYPES).chain((type) => {
    const inCompartment = type === 'Organization' || type === 'Questionnaire' ? 0 : 1;
    const patient = someIndex(sizes.get('Patient') ?? 1);
    const several = (length: number) =>
      fc.array(pairOf(type, 2, moments), { minLength: length, maxLength: length });
    return fc.record({
      type: fc.constant(type),
      // The more criteria, the fewer matches.
      parameters: pick([0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4]).chain(several),
      sort: sortOf(type),
      compartment: fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: inCompartment, arbitrary: patient.map((index) => idOf('Patient', index)) },
      ),
      count: pick([1, 2, 3, 7, 50]),
    });
  });
}

/** The operator of `_filter` that does what a parameter does without a modifier. */
const OPERATORS: Readonly<Record<string, string>> = {
  token: 'eq',
  uri: 'eq',
  string: 'sw',
  reference: 're',
  canonical: 're',
};

/** The same search as a `_filter`; undefined where that has no way to say it. */
export function asFilter(search: RandomSearch): RandomSearch | undefined {
  const table = parametersOf(search.type);
  const tests = search.parameters.map(([name, value]) => {
    const kind = table[name]?.kind;
    if (kind === undefined || kind === 'composite') return undefined;
    // A comma would be part of the value there.
    if (/[,\\]/.test(value)) return undefined;
    const own = OPERATORS[kind];
    if (own !== undefined) return `${name} ${own} ${JSON.stringify(value)}`;
    const [operator = 'eq'] = /^[a-z]{2}/.exec(value) ?? [];
    return `${name} ${operator} ${JSON.stringify(value.replace(/^[a-z]{2}/, ''))}`;
  });
  if (tests.length === 0 || tests.includes(undefined)) return undefined;
  return { ...search, parameters: [['_filter', tests.join(' and ')]] };
}
