/** Results as entries of a batch-response or transaction-response. */
import { toOutcome } from '../fhir/outcome.js';
import { keyText } from '../fhir/resource.js';
import { writeJson } from '../formats/json/write.js';
import type { BundleEntryText } from './bundle-text.js';
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
  const { version, status } = result;
  const body = preferredBody(result, prefer);
  const isOutcome = result.isWrite === true && prefer === 'OperationOutcome';
  const name = version === undefined ? undefined : keyText(version.key);
  return {
    ...(body === undefined || isOutcome ? {} : { resource: bodyText(body) }),
    ...(body === undefined || isOutcome || name === undefined
      ? {}
      : { fullUrl: `${base}/${name}` }),
    about: {
      response: {
        status: statusLine(status),
        ...(version === undefined || status === 204
          ? {}
          : {
              ...(result.isWrite === true
                ? { location: `${name ?? ''}/_history/${version.version}` }
                : {}),
              etag: `W/"${version.version}"`,
              lastModified: version.updated.toISOString(),
            }),
        ...(isOutcome && body?.kind === 'resource' ? { outcome: body.resource } : {}),
      },
    },
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
