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
