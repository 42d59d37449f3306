// Extensions by the definitions that their urls name: https://hl7.org/fhir/R4/extensibility.html
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Structure } from '../packages/structures.js';
import { BASE, findings, patient, structure } from '../testing/synthetic-structures.js';

describe('extensions', () => {
  const definition = (expression: string, type = 'element', modifier = false): Structure => {
    const own = structure(
      'ext',
      'Extension',
      [
        { id: 'Extension.url', fixedUri: `${BASE}ext` },
        { id: 'Extension.value[x]', min: 1, type: [{ code: 'string' }] },
      ],
      { context: [{ type, expression }] },
    );
    const [root, ...rest] = own.elements;
    return { ...own, elements: [{ ...root!, isModifier: modifier }, ...rest] };
  };
  const extended = (value: JsonObject, name = 'extension'): Resource =>
    patient({ [name]: [{ url: `${BASE}ext`, ...value }] });

  test('are checked by the definition that their url names', () => {
    const others = [definition('Patient')];
    expect(findings([], extended({ valueString: 'x' }), { others })).toEqual([]);
    expect(findings([], extended({ valueInteger: 1 }), { others })).toEqual([
      'error type Patient.extension[0].valueInteger',
    ]);
  });

  test.each([
    ['Patient', 'element', true],
    ['Element', 'element', true],
    ['Resource', 'element', true],
    ['Observation', 'element', false],
    ['Patient.name', 'element', false],
    ['Patient', 'fhirpath', true],
    ['Patient.contact', 'fhirpath', false],
    ['http://x', 'extension', false],
  ])('context %s (%s)', (expression, type, allowed) => {
    const others = [definition(expression, type)];
    expect(findings([], extended({ valueString: 'x' }), { others })).toEqual(
      allowed ? [] : ['error extension-context Patient.extension[0]'],
    );
  });

  test('an expression selects elements, not their values', () => {
    const extension = [{ url: `${BASE}ext`, valueString: 'x' }];
    const first = [definition('name.first().family', 'fhirpath')];
    const family = { family: 'x', _family: { extension } };
    expect(findings([], patient({ name: [family, { family: 'x' }] }), { others: first })).toEqual(
      [],
    );
    expect(findings([], patient({ name: [{ family: 'x' }, family] }), { others: first })).toEqual([
      'error extension-context Patient.name[1].family.extension[0]',
    ]);
  });

  test.each(['name.nofunction()', 'name.single().given.single() = 1'])(
    'where %s can not be evaluated, that is said',
    (expression) => {
      const resource = { ...extended({ valueString: 'x' }), name: [{ given: ['a', 'b'] }] };
      expect(findings([], resource, { others: [definition(expression, 'fhirpath')] })).toEqual([
        'warning extension-context Patient.extension[0]',
      ]);
    },
  );

  test('in an extension, and in a part of one', () => {
    const inner = { url: `${BASE}ext`, valueString: 'x' };
    const others = (expression: string): Structure[] => [definition(expression, 'extension')];
    const nested = patient({
      extension: [{ url: 'http://o', extension: [{ url: 'part', extension: [inner] }] }],
    });
    const wrong = 'error extension-context Patient.extension[0].extension[0].extension[0]';
    const judged = (expression: string): string[] =>
      findings([], nested, { others: others(expression), policy: { unknownExtension: 'ignore' } });
    expect(judged('http://o#part')).toEqual([]);
    expect(judged('http://o|1.0#part')).toEqual([]);
    expect(judged('http://o')).toEqual([wrong]);
    expect(judged('part')).toEqual([]);
  });

  test('on an element of a profile', () => {
    const named = structure('named', 'Patient', [{ id: 'Patient.name', min: 1 }]);
    const others = [definition(`${BASE}named#Patient`), named];
    const resource = extended({ valueString: 'x' });
    expect(findings([], { ...resource, name: [{ text: 'x' }] }, { others })).toEqual([]);
    expect(findings([], resource, { others })).toEqual([
      'error extension-context Patient.extension[0]',
    ]);
    expect(findings([], resource, { others: [definition(`${BASE}nowhere#Patient`)] })).toEqual([
      'warning extension-context Patient.extension[0]',
    ]);
  });

  test('on resources with a canonical URL', () => {
    const others = [definition('CanonicalResource')];
    const extension = [{ url: `${BASE}ext`, valueString: 'x' }];
    const library = { resourceType: 'CodeSystem', status: 'draft', content: 'complete', extension };
    const policy = { bestPractice: 'ignore' } as const;
    const found = findings([], library, { others, policy });
    expect(found.filter((each) => each.includes('context'))).toEqual([]);
    expect(findings([], extended({ valueString: 'x' }), { others })).toEqual([
      'error extension-context Patient.extension[0]',
    ]);
  });

  test('on elements that hold themselves', () => {
    const extension = [{ url: `${BASE}ext`, valueString: 'x' }];
    const item = { linkId: 'b', type: 'string', extension };
    const questionnaire = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ linkId: 'a', type: 'group', item: [item] }],
    };
    const others = [definition('Questionnaire.item')];
    const found = findings([], questionnaire, { others });
    expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test('only in the cases that its definition names', () => {
    const inCase = (...contextInvariants: string[]): Structure[] => [
      { ...definition('Patient'), contextInvariants },
    ];
    const judged = (...invariants: string[]): string[] =>
      findings(
        [],
        { ...extended({ valueString: 'x' }), gender: 'male' },
        {
          others: inCase(...invariants),
        },
      );
    expect(judged("gender = 'male'", "%extension.value = 'x'")).toEqual([]);
    expect(judged("gender = 'female'")).toEqual(['error extension-context Patient.extension[0]']);
    expect(judged('gender.nofunction()')).toEqual([
      'warning extension-context Patient.extension[0]',
    ]);
  });

  test('of an element of a datatype may stand there', () => {
    const extension = [{ url: `${BASE}ext`, valueString: 'x' }];
    const resource = patient({ name: [{ family: 'x', _family: { extension } }] });
    expect(findings([], resource, { others: [definition('HumanName.family')] })).toEqual([]);
  });

  test('modifiers: unknown ones are errors, and each has its own place', () => {
    expect(findings([], extended({ valueString: 'x' }, 'modifierExtension'))).toEqual([
      'error modifier-extension Patient.modifierExtension[0]',
    ]);
    expect(
      findings([], extended({ valueString: 'x' }), {
        others: [definition('Patient', 'element', true)],
      }),
    ).toEqual(['error modifier-extension Patient.extension[0]']);
  });

  test('a url that is not absolute', () => {
    expect(findings([], patient({ extension: [{ url: 'x', valueString: 'x' }] }))).toEqual([
      'error extension-url Patient.extension[0]',
    ]);
  });
});
