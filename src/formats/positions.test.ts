// Lines and columns of elements, in JSON and in XML.
import { expect, test } from '@jest/globals';
import { DEFINITIONS } from '../testing/definitions.js';
import { positionsIn } from './positions.js';

const JSON_TEXT = `{
  "resourceType": "Patient",
  "name": [
    { "family": "a \\" ] }", "given": ["x", "y"] },
    { "text": "b" }
  ],
  "multipleBirthInteger": 2, "_birthDate": { "id": "c" }
}`;

const XML_TEXT = `<?xml version="1.0"?>
<!-- a remark with <name> -->
<Patient xmlns="http://hl7.org/fhir">
  <contained>
    <Organization><name value="o > p"/></Organization>
  </contained>
  <extension url="http://e"><valueString value="x"/></extension>
  <name><family value="a"/><given value="x"/>
    <given
      value="y"/></name>
  <name><text value="b"/></name>
  <birthDate id="c"/>
  <multipleBirthInteger value="2"/>
</Patient>`;

const position = (text: string, expression: string): unknown =>
  positionsIn(text, DEFINITIONS, [expression]).get(expression);

test.each([
  ['Patient', 1, 1],
  ['Patient.name', 3, 3],
  ['Patient.name[0]', 4, 5],
  ['Patient.name[0].family', 4, 7],
  ['Patient.name[0].given[1]', 4, 44],
  ['Patient.name[1].text', 5, 7],
  ['Patient.multipleBirthInteger', 7, 3],
  ['Patient.birthDate.id', 7, 46],
])('%s in JSON', (expression, line, column) => {
  expect(position(JSON_TEXT, expression)).toEqual({ line, column });
});

test.each([
  ['Patient', 3, 1],
  ['Patient.contained[0]', 4, 3],
  ['Patient.contained[0].name', 5, 19],
  ['Patient.extension[0].valueString', 7, 29],
  ['Patient.extension[0].url', 7, 3],
  ['Patient.name', 8, 3],
  ['Patient.name[0].given[1]', 9, 5],
  ['Patient.name[1].text', 11, 9],
  ['Patient.birthDate', 12, 3],
  ['Patient.multipleBirthInteger', 13, 3],
])('%s in XML', (expression, line, column) => {
  expect(position(XML_TEXT, expression)).toEqual({ line, column });
});

test('an element that is not there has the position of what it would be in', () => {
  expect(position(JSON_TEXT, 'Patient.gender')).toEqual({ line: 1, column: 1 });
  expect(position(JSON_TEXT, 'Patient.name[1].given[3]')).toEqual({ line: 5, column: 5 });
  expect(position(XML_TEXT, 'Patient.name[1].given[3]')).toEqual({ line: 11, column: 3 });
});

test('broken text does no harm', () => {
  expect(position('{"a": [', 'Patient.b')).toEqual({ line: 1, column: 1 });
  expect(position('"', 'Patient.b')).toEqual({ line: 1, column: 1 });
  expect(position('<Patient', 'Patient.b')).toBeUndefined();
  expect(position('<Patient xmlns="http://hl7.org/fhir"><name>', 'Patient.name[0].text')).toEqual({
    line: 1,
    column: 38,
  });
  expect(positionsIn(JSON_TEXT, DEFINITIONS, []).size).toBe(0);
});
