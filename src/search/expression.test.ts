import { describe, expect, test } from '@jest/globals';
import { parseSearchExpression } from './expression.js';

const child = (name: string) => ({ kind: 'child', name });

describe('parseSearchExpression', () => {
  test.each([
    ['Patient.name.family', [{ start: 'Patient', steps: [child('name'), child('family')] }]],
    ['name | alias', [{ steps: [child('name')] }, { steps: [child('alias')] }]],
    [
      '(A.b as Quantity)',
      [{ start: 'A', steps: [child('b'), { kind: 'type', type: 'Quantity' }] }],
    ],
    [
      'A.b.as(FHIR.Quantity)',
      [{ start: 'A', steps: [child('b'), { kind: 'type', type: 'Quantity' }] }],
    ],
    [
      'A.b.ofType(Quantity).value',
      [{ start: 'A', steps: [child('b'), { kind: 'type', type: 'Quantity' }, child('value')] }],
    ],
    [
      'A.b.where(resolve() is Patient)',
      [{ start: 'A', steps: [child('b'), { kind: 'target', type: 'Patient' }] }],
    ],
    [
      "A.b.where(c = 'it\\'s')",
      [{ start: 'A', steps: [child('b'), { kind: 'equals', name: 'c', value: "it's" }] }],
    ],
    [
      "A.extension('http://x').value",
      [
        {
          start: 'A',
          steps: [
            child('extension'),
            { kind: 'equals', name: 'url', value: 'http://x' },
            child('value'),
          ],
        },
      ],
    ],
    [
      'A.b[0].first()',
      [
        {
          start: 'A',
          steps: [child('b'), { kind: 'index', index: 0 }, { kind: 'index', index: 0 }],
        },
      ],
    ],
    ['Resource', [{ start: 'Resource', steps: [] }]],
  ])('%s', (expression, expected) => {
    expect(parseSearchExpression(expression)).toEqual(expected);
  });

  test.each([
    'A.b.exists()',
    'A.b = 1',
    'A.b and A.c',
    '%resource.b',
    "A.where(b.c = 'x')",
    'A.(',
    'A.b[x]',
    '',
    "A.where(b = '\\u0041')",
  ])('leaves %j to the engine', (expression) => {
    expect(parseSearchExpression(expression)).toBeUndefined();
  });
});
