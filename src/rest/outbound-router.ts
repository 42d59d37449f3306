/**
 * The administration of destinations as JSON over HTTP, to be mounted at `/admin/hl7`. Who may use it
 * is decided by who mounts it. `docs/hl7v2-outbound.md` has every route.
 */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

/** Which messages a decision is about. */
type Chosen = { readonly ids: readonly number[] } | { readonly destination: string };

type OutboxStateName = 'queued' | 'sent' | 'dead' | 'skipped';

/** What is done: see `hl7v2/outbound/administration.ts`. */
export interface OutboundRouterParts {
  destinations(): Promise<unknown>;
  destination(name: string): Promise<unknown>;
  messages(options: {
    readonly destination?: string;
    readonly state?: OutboxStateName;
    readonly after?: number;
    readonly count?: number;
  }): Promise<unknown>;
  message(id: number): Promise<{ readonly message: object; readonly content: Buffer | undefined }>;
  retry(chosen: Chosen): Promise<number>;
  skip(chosen: Chosen): Promise<number>;
  pause(name: string, reason?: string): Promise<void>;
  resume(name: string): Promise<void>;
}

const STATES: readonly string[] = ['queued', 'sent', 'dead', 'skipped'];
const MOST_IDS = 10_000;

/** A request that makes no sense; the text says why. */
class BadRequest extends Error {}

/** The routes below `/destinations` and `/outbox`. */
export function outboundRouter(parts: OutboundRouterParts): Router {
  const router = express.Router();
  router.use(express.json({ limit: '256kb' }));
  router.get('/destinations', async (_request, response) => {
    response.json({ destinations: await parts.destinations() });
  });
  router.get('/destinations/:name', async ({ params }, response) => {
    response.json(await parts.destination(params.name));
  });
  router.post('/destinations/:name/pause', async (request, response) => {
    const { reason } = bodyOf(request);
    await parts.pause(request.params.name, typeof reason === 'string' ? reason : undefined);
    response.json(await parts.destination(request.params.name));
  });
  router.post('/destinations/:name/resume', async ({ params }, response) => {
    await parts.resume(params.name);
    response.json(await parts.destination(params.name));
  });
  router.get('/outbox', async ({ query }, response) => {
    response.json(await parts.messages(listOptions(query)));
  });
  router.get('/outbox/:id', async ({ params }, response) => {
    const { message, content } = await parts.message(whole(params.id, 'id'));
    response.json({ ...message, content: content?.toString('base64') });
  });
  router.post('/outbox/retry', async (request, response) => {
    response.json({ retried: await parts.retry(chosenBy(bodyOf(request))) });
  });
  router.post('/outbox/skip', async (request, response) => {
    response.json({ skipped: await parts.skip(chosenBy(bodyOf(request))) });
  });
  router.use(answerError);
  return router;
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function listOptions(query: Request['query']): Parameters<OutboundRouterParts['messages']>[0] {
  const { destination, state, after, count } = query;
  if (state !== undefined && !(typeof state === 'string' && STATES.includes(state))) {
    throw new BadRequest(`state is one of: ${STATES.join(', ')}.`);
  }
  return {
    ...(typeof destination === 'string' && { destination }),
    ...(state !== undefined && { state: state as OutboxStateName }),
    ...(after !== undefined && { after: whole(after, 'after') }),
    ...(count !== undefined && { count: whole(count, 'count') }),
  };
}

/** `{"ids": [1, 2]}` or `{"destination": "lab"}`: nothing is ever decided about everything. */
function chosenBy(body: Readonly<Record<string, unknown>>): Chosen {
  const { ids, destination } = body;
  if (Array.isArray(ids) && destination === undefined) {
    if (ids.length > MOST_IDS) throw new BadRequest(`ids are at most ${MOST_IDS}.`);
    return { ids: ids.map((id) => whole(id, 'ids')) };
  }
  if (typeof destination === 'string' && ids === undefined) return { destination };
  throw new BadRequest('The body has either ids or a destination.');
}

function whole(value: unknown, name: string): number {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new BadRequest(`${name}: a whole number is expected.`);
}

const STATUSES: Readonly<Record<string, number>> = { 'not-found': 404, unavailable: 503 };

/** Errors as JSON; what is not expected says no more than that. */
function answerError(error: unknown, _: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const kind = error instanceof Error && 'kind' in error ? String(error.kind) : '';
  const isOfBody = error instanceof Error && 'type' in error;
  const status = error instanceof BadRequest || isOfBody ? 400 : (STATUSES[kind] ?? 500);
  const text = status === 500 || !(error instanceof Error) ? 'An internal error.' : error.message;
  response.status(status).json({ error: isOfBody ? 'The body is no JSON.' : text });
}
