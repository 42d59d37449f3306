// https://ucum.org
import { describe, expect, test } from '@jest/globals';
import { createUnitConverter } from './ucum.js';

const convertUnit = createUnitConverter();

describe('units of measure', () => {
  test.each([
    [5.4, 'g', 5400, 'mg'],
    [37, 'Cel', 98.6, '[degF]'],
    [1, 'mmol/L', 1000, 'umol/L'],
    [120, 'mm[Hg]', 12, 'cm[Hg]'],
  ])('%d %s is %d %s', (value, unit, otherValue, otherUnit) => {
    const [one, other] = [convertUnit(unit), convertUnit(otherUnit)];
    expect(one?.unit).toBe(other?.unit);
    expect(one?.convert(value)).toBeCloseTo(other?.convert(otherValue) ?? NaN, 9);
  });

  test.each([
    ['g', 'mL'],
    ['[iU]/L', '/L'],
    ['mol/L', 'g/L'],
  ])('%s and %s never meet', (one, other) => {
    expect(convertUnit(one)?.unit).not.toBe(convertUnit(other)?.unit);
  });

  test('what is not UCUM has no canonical unit', () => {
    expect(convertUnit('tablet(s)')).toBeUndefined();
    expect(convertUnit('g'.repeat(1000))).toBeUndefined();
  });
});
