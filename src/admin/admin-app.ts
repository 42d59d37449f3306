/**
 * The JSON API for operators, below `/admin`: one gate in front of what the other doors have to be
 * administered. Errors are OperationOutcomes, as those of the FHIR API are.
 */
import type { IncomingMessage, RequestListener } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { administratorOf } from '../access/administrator.js';
import type { AccessContext } from '../access/context.js';
import { FhirError } from '../fhir/errors.js';
import { isObject } from '../fhir/json.js';
import { toOutcome } from '../fhir/outcome.js';
import { isFailure, logFailure } from '../interactions/failures.js';
import type { Logger } from '../ports.js';

export const ADMIN_PATH = '/admin';

export interface AdminParts {
  readonly authenticate: (request: IncomingMessage) => Promise<AccessContext>;
  /** What is administered, by the path below `/admin`; `response.locals.who` is who does it. */
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  readonly log: Logger;
}

/** The largest body: messages to try out can be large. */
const MAX_BODY = '16mb';

/** Lists of people and messages: nothing that keeps answers may keep these. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** @returns a listener for requests below ADMIN_PATH */
export function createAdminApp({ authenticate, routers, log }: AdminParts): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  app.use(ADMIN_PATH, gate(authenticate, log), jsonOnly, express.json({ limit: MAX_BODY }));
  for (const { path, router } of routers) app.use(`${ADMIN_PATH}${path}`, router);
  app.use(() => {
    throw new FhirError('not-found', 'There is nothing of this name to administer.');
  });
  app.use(refuse(log));
  return app;
}

function gate(authenticate: AdminParts['authenticate'], log: Logger): RequestHandler {
  return async (request, response, next) => {
    const access = await authenticate(request);
    const who = administratorOf(access);
    if (who === undefined) {
      throw new FhirError('forbidden', 'Administration needs the scope "admin".');
    }
    response.locals['who'] = who;
    if (request.method !== 'GET') {
      const token = access.kind === 'app' ? { tokenId: access.tokenId } : {};
      log.info({ who, ...token, method: request.method }, 'Administered');
    }
    next();
  };
}

/** Who administers, behind the gate. */
export function administratorIn(response: Response): string {
  return String(response.locals['who']);
}

const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * A page of another site can make a browser send a form, or text, but not JSON: that takes leave,
 * which is not given. It counts where there are no tokens, while AUTH is off.
 */
const jsonOnly: RequestHandler = ({ method, headers }, _response, next) => {
  if (WITH_BODY.has(method) && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new FhirError('unsupported-media-type', 'The body is JSON, in application/json.');
  }
  next();
};

function refuse(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = fromExpress(error);
    const { status, headers, resource } = toOutcome(known);
    if (isFailure(known)) logFailure(log, known, { door: 'admin' });
    response.status(status).set(headers).json(resource);
  };
}

/** What Express itself refuses, such as a body that is no JSON. */
function fromExpress(error: unknown): unknown {
  if (error instanceof FhirError || !isObject(error)) return error;
  switch (error['status']) {
    case 400:
      return new FhirError('malformed', 'The body is not JSON.');
    case 413:
      return new FhirError('too-large', `The body is larger than ${MAX_BODY}.`);
    case 415:
      return new FhirError('unsupported-media-type', 'The encoding of the body is not known.');
    default:
      return error;
  }
}
