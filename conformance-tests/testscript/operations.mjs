/** From a script's operation to the request that it is: R4's codes for operations of TestScripts. */
import { formatOf } from './content.mjs';
import { inFormat } from './convert.mjs';
import { ScriptError } from './problem.mjs';
import { escapeFor } from './variables.mjs';

/** https://hl7.org/fhir/R4/codesystem-testscript-operation-codes.html; all others are `$code`. */
const INTERACTIONS = {
  read: { method: 'GET', level: 'instance' },
  vread: { method: 'GET', level: 'version' },
  search: { method: 'GET', level: 'type' },
  history: { method: 'GET', level: 'history' },
  capabilities: { method: 'GET', level: 'metadata' },
  create: { method: 'POST', level: 'type', body: true },
  createCond: { method: 'POST', level: 'type', body: true },
  update: { method: 'PUT', level: 'instance', body: true },
  updateCreate: { method: 'PUT', level: 'instance', body: true },
  updateCond: { method: 'PUT', level: 'type', body: true },
  patch: { method: 'PATCH', level: 'instance', body: true },
  patchCond: { method: 'PATCH', level: 'type', body: true },
  delete: { method: 'DELETE', level: 'instance' },
  deleteCond: { method: 'DELETE', level: 'type' },
  deleteCondSingle: { method: 'DELETE', level: 'type' },
  deleteCondMultiple: { method: 'DELETE', level: 'type' },
  batch: { method: 'POST', level: 'system', body: true },
  transaction: { method: 'POST', level: 'system', body: true },
};
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const READING_OPERATIONS =
  /^(?:validate|validate-code|expand|lookup|translate|subsumes|everything|lastn|find-matches|match|document|stats|data-requirements|conforms|graphql|latest-stops)$/;
const TYPES = { json: 'application/fhir+json', xml: 'application/fhir+xml', ttl: 'text/turtle' };

/** True for an operation that leaves a server as it was. */
export function onlyReads({ type, method, sourceId }) {
  const known = INTERACTIONS[type?.code];
  if (type?.code === 'search') return true;
  if (known === undefined && READING_OPERATIONS.test(type?.code ?? '')) return true;
  const used = method?.toUpperCase() ?? known?.method ?? (sourceId === undefined ? 'GET' : 'POST');
  return READING.has(used);
}

/**
 * @param {object} operation `TestScript.setup.action.operation`
 * @param {{base: string, variables: object, fixture: (id: string) => object}} run the server's base
 *   URL, the variables, and what the ids of fixtures stand for
 * @returns {{method: string, url: string, headers: [string, string][], body?: string}}
 * @throws {ScriptError} when it says too little, or what it refers to isn't there
 */
export function requestOf(operation, run) {
  const code = operation.type?.code;
  if (code === undefined && operation.method === undefined && operation.url === undefined) {
    throw new ScriptError('The operation has neither a type nor a method.');
  }
  const known = INTERACTIONS[code];
  const source = operation.sourceId === undefined ? undefined : sourceOf(operation, run);
  if (source === undefined && known?.body)
    throw new ScriptError(`The operation ${code} has no sourceId.`);
  const method =
    operation.method?.toUpperCase() ?? known?.method ?? (source === undefined ? 'GET' : 'POST');
  const request = {
    method,
    url: urlOf(operation, source, run),
    headers: headersOf(operation, source, run),
  };
  if (code === 'search' && method === 'POST') return asFormSearch(request);
  return source === undefined || READING.has(method) ? request : { ...request, body: source.text };
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

function urlOf(operation, source, run) {
  const encodes = operation.encodeRequestUrl !== false && operation.encodeRequestUrl !== 'false';
  if (operation.url !== undefined) {
    const url = run.variables.fill(operation.url);
    const whole = /^https?:\/\//i.test(url) ? url : `${run.base}/${url.replace(/^\//, '')}`;
    return encodes ? encoded(whole) : whole;
  }
  const path = pathOf(operation, source, run);
  const params = run.variables.fill(operation.params ?? '');
  const joined = withOperation(path, params, operation.type?.code);
  return run.base + (encodes ? encoded(joined) : joined);
}

/** `$code` goes between the path and the query, unless the parameters say where it stands. */
function withOperation(path, params, code) {
  if (code === undefined || INTERACTIONS[code] !== undefined || params.includes('$'))
    return path + params;
  const query = params.indexOf('?');
  const [below, rest] = query === -1 ? [params, ''] : [params.slice(0, query), params.slice(query)];
  return `${path}${below}/$${code}${rest}`;
}

function pathOf(operation, source, run) {
  const level = INTERACTIONS[operation.type?.code]?.level ?? 'operation';
  if (level === 'metadata') return '/metadata';
  if (level === 'system') return '';
  const target = targetOf(operation, source, run, level);
  const type = operation.resource ?? target?.type;
  if (type === undefined) {
    if (level === 'type' || level === 'operation' || level === 'history') return '';
    throw new ScriptError('The operation names no resource.');
  }
  const hasPath = /^\//.test(operation.params ?? '');
  if (level === 'type' || hasPath || target?.id === undefined) return `/${type}`;
  if (level === 'history') return `/${type}/${target.id}/_history`;
  return level === 'version'
    ? `/${type}/${target.id}/_history/${target.version ?? ''}`
    : `/${type}/${target.id}`;
}

/** Type, id and version from the fixture that `targetId` names, or from what is sent. */
function targetOf({ targetId }, source, run, level) {
  if (targetId !== undefined) return run.fixture(targetId).target();
  if (source === undefined || level === 'operation') return undefined;
  if (!source.content.hasResource) return undefined;
  const { resourceType: type, id } = source.content.resource;
  return { type, id };
}

/** Escapes the values of the query, and in the path what may not stand there. */
function encoded(url) {
  const start = url.indexOf('?');
  if (start === -1) return encodeURI(url);
  const query = url
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1) return encodeURIComponent(pair);
      return `${encodeName(pair.slice(0, equals))}=${encodeURIComponent(pair.slice(equals + 1))}`;
    });
  return `${encodeURI(url.slice(0, start))}?${query.join('&')}`;
}

/** A colon may stand in a query, and reads better in reports. */
function encodeName(name) {
  return encodeURIComponent(name).replaceAll('%3A', ':');
}
