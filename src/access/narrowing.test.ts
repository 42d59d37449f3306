import fc from 'fast-check';
import { allNarrow, inBoth } from './narrowing.js';
import { parseScopes, printScopes, type GrantedScopes } from './scopes.js';

const VOCABULARY = { isResourceType: () => true };

function scopes(text: string): GrantedScopes {
  const { resources, others, rejected } = parseScopes(text, VOCABULARY);
  expect(rejected).toEqual([]);
  return { resources, others };
}

test.each([
  ['patient/Observation.rs', 'patient/Observation.rs'],
  ['patient/Observation.r', 'patient/Observation.rs'],
  ['patient/Observation.read', 'patient/Observation.rs'],
  ['patient/Observation.rs', 'patient/*.read'],
  ['patient/Observation.rs', 'patient/Observation.r patient/*.s'],
  ['patient/Observation.rs?code=a', 'patient/Observation.rs'],
  ['patient/Observation.rs?code=a', 'patient/Observation.rs?code=a,b'],
  ['patient/Observation.rs?code=a&status=final', 'patient/Observation.rs?code=a'],
  ['patient/Observation.rs?status=final&code=a', 'patient/Observation.rs?code=a&status=final'],
  ['openid', 'openid fhirUser patient/*.rs'],
  ['', 'openid'],
])('%s allows no more than %s', (narrow, wide) => {
  expect(allNarrow(scopes(narrow), scopes(wide))).toBe(true);
});

test.each([
  ['patient/Observation.rs', 'patient/Observation.r'],
  ['patient/Observation.*', 'patient/Observation.read'],
  ['patient/*.rs', 'patient/Observation.rs'],
  ['user/Observation.rs', 'patient/Observation.rs'],
  ['patient/Observation.rs', 'user/Observation.rs'],
  ['system/Observation.rs', 'user/*.*'],
  ['patient/Observation.rs', 'patient/Observation.rs?code=a'],
  ['patient/Observation.rs?code=a,b', 'patient/Observation.rs?code=a'],
  ['patient/Observation.rs?code=a', 'patient/Observation.rs?status=a'],
  ['patient/Observation.rs?code=a\\,b'.replace('\\', '%5C'), 'patient/Observation.rs?code=a,b'],
  ['patient/Condition.rs', 'patient/Observation.rs'],
  ['openid offline_access', 'openid'],
])('%s allows more than %s', (narrow, wide) => {
  expect(allNarrow(scopes(narrow), scopes(wide))).toBe(false);
});

test.each([
  ['patient/*.rs openid', 'patient/Observation.r fhirUser', 'patient/Observation.r'],
  [
    'patient/*.read',
    'patient/Observation.* patient/Condition.r',
    'patient/Observation.read patient/Condition.r',
  ],
  ['patient/Observation.read', 'patient/*.rs', 'patient/Observation.read'],
  ['patient/Observation.cruds', 'patient/*.read', 'patient/Observation.rs'],
  ['patient/Observation.rs', 'patient/*.r patient/*.s', 'patient/Observation.rs'],
  ['patient/Observation.rs', 'user/*.*', ''],
  ['patient/Observation.r', 'patient/Observation.s', ''],
  ['patient/Observation.rs?code=a', 'patient/*.rs?_tag=x', 'patient/Observation.rs?code=a&_tag=x'],
  ['openid launch', 'launch openid', 'openid launch'],
])('%s and %s have in common: %s', (one, other, expected) => {
  expect(printScopes(inBoth(scopes(one), scopes(other)))).toBe(expected);
});

const anyScope = fc
  .tuple(
    fc.constantFrom('patient', 'user', 'system'),
    fc.constantFrom('*', 'Observation', 'Condition'),
    fc.constantFrom('read', 'write', '*', 'r', 's', 'rs', 'cu', 'cruds', 'd'),
    fc.subarray(['code=a', 'code=a,b', 'code=b', 'status=x', '_tag=t,u']),
  )
  .map(([level, type, suffix, filter]) => {
    const condition = filter.length === 0 ? '' : `?${filter.join('&')}`;
    return `${level}/${type}.${suffix}${condition}`;
  });
const anyScopes = fc
  .array(fc.oneof({ weight: 5, arbitrary: anyScope }, fc.constantFrom('openid', 'launch')), {
    maxLength: 5,
  })
  .map((texts) => scopes(texts.join(' ')));

describe('of any scopes', () => {
  test('all narrow themselves, and none is narrower than nothing', () => {
    fc.assert(
      fc.property(anyScopes, (one) => {
        expect(allNarrow(one, one)).toBe(true);
        expect(allNarrow(one, scopes(''))).toBe(one.resources.length + one.others.size === 0);
      }),
    );
  });

  test('what two have in common narrows both', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, (one, other) => {
        const common = inBoth(one, other);
        expect(allNarrow(common, one)).toBe(true);
        expect(allNarrow(common, other)).toBe(true);
        expect(allNarrow(inBoth(common, other), common)).toBe(true);
      }),
    );
  });

  test('narrowing is transitive', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, anyScopes, (one, other, third) => {
        fc.pre(allNarrow(one, other) && allNarrow(other, third));
        expect(allNarrow(one, third)).toBe(true);
      }),
    );
  });

  // What scopes allow, counted out over a small world of resources.
  test('the narrower allow nothing that the wider do not', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, (one, other) => {
        fc.pre(allNarrow(one, other));
        for (const act of WORLD) if (allows(one, act)) expect(allows(other, act)).toBe(true);
      }),
    );
  });

  test('what two have in common is what both allow', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, (one, other) => {
        const common = inBoth(one, other);
        for (const act of WORLD) {
          expect(allows(common, act)).toBe(allows(one, act) && allows(other, act));
        }
      }),
    );
  });
});

interface Act {
  readonly level: string;
  readonly type: string;
  readonly permission: 'c' | 'r' | 'u' | 'd' | 's';
  readonly facts: Readonly<Record<string, string>>;
}

const WORLD: readonly Act[] = ['patient', 'user', 'system'].flatMap((level) =>
  ['Observation', 'Condition', 'Other'].flatMap((type) =>
    (['c', 'r', 'u', 'd', 's'] as const).flatMap((permission) =>
      ['a', 'b', 'c'].flatMap((code) =>
        ['x', 'y'].flatMap((status) =>
          ['t', 'v'].map((tag) => ({
            level,
            type,
            permission,
            facts: { code, status, _tag: tag },
          })),
        ),
      ),
    ),
  ),
);

function allows({ resources }: GrantedScopes, act: Act): boolean {
  return resources.some(
    ({ level, type, permissions, filter }) =>
      level === act.level &&
      (type === '*' || type === act.type) &&
      permissions.has(act.permission) &&
      filter.every(([name, value]) => value.split(',').includes(act.facts[name] ?? '')),
  );
}
