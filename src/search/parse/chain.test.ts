// https://hl7.org/fhir/R4/search.html#chaining and #has
import { describe, expect, test } from '@jest/globals';
import type { Criterion, SearchPath } from '../query.js';
import { context, criterionOf, registry, search } from '../../testing/search/parsing.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

function only<Kind extends Criterion['kind']>(criterion: Criterion | undefined, kind: Kind) {
  expect(criterion?.kind).toBe(kind);
  return criterion as Of<Kind>;
}

function pathOf(type: string, code: string): SearchPath {
  const [path] = registry.parameter(type, code)?.paths ?? [];
  if (path === undefined) throw new Error(`${type} has no ${code}`);
  return registry.searchPath(type, path.path);
}

describe('chains', () => {
  test('over a named type', () => {
    const chain = only(criterionOf('Observation', 'subject:Patient.name=jan'), 'chain');
    expect(chain.paths).toEqual([pathOf('Observation', 'subject')]);
    expect(chain.scopes).toEqual([
      { type: 'Patient', criteria: [criterionOf('Patient', 'name=jan')] },
    ]);
  });

  test('over every type that has the parameter', () => {
    const { scopes } = only(criterionOf('Observation', 'subject.name=jan'), 'chain');
    expect(scopes.map(({ type }) => type).sort()).toEqual(['Location', 'Patient']);
  });

  test('over the one type that a parameter is limited to', () => {
    const { scopes, paths } = only(criterionOf('Observation', 'patient.identifier=s|1'), 'chain');
    expect(scopes.map(({ type }) => type)).toEqual(['Patient']);
    expect(paths).toEqual([pathOf('Observation', 'subject')]);
  });

  test('of several links, with a modifier at the end', () => {
    const chain = only(
      criterionOf('Observation', 'subject:Patient.organization.name:exact=Huis'),
      'chain',
    );
    const [patient] = chain.scopes;
    const inner = only(patient?.criteria[0], 'chain');
    expect(inner.scopes).toEqual([
      { type: 'Organization', criteria: [criterionOf('Organization', 'name:exact=Huis')] },
    ]);
  });

  test.each([
    ['Encounter', 'reason-reference:Procedure.code=http://s|1'],
    ['DiagnosticReport', 'result.category=http://s|laboratory'],
    ['DeviceUseStatement', 'device.type=1,2'],
    ['MedicationRequest', 'medication.code=http://s|1'],
    ['Observation', 'subject:Patient._id=1'],
    ['Observation', 'subject._lastUpdated=gt2020'],
    ['PractitionerRole', 'location.near=52.1|5.1|10|km'],
    ['Observation', 'subject:Patient.birthdate:missing=true'],
    ['Observation', 'subject:Patient._has:Group:member:_id=1'],
    ['Observation', 'subject._filter=name co "x"'],
    ['Provenance', 'target.patient=1'],
    ['QuestionnaireResponse', 'questionnaire.title=x'],
    ['QuestionnaireResponse', 'questionnaire:Questionnaire.title=x'],
  ])('%s?%s is understood', (type, query) => {
    expect(criterionOf(type, query)).toMatchObject({ kind: 'chain' });
  });

  test.each([
    ['Observation', 'subject:Nonsense.name=x'],
    ['Observation', 'subject:Medication.name=x'],
    ['Observation', 'subject.nonsense=x'],
    ['Observation', 'subject:Patient.nonsense=x'],
    ['Observation', 'code.name=x'],
    ['Observation', 'nonsense.name=x'],
    ['Observation', 'subject.=x'],
    ['Observation', '.subject=x'],
    ['QuestionnaireResponse', 'questionnaire:Patient.name=x'],
    ['RequestGroup', 'instantiates-canonical:Patient.name=x'],
    ['Bundle', 'composition.title=x'],
  ])('%s?%s is refused', (type, query) => {
    expect(() => criterionOf(type, query)).toThrow(/Search parameter/);
  });

  test('have a wrong value refused, wherever it is', () => {
    expect(() => criterionOf('Observation', 'subject:Patient.birthdate=soon')).toThrow(/no date/);
  });

  test('have a bound to their length', () => {
    const chain = (links: number) => `${'partof.'.repeat(links)}name=x`;
    expect(() => criterionOf('Organization', chain(5))).not.toThrow();
    expect(() => criterionOf('Organization', chain(6))).toThrow(/at most 5 links/);
    expect(() => criterionOf('Organization', chain(5000))).toThrow(/at most 5 links/);
  });

  test('have a bound to the types they lead to', () => {
    expect(() => criterionOf('Task', 'focus.focus.focus.focus.status=x')).toThrow(/too many/);
  });
});

describe('canonicals', () => {
  const path = { ...pathOf('QuestionnaireResponse', 'questionnaire'), byUrl: true };

  test('are followed by url', () => {
    const chain = only(criterionOf('QuestionnaireResponse', 'questionnaire.title=x'), 'chain');
    expect(chain.paths).toEqual([path]);
    expect(chain.scopes.map(({ type }) => type)).toEqual(['Questionnaire']);
    const query = '_has:QuestionnaireResponse:questionnaire:status=completed';
    expect(only(criterionOf('Questionnaire', query), 'has').paths).toEqual([path]);
  });

  test('lead to types that have a url and a version', () => {
    const query = 'instantiates-canonical.status=draft';
    const types = only(criterionOf('RequestGroup', query), 'chain').scopes.map(({ type }) => type);
    expect(types).toContain('PlanDefinition');
    expect(types).not.toContain('Observation');
    expect(types).not.toContain('DeviceDefinition');
  });
});

describe('_has', () => {
  test('goes back along a reference', () => {
    const has = only(criterionOf('Patient', '_has:Observation:patient:code=x'), 'has');
    expect(has).toEqual({
      kind: 'has',
      paths: [pathOf('Observation', 'subject')],
      scope: { type: 'Observation', criteria: [criterionOf('Observation', 'code=x')] },
    });
  });

  test('can be nested, with a modifier at the end', () => {
    const name = '_has:Observation:patient:_has:AuditEvent:entity:agent:missing';
    const has = only(criterionOf('Patient', `${name}=true`), 'has');
    const inner = only(has.scope.criteria[0], 'has');
    expect(inner.scope).toEqual({
      type: 'AuditEvent',
      criteria: [criterionOf('AuditEvent', 'agent:missing=true')],
    });
  });

  test('can end in a chain', () => {
    const has = only(criterionOf('Patient', '_has:Encounter:patient:location.name=x'), 'has');
    expect(only(has.scope.criteria[0], 'chain').scopes.map(({ type }) => type)).toEqual([
      'Location',
    ]);
  });

  test.each([
    '_has=x',
    '_has:Observation=x',
    '_has:Observation:patient=x',
    '_has:Observation:patient:=x',
    '_has:Nonsense:patient:code=x',
    '_has:Observation:nonsense:code=x',
    '_has:Observation:code:code=x',
    '_has:Observation:encounter:code=x',
    '_has:Observation:patient:nonsense=x',
    '_has:QuestionnaireResponse:questionnaire:status=x',
  ])('%s is refused', (query) => {
    expect(() => criterionOf('Patient', query)).toThrow(/Search parameter "_has/);
  });

  test('has a bound to its depth', () => {
    const name = '_has:List:item:'.repeat(6);
    expect(() => criterionOf('List', `${name}_id=1`)).toThrow(/at most 5 links/);
  });
});

test('lenient handling leaves out a chain that leads nowhere', () => {
  const { queries, ignored } = search('Observation', ['subject.nonsense=x', 'code=y'], {
    handling: 'lenient',
  });
  expect(queries[0]?.criteria).toEqual([criterionOf('Observation', 'code=y', context)]);
  expect(ignored.map(({ name }) => name)).toEqual(['subject.nonsense']);
});
