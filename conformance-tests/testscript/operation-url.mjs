/** The URL of an operation: `url`, or `resource`, `params` and `targetId` below the server's base. */
import { meaningOf } from './operation-codes.mjs';
import { ScriptError } from './problem.mjs';

/**
 * @param {object} operation `TestScript.setup.action.operation`
 * @param {{content: object} | undefined} source what is sent
 * @param {{base: string, variables: object, fixture: (id: string) => object}} run
 * @returns {string}
 * @throws {ScriptError} when the operation doesn't say enough
 */
export function urlOf(operation, source, run) {
  const plain = run.variables.fill(operation.url ?? '');
  const whole =
    operation.url === undefined ? run.base + placeOf(operation, source, run) : absolute(plain, run);
  const encodes = operation.encodeRequestUrl !== false && operation.encodeRequestUrl !== 'false';
  return encodes ? encoded(whole) : whole;
}

function absolute(url, { base }) {
  return /^https?:\/\//i.test(url) ? url : `${base}/${url.replace(/^\//, '')}`;
}

function placeOf(operation, source, run) {
  const { code, named } = meaningOf(operation);
  const path = pathOf(operation, source, run);
  const params = run.variables.fill(operation.params ?? '');
  // The parameters may say themselves where the operation stands.
  if (!named || params.includes('$')) return path + params;
  const [below, query] = /^([^?]*)(.*)$/s.exec(params).slice(1);
  return `${path}${below}/$${code}${query}`;
}

/** The path up to `params`, by the part of the server that the operation is sent to. */
const PATHS = {
  metadata: () => '/metadata',
  system: () => '',
  type: ({ type }) => `/${type}`,
  instance: ({ type, id }) => `/${type}${id === undefined ? '' : `/${id}`}`,
  version: ({ type, id, version }) =>
    `/${type}${id === undefined ? '' : `/${id}/_history/${version ?? ''}`}`,
  history: ({ type, id }) => (type === undefined ? '' : PATHS.instance({ type, id })) + '/_history',
  operation: ({ type, id }) => (type === undefined ? '' : PATHS.instance({ type, id })),
};
const NEEDS_TYPE = new Set(['type', 'instance', 'version']);

function pathOf(operation, source, run) {
  const { level } = meaningOf(operation);
  const params = operation.params ?? '';
  const target = targetOf(operation, source, run);
  const type = operation.resource ?? target.type;
  if (type === undefined && NEEDS_TYPE.has(level)) {
    // A search of all types has parameters only.
    if (level === 'type' && params.startsWith('?')) return '';
    throw new ScriptError('The operation names no resource.');
  }
  // Parameters that begin with a path say the rest of it.
  if (params.startsWith('/') && level !== 'metadata' && level !== 'system') {
    return type === undefined ? '' : `/${type}`;
  }
  return PATHS[level]({ ...target, type });
}

/** Type, id and version of the fixture that `targetId` names, or else of what is sent. */
function targetOf({ targetId, type }, source, run) {
  if (targetId !== undefined) return run.fixture(targetId).target();
  const isSubject = source?.content.hasResource === true && type?.code !== undefined;
  if (!isSubject || meaningOf({ type }).level === 'operation') return {};
  const { resourceType, id } = source.content.resource;
  return { type: resourceType, id };
}

/** Escapes the values of the query, and in the path what may not stand there. */
function encoded(url) {
  const start = url.indexOf('?');
  if (start === -1) return encodeURI(url);
  const pairs = url
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const [, name, rest] = /^([^=]*)(.*)$/s.exec(pair);
      return encodeName(name) + (rest === '' ? '' : `=${encodeURIComponent(rest.slice(1))}`);
    });
  return `${encodeURI(url.slice(0, start))}?${pairs.join('&')}`;
}

/** A colon may stand in a query, and reads better in reports. */
function encodeName(name) {
  return encodeURIComponent(name).replaceAll('%3A', ':');
}
