/**
 * What an answer to a PGO must be like: the rules that Nictiz' qualification scripts check in every
 * answer, and that a person's number is nowhere. Pure.
 */
import { BSN_OID, BSN_SYSTEM } from '../../../fhir/bsn.js';
import {
  isObject,
  objectsAt,
  stringAt,
  type JsonObject,
  type JsonValue,
} from '../../../fhir/json.js';

export interface Judgement {
  /** Matches, and what came along, by type. */
  readonly counts: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

export interface ResponseFacts {
  /** The query, as it was sent. */
  readonly query: string;
  /** Numbers that must be nowhere, such as the person's own. */
  readonly forbidden: readonly string[];
}

/** A searchset as it came, all of one page. */
export function judgeSearchset(bundle: JsonObject, facts: ResponseFacts): Judgement {
  const entries = objectsAt(bundle, 'entry');
  const counts = new Map<string, number>();
  for (const { resource } of entries) {
    const type = typeOf(resource);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const warnings = [
    ...bundleWarnings(bundle, entries, facts),
    ...entries.flatMap((entry) => entryWarnings(entry)),
    ...numberWarnings(bundle, facts.forbidden),
  ];
  return { counts, warnings: [...new Set(warnings)] };
}

function typeOf(resource: JsonValue | undefined): string {
  return (isObject(resource) ? stringAt(resource, 'resourceType') : undefined) ?? 'nothing';
}

function bundleWarnings(
  bundle: JsonObject,
  entries: readonly JsonObject[],
  { query }: ResponseFacts,
): string[] {
  const modes = entries.map(({ search }) => (isObject(search) ? search['mode'] : undefined));
  const matches = modes.filter((mode) => mode === 'match').length;
  const { total } = bundle;
  const self = objectsAt(bundle, 'link').find(({ relation }) => relation === 'self')?.['url'];
  const warnings: string[] = [];
  if (bundle['type'] !== 'searchset') warnings.push('the Bundle is no searchset');
  if (typeof total === 'number' && total > matches) {
    warnings.push(`Bundle.total is ${total}, with ${matches} matches in this Bundle`);
  }
  if (modes.includes(undefined)) warnings.push('an entry has no search.mode');
  if (typeof self !== 'string') warnings.push('there is no self link');
  else {
    const named = new URLSearchParams(self.split('?')[1] ?? '');
    const missing = [...new URLSearchParams(query.split('?')[1] ?? '').keys()].find(
      (name) => !named.has(name),
    );
    if (missing !== undefined) warnings.push(`the self link has no ${missing}: it was ignored`);
  }
  return warnings;
}

/** These come from others as they are, or are about the answer itself. */
const WITHOUT_PROFILE = new Set(['OperationOutcome', 'Binary']);

function entryWarnings({ fullUrl, resource }: JsonObject): string[] {
  if (!isObject(resource)) return ['an entry has no resource'];
  const { id } = resource;
  const type = typeOf(resource);
  const warnings: string[] = [];
  if (type !== 'OperationOutcome') {
    if (typeof id !== 'string') warnings.push(`a ${type} has no id`);
    if (typeof fullUrl !== 'string' || !/^(?:https?:\/\/|urn:(?:uuid|oid):)/.test(fullUrl)) {
      warnings.push(`a ${type} has no absolute fullUrl`);
    } else if (typeof id === 'string' && !fullUrl.endsWith(id)) {
      warnings.push(`the fullUrl of a ${type} does not end with its id`);
    }
  }
  const { meta } = resource;
  const profiles = isObject(meta) ? meta['profile'] : undefined;
  if (!WITHOUT_PROFILE.has(type) && !(Array.isArray(profiles) && profiles.length > 0)) {
    warnings.push(`a ${type} has no meta.profile`);
  }
  return [...warnings, ...contentWarnings(type, resource)];
}

/** What holds for elements of these kinds, wherever they are. */
function contentWarnings(type: string, resource: JsonObject): string[] {
  const warnings: string[] = [];
  for (const [name, value] of objectsIn(resource)) {
    const { reference, display, extension } = value;
    if (typeof reference === 'string' && display === undefined && extension === undefined) {
      warnings.push(`a Reference in a ${type} has no display`);
    }
    if (name === 'coding' && (value['system'] === undefined || value['code'] === undefined)) {
      if (extension === undefined) warnings.push(`a Coding in a ${type} has no system or code`);
    }
    if (name === 'identifier' && !isIdentifier(value) && typeof reference !== 'string') {
      warnings.push(`an Identifier in a ${type} has no system, type or value`);
    }
  }
  return warnings;
}

function isIdentifier({ system, type, value, _value, extension }: JsonObject): boolean {
  const hasValue = value !== undefined || _value !== undefined;
  return extension !== undefined || ((system !== undefined || type !== undefined) && hasValue);
}

/** A number in the system of BSNs, the system in a link, and what is known to be the person's. */
function numberWarnings(bundle: JsonObject, forbidden: readonly string[]): string[] {
  const warnings: string[] = [];
  for (const [, value] of objectsIn(bundle)) {
    const { system } = value;
    const isBsn = system === BSN_SYSTEM || (typeof system === 'string' && system.endsWith(BSN_OID));
    if (isBsn && value['value'] !== undefined) warnings.push('a BSN is in the answer');
  }
  const links = JSON.stringify(objectsAt(bundle, 'link'));
  if (links.includes(BSN_SYSTEM)) warnings.push('a link names the system of BSNs');
  return [...warnings, ...textWarnings(JSON.stringify(bundle), forbidden)];
}

/** What holds for an answer in any format. */
export function textWarnings(text: string, forbidden: readonly string[]): string[] {
  const isThere = forbidden.some((number) => text.includes(number));
  const isNamed = /\bbsn\b[^0-9]{0,20}\d{8,9}\b/i.test(text);
  return isThere || isNamed ? ['a BSN is in the text of the answer'] : [];
}

/** All objects of a tree, each with the name of the element that it is in. */
function* objectsIn(value: JsonValue | undefined, name = ''): Generator<[string, JsonObject]> {
  if (Array.isArray(value)) {
    for (const one of value) yield* objectsIn(one, name);
  } else if (isObject(value)) {
    yield [name, value];
    for (const [key, child] of Object.entries(value)) yield* objectsIn(child, key);
  }
}
