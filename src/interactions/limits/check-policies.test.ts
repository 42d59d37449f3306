import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICIES, type AccessRule } from '../../access/policies.js';
import { context } from '../../testing/search/parsing.js';
import { problemsOf } from './check-policies.js';

const problems = (rule: AccessRule, users = ['Practitioner']): string[] =>
  problemsOf([{ name: 'p', users, rules: [rule] }], context);

test('the policies that the server has by itself are in order', () => {
  expect(problemsOf(DEFAULT_POLICIES, context)).toEqual([]);
});

describe('a policy', () => {
  test.each<AccessRule>([
    { patients: '', permissions: 'cruds' },
    { patients: 'organization=Organization/1', permissions: 'rs' },
    {
      patients: 'organization:Organization._has:PractitionerRole:organization:practitioner={user}',
      permissions: 'rs',
    },
    { patients: '_has:Encounter:patient:practitioner={user}', permissions: 'cruds' },
    { types: ['Schedule'], search: 'actor={user}', permissions: 'cruds' },
    { types: ['Questionnaire', 'Library'], search: '', permissions: 'cruds' },
    { types: ['Appointment'], search: '_has:Encounter:appointment:_id=1', permissions: 'rs' },
  ])('%j is in order', (rule) => {
    expect(problems(rule)).toEqual([]);
  });

  test.each<[AccessRule, RegExp]>([
    [{ patients: 'unheard-of={user}', permissions: 'rs' }, /on Patient: .*unheard-of/],
    [{ patients: 'general-practitioner=', permissions: 'rs' }, /no value/],
    [{ patients: '_count=5', permissions: 'rs' }, /selects no resources/],
    [{ types: ['Nonsense'], search: '', permissions: 'rs' }, /"Nonsense" is no resource type/],
    [{ types: ['Schedule', 'Slot'], search: 'actor={user}', permissions: 'rs' }, /on Slot/],
    [{ patients: '', permissions: 'rs', types: ['Nonsense'] }, /"Nonsense"/],
    [
      { types: ['Appointment'], search: '_has:Encounter:appointment:_id=1', permissions: 'ru' },
      /may not have chains/,
    ],
    [{ types: ['Appointment'], search: 'patient.name=x', permissions: 'd' }, /may not have chains/],
    [
      { types: ['Appointment'], search: '_filter=status eq booked', permissions: 'c' },
      /may not have chains/,
    ],
  ])('%j is not', (rule, problem) => {
    expect(problems(rule)).toEqual([expect.stringMatching(problem)]);
  });

  test('is for users of known types', () => {
    expect(problems({ patients: '', permissions: 'r' }, ['Doctor'])).toEqual([
      'Access policy "p": "Doctor" is no resource type.',
    ]);
  });
});
