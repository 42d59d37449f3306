/**
 * What people who are no patients may do, as configuration: whose records, and which resources
 * beside them. It is joined with the scopes of their apps: what happens must be allowed by both.
 */
import type { Permission } from './scopes.js';

/** Rules for users of some types. All policies for a user together allow what one of them does. */
export interface AccessPolicy {
  /** For messages and the audit trail. */
  readonly name: string;
  /** Types of the resource that stands for the user: `Practitioner`. */
  readonly users: readonly string[];
  readonly rules: readonly AccessRule[];
}

export type AccessRule = RecordRule | TypeRule;

/** The records of the patients that a search finds. */
export interface RecordRule {
  /**
   * Search parameters on Patient, as in a URL; empty: all patients. `{user}` stands for the user's
   * own reference, such as `Practitioner/1`.
   */
  readonly patients: string;
  /** Letters of `cruds`. */
  readonly permissions: string;
  /** Only these types; undefined: all that belong to a record. */
  readonly types?: readonly string[];
}

/** Resources that a search finds by what they say themselves, whosever they are. */
export interface TypeRule {
  readonly types: readonly string[];
  /** Search parameters that each of the types has; empty: all resources. `{user}` as above. */
  readonly search: string;
  readonly permissions: string;
}

const IS_ACTIVE = '(active eq true or active pr false)';
const IS_AT_WORK = '(status eq active or status pr false)';

/**
 * A practitioner sees his or her own patients, and those of the care teams that he or she is in.
 * Resources name a practitioner as a person or in a role (https://hl7.org/fhir/R4/practitionerrole.html);
 * a role that has ended gives nothing any more.
 */
export const DEFAULT_POLICIES: readonly AccessPolicy[] = [
  {
    name: 'treatment',
    users: ['Practitioner', 'PractitionerRole'],
    rules: [
      { patients: 'general-practitioner={user}', permissions: 'cruds' },
      {
        patients: `_has:CareTeam:patient:_filter=participant eq {user} and ${IS_AT_WORK}`,
        permissions: 'cruds',
      },
    ],
  },
  {
    name: 'treatment in a role',
    users: ['Practitioner'],
    rules: [
      {
        patients: `general-practitioner:PractitionerRole._filter=practitioner eq {user} and ${IS_ACTIVE}`,
        permissions: 'cruds',
      },
      {
        patients: [
          `_has:CareTeam:patient:_filter=participant:PractitionerRole.practitioner eq {user} and ${IS_AT_WORK}`,
          `_has:CareTeam:patient:participant:PractitionerRole._filter=practitioner eq {user} and ${IS_ACTIVE}`,
        ].join('&'),
        permissions: 'cruds',
      },
    ],
  },
];

export function isRecordRule(rule: AccessRule): rule is RecordRule {
  return 'patients' in rule;
}

export function allows({ permissions }: AccessRule, permission: Permission): boolean {
  return permissions.includes(permission);
}

/** The search of a rule for this user. @param user reference such as `Practitioner/1` */
export function searchFor(search: string, user: string): string {
  return search.replaceAll('{user}', user);
}

const TYPE_NAME = { type: 'string', pattern: '^[A-Z][A-Za-z]{1,63}$' } as const;
const TYPE_NAMES = { type: 'array', items: TYPE_NAME, minItems: 1, maxItems: 200 } as const;
const SEARCH = { type: 'string', maxLength: 2000 } as const;
const LETTERS = {
  type: 'string',
  minLength: 1,
  pattern: '^c?r?u?d?s?$',
} as const;

/** JSON Schema of a list of policies. */
export const POLICIES_SCHEMA = {
  type: 'array',
  maxItems: 100,
  items: {
    type: 'object',
    required: ['name', 'users', 'rules'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 100 },
      users: TYPE_NAMES,
      rules: {
        type: 'array',
        maxItems: 100,
        items: {
          oneOf: [
            {
              type: 'object',
              required: ['patients', 'permissions'],
              additionalProperties: false,
              properties: { patients: SEARCH, permissions: LETTERS, types: TYPE_NAMES },
            },
            {
              type: 'object',
              required: ['types', 'search', 'permissions'],
              additionalProperties: false,
              properties: { types: TYPE_NAMES, search: SEARCH, permissions: LETTERS },
            },
          ],
        },
      },
    },
  },
} as const;
