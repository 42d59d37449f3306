// The file that VALIDATION_POLICY names
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attentionTo, DEFAULT_POLICY } from '../validation/policy.js';
import type { RuleId } from '../validation/rules.js';
import { ConfigError, loadConfig } from './load.js';
import { readPolicy } from './policy.js';
import { ROOT } from './process.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policy-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(content: unknown): string {
  const name = path.join(folder, 'policy.json');
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const complaint = (content: unknown): string => {
  try {
    readPolicy(file(content));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'none';
};

const PROFILE = 'http://example.org/StructureDefinition/x';

test('the one in profiles/ says what counts without one', () => {
  const shipped = readPolicy(path.join(ROOT, 'profiles/policy.json'));
  expect(shipped.bestPractice).toBe(DEFAULT_POLICY.bestPractice);
  expect(shipped.requiredProfiles).toEqual({});
  for (const [rule, usual] of [
    ['profile-unknown', DEFAULT_POLICY.unknownProfile],
    ['extension-unknown', DEFAULT_POLICY.unknownExtension],
    ['reference-unresolved', DEFAULT_POLICY.unresolvedReference],
    ['code-unjudged', DEFAULT_POLICY.unjudgedCode],
  ] as const) {
    expect([rule, shipped.rules[rule]]).toEqual([rule, usual]);
  }
});

test('rules count for all types, or for one', () => {
  const policy = readPolicy(
    file({
      rules: { 'profile-unknown': 'error', 'slicing-order': 'ignore' },
      types: {
        Patient: { requiredProfiles: [PROFILE], rules: { 'profile-unknown': 'information' } },
        Observation: { requiredProfiles: [PROFILE] },
      },
    }),
  );
  const said = (rule: RuleId, type: string) =>
    attentionTo(policy, { rule, type, usual: 'warning' });
  expect(said('profile-unknown', 'Patient')).toBe('information');
  expect(said('profile-unknown', 'Observation')).toBe('error');
  expect(said('slicing-order', 'Patient')).toBe('ignore');
  expect(said('binding-extensible', 'Patient')).toBe('warning');
  expect(policy.requiredProfiles).toEqual({ Patient: [PROFILE], Observation: [PROFILE] });
});

describe('what is wrong is said in a line, with its place', () => {
  test.each([
    ['{', 'it is not JSON'],
    ['[]', 'it must be object'],
    [{ kinds: {} }, 'it has "kinds", which is none of: bestPractice, rules, types'],
    [{ bestPractice: 'no' }, '/bestPractice must be one of: error, warning, information, ignore'],
    [
      { rules: { invariant: 'off' } },
      '/rules/invariant must be one of: error, warning, information, ignore',
    ],
    [{ types: { patient: {} } }, '/types has "patient", which is no resource type'],
    [
      { types: { Patient: { profiles: [] } } },
      '/types/Patient has "profiles", which is none of: requiredProfiles, rules',
    ],
    [
      { types: { Patient: { requiredProfiles: [] } } },
      '/types/Patient/requiredProfiles must NOT have fewer than 1 items',
    ],
    [
      { types: { Patient: { requiredProfiles: ['nl-core-Patient'] } } },
      /^\/types\/Patient\/requiredProfiles\/0 must match pattern/,
    ],
    [
      { rules: { 'binding-requird': 'error' } },
      /^\/rules has "binding-requird", which is none of: .*binding-required/,
    ],
  ])('%j', (content, expected) => {
    const said = complaint(content);
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
    expect(said).not.toContain('\n');
  });

  test.each(['unknown-element', 'json-type', 'primitive-format', 'narrative'])(
    'what the server stands on can not be eased: %s',
    (rule) => {
      expect(complaint({ rules: { [rule]: 'warning' } })).toContain(`/rules has "${rule}"`);
    },
  );

  test('by the configuration, with the name of the variable', () => {
    for (const [name, reason] of [
      [file('{'), 'it is not JSON'],
      [path.join(folder, 'not-there.json'), 'it can not be read'],
    ]) {
      expect(() => loadConfig({ VALIDATION_POLICY: name }, '/')).toThrow(
        new ConfigError([
          `VALIDATION_POLICY is "${name ?? ''}"; allowed: a JSON file in the form of profiles/policy.json; ${reason ?? ''}.`,
        ]),
      );
    }
  });
});
