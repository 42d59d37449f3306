/** Calls from web pages of other origins: https://fetch.spec.whatwg.org/#http-cors-protocol */
import type { IncomingMessage } from 'node:http';
import { header } from './exchange.js';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const REQUEST_HEADERS =
  'Accept, Authorization, Content-Type, Content-Encoding, If-Match, If-Modified-Since, If-None-Exist, ' +
  'If-None-Match, Prefer, X-Correlation-ID, X-Request-Id, MedMij-Request-ID, X-Security-Context';
const EXPOSED = 'Content-Location, ETag, Last-Modified, Location, Retry-After, X-Request-Id';
const PREFLIGHT_SECONDS = '600';

/**
 * The headers that let a page see the answer. No cookies are used, so no credentials are allowed.
 * @param origins allowed ones; `*` allows all
 */
export function corsHeaders(
  request: IncomingMessage,
  origins: readonly string[],
): Readonly<Record<string, string>> {
  const origin = header(request, 'origin');
  if (origin === undefined) return {};
  const all = origins.includes('*');
  if (!all && !origins.includes(origin)) return {};
  return {
    'Access-Control-Allow-Origin': all ? '*' : origin,
    'Access-Control-Expose-Headers': EXPOSED,
  };
}

export function preflightHeaders(): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': REQUEST_HEADERS,
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  };
}

export function isPreflight(request: IncomingMessage): boolean {
  return (
    request.method === 'OPTIONS' && header(request, 'access-control-request-method') !== undefined
  );
}
