/**
 * The administration API below `/admin`: JSON in, JSON out, errors as OperationOutcome. Bodies have
 * to be declared as JSON, which no page of another origin can do without asking first.
 */
import type { IncomingMessage } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { administratorOf } from '../access/administrator.js';
import type { AccessContext } from '../access/context.js';
import { FhirError } from '../fhir/errors.js';
import { isObject } from '../fhir/json.js';
import { toOutcome } from '../fhir/outcome.js';
import { writeJson } from '../formats/json/write.js';
import type { JsonValue } from '../fhir/json.js';
import type { Logger } from '../ports.js';
import { checked, queryInput } from './check.js';
import type { Hl7Administration } from './hl7-administration.js';
import { hl7Routes, type AdminRoute } from './hl7-routes.js';
import type { OutboundAdministration } from './outbound-administration.js';
import { outboundRoutes } from './outbound-routes.js';

export interface AdminParts {
  readonly authenticate: (request: IncomingMessage) => Promise<AccessContext>;
  readonly hl7: Hl7Administration;
  readonly outbound: OutboundAdministration;
  readonly log: Logger;
}

/** Bytes of a body: messages to try out can be large. */
const MAX_BODY = 16_777_216;

/** To be mounted at `/admin`. */
export function createAdminApp({ authenticate, hl7, outbound, log }: AdminParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // What is answered may be about patients.
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(async (request, response, next) => {
    response.locals['who'] = requireAdmin(await authenticate(request));
    next();
  });
  app.use(express.json({ limit: MAX_BODY, type: 'application/json' }));
  for (const route of [...hl7Routes(hl7), ...outboundRoutes(outbound, log)]) addRoute(app, route);
  app.use(() => {
    throw new FhirError('not-found', 'There is no such page of administration.');
  });
  app.use(errorHandler(log));
  return app;
}

/** Who administers. @throws FhirError `forbidden` for everybody else */
export function requireAdmin(access: AccessContext): string {
  const who = administratorOf(access);
  if (who === undefined) throw new FhirError('forbidden', 'This is for administrators only.');
  return who;
}

function addRoute(app: Express, { method, path, schema, run }: AdminRoute): void {
  const handle = async (request: Request, response: Response): Promise<void> => {
    const input = method === 'GET' ? queryInput(queryOf(request)) : bodyOf(request);
    const result = await run({
      id: idOf(request),
      input: checked(schema, input),
      who: String(response.locals['who']),
    });
    // Decimals of resources keep their digits.
    const text = writeJson(result as JsonValue);
    response.type('application/json').send(text);
  };
  if (method === 'GET') app.get(path, handle);
  else app.post(path, handle);
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}

/** No body is an empty one. @throws FhirError `unsupported-media-type` unless it is JSON */
function bodyOf(request: Request): unknown {
  const body: unknown = request.body;
  if (isObject(body)) return body;
  const isEmpty = body === undefined && request.headers['content-length'] === '0';
  if (isEmpty && request.is('application/json') !== null) return {};
  if (request.is('application/json') === false || body === undefined) {
    throw new FhirError('unsupported-media-type', 'The body has to be application/json.');
  }
  throw new FhirError('invalid-request', 'The body has to be a JSON object.');
}

function idOf(request: Request): number | undefined {
  const { id } = request.params;
  if (id === undefined) return undefined;
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) {
    throw new FhirError('not-found', 'A message is named by its number.');
  }
  return Number(id);
}

function errorHandler(log: Logger): ErrorRequestHandler {
  // Express knows error handlers by their four parameters.
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, headers, resource } = toOutcome(known(error));
    if (status >= 500) {
      log.error(
        { error: error instanceof Error ? error.name : 'unknown' },
        'Administration failed',
      );
    }
    response.status(status).set(headers).json(resource);
  };
}

/** What the body parser complains about. */
function known(error: unknown): unknown {
  if (error instanceof FhirError || !(error instanceof Error)) return error;
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return new FhirError('too-large', 'The body is too large.');
    case 'entity.parse.failed':
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new FhirError('malformed', 'The body is not JSON.');
    default:
      return error;
  }
}
