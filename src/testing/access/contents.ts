/** What tests of access rules write, in the record of Patient/in when nothing else is said. */
import type { JsonObject } from '../../fhir/json.js';

export const CODES = 'http://codes.example';
export const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };

export const ref = (reference: string): JsonObject => ({ reference });

/** Without a category, which scopes can ask for. */
export function unlabelled(content: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: ref('Patient/in'),
    ...content,
  };
}

export function observation(content: JsonObject = {}): JsonObject {
  const category = [{ coding: [{ system: CODES, code: 'laboratory' }] }];
  return unlabelled({ category, ...content });
}

/** A JSON Patch of an Observation. */
export const amend = [{ op: 'replace', path: '/status', value: 'amended' }];

export function transaction(...entry: JsonObject[]): JsonObject {
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/** An entry that creates the resource. */
export function post(
  resource: JsonObject & { readonly resourceType?: unknown },
  fullUrl?: string,
): JsonObject {
  const { resourceType } = resource;
  return {
    ...(fullUrl === undefined ? {} : { fullUrl }),
    resource,
    request: { method: 'POST', url: typeof resourceType === 'string' ? resourceType : '' },
  };
}
