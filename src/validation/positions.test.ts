import { expect, test } from '@jest/globals';
import { jsonPositions } from './positions.js';

const TEXT = `{
  "resourceType": "Patient",
  "name": [
    { "family": "a \\" ] }", "given": ["x", "y"] },
    { "text": "b" }
  ],
  "multipleBirthInteger": 2, "_birthDate": { "id": "c" }
}`;

test.each([
  ['Patient', 1, 1],
  ['Patient.name', 3, 3],
  ['Patient.name[0]', 4, 5],
  ['Patient.name[0].family', 4, 7],
  ['Patient.name[0].given[1]', 4, 44],
  ['Patient.name[1].text', 5, 7],
  ['Patient.multipleBirthInteger', 7, 3],
  ['Patient._birthDate.id', 7, 46],
])('%s', (expression, line, column) => {
  expect(jsonPositions(TEXT, [expression]).get(expression)).toEqual({ line, column });
});

test('an element that is not there has no position; broken text does no harm', () => {
  expect(jsonPositions(TEXT, ['Patient.gender']).size).toBe(0);
  expect(jsonPositions('{"a": [', ['Patient.b']).size).toBe(0);
  expect(jsonPositions('"', ['Patient.b']).size).toBe(0);
});
