/** Requests as entries of a batch or transaction. */
import type { JsonObject } from '../../fhir/json.js';
import type { Sent } from './reading-forms.js';

/** Request headers that an entry has as elements. */
const ELEMENTS: Readonly<Record<string, string>> = {
  'If-Match': 'ifMatch',
  'If-None-Match': 'ifNoneMatch',
  'If-Modified-Since': 'ifModifiedSince',
  'If-None-Exist': 'ifNoneExist',
};

/** False for what only HTTP can say: raw bodies and forms. */
export function canBeEntry({ body, method }: Sent): boolean {
  return typeof body !== 'string' && method !== 'HEAD';
}

export function bundleOf(type: 'batch' | 'transaction', requests: readonly Sent[]): JsonObject {
  return { resourceType: 'Bundle', type, entry: requests.map(entryOf) };
}

function entryOf({ method, path, body, headers = {} }: Sent): JsonObject {
  const conditions = Object.entries(headers).flatMap(([name, value]) => {
    const element = ELEMENTS[name];
    return element === undefined ? [] : [[element, value]];
  });
  const url = path.slice(1);
  return {
    request: { method, url, ...(Object.fromEntries(conditions) as JsonObject) },
    ...(body === undefined ? {} : { resource: resourceOf(body) }),
  };
}

/** A JSON Patch travels in a Binary. */
function resourceOf(body: unknown): JsonObject {
  if (!Array.isArray(body)) return body as JsonObject;
  return {
    resourceType: 'Binary',
    contentType: 'application/json-patch+json',
    data: Buffer.from(JSON.stringify(body)).toString('base64'),
  };
}
