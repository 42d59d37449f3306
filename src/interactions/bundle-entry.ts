/** Entries of a batch or transaction as interactions: https://hl7.org/fhir/R4/bundle.html#transaction */
import { FhirError } from '../fhir/errors.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJson } from '../formats/json/parse.js';
import { parseQueryString } from './conditional/criteria.js';
import type { Environment } from './environment.js';
import { parseRequest, type RequestConditions } from './parse-request.js';
import { parseSubset, type Subset } from './subset.js';
import { parseVersionTags } from './version-tags.js';
import type { BundleParameters, InteractionRequest, PatchDocument } from './types.js';

export interface BundleEntry {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly request: InteractionRequest;
  /** The part of what is read that is asked for. */
  readonly subset: Subset | undefined;
}

/** What the request that brings the Bundle asks for, for each of its entries. */
export type EntryWishes = Pick<BundleParameters, 'prefer' | 'handling'>;

/** @throws FhirError when there are more entries than the server takes */
export function entriesOf(environment: Environment, bundle: Resource): JsonObject[] {
  const entries = objectsAt(bundle, 'entry');
  const { maxBundleEntries } = environment.settings;
  if (entries.length > maxBundleEntries) {
    throw new FhirError('too-large', `The Bundle has more than ${maxBundleEntries} entries.`, {
      expression: 'Bundle.entry',
    });
  }
  return entries;
}

export function expressionOf(index: number): string {
  return `Bundle.entry[${index}]`;
}

/** @throws FhirError that names the entry */
export function parseEntry(
  environment: Environment,
  entry: JsonObject,
  index: number,
  wishes: EntryWishes,
): BundleEntry {
  const { definitions, settings } = environment;
  const request = objectAt(entry, 'request');
  const method = request && stringAt(request, 'method');
  const url = request && stringAt(request, 'url');
  if (request === undefined || method === undefined || url === undefined) {
    throw new FhirError('invalid-request', 'The entry has no request with method and url.', {
      expression: `${expressionOf(index)}.request`,
    });
  }
  const { segments, query } = splitUrl(url, settings.base);
  const parsed = parseRequest(definitions, {
    method: method === 'HEAD' ? 'GET' : method,
    segments,
    query,
    resource: () => entryResource(entry, index),
    patch: () => patchDocument(entryResource(entry, index), index),
    body: () => (entry['resource'] === undefined ? {} : { body: entryResource(entry, index) }),
    operations: environment.operations,
    conditions: entryConditions(request),
    prefer: wishes.prefer,
    handling: wishes.handling ?? 'strict',
  });
  if (parsed.kind === 'batch' || parsed.kind === 'transaction') {
    throw new FhirError('invalid-request', 'A Bundle can not be an entry of a Bundle.', {
      expression: `${expressionOf(index)}.request.url`,
    });
  }
  return {
    index,
    fullUrl: stringAt(entry, 'fullUrl'),
    request: parsed,
    subset: parseSubset(query),
  };
}

/** The url of an entry is relative to the base, or absolute below it. */
function splitUrl(
  url: string,
  base: string,
): { segments: string[]; query: ReturnType<typeof parseQueryString> } {
  const relative = url.startsWith(`${base}/`) ? url.slice(base.length + 1) : url.replace(/^\//, '');
  const mark = relative.indexOf('?');
  const path = mark === -1 ? relative : relative.slice(0, mark);
  return {
    segments: path === '' ? [] : path.split('/'),
    query: mark === -1 ? [] : parseQueryString(relative.slice(mark + 1)),
  };
}

function entryResource(entry: JsonObject, index: number): Resource {
  const resource = entry['resource'];
  if (!isObject(resource) || typeof resource['resourceType'] !== 'string') {
    throw new FhirError('invalid-request', 'The entry has no resource.', {
      expression: `${expressionOf(index)}.resource`,
    });
  }
  return resource as Resource;
}

/** A FHIRPath Patch comes as Parameters, a JSON Patch inside a Binary. */
function patchDocument(resource: Resource, index: number): PatchDocument {
  if (resource.resourceType === 'Parameters') {
    return { kind: 'fhirpath-patch', parameters: resource };
  }
  const data = resource['data'];
  const isJsonPatch =
    resource.resourceType === 'Binary' && resource['contentType'] === 'application/json-patch+json';
  if (!isJsonPatch || typeof data !== 'string') {
    throw new FhirError(
      'invalid-request',
      'A patch is a Parameters resource, or a Binary of type application/json-patch+json.',
      { expression: `${expressionOf(index)}.resource` },
    );
  }
  return {
    kind: 'json-patch',
    operations: parseJson(Buffer.from(data, 'base64').toString('utf8')),
  };
}

function entryConditions(request: JsonObject): RequestConditions {
  const ifMatch = stringAt(request, 'ifMatch');
  const ifNoneMatch = stringAt(request, 'ifNoneMatch');
  const ifModifiedSince = stringAt(request, 'ifModifiedSince');
  const ifNoneExist = stringAt(request, 'ifNoneExist');
  return {
    ...(ifMatch === undefined ? {} : { ifMatch: parseVersionTags(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch: parseVersionTags(ifNoneMatch) }),
    ...(ifModifiedSince === undefined ? {} : { ifModifiedSince: new Date(ifModifiedSince) }),
    ...(ifNoneExist === undefined
      ? {}
      : { ifNoneExist: parseQueryString(ifNoneExist.replace(/^[^?]*\?/, '')) }),
  };
}
