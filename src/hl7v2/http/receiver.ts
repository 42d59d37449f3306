/**
 * HL7 v2 over HTTP: one POST, one message, its acknowledgement in the answer. What is done with a
 * message is the same as for one that comes over MLLP.
 * https://hapifhir.github.io/hapi-hl7v2/hapi-hl7overhttp/specification.html
 */
import { isFailure, logFailure } from '../../interactions/failures.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessContext, AppAccess } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { toOutcome } from '../../fhir/outcome.js';
import { writeJson } from '../../formats/json/write.js';
import type { Logger } from '../../ports.js';
import type { Feed } from '../feed.js';
import type { Reply } from '../mllp/connection.js';
import type { MemoryBudget } from '../mllp/memory-budget.js';
import { createPeerCheck } from '../mllp/peers.js';
import type { Reception } from '../reception/reception.js';
import { readMessage } from './body.js';

export interface HttpReceiverParts {
  readonly authenticate: (request: IncomingMessage) => Promise<AccessContext>;
  readonly feeds: readonly Feed[];
  readonly reception: Reception;
  readonly budget: MemoryBudget;
  readonly log: Logger;
}

export type HttpReceiver = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * What messages with vertical bars are declared as. None of them can be sent by a page of another
 * origin without asking first.
 */
const MEDIA_TYPES: ReadonlySet<string> = new Set([
  'application/hl7-v2',
  'application/hl7-v2+er7',
  'x-application/hl7-v2+er7',
  'application/edi-hl7',
  'application/edi-hl7v2',
]);

/** Where messages are taken. */
export const HL7V2_PATH = '/hl7v2';

/** The feed that requests are of when they name none. */
const DEFAULT_FEED = 'default';

/** @returns what answers requests to HL7V2_PATH */
export function createHttpReceiver(parts: HttpReceiverParts): HttpReceiver {
  const mayConnect = new Map(
    parts.feeds.map((feed) => [feed.name, createPeerCheck(feed.peers)] as const),
  );
  const receive = async (request: IncomingMessage): Promise<HttpAnswer> => {
    requireSystem(await parts.authenticate(request));
    const type = requireMessage(request);
    const feed = feedOf(request, parts.feeds);
    const peer = request.socket.remoteAddress ?? '';
    if (mayConnect.get(feed.name)?.(peer) !== true) {
      throw new FhirError('forbidden', 'The feed takes no messages from this address.');
    }
    requireSize(request, feed);
    const message = await readMessage(request, feed.limits, parts.budget);
    try {
      return await answerOf(await store(parts, message.content, { feed, peer }), type);
    } finally {
      message.release();
    }
  };
  return async (request, response) => {
    try {
      const { status, headers, body } = await receive(request);
      response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
    } catch (error) {
      refuse(response, error, parts.log);
    }
  };
}

interface HttpAnswer {
  readonly status: 200 | 204;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** @throws FhirError `unauthenticated`, `forbidden` */
function requireSystem(access: AccessContext): void {
  switch (access.kind) {
    case 'system':
      return;
    case 'nobody':
      throw new FhirError('unauthenticated', 'An access token is required.');
    case 'app':
      if (access.subject === undefined && mayWriteAll(access)) return;
      throw new FhirError('forbidden', 'HL7 v2 messages need the scope system/*.cud.');
    case 'medmij':
      throw new FhirError('forbidden', 'HL7 v2 messages are not taken from a PGO.');
  }
}

/** A message can create, change and end resources of any type. */
function mayWriteAll({ scopes }: AppAccess): boolean {
  return scopes.resources.some(
    ({ level, type, filter, permissions }) =>
      level === 'system' &&
      type === '*' &&
      filter.length === 0 &&
      (['c', 'u', 'd'] as const).every((permission) => permissions.has(permission)),
  );
}

/** @throws FhirError `method-not-allowed`, `unsupported-media-type` */
function requireMessage({ method, headers }: IncomingMessage): string {
  if (method !== 'POST') {
    const details = { headers: { Allow: 'POST' } };
    throw new FhirError('method-not-allowed', 'Messages are sent by POST.', details);
  }
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.has(type)) {
    throw new FhirError('unsupported-media-type', 'The message is to be application/hl7-v2.');
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new FhirError('unsupported-media-type', 'The message may have no Content-Encoding.');
  }
  return type;
}

/** @throws FhirError `invalid-request`, `not-found` */
function feedOf(request: IncomingMessage, feeds: readonly Feed[]): Feed {
  const given = new URL(request.url ?? '', 'http://localhost').searchParams.get('feed');
  const named = given ?? request.headers['x-hl7-feed'];
  const [only, ...others] = feeds;
  const name = named ?? (others.length === 0 ? only?.name : DEFAULT_FEED);
  const feed = feeds.find((one) => one.name === name);
  if (feed !== undefined) return feed;
  if (named !== undefined) throw new FhirError('not-found', 'There is no such feed.');
  throw new FhirError('invalid-request', 'There are several feeds: name one by ?feed=NAME.');
}

/** @throws FhirError `too-large` */
function requireSize({ headers }: IncomingMessage, { limits }: Feed): void {
  if (Number(headers['content-length'] ?? 0) <= limits.maxFrame) return;
  throw new FhirError('too-large', `The message is larger than ${limits.maxFrame} bytes.`);
}

/** @throws FhirError `unavailable` when it could not be stored: the sender is to send it again */
async function store(
  { reception, log }: HttpReceiverParts,
  content: Buffer,
  origin: Parameters<Reception['receive']>[1],
): Promise<Reply> {
  try {
    return await reception.receive(content, origin);
  } catch {
    log.error({ feed: origin.feed.name }, 'A message could not be stored');
    const headers = { 'Retry-After': '2' };
    throw new FhirError('unavailable', 'The message was not stored.', { headers });
  }
}

/**
 * Any acknowledgement, also a negative one, is answered with 200, as HL7's work group decided. There
 * is one answer: where two are asked for it is the later one, which says more.
 */
async function answerOf({ content, later }: Reply, type: string): Promise<HttpAnswer> {
  const body = (await later) ?? content;
  if (body === undefined) return { status: 204, headers: {}, body: Buffer.alloc(0) };
  return { status: 200, headers: { 'Content-Type': type }, body };
}

function refuse(response: ServerResponse, error: unknown, log: Logger): void {
  const { status, headers, resource } = toOutcome(error);
  if (isFailure(error)) logFailure(log, error, { door: 'hl7v2' });
  const body = Buffer.from(writeJson(resource));
  // What is left of the body is not read.
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/fhir+json; charset=utf-8',
    'Content-Length': body.length,
    Connection: 'close',
  });
  response.end(body);
}
