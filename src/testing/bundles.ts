/** Bundles for tests, and what came back for them. */
import type { JsonObject } from '../fhir/json.js';
import type { Answer, TestServer } from './server.js';

export interface ResponseEntry {
  readonly resource?: JsonObject;
  readonly response: {
    readonly status: string;
    readonly location?: string;
    readonly etag?: string;
    readonly outcome?: JsonObject;
  };
}

type Typed = JsonObject & { resourceType: string };

/** A `urn:uuid` with this number in it. */
export function uuid(number: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function post(fullUrl: string, resource: Typed, request: object = {}): object {
  return { fullUrl, resource, request: { method: 'POST', url: resource.resourceType, ...request } };
}

export function put(id: string, resource: Typed, request: object = {}): object {
  return {
    resource: { ...resource, id },
    request: { method: 'PUT', url: `${resource.resourceType}/${id}`, ...request },
  };
}

export function observation(subject: string, extra: object = {}): Typed {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: subject },
    ...extra,
  };
}

/** Sends a Bundle of this type with these entries. */
export function sendBundle(
  server: TestServer,
  type: 'batch' | 'transaction',
  entry: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return server.send('POST', '', { body: { resourceType: 'Bundle', type, entry }, headers });
}

export function responseEntries(answer: Answer): ResponseEntry[] {
  return answer.body['entry'] as unknown as ResponseEntry[];
}

/** `Type/id` of what an entry made. */
export function made(answer: Answer, index: number): string {
  return (responseEntries(answer)[index]?.response.location ?? '').replace(/\/_history.*/, '');
}
