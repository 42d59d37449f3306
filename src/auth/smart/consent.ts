/** What an app asks for, cut into parts that a person can agree to one by one. */
import { ADMIN_SCOPE } from '../../access/administrator.js';
import {
  printScope,
  type GrantedScopes,
  type Permission,
  type ResourceScope,
  type ScopeLevel,
} from '../../access/scopes.js';
import type { FilterParameter } from '../../access/scope-filter.js';
import { REFRESH_SCOPES } from './scope-policy.js';

/** To see, or to change: people judge them apart. */
export type Deed = 'see' | 'change';

/** A part of what is asked, narrower than the item that it belongs to. */
export interface ConsentPart {
  readonly scope: ResourceScope;
  /** What tells it from the others: a type, or a code of a category. */
  readonly label:
    | { readonly kind: 'type'; readonly type: string }
    | { readonly kind: 'code'; readonly code: string };
}

/** One thing to agree to. */
export interface ConsentItem {
  readonly level: ScopeLevel;
  readonly type: string;
  readonly deed: Deed;
  readonly permissions: ReadonlySet<Permission>;
  readonly filter: readonly FilterParameter[];
  readonly scope: ResourceScope;
  /** The scope that it was cut from. */
  readonly asked: ResourceScope;
  readonly parts: readonly ConsentPart[];
}

export interface ConsentRequest {
  readonly items: readonly ConsentItem[];
  readonly identity: boolean;
  readonly refresh: (typeof REFRESH_SCOPES)[number] | undefined;
  readonly admin: boolean;
  /** What comes with the launch and needs no words. */
  readonly silent: readonly string[];
}

const IDENTITY = ['openid', 'fhirUser', 'profile'];
const DEEDS: Readonly<Record<Deed, readonly Permission[]>> = {
  see: ['r', 's'],
  change: ['c', 'u', 'd'],
};

export function consentRequest({ resources, others }: GrantedScopes): ConsentRequest {
  return {
    items: resources.flatMap(itemsOf),
    identity: IDENTITY.some((scope) => others.has(scope)),
    refresh: REFRESH_SCOPES.find((scope) => others.has(scope)),
    admin: others.has(ADMIN_SCOPE),
    silent: [...others].filter((scope) => scope === 'launch' || scope.startsWith('launch/')),
  };
}

function itemsOf(asked: ResourceScope): ConsentItem[] {
  return (['see', 'change'] as const).flatMap((deed) => {
    const permissions = new Set(DEEDS[deed].filter((letter) => asked.permissions.has(letter)));
    if (permissions.size === 0) return [];
    const { level, type, filter } = asked;
    const scope =
      permissions.size === asked.permissions.size ? asked : { level, type, permissions, filter };
    return [{ level, type, deed, permissions, filter, scope, asked, parts: partsOf(scope) }];
  });
}

/** What people keep apart when an app asks for everything. */
const TYPES = [
  'Patient',
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Consent',
  'Coverage',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'EpisodeOfCare',
  'FamilyMemberHistory',
  'Flag',
  'Goal',
  'Immunization',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'NutritionOrder',
  'Observation',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'QuestionnaireResponse',
  'RelatedPerson',
  'ServiceRequest',
  'Task',
  'Appointment',
];

const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const CONDITION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';

/** https://hl7.org/fhir/R4/valueset-observation-category.html, https://hl7.org/fhir/R4/valueset-condition-category.html */
const CATEGORIES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Observation: [
    'laboratory',
    'vital-signs',
    'imaging',
    'exam',
    'procedure',
    'therapy',
    'survey',
    'activity',
    'social-history',
  ].map((code) => [OBSERVATION_CATEGORY, code]),
  Condition: ['problem-list-item', 'encounter-diagnosis'].map((code) => [CONDITION_CATEGORY, code]),
};

function partsOf(scope: ResourceScope): ConsentPart[] {
  const { level, type, permissions, filter } = scope;
  if (type === '*') {
    return TYPES.map((one) => ({
      scope: { level, type: one, permissions, filter },
      label: { kind: 'type', type: one },
    }));
  }
  if (filter.length > 0) return [];
  return (CATEGORIES[type] ?? []).map(([system, code]) => ({
    scope: { level, type, permissions, filter: [['category', `${system}|${code}`]] },
    label: { kind: 'code', code },
  }));
}

/** What a person chose, in the order of the items. */
export interface ConsentChoice {
  /** All of the item, these of its parts by their place, or nothing. */
  readonly items: readonly ('all' | 'none' | readonly number[])[];
  readonly identity: boolean;
  readonly refresh: boolean;
  readonly admin: boolean;
}

/** Agreement to everything, as the operator gives it for a client that skips the question. */
export function everything({ items }: ConsentRequest): ConsentChoice {
  return { items: items.map(() => 'all'), identity: true, refresh: true, admin: true };
}

/**
 * The scopes that follow from a choice. They are made of what was asked, never of what a browser sent,
 * so they can't be more.
 * @returns undefined when nothing was chosen
 */
export function chosenScopes(
  asked: GrantedScopes,
  request: ConsentRequest,
  choice: ConsentChoice,
): GrantedScopes | undefined {
  const scopes = request.items.flatMap((item, index) => chosenOf(item, choice.items[index]));
  const resources = [
    ...new Map(joined(scopes, request).map((one) => [printScope(one), one])).values(),
  ];
  const others = [...asked.others].filter(
    (scope) =>
      (IDENTITY.includes(scope) && choice.identity) ||
      (REFRESH_SCOPES.some((one) => one === scope) && choice.refresh) ||
      (scope === ADMIN_SCOPE && choice.admin),
  );
  const hasSubstance = others.some((scope) => IDENTITY.includes(scope) || scope === ADMIN_SCOPE);
  if (resources.length === 0 && !hasSubstance) return undefined;
  return { resources, others: new Set([...others, ...request.silent]) };
}

function chosenOf(
  { scope, parts }: ConsentItem,
  choice: 'all' | 'none' | readonly number[] | undefined,
): ResourceScope[] {
  if (choice === 'all') return [scope];
  if (choice === 'none' || choice === undefined) return [];
  return choice.flatMap((place) => parts[place]?.scope ?? []);
}

/** Where both seeing and changing were left whole, the app gets the scope in its own words back. */
function joined(chosen: readonly ResourceScope[], { items }: ConsentRequest): ResourceScope[] {
  const whole = new Set(chosen);
  const isWhole = (asked: ResourceScope): boolean =>
    items.filter((item) => item.asked === asked).every(({ scope }) => whole.has(scope));
  return chosen.map((scope) => {
    const item = items.find((one) => one.scope === scope);
    return item !== undefined && isWhole(item.asked) ? item.asked : scope;
  });
}
