/** From a script's operation to the request that it is. */
import { formatOf } from './content.mjs';
import { inFormat } from './convert.mjs';
import { isReadingMethod, meaningOf } from './operation-codes.mjs';
import { urlOf } from './operation-url.mjs';
import { ScriptError } from './problem.mjs';
import { escapeFor } from './variables.mjs';

const TYPES = { json: 'application/fhir+json', xml: 'application/fhir+xml', ttl: 'text/turtle' };

/**
 * @param {object} operation `TestScript.setup.action.operation`
 * @param {{base: string, variables: object, fixture: (id: string) => object}} run the server's base
 *   URL, the variables, and what the ids of fixtures stand for
 * @returns {{method: string, url: string, headers: [string, string][], body?: string}}
 * @throws {ScriptError} when it says too little, or what it refers to isn't there
 */
export function requestOf(operation, run) {
  const { code, method, body } = meaningOf(operation);
  if (code === undefined && operation.method === undefined && operation.url === undefined) {
    throw new ScriptError('The operation has neither a type nor a method.');
  }
  const source = operation.sourceId === undefined ? undefined : sourceOf(operation, run);
  if (source === undefined && body) throw new ScriptError(`The operation ${code} has no sourceId.`);
  const url = urlOf(operation, source, run);
  const request = { method, url, headers: headersOf(operation, source, run) };
  if (code === 'search' && method === 'POST') return asFormSearch(request);
  return source === undefined || isReadingMethod(method)
    ? request
    : { ...request, body: source.text };
}

/** A search by POST has its parameters in the body: https://hl7.org/fhir/R4/http.html#search */
function asFormSearch({ url, headers, ...request }) {
  const { origin, pathname, search } = new URL(url);
  const path = pathname.endsWith('/_search') ? pathname : `${pathname}/_search`;
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-type');
  const type = ['Content-Type', 'application/x-www-form-urlencoded'];
  return { ...request, url: origin + path, headers: [...others, type], body: search.slice(1) };
}

/** The body as it is sent: filled in, and in the format that the operation names. */
function sourceOf({ sourceId, contentType }, run) {
  const { content } = run.fixture(sourceId);
  const filled = run.variables.fillBody(content.text, escapeFor(content.format));
  const wanted = contentType === undefined ? content.format : formatNamed(contentType);
  const text = inFormat({ text: filled, format: content.format }, wanted);
  return { text, format: wanted, content };
}

function formatNamed(name) {
  return name === 'json' || name === 'xml' ? name : formatOf('', name);
}

function headersOf({ accept, contentType, requestHeader = [] }, source, { variables }) {
  const headers = [];
  if (accept !== 'none') headers.push(['Accept', mediaType(accept ?? 'json')]);
  if (source !== undefined) {
    const ownType = TYPES[source.format] ?? 'application/octet-stream';
    headers.push(['Content-Type', contentType === undefined ? ownType : mediaType(contentType)]);
  }
  for (const { field, value } of requestHeader) {
    const filled = variables.fill(value);
    const same = headers.findIndex(([name]) => name.toLowerCase() === field.toLowerCase());
    if (same === -1) headers.push([field, filled]);
    else headers[same] = [field, filled];
  }
  return headers;
}

function mediaType(code) {
  return TYPES[code] ?? code;
}
