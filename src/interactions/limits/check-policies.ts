/** Policies that could not do what they say stop the start of the server. */
import {
  isRecordRule,
  searchFor,
  type AccessPolicy,
  type AccessRule,
} from '../../access/policies.js';
import { FhirError } from '../../fhir/errors.js';
import { parseCriteria } from '../../search/parse/search.js';
import type { ParseContext } from '../../search/parse/context.js';

/** @returns a sentence for each problem */
export function problemsOf(policies: readonly AccessPolicy[], context: ParseContext): string[] {
  return policies.flatMap(({ name, users, rules }) => {
    const unknown = users.filter((type) => !context.isResourceType(type));
    const problems = rules.flatMap((rule) => ruleProblems(rule, users[0] ?? '', context));
    return [...unknown.map((type) => `"${type}" is no resource type`), ...problems].map(
      (problem) => `Access policy "${name}": ${problem}.`,
    );
  });
}

function ruleProblems(rule: AccessRule, userType: string, context: ParseContext): string[] {
  const unknown = (rule.types ?? []).filter((type) => !context.isResourceType(type));
  if (unknown.length > 0) return unknown.map((type) => `"${type}" is no resource type`);
  const user = `${userType}/1`;
  if (isRecordRule(rule)) return searchProblems('Patient', searchFor(rule.patients, user), context);
  const looksElsewhere = [...new URLSearchParams(rule.search)].some(([name]) =>
    /^_has:|^_filter$|\./.test(name),
  );
  // What a caller writes besides could make it true.
  if (looksElsewhere && /[cud]/.test(rule.permissions)) {
    return ['a rule that allows writing may not have chains, _has or _filter'];
  }
  return rule.types.flatMap((type) => searchProblems(type, searchFor(rule.search, user), context));
}

function searchProblems(type: string, search: string, context: ParseContext): string[] {
  try {
    parseCriteria(type, [...new URLSearchParams(search)], context);
    return [];
  } catch (error) {
    if (error instanceof FhirError) return [`on ${type}: ${error.message.replace(/\.$/, '')}`];
    throw error;
  }
}
