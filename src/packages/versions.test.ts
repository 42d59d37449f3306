import { describe, expect, test } from '@jest/globals';
import { bestVersion, compareVersions, satisfies } from './versions.js';

describe('versions', () => {
  test('are ordered by their numbers, a pre-release before its release', () => {
    const ordered = [
      '0.9.0-beta.1',
      '0.12.0-beta.4',
      '0.12.0',
      '1.0.0-alpha.2',
      '1.0.0-beta.3',
      '1.0.0-beta.12',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.10.0',
      '20240501',
    ];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
    expect(compareVersions('1.0.0+one', '1.0.0+two')).toBe(0);
  });

  test.each([
    ['4.0.1', '4.0.1', true],
    ['4.0.1', '4.0.x', true],
    ['4.0.1', '4.0', true],
    ['4.0.1', '4.x', true],
    ['4.0.1', 'latest', true],
    ['4.0.10', '4.0.1', false],
    ['4.1.0', '4.0.x', false],
    ['0.12.1-beta.1', '0.12.1', false],
  ])('%s for %s: %s', (version, wanted, answer) => {
    expect(satisfies(version, wanted)).toBe(answer);
  });

  test.each([
    ['4.0.x', ['3.0.2', '4.0.0', '4.0.1', '4.1.0'], '4.0.1'],
    ['0.10.0', ['0.9.0', '0.11.0', '0.12.0'], '0.11.0'],
    ['2.0.0', ['0.9.0', '1.11.0'], '1.11.0'],
    ['1.0.0', [], undefined],
  ])('the best for %s of %j is %s', (wanted, versions, best) => {
    expect(bestVersion(wanted, versions)).toBe(best);
  });
});
