// https://hl7.org/fhir/R4/search.html#all, and near: https://hl7.org/fhir/R4/location.html#positional
import { describe, expect, test } from '@jest/globals';
import { criterionOf, registry } from '../../testing/search/parsing.js';

describe('_id', () => {
  test('is one of a list, or none of it', () => {
    const criterion = { kind: 'id', ids: ['a', 'b'] };
    expect(criterionOf('Patient', '_id=a,b')).toEqual(criterion);
    expect(criterionOf('Patient', '_id:not=a,b')).toEqual({ kind: 'not', of: criterion });
  });

  test('is never missing', () => {
    expect(criterionOf('Patient', '_id:missing=true')).toEqual({ kind: 'any', of: [] });
    expect(criterionOf('Patient', '_id:missing=false')).toEqual({ kind: 'all', of: [] });
    expect(criterionOf('Patient', '_lastUpdated:missing=true')).toEqual({ kind: 'any', of: [] });
  });
});

test('_text and _content look for words', () => {
  expect(criterionOf('Patient', '_text=rode bril')).toEqual({
    kind: 'words',
    where: 'narrative',
    anyOf: ['rode bril'],
  });
  expect(criterionOf('Patient', '_content=a\\,b,c')).toEqual({
    kind: 'words',
    where: 'content',
    anyOf: ['a,b', 'c'],
  });
});

test('_list names a List', () => {
  const path = registry.parameter('List', 'item')?.paths[0]?.path.key;
  expect(criterionOf('Patient', '_list=42')).toEqual({ kind: 'list', id: '42', path });
  expect(criterionOf('Patient', '_list=List/42,43')).toMatchObject({
    kind: 'any',
    of: [{ id: '42' }, { id: '43' }],
  });
});

describe('near', () => {
  test.each([
    ['52.1|5.1|10|km', 10],
    ['52.1|5.1|10', 10],
    ['52.1|5.1|10|', 10],
    ['52.1|5.1|500|m', 0.5],
    ['52.1|5.1|10|mi', 16.09344],
    ['52.1|5.1|10|[mi_i]', 16.09344],
    ['52.1|5.1|0', 0],
    ['52.1|5.1', 50],
    ['52.1|5.1||km', 50],
  ])('%s reaches %p kilometres', (value, kilometres) => {
    expect(criterionOf('Location', `near=${value}`)).toEqual({
      kind: 'near',
      latitude: 52.1,
      longitude: 5.1,
      kilometres,
    });
  });

  test('of several places is near one of them', () => {
    expect(criterionOf('Location', 'near=-33.8|151.2|1,52|5|1')).toMatchObject({
      kind: 'any',
      of: [{ latitude: -33.8, longitude: 151.2 }, { latitude: 52 }],
    });
  });
});

test.each([
  ['Location', 'near=52.1'],
  ['Location', 'near=x|5.1|10|km'],
  ['Location', 'near=91|5|10|km'],
  ['Location', 'near=52|181|10|km'],
  ['Location', 'near=52|5|-1|km'],
  ['Location', 'near=52|5|99999|km'],
  ['Location', 'near=52|5|10|parsec'],
  ['Location', 'near=52|5|10|km|x'],
  ['Location', 'near=1e1|5|10|km'],
  ['Location', 'near:missing=true'],
  ['Patient', 'near=52|5|10|km'],
  ['Patient', '_id=a b'],
  ['Patient', '_id=../1'],
  ['Patient', `_id=${'a'.repeat(65)}`],
  ['Patient', '_id:exact=a'],
  ['Patient', '_id:missing=1'],
  ['Patient', '_lastUpdated:exact=2020'],
  ['Patient', '_text=?!'],
  ['Patient', '_text:exact=a'],
  ['Patient', `_content=${'a'.repeat(1001)}`],
  ['Patient', '_list=$current-problems'],
  ['Patient', '_list:not=1'],
  ['Patient', '_query=everything'],
  ['Patient', '_type=Patient'],
  ['Patient', '_nonsense=x'],
  ['Patient', '=x'],
  ['Patient', ':missing=true'],
  ['Patient', 'nonsense=x'],
  ['Bundle', 'composition=Composition/1'],
  ['Bundle', 'composition:missing=true'],
])('%s?%s is refused', (type, query) => {
  expect(() => criterionOf(type, query)).toThrow(/Search parameter/);
});
