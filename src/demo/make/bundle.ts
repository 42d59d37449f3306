/** Transaction Bundles: https://hl7.org/fhir/R4/http.html#transaction */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { demoId } from './resource.js';

const BASE = 'https://vuurtoren.dev/demo/';

/** PUTs of these resources, each under its own id. */
export function transaction(name: string, resources: readonly Resource[]): Resource {
  return {
    resourceType: 'Bundle',
    id: demoId(name),
    type: 'transaction',
    entry: resources.map(entry),
  };
}

function entry(resource: Resource): JsonObject {
  const url = `${resource.resourceType}/${resource.id ?? ''}`;
  return { fullUrl: BASE + url, resource, request: { method: 'PUT', url } };
}
