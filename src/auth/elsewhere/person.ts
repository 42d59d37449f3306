/** What an identity provider says about a person, as the operator wants it read. Pure. */
import type { Role } from '../../storage/auth/accounts.js';
import type { PersonRules } from '../people/identity-provider.js';
import { SignInRefused } from './refused.js';

/** Who has been signed in elsewhere, before we know who that is here. */
export interface Stranger {
  /** What the provider calls the person. */
  readonly subject: string;
  /** The values of a claim or an attribute. */
  values(name: string): readonly string[];
}

export interface PersonFacts {
  /** What identifies the person for us. */
  readonly value: string;
  readonly name: string | undefined;
  /** That the provider gives; undefined when it has no say in it. */
  readonly role: Role | undefined;
}

const LONGEST_VALUE = 256;
const LONGEST_NAME = 200;

/** @throws SignInRefused when something that is needed is not there */
export function personFacts(stranger: Stranger, rules: PersonRules): PersonFacts {
  return {
    value: identifyingValue(stranger, rules),
    name: rules.name === undefined ? undefined : shownName(stranger.values(rules.name)),
    role: rules.roles === undefined ? undefined : givenRole(stranger, rules),
  };
}

function identifyingValue(stranger: Stranger, { match }: PersonRules): string {
  const { claim, pattern } = match;
  const values = claim === undefined ? [stranger.subject] : stranger.values(claim);
  const [value = ''] = values;
  // Of two the wrong one could be taken.
  if (
    values.length !== 1 ||
    value === '' ||
    value.length > LONGEST_VALUE ||
    /\p{Cc}/u.test(value)
  ) {
    throw new SignInRefused('what identifies the person is missing, or not one value', 'unknown');
  }
  if (pattern === undefined) return value;
  const found = new RegExp(`^(?:${pattern})$`, 'u').exec(value)?.[1] ?? '';
  if (found !== '') return found;
  throw new SignInRefused(
    'what identifies the person does not have the form it must have',
    'unknown',
  );
}

function shownName(values: readonly string[]): string | undefined {
  const name = (values[0] ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return name === '' ? undefined : name.slice(0, LONGEST_NAME);
}

function givenRole(stranger: Stranger, { roles, role }: PersonRules): Role {
  const has = new Set(roles === undefined ? [] : stranger.values(roles.claim));
  const given = roles?.values.find(({ value }) => has.has(value))?.role ?? role;
  if (given !== undefined) return given;
  throw new SignInRefused('the person has none of the roles that are let in', 'unknown');
}
