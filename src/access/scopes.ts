/**
 * Scopes of SMART App Launch: parsed, printed, compared. What is unknown or malformed is reported,
 * never understood as something else.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
import {
  parseFilter,
  printFilter,
  type FilterParameter,
  type ParsedFilter,
} from './scope-filter.js';

/** Whose data: of the patient in context, of the user, or of the client itself. */
export type ScopeLevel = 'patient' | 'user' | 'system';

/** Create, read, update, delete, search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's';

export const PERMISSIONS: readonly Permission[] = ['c', 'r', 'u', 'd', 's'];

/** `patient/Observation.rs?category=…` */
export interface ResourceScope {
  readonly level: ScopeLevel;
  /** Name of a resource type, or `*` for all, also those to come. */
  readonly type: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Search parameters that all must hold; empty: no further condition. */
  readonly filter: readonly FilterParameter[];
  /** The permissions in the words of SMART v1, when they were asked so: they are answered alike. */
  readonly v1?: 'read' | 'write' | '*';
}

export interface GrantedScopes {
  readonly resources: readonly ResourceScope[];
  /** Everything else: `openid`, `fhirUser`, `launch/patient`, `offline_access` … */
  readonly others: ReadonlySet<string>;
}

export interface RejectedScope {
  readonly text: string;
  readonly reason: string;
}

export interface ParsedScopes extends GrantedScopes {
  readonly rejected: readonly RejectedScope[];
}

export interface ScopeVocabulary {
  readonly isResourceType: (name: string) => boolean;
  /** Further scopes that the authorization server knows, without the ones of SMART and OpenID. */
  readonly others?: ReadonlySet<string>;
}

const OTHERS = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
]);
/** Other resources that the app wants to be told at launch. */
const LAUNCH = /^launch\/[a-z]{2,64}(?:\?role=[!#-[\]-~]{1,256})?$/;

/** The characters are those of https://www.rfc-editor.org/rfc/rfc6749#section-3.3. */
const RESOURCE =
  /^(?<level>patient|user|system)\/(?<type>\*|[A-Z][A-Za-z]{1,63})\.(?:(?<v1>read|write|\*)|(?<letters>(?=[cruds])c?r?u?d?s?))(?:\?(?<filter>[!#-[\]-~]{1,512}))?$/;
const RESOURCE_START = /^(?:patient|user|system)\//;

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources */
const V1 = { read: 'rs', write: 'cud', '*': 'cruds' } as const;

const MAX_SCOPES = 200;
const MAX_LENGTH = 8 * 1024;

/**
 * The scopes of a request or a token, separated by spaces. Each that can't be granted is among
 * `rejected` with the reason, which holds no text of the client.
 */
export function parseScopes(text: string, vocabulary: ScopeVocabulary): ParsedScopes {
  const resources = new Map<string, ResourceScope>();
  const others = new Set<string>();
  const rejected: RejectedScope[] = [];
  const texts = new Set(text.split(' ').filter((one) => one !== ''));
  if (text.length > MAX_LENGTH || texts.size > MAX_SCOPES) {
    return {
      resources: [],
      others,
      rejected: [{ text: '', reason: 'There are too many scopes.' }],
    };
  }
  for (const one of texts) {
    if (RESOURCE_START.test(one)) {
      const parsed = parseResourceScope(one, vocabulary);
      if ('reason' in parsed) rejected.push(parsed);
      else resources.set(printScope(parsed), parsed);
    } else if (OTHERS.has(one) || LAUNCH.test(one) || vocabulary.others?.has(one) === true) {
      others.add(one);
    } else rejected.push({ text: one, reason: 'The scope is not known.' });
  }
  return { resources: [...resources.values()], others, rejected };
}

/** The named groups of RESOURCE. */
interface ScopeParts {
  readonly level: ScopeLevel;
  readonly type: string;
  readonly v1?: keyof typeof V1;
  readonly letters?: string;
  readonly filter?: string;
}

function parseResourceScope(
  text: string,
  { isResourceType }: ScopeVocabulary,
): ResourceScope | RejectedScope {
  const parts = RESOURCE.exec(text)?.groups as ScopeParts | undefined;
  if (parts === undefined) return { text, reason: 'The scope is malformed.' };
  const { level, type, v1, letters = '' } = parts;
  if (type !== '*' && !isResourceType(type)) {
    return { text, reason: 'The scope names no resource type.' };
  }
  const filter = parts.filter === undefined ? NO_FILTER : parseFilter(parts.filter);
  if (filter.kind === 'unusable') return { text, reason: `The scope's filter: ${filter.reason}.` };
  const permissions = v1 === undefined ? letters : V1[v1];
  return {
    level,
    type,
    permissions: new Set(permissions as Iterable<Permission>),
    filter: filter.parameters,
    ...(v1 === undefined ? {} : { v1 }),
  };
}

const NO_FILTER: ParsedFilter = { kind: 'filter', parameters: [] };

/** The canonical text, which parses to the same scope. */
export function printScope({ level, type, permissions, filter, v1 }: ResourceScope): string {
  const suffix = v1 ?? PERMISSIONS.filter((letter) => permissions.has(letter)).join('');
  const condition = filter.length === 0 ? '' : `?${printFilter(filter)}`;
  return `${level}/${type}.${suffix}${condition}`;
}

/** All scopes as one text, as in a token response. */
export function printScopes({ resources, others }: GrantedScopes): string {
  return [...others, ...resources.map(printScope)].join(' ');
}
