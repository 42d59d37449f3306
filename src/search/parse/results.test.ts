// https://hl7.org/fhir/R4/search.html#return: how a result is to be given
import { describe, expect, test } from '@jest/globals';
import { registry, search } from '../../testing/search/parsing.js';

const keyOf = (type: string, code: string) => registry.parameter(type, code)?.paths[0]?.path.key;

describe('result parameters', () => {
  test('are undefined when they are not there', () => {
    expect(search('Patient', []).options).toEqual({
      count: undefined,
      total: undefined,
      summary: undefined,
      cursor: undefined,
      elements: [],
      includes: [],
      revincludes: [],
    });
  });

  test('say how to answer', () => {
    const { options, used } = search('Patient', [
      '_count=0',
      '_total=accurate',
      '_summary=count',
      '_elements=name,contact.name',
      '_cursor=abc',
      '_contained=false',
    ]);
    expect(options).toMatchObject({
      count: 0,
      total: 'accurate',
      summary: 'count',
      elements: ['name', 'contact.name'],
      cursor: 'abc',
    });
    expect(used).toHaveLength(6);
  });

  test.each([
    '_count=-1',
    '_count=ten',
    '_count=1.5',
    '_count=',
    '_total=exact',
    '_summary=yes',
    '_elements=',
    '_elements=a,,b',
    '_elements=$x',
    '_contained=maybe',
    '_contained=True',
    '_containedType=both',
    '_contained:exact=true',
  ])('%s is refused', (query) => {
    expect(() => search('Patient', [query])).toThrow(/Search parameter/);
  });

  test('are there once', () => {
    expect(() => search('Patient', ['_count=1', '_count=2'])).toThrow(/more than once/);
    expect(() => search('Patient', ['_sort=_id', '_sort=name'])).toThrow(/more than once/);
  });
});

describe('_sort', () => {
  const sortOf = (type: string, value: string, ...others: string[]) =>
    search(type, [`_sort=${value}`, ...others]).queries[0]?.sort;

  test('by columns and by what lies in order', () => {
    expect(sortOf('Observation', '-date,_id,-_lastUpdated')).toEqual([
      { by: 'date', paths: [{ key: keyOf('Observation', 'date'), inRow: true }], descending: true },
      { by: 'id', descending: false },
      { by: 'updated', descending: true },
    ]);
    expect(sortOf('Patient', 'family,-death-date')).toEqual([
      { by: 'text', paths: [keyOf('Patient', 'family')], descending: false },
      {
        by: 'date',
        paths: [{ key: keyOf('Patient', 'death-date'), inRow: false }],
        descending: true,
      },
    ]);
    expect(sortOf('ValueSet', 'url')).toMatchObject([{ by: 'text' }]);
    expect(sortOf('RiskAssessment', 'probability')).toMatchObject([{ by: 'number' }]);
    expect(sortOf('Observation', 'value-quantity')).toMatchObject([{ by: 'number' }]);
  });

  test.each([
    ['Observation', 'code', [['code', 'coding', 'code']]],
    ['Observation', 'status', [['status']]],
    ['Observation', 'subject', [['subject', 'reference']]],
    ['Patient', 'identifier', [['identifier', 'value']]],
    ['Patient', 'telecom', [['telecom', 'value']]],
    ['Patient', '_tag', [['meta', 'tag', 'code']]],
    ['Patient', '_profile', [['meta', 'profile']]],
    ['QuestionnaireResponse', 'questionnaire', [['questionnaire']]],
  ])('of %s by %s looks into the body', (type, code, places) => {
    expect(sortOf(type, code)).toEqual([{ by: 'content', places, descending: false }]);
  });

  test('by _score orders nothing, and goes with what could have one', () => {
    expect(sortOf('Patient', '_score', '_text=x')).toEqual([]);
    expect(sortOf('Patient', '-_score,_id', '_filter=name eq x')).toMatchObject([{ by: 'id' }]);
    expect(() => sortOf('Patient', '_score')).toThrow(/_score/);
  });

  test.each(['nonsense', 'email', 'deceased', '', 'name,', '-', '--name', 'name:desc', 'a.b'])(
    'by %p is refused',
    (value) => {
      expect(() => sortOf('Patient', value)).toThrow(/"_sort"/);
    },
  );

  test('has a bound', () => {
    expect(() => sortOf('Patient', Array(11).fill('_id').join(','))).toThrow(/more than 10/);
  });
});

describe('includes', () => {
  const options = (type: string, ...queries: string[]) => search(type, queries).options;

  test('follow a reference', () => {
    const { includes, revincludes } = options(
      'Flag',
      '_include=Flag:subject',
      '_include=Flag:patient',
      '_include=Flag:subject:Group',
      '_include:iterate=PractitionerRole:organization',
      '_include:recurse=Location:partof',
      '_revinclude=Provenance:target',
    );
    const paths = [keyOf('Flag', 'subject')];
    expect(includes).toMatchObject([
      { source: 'Flag', paths, urlPaths: [], targets: undefined, iterate: false },
      { source: 'Flag', paths, urlPaths: [], targets: ['Patient'], iterate: false },
      { source: 'Flag', paths, urlPaths: [], targets: ['Group'], iterate: false },
      {
        source: 'PractitionerRole',
        paths: [keyOf('PractitionerRole', 'organization')],
        urlPaths: [],
        targets: undefined,
        iterate: true,
      },
      {
        source: 'Location',
        paths: [keyOf('Location', 'partof')],
        urlPaths: [],
        targets: undefined,
        iterate: true,
      },
    ]);
    expect(includes.map(({ possible }) => possible)).toMatchObject([
      expect.arrayContaining(['Patient', 'Group', 'Location']),
      ['Patient'],
      expect.arrayContaining(['Group']),
      ['Organization'],
      ['Location'],
    ]);
    expect(revincludes).toMatchObject([
      {
        source: 'Provenance',
        paths: [keyOf('Provenance', 'target')],
        urlPaths: [],
        targets: undefined,
        iterate: false,
      },
    ]);
  });

  test('follow every reference', () => {
    expect(options('Flag', '_include=*').includes).toEqual([
      { source: 'Flag', paths: undefined, urlPaths: [], targets: undefined, iterate: false },
    ]);
    expect(options('Flag', '_include=Flag:*:Patient').includes).toEqual([
      { source: 'Flag', paths: undefined, urlPaths: [], targets: ['Patient'], iterate: false },
    ]);
    const sources = options('Flag', '_revinclude=*').revincludes.map(({ source }) => source);
    expect(sources).toContain('Provenance');
    expect(sources).not.toContain('Patient');
  });

  test('follow canonicals by url', () => {
    const urlPaths = [keyOf('QuestionnaireResponse', 'questionnaire')];
    const source = 'QuestionnaireResponse';
    expect(options(source, `_include=${source}:questionnaire`).includes).toMatchObject([
      { source, paths: [], urlPaths, targets: undefined, iterate: false },
    ]);
    expect(options(source, '_include=*').includes).toEqual([
      { source, paths: undefined, urlPaths, targets: undefined, iterate: false },
    ]);
    const { revincludes } = options('Questionnaire', '_revinclude=*');
    expect(revincludes.find((include) => include.source === source)?.urlPaths).toEqual(urlPaths);
  });

  test.each([
    '_include=Flag',
    '_include=Flag:',
    '_include=Flag:nonsense',
    '_include=Flag:status',
    '_include=Nonsense:subject',
    '_include=Flag:subject:Nonsense',
    '_include=Flag:subject:Observation',
    '_include=Flag:patient:Group',
    '_include=Flag:subject:Patient:x',
    '_include=QuestionnaireResponse:questionnaire:Patient',
    '_include:exact=Flag:subject',
    '_revinclude=Flag',
    '_include=',
  ])('%s is refused', (query) => {
    expect(() => search('Flag', [query])).toThrow(/Search parameter "_(?:rev)?include/);
  });

  test('have a bound', () => {
    const many = Array<string>(51).fill('_include=Flag:subject');
    expect(() => search('Flag', many)).toThrow(/more than 50/);
  });
});
