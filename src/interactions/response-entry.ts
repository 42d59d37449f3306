/** Results as entries of a batch-response or transaction-response. */
import type { JsonObject } from '../fhir/json.js';
import { toOutcome } from '../fhir/outcome.js';
import { keyText } from '../fhir/resource.js';
import { writeJson } from '../formats/json/write.js';
import type { BundleEntryText } from './bundle-parts.js';
import { preferredBody } from './prefer.js';
import type { InteractionResult, ResultBody, ReturnPreference } from './types.js';

const STATUS_LINES: Readonly<Record<number, string>> = {
  200: '200 OK',
  201: '201 Created',
  204: '204 No Content',
  304: '304 Not Modified',
  400: '400 Bad Request',
  401: '401 Unauthorized',
  403: '403 Forbidden',
  404: '404 Not Found',
  405: '405 Method Not Allowed',
  406: '406 Not Acceptable',
  409: '409 Conflict',
  410: '410 Gone',
  412: '412 Precondition Failed',
  413: '413 Content Too Large',
  422: '422 Unprocessable Entity',
  429: '429 Too Many Requests',
  500: '500 Internal Server Error',
  503: '503 Service Unavailable',
};

export function statusLine(status: number): string {
  return STATUS_LINES[status] ?? String(status);
}

export function resultEntry(
  result: InteractionResult,
  prefer: ReturnPreference,
  base: string,
): BundleEntryText {
  const body = preferredBody(result, prefer);
  const response = { status: statusLine(result.status), ...versionElements(result) };
  if (body === undefined) return { about: { response } };
  if (result.isWrite === true && prefer === 'OperationOutcome') {
    const outcome = body.kind === 'resource' ? body.resource : undefined;
    return { about: { response: { ...response, outcome } } };
  }
  const { version } = result;
  return {
    ...(version === undefined ? {} : { fullUrl: `${base}/${keyText(version.key)}` }),
    resource: bodyText(body),
    about: { response },
  };
}

function versionElements({ version, status, isWrite }: InteractionResult): JsonObject {
  if (version === undefined || status === 204) return {};
  const location = `${keyText(version.key)}/_history/${version.version}`;
  return {
    ...(isWrite === true ? { location } : {}),
    etag: `W/"${version.version}"`,
    lastModified: version.updated.toISOString(),
  };
}

function bodyText(body: ResultBody): string {
  return body.kind === 'text' ? body.text : writeJson(body.resource);
}

/** An entry that failed by itself. */
export function errorEntry(error: unknown): BundleEntryText {
  const outcome = toOutcome(error);
  return {
    about: { response: { status: statusLine(outcome.status), outcome: outcome.resource } },
  };
}
