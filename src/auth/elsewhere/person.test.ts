import { describe, expect, test } from '@jest/globals';
import type { PersonRules } from '../people/identity-provider.js';
import { strangerOf } from './oidc/claims.js';
import { personFacts } from './person.js';

const RULES: PersonRules = { match: { by: 'account', ignoreCase: false }, create: false };
const facts = (claims: object, rules: Partial<PersonRules> = {}): ReturnType<typeof personFacts> =>
  personFacts(strangerOf({ sub: 'S', ...claims }), { ...RULES, ...rules });

describe('what a provider says about a person', () => {
  test('is the subject unless another claim counts, to the letter', () => {
    expect(facts({})).toEqual({ value: 'S', name: undefined, role: undefined });
    const match = { ...RULES.match, claim: 'n' } as PersonRules['match'];
    expect(facts({ n: 42 }, { match }).value).toBe('42');
    for (const n of [undefined, null, '', [], ['a', 'b'], { a: 1 }, 'x'.repeat(257), 'a\u0000']) {
      expect(() => facts({ n }, { match })).toThrow();
    }
  });

  test('can stand deeper, by a JSON Pointer; a claim that is named like one comes first', () => {
    const match = { ...RULES.match, claim: '/a/b~1c/0' } as PersonRules['match'];
    expect(facts({ a: { 'b/c': { 0: 'deep' } } }, { match }).value).toBe('deep');
    expect(facts({ a: { 'b/c': { 0: 'deep' } }, '/a/b~1c/0': 'flat' }, { match }).value).toBe(
      'flat',
    );
    const toString = { ...RULES.match, claim: '/toString' } as PersonRules['match'];
    expect(() => facts({}, { match: toString })).toThrow();
  });

  test('must have the form it must have, from end to end', () => {
    const match = { ...RULES.match, pattern: 's0:(\\d+)' } as PersonRules['match'];
    expect(facts({ sub: 's0:12' }, { match }).value).toBe('12');
    for (const sub of ['s0:12x', 'xs0:12', 's0:', '12', 's0:12\n']) {
      expect(() => facts({ sub }, { match })).toThrow();
    }
  });

  test('gives a role by the first of our list, or the usual one', () => {
    const roles = {
      claim: 'groups',
      values: [
        { value: 'a', role: 'admin' },
        { value: 'p', role: 'practitioner' },
      ],
    } as const;
    expect(facts({ groups: ['p', 'a'] }, { roles }).role).toBe('admin');
    expect(facts({ groups: 'p' }, { roles }).role).toBe('practitioner');
    expect(() => facts({ groups: ['A', 'x'] }, { roles })).toThrow();
    expect(facts({}, { roles, role: 'patient' }).role).toBe('patient');
  });
});
