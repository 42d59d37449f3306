/**
 * What a caller may do with resources of a type, as clauses: each allows the resources that lie within
 * something and fulfil a filter; all clauses together allow what one of them does. No
 * clause allows nothing.
 */
import { keyText } from '../fhir/resource.js';
import type { AppAccess } from './context.js';
import type { Gegevensdiensten } from './gegevensdiensten.js';
import { allows, isRecordRule, searchFor, type AccessPolicy, type AccessRule } from './policies.js';
import type { RelationOf } from './relation.js';
import type { FilterParameter } from './scope-filter.js';
import type { Permission, ScopeLevel } from './scopes.js';

export type Within =
  | { readonly kind: 'everything' }
  /** The record of one patient, by logical id. */
  | { readonly kind: 'patient'; readonly id: string }
  /** The records of the patients that a search finds, as it stands behind `Patient?`. */
  | { readonly kind: 'patients'; readonly search: string }
  /** Resources of the type that a search finds. */
  | { readonly kind: 'search'; readonly search: string }
  /** One resource. */
  | { readonly kind: 'resource'; readonly id: string };

export interface Clause {
  readonly within: Within;
  readonly filter: readonly FilterParameter[];
}

export type ClausesOf = (type: string, permission: Permission) => readonly Clause[];

/** What the rules know besides who is asking. */
export interface AccessRules {
  readonly relationOf: RelationOf;
  readonly policies: readonly AccessPolicy[];
  /** Of MedMij. */
  readonly gegevensdiensten: Gegevensdiensten;
}

/** Those of an app; `medmij.ts` has those of a PGO. */
export function clausesOf(
  rules: AccessRules,
  access: AppAccess,
  type: string,
  permission: Permission,
): readonly Clause[] {
  const clauses: Clause[] = access.scopes.resources
    .filter((scope) => scope.type === '*' || scope.type === type)
    .filter((scope) => scope.permissions.has(permission))
    .flatMap(({ level, filter }) =>
      allowedTo(rules, access, level, { type, permission }).map((within) => ({ within, filter })),
    );
  return [...clauses, ...ownResource(access, type, permission)];
}

interface Wanted {
  readonly type: string;
  readonly permission: Permission;
}

function allowedTo(
  rules: AccessRules,
  { launch, subject }: AppAccess,
  level: ScopeLevel,
  wanted: Wanted,
): readonly Within[] {
  const fhirUser = subject?.fhirUser;
  switch (level) {
    case 'system':
      return [EVERYTHING];
    case 'patient':
      return launch.patient === undefined ? [] : allowedInRecord(rules, launch.patient, wanted);
    case 'user':
      if (fhirUser === undefined) return [];
      return fhirUser.type === 'Patient'
        ? allowedInRecord(rules, fhirUser.id, wanted)
        : allowedToUser(rules, fhirUser.type, keyText(fhirUser), wanted);
  }
}

const EVERYTHING: Within = { kind: 'everything' };

/** What is shared can be read by everyone whose scope names it, and written by nobody's app. */
function allowedInRecord(
  { relationOf }: AccessRules,
  id: string,
  { type, permission }: Wanted,
): readonly Within[] {
  const relation = relationOf(type);
  if (relation === 'shared') return isReading(permission) ? [EVERYTHING] : [];
  return relation === 'other' ? [] : [{ kind: 'patient', id }];
}

function isReading(permission: Permission): boolean {
  return permission === 'r' || permission === 's';
}

function allowedToUser(
  { relationOf, policies }: AccessRules,
  userType: string,
  user: string,
  { type, permission }: Wanted,
): readonly Within[] {
  const relation = relationOf(type);
  const rules = policies
    .filter(({ users }) => users.includes(userType))
    .flatMap((policy) => policy.rules)
    .filter((rule) => allows(rule, permission));
  const within = rules.flatMap((rule): Within[] => {
    if (!appliesTo(rule, type)) return [];
    if (!isRecordRule(rule)) return [{ kind: 'search', search: searchFor(rule.search, user) }];
    const hasRecord = relation !== 'shared' && relation !== 'other';
    return hasRecord ? [{ kind: 'patients', search: searchFor(rule.patients, user) }] : [];
  });
  return relation === 'shared' && isReading(permission) ? [EVERYTHING, ...within] : within;
}

function appliesTo(rule: AccessRule, type: string): boolean {
  return rule.types?.includes(type) ?? true;
}

/**
 * Whoever may know who the user is may read that one resource:
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data
 */
function ownResource(
  { scopes, subject }: AppAccess,
  type: string,
  permission: Permission,
): Clause[] {
  const isNamed = scopes.others.has('openid') && scopes.others.has('fhirUser');
  const fhirUser = subject?.fhirUser;
  if (!isNamed || permission !== 'r' || fhirUser?.type !== type) return [];
  return [{ within: { kind: 'resource', id: fhirUser.id }, filter: [] }];
}

/** True when one of the clauses has no condition at all. */
export function areUnlimited(clauses: readonly Clause[]): boolean {
  return clauses.some(({ within, filter }) => filter.length === 0 && isEverything(within));
}

function isEverything(within: Within): boolean {
  return within.kind === 'everything' || (within.kind === 'search' && within.search === '');
}
