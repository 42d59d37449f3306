// https://hl7.org/fhir/R4/search.html: whole requests
import { describe, expect, test } from '@jest/globals';
import { FhirError } from '../../fhir/errors.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { QueryParameter } from './parameters.js';
import { context, criterionOf, registry, search } from '../../testing/search/parsing.js';
import { isSearchable, parseCriteria, parseSearchRequest, type SearchRequest } from './search.js';

const parse = (request: Partial<SearchRequest>) =>
  parseSearchRequest(context, {
    types: undefined,
    parameters: [],
    handling: 'strict',
    ...request,
  });

describe('criteria', () => {
  test('repeated parameters are both asked', () => {
    const { queries, used } = search('Observation', ['date=ge2020', 'date=lt2021']);
    expect(queries).toEqual([
      {
        type: 'Observation',
        criteria: [
          criterionOf('Observation', 'date=ge2020'),
          criterionOf('Observation', 'date=lt2021'),
        ],
        sort: [],
      },
    ]);
    expect(used).toEqual([
      ['date', 'ge2020'],
      ['date', 'lt2021'],
    ]);
  });

  test('of conditional interactions are strict and have no result parameters', () => {
    expect(parseCriteria('Patient', [['identifier', 's|1']], context)).toEqual({
      type: 'Patient',
      criteria: [criterionOf('Patient', 'identifier=s|1')],
    });
    for (const name of ['_sort', '_count', '_include:iterate', '_summary', '_cursor', '_total']) {
      expect(() => parseCriteria('Patient', [[name, '1']], context)).toThrow(FhirError);
    }
  });
});

describe('strictness', () => {
  test.each([
    ['nonsense=x', 'nonsense'],
    ['name:nonsense=x', 'name:nonsense'],
    ['_sort=nonsense', '_sort'],
    ['_include=Nonsense:x', '_include'],
    ['_include=Patient:name', '_include'],
    ['_score=1', '_score'],
    ['_count:exact=1', '_count:exact'],
    ['identifier:below=x', 'identifier:below'],
    ['organization.nonsense=x', 'organization.nonsense'],
    ['_has:Nonsense:a:b=x', '_has:Nonsense:a:b'],
    ['_query=x', '_query'],
  ])('%s: refused, or left out and reported', (query, name) => {
    expect(() => search('Patient', [query])).toThrow(name);
    const { queries, used, ignored } = search('Patient', [query, 'active=true'], {
      handling: 'lenient',
    });
    expect(queries[0]?.criteria).toEqual([criterionOf('Patient', 'active=true')]);
    expect(used).toEqual([['active', 'true']]);
    expect(ignored).toEqual([{ name, reason: expect.stringMatching(/\.$/) as unknown }]);
  });

  test.each([
    'birthdate=soon',
    '_count=-1',
    'name=',
    'gender=a|b|c',
    '_total=all',
    '_elements=a b',
  ])('a wrong value is refused in any case: %s', (query) => {
    expect(() => search('Patient', [query], { handling: 'lenient' })).toThrow(FhirError);
  });

  test('messages have the name, cut short, and never the value', () => {
    const refuse = (name: string, value: string): string => {
      try {
        search('Patient', [`${name}=${value}`]);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(refuse('birthdate', '123456782')).not.toContain('123456782');
    expect(refuse('birthdate', '123456782')).toContain('"birthdate"');
    expect(refuse('x'.repeat(1000), '1').length).toBeLessThan(200);
  });
});

describe('several types', () => {
  test('those that _type names', () => {
    const { queries, used } = parse({
      parameters: [
        ['_type', 'Patient,Observation,Patient'],
        ['_lastUpdated', 'gt2020'],
        ['_sort', '_lastUpdated'],
      ],
    });
    expect(queries.map(({ type }) => type)).toEqual(['Patient', 'Observation']);
    for (const { criteria, sort } of queries) {
      expect(criteria).toHaveLength(1);
      expect(sort).toEqual([{ by: 'updated', descending: false }]);
    }
    expect(used).toHaveLength(3);
  });

  test('all of them', () => {
    const { queries } = parse({ parameters: [['_id', '1']] });
    expect(queries).toHaveLength(DEFINITIONS.resourceTypes.length);
  });

  test('share their parameters', () => {
    const types: QueryParameter = ['_type', 'Observation,Condition'];
    expect(parse({ parameters: [types, ['patient', '1']] }).queries).toHaveLength(2);
    expect(() => parse({ parameters: [types, ['value-quantity', '1']] })).toThrow(/Condition/);
  });

  test.each(['Nonsense', 'Patient,Nonsense', ''])('_type=%s is refused', (value) => {
    expect(() => parse({ parameters: [['_type', value]] })).toThrow(/"_type"/);
  });

  test('_type is no parameter of one type', () => {
    expect(() => search('Patient', ['_type=Patient'])).toThrow(/"_type"/);
  });
});

describe('compartments', () => {
  test('of a patient', () => {
    const compartment = { type: 'Patient', id: '1' };
    const { queries } = parse({ types: ['Observation'], compartment, parameters: [['code', 'x']] });
    expect(queries).toEqual([
      {
        type: 'Observation',
        criteria: [{ kind: 'patient-compartment', id: '1' }, criterionOf('Observation', 'code=x')],
        sort: [],
      },
    ]);
  });

  test('of all types that can be in them', () => {
    const { queries } = parse({ compartment: { type: 'Encounter', id: '1' } });
    const types = queries.map(({ type }) => type);
    expect(types).toContain('Observation');
    expect(types).toContain('Encounter');
    expect(types).not.toContain('Patient');
    const encounter = queries.find(({ type }) => type === 'Encounter');
    expect(encounter?.criteria).toEqual([{ kind: 'id', ids: ['1'] }]);
    const observation = queries.find(({ type }) => type === 'Observation');
    expect(observation?.criteria).toMatchObject([
      { kind: 'reference', targets: [{ type: 'Encounter', id: '1' }] },
    ]);
  });

  test('have other types refused', () => {
    const compartment = { type: 'Patient', id: '1' };
    expect(() => parse({ types: ['Organization'], compartment })).toThrow(/compartment/);
    expect(() =>
      parse({ compartment, parameters: [['_type', 'Observation,Organization']] }),
    ).toThrow(/compartment/);
    expect(() => parse({ compartment: { type: 'Organization', id: '1' } })).toThrow(/compartment/);
  });
});

describe('bounds', () => {
  const list = (length: number) => Array.from({ length }, (_, at) => `c${at}`).join(',');

  test('of a list of values', () => {
    expect(() => search('Observation', [`code=${list(2000)}`])).not.toThrow();
    expect(() => search('Observation', [`code=${list(2001)}`])).toThrow(/more than 2000 values/);
    expect(() => search('Observation', [`code=${list(10_000)}`])).toThrow(/values/);
  });

  test('of all values, over all types', () => {
    expect(() => parse({ parameters: [['_id', list(2000)]] })).toThrow(/too many values/);
    expect(() => search('Provenance', [`target=${list(400)}`])).toThrow(/too many values/);
  });

  test('of parameters', () => {
    const many = Array<string>(101).fill('code=x');
    expect(() => search('Observation', many)).toThrow(/more than 100 parameters/);
    const parameters = many.map((): QueryParameter => ['code', 'x']);
    expect(() => parseCriteria('Observation', parameters, context)).toThrow(/more than 100/);
  });

  test('are what the context says', () => {
    const own = { ...context, limits: { ...DEFAULT_LIMITS, values: 2 } };
    expect(() => search('Observation', ['code=a,b,c'], { own })).toThrow(/more than 2 values/);
  });

  test('of value sets', () => {
    const codes = Array.from({ length: 10_001 }, (_, at) => ({ system: 's', code: `${at}` }));
    const concepts = { ...context.concepts, inValueSet: () => ({ codes }) };
    const own = { ...context, concepts };
    expect(() => search('Observation', ['code:in=x'], { own })).toThrow(/too many codes/);
  });
});

test('nearly every parameter can be searched', () => {
  const refused = DEFINITIONS.resourceTypes.flatMap((type) =>
    [...registry.parameters(type).values()]
      .filter((parameter) => !isSearchable(parameter))
      .map(({ code }) => `${code === '_query' ? '*' : type}.${code}`),
  );
  expect([...new Set(refused)].sort()).toEqual([
    '*._query',
    'Bundle.composition',
    'Bundle.message',
    'MolecularSequence.chromosome-variant-coordinate',
    'MolecularSequence.referenceseqid-variant-coordinate',
  ]);
});
