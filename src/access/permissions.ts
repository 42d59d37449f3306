/**
 * The permissions that each interaction needs:
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources
 *
 * What answers differently depending on what a search finds needs the permission to search. A patch
 * tells of the content that it changes, so it needs the permission to read.
 */
import type { Permission } from './scopes.js';

/** What is asked for, in terms that rules are written in. */
export interface AccessRequest {
  /** R4 interaction code (`read`, `search-type` …) or the name of an operation (`$everything`). */
  readonly interaction: string;
  /** Undefined for interactions with the whole system. */
  readonly type?: string;
  /** True when search criteria decide what happens: If-None-Exist. */
  readonly conditional?: true;
}

const INTERACTIONS: Readonly<Record<string, string>> = {
  read: 'r',
  vread: 'r',
  'history-instance': 'r',
  'history-type': 's',
  'history-system': 's',
  'search-type': 's',
  'search-system': 's',
  'search-compartment': 's',
  create: 'c',
  update: 'u',
  'conditional-update': 'us',
  patch: 'ru',
  'conditional-patch': 'rus',
  delete: 'd',
  'conditional-delete': 'ds',
  // Every entry comes here by itself.
  batch: '',
  transaction: '',
};

/**
 * Operations read and search within the limits of their caller. One that is not here is refused to
 * everyone who has limits.
 */
const OPERATIONS: Readonly<Record<string, string>> = {
  $everything: 'rs',
  $lastn: 's',
  '$latest-stops': 's',
  $meta: 'r',
  '$meta-add': 'ru',
  '$meta-delete': 'ru',
  $validate: '',
  $snapshot: 'r',
  $match: 'rs',
  $expand: '',
  $lookup: '',
  '$validate-code': '',
  $subsumes: '',
  $translate: '',
};

/** All that are needed; undefined for what is not known, which nobody with limits may do. */
export function neededFor({
  interaction,
  conditional,
}: AccessRequest): readonly Permission[] | undefined {
  const letters = own(INTERACTIONS, interaction) ?? own(OPERATIONS, interaction);
  if (letters === undefined) return undefined;
  return Array.from(conditional === true ? `${letters}s` : letters) as Permission[];
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
