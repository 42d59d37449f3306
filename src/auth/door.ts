/**
 * The HTTP door of the authorization server: our own pages first, then oidc-provider. Whatever the
 * request says about its host and protocol, URLs are made of the public base URL.
 */
import {
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { BlockList } from 'node:net';
import express, { type Express, type Router } from 'express';
import { isObject } from '../fhir/json.js';
import { logFailure } from '../interactions/failures.js';
import type { Logger } from '../ports.js';
import { clientAddress } from './network.js';
import { ROUTES } from './provider/parts.js';
import { STYLE } from './screens/style.js';

/** Where the server answers, whatever path a proxy shows to the outside. */
export const AUTH_PATH = '/auth';

export interface DoorParts {
  readonly issuer: string;
  readonly proxies: BlockList;
  /** The one of the moment: another takes its place when the signing keys change. */
  readonly provider: () => RequestListener;
  readonly routers: readonly Router[];
  readonly log: Logger;
}

/** @returns a listener for requests below AUTH_PATH */
export function createDoor(parts: DoorParts): RequestListener {
  const app = createApp(parts);
  const issuer = new URL(parts.issuer);
  return (request, response) => {
    if (!rewrite(request, issuer, parts.proxies)) {
      response.writeHead(414).end();
      return;
    }
    app(request, response);
  };
}

/** Longer ones are not of an honest app: a request for many scopes has some thousand characters. */
const MAX_URL = 16 * 1024;

/** Makes the request look as it was sent to the public URL. @returns false when its URL is too long */
function rewrite(request: IncomingMessage, issuer: URL, proxies: BlockList): boolean {
  const { url = '', headers } = request;
  if (url.length > MAX_URL) return false;
  const rest = url.slice(AUTH_PATH.length);
  const below = rest.startsWith('/') ? rest : `/${rest}`;
  const address = clientAddress(request, proxies);
  headers.host = issuer.host;
  headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
  headers['x-forwarded-for'] = address;
  delete headers['x-forwarded-host'];
  setUrl(request, issuer, below);
  return true;
}

/** The library works out from the two where it is mounted. */
function setUrl(request: IncomingMessage, issuer: URL, below: string): void {
  request.url = below;
  (request as { originalUrl?: string }).originalUrl = `${issuer.pathname}${below}`;
}

function createApp({ issuer, provider, routers, log }: DoorParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.get('/style.css', (_request, response) => {
    response
      .set({ 'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff' })
      .type('text/css')
      .send(STYLE);
  });
  app.post(
    ROUTES.authorization,
    express.urlencoded({ extended: false, limit: '16kb' }),
    asGet(issuer),
  );
  app.get(ROUTES.authorization, (request, _response, next) => {
    setUrl(request, new URL(issuer), withConsentPrompt(request.url));
    next();
  });
  for (const router of routers) app.use(router);
  app.use((request: IncomingMessage, response: ServerResponse) => {
    provider()(request, response);
  });
  app.use(refusing(log));
  return app;
}

/**
 * What Express itself refuses, such as a form that is too large, and what went wrong; no detail. It
 * knows by the number of parameters that this is for errors.
 */
function refusing(log: Logger): express.ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = isObject(error) && typeof error['status'] === 'number' ? error['status'] : 500;
    if (status >= 500) logFailure(log, error, {});
    response
      .status(status)
      .type('text/plain')
      .send(`${STATUS_CODES[status] ?? 'Error'}\n`);
  };
}

/**
 * https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code: apps may send
 * the request as a form. Sent on as a GET it carries the cookies of a browser that is signed in, which
 * a form from another site does not.
 */
function asGet(issuer: string): express.RequestHandler {
  return (request, response) => {
    const body = (request.body ?? {}) as Record<string, string | string[]>;
    const query = new URLSearchParams();
    for (const [name, values] of Object.entries(body)) {
      for (const value of [values].flat()) query.append(name, value);
    }
    response.set('Cache-Control', 'no-store');
    response.redirect(303, `${issuer}${ROUTES.authorization}?${query.toString()}`);
  };
}

const REFRESHES = /(?:^| )(?:offline|online)_access(?: |$)/;

/**
 * OpenID Connect has offline_access only with prompt=consent, which apps of SMART don't send; the
 * library would drop the scope. We ask for consent anyway.
 */
function withConsentPrompt(url: string): string {
  const mark = url.indexOf('?');
  if (mark === -1) return url;
  const query = new URLSearchParams(url.slice(mark + 1));
  const prompts = query.getAll('prompt');
  const prompt = prompts[0] ?? '';
  if (prompts.length > 1 || /\b(?:consent|none)\b/.test(prompt)) return url;
  if (!REFRESHES.test(query.get('scope') ?? '')) return url;
  query.set('prompt', `${prompt} consent`.trim());
  return `${url.slice(0, mark)}?${query.toString()}`;
}
