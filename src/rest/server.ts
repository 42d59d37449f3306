/**
 * The HTTP server. FHIR requests are answered before Express's stack: a static answer through it
 * takes four times as long (docs/decisions/0004-http-stack.md).
 */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import type { IssueCode } from '../fhir/issue.js';
import { operationOutcome } from '../fhir/outcome.js';
import { writeJson } from '../formats/json/write.js';
import { isDeclaredTooLarge } from './body.js';
import { compress } from './compression.js';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.js';
import { header, type Exchange } from './exchange.js';
import type { Metrics } from './metrics.js';
import { answer, errorReply, type PipelineParts } from './pipeline.js';
import { SECURITY_HEADERS, type Reply } from './reply.js';
import { traceOf } from './trace.js';
import type { RestSettings } from './settings.js';
import { MAX_URL, parseTarget } from './target.js';

export interface ServerParts extends PipelineParts {
  readonly metrics: Metrics;
  /** What answers below other paths. */
  readonly others: readonly { readonly path: string; readonly listener: RequestListener }[];
  /** Answers everything else. */
  readonly operations: RequestListener;
}

/** Of the URL and the headers together, which keep the 16 KiB that Node gives both. */
const MAX_HEADER_BYTES = MAX_URL + 16 * 1024;

const FHIR_PATH = '/fhir';
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;
/** How long the rest of a refused body is thrown away, so that the client can read the answer. */
const DISCARD_MILLISECONDS = 5000;

export function createHttpServer(parts: ServerParts): Server {
  const { settings } = parts;
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: 65_000,
    headersTimeout: 15_000,
    requestTimeout: settings.bodyTimeout + 15_000,
    connectionsCheckingInterval: 5000,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '';
    const path = pathBelow(FHIR_PATH, url);
    if (path !== undefined) void serve(parts, { request, response, path, server });
    else {
      const other = parts.others.find((one) => pathBelow(one.path, url) !== undefined);
      (other?.listener ?? parts.operations)(request, response);
    }
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // A client that is refused at once does not send its body: the connection ends with the answer.
    if (isDeclaredTooLarge(request, settings)) response.shouldKeepAlive = false;
    else response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuseConnection(error, socket);
  });
  return server;
}

/** What stands behind a path such as `/fhir`; undefined when the URL is not below it. */
function pathBelow(path: string, url: string): string | undefined {
  if (!url.startsWith(path)) return undefined;
  const next = url[path.length];
  return next === undefined || next === '/' || next === '?' ? url.slice(path.length) : undefined;
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly server: Server;
}

async function serve(parts: ServerParts, incoming: Incoming): Promise<void> {
  const { request } = incoming;
  const started = process.hrtime.bigint();
  const requestId = requestIdOf(request);
  parts.metrics.inFlight(1);
  try {
    const { reply, interaction } = await replyTo(parts, incoming, requestId);
    await send(parts, incoming, reply, requestId);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    parts.metrics.request(interaction ?? 'none', reply.status, seconds);
    const trace = traceOf(request);
    const facts = { requestId, method: request.method, interaction, status: reply.status, seconds };
    if (trace === undefined) parts.log.debug(facts, 'answered');
    else parts.log.info({ ...facts, ...trace }, 'answered to MedMij');
  } catch {
    // The client is gone, or the answer could not be written: nothing is left to say to it.
    incoming.response.destroy();
  } finally {
    parts.metrics.inFlight(-1);
  }
}

async function replyTo(
  parts: ServerParts,
  { request, response, path }: Incoming,
  requestId: string,
): Promise<{ reply: Reply; interaction?: string | undefined }> {
  if (isPreflight(request)) return { reply: { status: 204, headers: preflightHeaders() } };
  try {
    const { segments, query } = parseTarget(path);
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const exchange: Exchange = { request, response, requestId, method, segments, query };
    return await answer(parts, exchange);
  } catch (error) {
    return { reply: errorReply(parts, { requestId }, error, { format: 'json', pretty: false }) };
  }
}

function requestIdOf(request: IncomingMessage): string {
  const given = header(request, 'x-request-id');
  return given !== undefined && REQUEST_ID.test(given) ? given : newRequestId();
}

const processPart = `${process.pid.toString(36)}${Date.now().toString(36)}`;
let requestCount = 0;

function newRequestId(): string {
  requestCount += 1;
  return `${processPart}-${requestCount.toString(36)}`;
}

async function send(
  { settings }: ServerParts,
  { request, response, server }: Incoming,
  reply: Reply,
  requestId: string,
): Promise<void> {
  const encoded =
    reply.body === undefined
      ? undefined
      : await compress(reply.body, header(request, 'accept-encoding'));
  response.writeHead(reply.status, {
    ...SECURITY_HEADERS,
    ...corsHeaders(request, originsFor(reply, settings)),
    ...reply.headers,
    'X-Request-Id': requestId,
    ...(encoded?.encoding === undefined ? {} : { 'Content-Encoding': encoded.encoding }),
    ...(hasNoBody(reply.status) ? {} : { 'Content-Length': String(encoded?.body.length ?? 0) }),
    ...(server.listening && !isTimeout(reply.status) ? {} : { Connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : encoded?.body);
  if (!request.complete) discardRest(request);
}

/** Anyone may read what everyone may know: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support */
function originsFor({ isPublic }: Reply, { corsOrigins }: RestSettings): readonly string[] {
  return isPublic === true ? ['*'] : corsOrigins;
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 304;
}

/** What is left of the body may never come: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9 */
function isTimeout(status: number): boolean {
  return status === 408;
}

/** A client that is still sending reads the answer only when it has sent, or given up. */
function discardRest(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => {
    request.destroy();
  }, DISCARD_MILLISECONDS);
  timer.unref();
  request.on('close', () => {
    clearTimeout(timer);
  });
}

interface ClientError {
  readonly status: number;
  readonly code: IssueCode;
  readonly diagnostics: string;
}

const CLIENT_ERRORS: Readonly<Record<string, ClientError>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'too-long',
    diagnostics: `The URL and the headers are larger than ${MAX_HEADER_BYTES} bytes together.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'timeout',
    diagnostics: 'The request did not arrive in time.',
  },
};
const NOT_HTTP: ClientError = {
  status: 400,
  code: 'structure',
  diagnostics: 'The request is not valid HTTP.',
};

/** What is not even HTTP still gets an OperationOutcome. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, code, diagnostics } = CLIENT_ERRORS[error.code ?? ''] ?? NOT_HTTP;
  const body = writeJson(operationOutcome([{ severity: 'error', code, diagnostics }]));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/fhir+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
