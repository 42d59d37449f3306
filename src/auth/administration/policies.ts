/** The access policies in force: those of a file, else those that an administrator set, else our own. */
import { Ajv, type ErrorObject } from 'ajv';
import { DEFAULT_POLICIES, POLICIES_SCHEMA, type AccessPolicy } from '../../access/policies.js';
import { loadAccessPolicies, saveAccessPolicies } from '../../storage/access-policies.js';
import type { Database } from '../../storage/database.js';
import { InvalidInput } from './invalid.js';

export interface PolicyRules {
  /** Those of the file that ACCESS_POLICIES names; they can't be changed here. */
  readonly ofFile: readonly AccessPolicy[] | undefined;
  /** Says what is wrong with the searches in them, a sentence each. */
  readonly problemsOf: (policies: readonly AccessPolicy[]) => readonly string[];
}

/** Where policies come from: the file, the database, or the server itself. */
export type PolicySource = 'file' | 'stored' | 'default';

export interface PoliciesInForce {
  readonly source: PolicySource;
  readonly policies: readonly AccessPolicy[];
}

const hasForm = new Ajv().compile<AccessPolicy[]>(POLICIES_SCHEMA);

/** @param value as parsed from JSON. @throws InvalidInput that says where it is wrong */
export function policiesFrom(value: unknown): readonly AccessPolicy[] {
  if (hasForm(value)) return value;
  throw new InvalidInput(problem(hasForm.errors?.[0]));
}

function problem(error: ErrorObject | null | undefined): string {
  const place = error?.instancePath ?? '';
  return `${place === '' ? 'the list of policies' : place} ${error?.message ?? 'is wrong'}`;
}

/** @throws InvalidInput when what is stored is not what this version understands */
export async function policiesInForce(
  database: Database,
  { ofFile }: Pick<PolicyRules, 'ofFile'>,
): Promise<PoliciesInForce> {
  if (ofFile !== undefined) return { source: 'file', policies: ofFile };
  const stored = await loadAccessPolicies(database);
  return stored === undefined
    ? { source: 'default', policies: DEFAULT_POLICIES }
    : { source: 'stored', policies: policiesFrom(stored) };
}

/**
 * From then on they hold in every process.
 * @param value undefined: the server's own take their place
 * @throws InvalidInput
 */
export async function setPolicies(
  database: Database,
  value: unknown,
  rules: PolicyRules,
): Promise<PoliciesInForce> {
  if (rules.ofFile !== undefined) {
    throw new InvalidInput('The policies are those of the file that ACCESS_POLICIES names.');
  }
  if (value === undefined) await saveAccessPolicies(database, undefined);
  else {
    const policies = policiesFrom(value);
    const [complaint] = rules.problemsOf(policies);
    if (complaint !== undefined) throw new InvalidInput(complaint);
    await saveAccessPolicies(database, policies);
  }
  return policiesInForce(database, rules);
}
