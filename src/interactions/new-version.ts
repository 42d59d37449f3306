/** Makes the next version of a resource: its text, its index entries, and the write of both. */
import { FhirError } from '../fhir/errors.js';
import type { JsonObject } from '../fhir/json.js';
import type { Meta, Resource, ResourceKey } from '../fhir/resource.js';
import { writeJson } from '../formats/json/write.js';
import type { Definitions } from '../packages/registry.js';
import type { Method } from '../storage/row-write.js';
import type { ResourceState } from '../storage/versions.js';
import type { ResourceWrite } from '../storage/write.js';
import { isError, isValid, type ValidationIssue } from '../validation/report.js';
import type { Environment } from './environment.js';
import { indexEntries } from './integrity.js';
import { ensureIndexable } from './search-parameters.js';
import { validateWithStored } from './stored-references.js';

/**
 * @returns what was found that does not keep the resource out
 * @throws FhirError with every finding, errors first: `malformed` for what can't be R4,
 * `unprocessable` for R4 that breaks a rule
 */
export async function ensureValid(
  environment: Environment,
  resource: Resource,
): Promise<readonly ValidationIssue[]> {
  const { validation } = environment.settings;
  if (validation === 'off') return [];
  const report = await validateWithStored(environment, resource, { level: validation });
  const { issues } = report;
  if (isValid(report)) return issues;
  const errors = issues.filter(isError);
  const notes = issues.filter((issue) => !isError(issue));
  throw new FhirError(
    errors.some(isMalformed) ? 'malformed' : 'unprocessable',
    `The ${resource.resourceType} is not valid.`,
    { issues: [...errors, ...notes] },
  );
}

/** A profile that forbids an element does not make it unreadable. */
function isMalformed({ code, profile }: ValidationIssue): boolean {
  return code === 'structure' && profile === undefined;
}

/** @throws FhirError `invalid-request` when the body is of another type than the URL */
export function ensureType(type: string, resource: Resource): void {
  if (resource.resourceType !== type) {
    throw new FhirError('invalid-request', `The body is no ${type}.`, {
      expression: 'resourceType',
    });
  }
}

export interface VersionFacts {
  readonly key: ResourceKey;
  readonly current: ResourceState | undefined;
  readonly method: Method;
}

/**
 * The write of a new version. Sets `id` and `meta` in the resource.
 * @param resource valid, with all its references in their final form
 */
export function newVersion(
  environment: Environment,
  resource: Resource,
  facts: VersionFacts,
): ResourceWrite & { readonly body: string } {
  const { key, current, method } = facts;
  if (resource.resourceType === 'SearchParameter') ensureIndexable(environment, resource);
  const version = (current?.version ?? 0) + 1;
  const updated = nextUpdate(environment, current);
  resource.id = key.id;
  resource.meta = versionMeta(resource.meta, version, updated);
  return {
    key,
    current,
    version,
    updated,
    method,
    body: writeJson(inSpecificationOrder(resource, environment.definitions)),
    entries: indexEntries(environment, resource),
  };
}

/** The write of a deletion. */
export function newDeletion(environment: Environment, current: ResourceState): ResourceWrite {
  return {
    key: current.key,
    current,
    version: current.version + 1,
    updated: nextUpdate(environment, current),
    method: 'DELETE',
    body: undefined,
    entries: undefined,
  };
}

/** Later than the version before, also when the clock of another machine runs ahead of this one. */
function nextUpdate(environment: Environment, current: ResourceState | undefined): Date {
  const now = environment.clock();
  const before = current === undefined || current.version === 0 ? 0 : current.updated.getTime() + 1;
  return new Date(Math.max(now, before));
}

const SERVER_META = new Set(['versionId', '_versionId', 'lastUpdated', '_lastUpdated']);

/** What the server decides comes first; the client's own profiles, tags and labels stay. */
function versionMeta(meta: Meta | undefined, version: number, updated: Date): Meta {
  const own: Meta = { versionId: String(version), lastUpdated: updated.toISOString() };
  for (const [name, value] of Object.entries(meta ?? {})) {
    if (value !== undefined && !SERVER_META.has(name)) own[name] = value;
  }
  return own;
}

const orders = new WeakMap<Definitions, Map<string, ReadonlyMap<string, number>>>();

/** The same resource with its top-level members in the order that people expect. */
export function inSpecificationOrder(resource: Resource, definitions: Definitions): JsonObject {
  const places = memberPlaces(resource.resourceType, definitions);
  // What is unknown is here only when nothing is checked; it is kept.
  const placeOf = (name: string): number => places.get(name) ?? places.size;
  const ordered: JsonObject = {};
  const names = Object.keys(resource).sort((one, other) => placeOf(one) - placeOf(other));
  for (const name of names) ordered[name] = resource[name];
  return ordered;
}

function memberPlaces(type: string, definitions: Definitions): ReadonlyMap<string, number> {
  let known = orders.get(definitions);
  if (known === undefined) {
    known = new Map();
    orders.set(definitions, known);
  }
  let places = known.get(type);
  if (places === undefined) {
    const names = [...definitions.properties(type).values()].flatMap(({ name, primitive }) =>
      primitive ? [name, `_${name}`] : [name],
    );
    places = new Map(['resourceType', ...names].map((name, index) => [name, index]));
    known.set(type, places);
  }
  return places;
}
