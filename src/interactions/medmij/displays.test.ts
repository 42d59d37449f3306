// https://hl7.org/fhir/R4/references-definitions.html#Reference.display
import type { JsonObject } from '../../fhir/json.js';
import { bareReferences, complete, labelOf } from './displays.js';

test.each<[JsonObject, string | undefined]>([
  [{ name: 'Huisartsenpraktijk' }, 'Huisartsenpraktijk'],
  [
    {
      name: [
        { use: 'nickname', text: 'Jo' },
        { use: 'official', text: 'Johanna' },
      ],
    },
    'Johanna',
  ],
  [{ name: [{ prefix: ['dr.'], given: ['Jan'], family: 'de Boer' }] }, 'dr. Jan de Boer'],
  [{ name: [{}] }, undefined],
  [{ title: 'Verslag' }, 'Verslag'],
  [
    {
      resourceType: 'PractitionerRole',
      practitioner: { display: 'Jan' },
      specialty: [{ coding: [{ display: 'Huisarts' }] }],
      organization: { display: 'Praktijk' },
    },
    'Jan, Huisarts, Praktijk',
  ],
  [{ resourceType: 'PractitionerRole', code: [{ text: 'Arts' }] }, 'Arts'],
  [{ code: { coding: [{ code: '1' }, { display: 'Paracetamol' }] } }, 'Paracetamol'],
  [{ code: { text: ' ' } }, undefined],
  [{ class: { display: 'Poliklinisch' } }, 'Poliklinisch'],
  [{ deviceName: [{ name: 'Meter' }] }, 'Meter'],
  [{ identifier: [{ value: '999900468' }] }, undefined],
])('%j is called %j', (resource, label) => {
  expect(labelOf(resource)).toBe(label);
});

const names = (resource: JsonObject): unknown[] =>
  bareReferences(resource).map(({ object }) => object['reference'] ?? object['identifier']);

test.each<[string, JsonObject, unknown[]]>([
  [
    'at any depth',
    { a: [{ b: { reference: 'A/1' } }], contained: [{ c: { reference: '#x' } }] },
    ['A/1', '#x'],
  ],
  [
    'by their identifier only',
    { subject: { identifier: { value: '1' }, type: 'Patient' } },
    [{ value: '1' }],
  ],
  ['not with a display', { a: { reference: 'A/1', display: 'a' } }, []],
  [
    'not with a reason',
    {
      a: {
        reference: 'A/1',
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason' }],
      },
    },
    [],
  ],
  [
    'not what only looks like one',
    {
      resourceType: 'Bundle',
      identifier: { value: '1' },
      instance: { identifier: { value: '1' } },
    },
    [],
  ],
])('references are found %s', (_, resource, expected) => {
  expect(names(resource)).toEqual(expected);
});

test('a reference without a name says so', () => {
  const reference: JsonObject = { reference: 'A/1', extension: [{ url: 'x', valueCode: 'y' }] };
  complete(reference, undefined);
  expect(reference['extension']).toHaveLength(2);
  complete(reference, 'a');
  expect(reference['display']).toBe('a');
});
