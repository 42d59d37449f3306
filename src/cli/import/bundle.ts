/** What is imported, as one Bundle that the server understands. */
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { isLogicalId, type Resource } from '../../fhir/resource.js';
import { decodeUtf8, parseJson, parseJsonResource } from '../../formats/json/parse.js';
import type { ImportItem } from './sources.js';

/**
 * Batches and transactions go in as they are. Collections, searchsets, NDJSON lines and single
 * resources become a transaction: under their own ids where they have some. Undefined for a file
 * that is JSON, but no resource.
 */
export function importBundle({ texts, isFile }: ImportItem): Resource | undefined {
  const decoded = texts.map(({ bytes }) => decodeUtf8(bytes));
  if (isFile && !isResource(parseJson(decoded[0] ?? ''))) return undefined;
  const resources = decoded.map((text) => parseJsonResource(text));
  const [first] = resources;
  const asIs = isFile && first?.resourceType === 'Bundle' ? bundleAsIs(first) : undefined;
  return asIs ?? transactionOf(resources.map((resource) => ({ resource })));
}

function isResource(value: JsonValue): boolean {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

function bundleAsIs(bundle: Resource): Resource | undefined {
  const type = stringAt(bundle, 'type');
  if (type === 'batch' || type === 'transaction') return bundle;
  const holdsResources = type === 'collection' || type === 'searchset';
  return holdsResources ? transactionOf(objectsAt(bundle, 'entry')) : undefined;
}

function transactionOf(entries: readonly JsonObject[]): Resource {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries.filter((entry) => isObject(entry['resource'])).map(writeEntry),
  };
}

function writeEntry(entry: JsonObject): JsonObject {
  const resource = entry['resource'];
  const type = isObject(resource) ? (stringAt(resource, 'resourceType') ?? '') : '';
  const id = isObject(resource) ? stringAt(resource, 'id') : undefined;
  const fullUrl = stringAt(entry, 'fullUrl');
  const keepsId = id !== undefined && isLogicalId(id);
  return {
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(resource === undefined ? {} : { resource }),
    request: keepsId ? { method: 'PUT', url: `${type}/${id}` } : { method: 'POST', url: type },
  };
}
