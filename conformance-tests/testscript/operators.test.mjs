// https://hl7.org/fhir/R4/valueset-assert-operator-codes.html
import { missingIn } from './minimum.mjs';
import { satisfies } from './operators.mjs';

test.each([
  [undefined, ['a'], 'a', true],
  ['equals', ['a'], 'a', true],
  ['equals', ['a', 'a'], 'a', true],
  ['equals', ['a', 'b'], 'a', false],
  ['equals', [], 'a', false],
  ['notEquals', ['b'], 'a', true],
  ['notEquals', ['a'], 'a', false],
  ['in', ['200'], '200, 201', true],
  ['in', ['404'], '200,201', false],
  ['notIn', ['404'], '200,201', true],
  ['notIn', ['200'], '200,201', false],
  ['greaterThan', ['10'], '9', true],
  ['greaterThan', ['9'], '9', false],
  ['greaterThan', ['2026-11-22'], '2026-11-21', true],
  ['lessThan', ['9'], '10', true],
  ['lessThan', ['10'], '9', false],
  ['lessThan', ['b'], 'a', false],
  ['empty', [], undefined, true],
  ['empty', [''], undefined, true],
  ['empty', ['a'], undefined, false],
  ['notEmpty', ['a'], undefined, true],
  ['notEmpty', [], undefined, false],
  ['contains', ['abc', 'x'], 'b', true],
  ['contains', ['abc'], 'z', false],
  ['notContains', ['abc'], 'z', true],
  ['notContains', ['abc'], 'b', false],
])('%s of %j and %s is %s', (operator, found, wanted, expected) => {
  expect(satisfies(operator, found, wanted)).toBe(expected);
});

test('an operator that does not exist is told', () => {
  expect(() => satisfies('about', ['a'], 'a')).toThrow('no operator about');
});

// `minimumId`
test.each([
  [{ a: 1, b: { c: 'x' }, d: [1, 2] }, { a: 1, b: { c: 'x' }, d: [2] }, undefined],
  [{ a: 1 }, { a: 2 }, '.a'],
  [{ a: 1 }, { a: 1, b: 2 }, '.b'],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 1 }] }, '.a[1]'],
  [{ a: { b: 1 } }, { a: [{ b: 1 }] }, '.a'],
])('%j has what %j has, but for %s', (whole, minimum, expected) => {
  expect(missingIn(whole, minimum)).toBe(expected);
});
