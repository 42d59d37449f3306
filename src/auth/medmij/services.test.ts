import { describe, expect, test } from '@jest/globals';
import { Gegevensdiensten } from '../../access/gegevensdiensten.js';
import type { MedmijProvider } from './settings.js';
import { grantedServices, meaningOf, narrowedScope } from './services.js';

const catalog = new Gegevensdiensten(
  (
    [
      ['c1', 'collect'],
      ['c2', 'collect'],
      ['c3', 'collect'],
      ['s1', 'share'],
      ['s2', 'share'],
    ] as const
  ).map(([id, kind]) => ({ id, kind, name: id, requests: [] })),
);
const provider: MedmijProvider = {
  name: 'abc',
  displayName: 'ABC',
  privacyUrl: 'https://abc.example/',
  services: ['c1', 'c2', 's1'],
  availability: { relation: [], data: [], withheld: [] },
};
const client = (
  ...services: string[]
): { hostname: string; organisationName: string; services: Set<string> } => ({
  hostname: 'pgo.example',
  organisationName: 'PGO',
  services: new Set(services),
});

describe('what a scope asks of a provider', () => {
  test.each([
    [undefined, { kind: 'collect', services: undefined }],
    [['c1'], { kind: 'collect', services: ['c1'] }],
    [['c2', 'c1'], { kind: 'collect', services: ['c2', 'c1'] }],
    [['s1'], { kind: 'share', services: ['s1'] }],
    [['c3'], undefined],
    [['s2'], undefined],
    [['c1', 's1'], undefined],
    [['s1', 's2'], undefined],
    [['x'], undefined],
  ])('%j', (services, meaning) => {
    expect(meaningOf(services, provider, catalog)).toEqual(meaning);
  });

  test('a provider that collects nothing has no scope of its name alone', () => {
    expect(meaningOf(undefined, { ...provider, services: ['s1'] }, catalog)).toBeUndefined();
  });

  test('a provider without a list of its own offers all there is', () => {
    expect(meaningOf(['c3'], { ...provider, services: undefined }, catalog)).toBeDefined();
  });
});

describe('what a token is good for', () => {
  const all = { kind: 'collect', services: undefined } as const;

  test.each([
    [all, client('c1', 'c2', 'c3', 's1'), ['c1', 'c2'], undefined],
    [all, client('c2'), ['c2'], 'abc~c2'],
    [all, client(), [], ''],
    [all, { hostname: 'x', organisationName: 'x' }, ['c1', 'c2'], undefined],
    [{ kind: 'collect', services: ['c1', 'c2'] }, client('c1'), ['c1'], 'abc~c1'],
    [{ kind: 'collect', services: ['c1'] }, client('c1', 'c2'), ['c1'], undefined],
    [{ kind: 'share', services: ['s1'] }, client('s1', 'c1'), ['s1'], undefined],
  ] as const)('%j', (asked, who, granted, scope) => {
    const services = grantedServices(asked, who, provider, catalog);
    expect(services).toEqual(granted);
    expect(narrowedScope(asked, services, provider, catalog)).toBe(scope);
  });
});
