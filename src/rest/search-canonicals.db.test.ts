// Canonical references: https://hl7.org/fhir/R4/references.html#canonical
import { describe, expect, test } from '@jest/globals';
import { found } from '../testing/searchsets.js';
import { encoded, put, searchTables } from '../testing/search/tables.js';

const Q = 'http://q.example/Questionnaire/intake';
const D = 'http://d.example/definition';
const LONG = `http://long.example/${'x'.repeat(700)}`;

const questionnaire = (url: string | undefined, version: string | undefined, title: string) => ({
  status: 'active',
  ...(url === undefined ? {} : { url }),
  ...(version === undefined ? {} : { version }),
  title,
});
const answers = (canonical: string | undefined, more: object = {}) => ({
  status: 'completed',
  ...(canonical === undefined ? {} : { questionnaire: canonical }),
  ...more,
});
const plan = (more: object) => ({ status: 'active', ...more });

const { server, finds, refuses } = searchTables({
  Questionnaire: {
    one: questionnaire(Q, '1', 'Intake'),
    two: questionnaire(Q, '2', 'Intake'),
    bare: questionnaire(Q, undefined, 'Oude intake'),
    other: questionnaire(`${Q}/more`, '1', 'Vervolg'),
    nameless: questionnaire(undefined, '1', 'Intake'),
    long: questionnaire(`${LONG}a`, undefined, 'Lang'),
  },
  QuestionnaireResponse: {
    any: answers(Q),
    first: answers(`${Q}|1`),
    second: answers(`${Q}|2`, { subject: { reference: 'Patient/p' } }),
    third: answers(`${Q}|3`),
    into: answers(`${Q}|1#part`),
    more: answers(`${Q}/more`, { status: 'amended' }),
    nowhere: answers('http://q.example/Questionnaire/nobody'),
    none: answers(undefined),
    long: answers(`${LONG}a`),
    longer: answers(`${LONG}b`),
  },
  Patient: { p: { active: true } },
  Library: {
    l: { ...plan({ url: `${D}/library`, version: '1' }), type: { text: 'x' }, name: 'Rules' },
  },
  ActivityDefinition: { a: plan({ url: `${D}/activity`, name: 'Activity' }) },
  PlanDefinition: {
    outer: plan({
      url: `${D}/outer`,
      name: 'Outer',
      action: [{ definitionCanonical: `${D}/inner` }, { definitionCanonical: `${D}/activity` }],
      library: [`${D}/library|1`],
    }),
    inner: plan({ url: `${D}/inner`, name: 'Inner', library: [`${D}/library|2`] }),
    // A uri that happens to be the canonical of something.
    uri: plan({ url: `${D}/uri`, name: 'Uri', action: [{ definitionUri: `${D}/activity` }] }),
  },
});

describe('chains', () => {
  finds('QuestionnaireResponse', [
    ['questionnaire.title=intake', 'any first second into'],
    ['questionnaire:Questionnaire.title=oude', 'any'],
    ['questionnaire.version=1', 'any first into more'],
    ['questionnaire.version=2', 'any second'],
    ['questionnaire._id=two', 'any second'],
    ['questionnaire._id=nameless', ''],
    ['questionnaire.title=vervolg', 'more'],
    ['questionnaire.title=lang', 'long'],
    ['questionnaire.title=intake&status=completed&subject:missing=false', 'second'],
    ['_filter=questionnaire.title eq "vervolg"', 'more'],
    [`questionnaire.url=${Q}`, 'any first second into'],
  ]);
  finds('PlanDefinition', [
    ['definition.name=inner', 'outer'],
    ['definition:ActivityDefinition.name=activity', 'outer uri'],
    ['definition.name=activity', 'outer uri'],
    ['depends-on:Library.name=rules', 'outer'],
    // Two links, each by url.
    ['definition:PlanDefinition.depends-on:Library.name=rules', ''],
  ]);
  refuses('QuestionnaireResponse', [
    'questionnaire.nonsense=x',
    'questionnaire:Patient.name=x',
    'questionnaire:identifier=x',
  ]);
});

describe('_has', () => {
  finds('Questionnaire', [
    ['_has:QuestionnaireResponse:questionnaire:status=completed', 'one two bare long'],
    ['_has:QuestionnaireResponse:questionnaire:status=amended', 'other'],
    ['_has:QuestionnaireResponse:questionnaire:_id=second', 'two'],
    ['_has:QuestionnaireResponse:questionnaire:_id=any', 'one two bare'],
    ['_has:QuestionnaireResponse:questionnaire:_id=third', ''],
    ['_has:QuestionnaireResponse:questionnaire:subject=Patient/p&title=intake', 'two'],
    ['_has:QuestionnaireResponse:questionnaire:subject:Patient.active=true', 'two'],
  ]);
  finds('Library', [
    ['_has:PlanDefinition:depends-on:name=outer', 'l'],
    ['_has:PlanDefinition:depends-on:name=inner', ''],
  ]);
  finds('ActivityDefinition', [['_has:PlanDefinition:definition:name=uri', 'a']]);
  refuses('Patient', ['_has:QuestionnaireResponse:questionnaire:status=completed']);
});

describe('url with a version', () => {
  finds('Questionnaire', [
    [`url=${Q}`, 'one two bare'],
    [`url=${Q}|1`, 'one'],
    [`url=${Q}|3`, ''],
    [`url=${Q}|1,${Q}/more`, 'one other'],
    [`url=${Q}\\|1`, ''],
  ]);
});

describe('includes', () => {
  const included = async (search: string): Promise<string[]> => {
    const [type = '', query = ''] = search.split('?');
    const answer = await server().send('GET', `/${type}?${encoded(query)}`);
    expect([search, answer.status]).toEqual([search, 200]);
    return found(answer, 'include').sort();
  };

  test.each([
    [
      'QuestionnaireResponse?_id=any',
      ['Questionnaire/bare', 'Questionnaire/one', 'Questionnaire/two'],
    ],
    ['QuestionnaireResponse?_id=first', ['Questionnaire/one']],
    ['QuestionnaireResponse?_id=into', ['Questionnaire/one']],
    ['QuestionnaireResponse?_id=third', []],
    ['QuestionnaireResponse?_id=none', []],
    ['QuestionnaireResponse?_id=longer', []],
  ])('_include: %s', async (search, expected) => {
    expect(await included(`${search}&_include=QuestionnaireResponse:questionnaire`)).toEqual(
      expected,
    );
    expect(await included(`${search}&_include=*`)).toEqual(expected);
    const named = '_include=QuestionnaireResponse:questionnaire:Questionnaire';
    expect(await included(`${search}&${named}`)).toEqual(expected);
  });

  test.each([
    ['Questionnaire?_id=one', ['any', 'first', 'into']],
    ['Questionnaire?_id=bare', ['any']],
    ['Questionnaire?_id=nameless', []],
    ['Questionnaire?_id=one,other', ['any', 'first', 'into', 'more']],
  ])('_revinclude: %s', async (search, ids) => {
    const expected = ids.map((id) => `QuestionnaireResponse/${id}`);
    expect(await included(`${search}&_revinclude=QuestionnaireResponse:questionnaire`)).toEqual(
      expected,
    );
    expect(await included(`${search}&_revinclude=*`)).toEqual(expected);
  });

  test('go on with :iterate', async () => {
    const steps = ['definition', 'depends-on'].map(
      (code) => `_include:iterate=PlanDefinition:${code}`,
    );
    expect(await included(`PlanDefinition?_id=outer&${steps.join('&')}`)).toEqual([
      'ActivityDefinition/a',
      'Library/l',
      'PlanDefinition/inner',
    ]);
    expect(await included('Library?_id=l&_revinclude=PlanDefinition:depends-on')).toEqual([
      'PlanDefinition/outer',
    ]);
  });

  test('mix with references', async () => {
    expect(await included('QuestionnaireResponse?_id=second&_include=*')).toEqual([
      'Patient/p',
      'Questionnaire/two',
    ]);
  });
});

test('a resource is found by the url that it has now', async () => {
  const search = async (): Promise<string[]> => {
    const answer = await server().send(
      'GET',
      '/QuestionnaireResponse?questionnaire.title=verhuisd',
    );
    return found(answer, 'match');
  };
  const url = 'http://q.example/Questionnaire/nobody';
  expect(await search()).toEqual([]);
  // The reference was there first.
  await put(server(), 'Questionnaire', 'late', questionnaire(url, '1', 'Verhuisd'));
  expect(await search()).toEqual(['QuestionnaireResponse/nowhere']);
  await put(server(), 'Questionnaire', 'late', questionnaire(`${url}/x`, '1', 'Verhuisd'));
  expect(await search()).toEqual([]);
  await put(server(), 'Questionnaire', 'late', questionnaire(url, '1', 'Verhuisd'));
  await server().send('DELETE', '/Questionnaire/late');
  expect(await search()).toEqual([]);
});
