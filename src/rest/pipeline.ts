/** The steps that every FHIR request passes, in this order. */
import type { IncomingMessage } from 'node:http';
import { NOBODY, type AccessContext } from '../access/context.js';
import { FhirError } from '../fhir/errors.js';
import type { JsonObject } from '../fhir/json.js';
import { toOutcome } from '../fhir/outcome.js';
import { bodyFormat, MIME_TYPES, responseFormat, type Format } from '../formats/negotiate.js';
import { isFailure, logEntryFailures, logFailure } from '../interactions/failures.js';
import type {
  InteractionRequest,
  InteractionResult,
  OperationFacts,
  RunInteraction,
} from '../interactions/types.js';
import type { Definitions } from '../packages/registry.js';
import type { Logger } from '../ports.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import { rawContent } from './binary.js';
import { readBody } from './body.js';
import { header, type Exchange } from './exchange.js';
import { preferences, type Preferences } from './headers.js';
import type { Reply } from './reply.js';
import { hasBody, interactionRequest, isFormSearch, readRequest } from './request.js';
import { presentation, resourceBytes, resultReply, type Presentation } from './response.js';
import type { RestSettings } from './settings.js';

/** Who sends this request. @throws FhirError `unauthenticated` */
export type Authenticate = (request: IncomingMessage) => Promise<AccessContext>;

export interface PipelineParts {
  readonly settings: RestSettings;
  readonly definitions: Definitions;
  /** `$validate` and the like. */
  readonly fhirOperations: readonly OperationFacts[];
  readonly authenticate: Authenticate;
  /** What apps are told about the authorization server; undefined when there is none. */
  readonly smartConfiguration: JsonObject | undefined;
  readonly run: RunInteraction;
  readonly log: Logger;
}

export interface PipelineOutcome {
  readonly reply: Reply;
  /** For metrics and the log; undefined when the request was refused before it was known. */
  readonly interaction: InteractionRequest['kind'] | undefined;
}

/** Answers one request. Never throws: what goes wrong becomes an OperationOutcome. */
export async function answer(parts: PipelineParts, exchange: Exchange): Promise<PipelineOutcome> {
  let look: Presentation = { format: fallbackFormat(exchange), pretty: false, subset: undefined };
  let interaction: InteractionRequest['kind'] | undefined;
  try {
    const configuration = smartConfiguration(parts, exchange);
    if (configuration !== undefined) return { reply: configuration, interaction };
    const isOpen = isAboutServer(exchange);
    const access = isOpen ? NOBODY : await parts.authenticate(exchange.request);
    // A form may have the parameters that say how the answer is to look.
    if (!isFormSearch(exchange)) look = negotiated(exchange, exchange.query);
    const body = await bodyOf(exchange, parts.settings);
    const read = readRequest(exchange, body);
    if (isFormSearch(exchange)) look = negotiated(exchange, read.query);
    ensureNoToken(read.query);
    const prefer = preferences(exchange.request);
    const request = interactionRequest(parts, read, prefer);
    interaction = request.kind;
    const result = await parts.run(request, access);
    logEntryFailures(parts.log, result.failures ?? [], { requestId: exchange.requestId });
    const answered = reply(parts, exchange, { request, result, look, prefer });
    return { reply: isOpen ? { ...answered, isPublic: true } : answered, interaction };
  } catch (error) {
    return { reply: errorReply(parts, exchange, error, look), interaction };
  }
}

/** The CapabilityStatement, which says how to get a token: https://hl7.org/fhir/R4/security.html#http */
function isAboutServer({ method, segments }: Exchange): boolean {
  return method === 'GET' && segments.length === 1 && segments[0] === 'metadata';
}

/** JSON whatever is accepted: https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known */
function smartConfiguration(parts: PipelineParts, exchange: Exchange): Reply | undefined {
  const { method, segments } = exchange;
  const [first, second] = segments;
  const isAsked =
    segments.length === 2 && first === '.well-known' && second === 'smart-configuration';
  if (!isAsked || method !== 'GET' || parts.smartConfiguration === undefined) return undefined;
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify(parts.smartConfiguration)),
    isPublic: true,
  };
}

/**
 * A token in a URL ends up in logs. https://www.rfc-editor.org/rfc/rfc6750#section-2
 * @throws FhirError `invalid-request`
 */
function ensureNoToken(query: readonly QueryParameter[]): void {
  if (parameter(query, 'access_token') === undefined) return;
  throw new FhirError('invalid-request', 'An access token belongs in the Authorization header.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="fhir", error="invalid_request"' },
  });
}

const EMPTY = Buffer.alloc(0);
/** What a search can ask for with all its limits used up is smaller. */
const MAX_FORM_BYTES = 1_048_576;

async function bodyOf(exchange: Exchange, settings: RestSettings): Promise<Buffer> {
  if (!hasBody(exchange)) return EMPTY;
  const most = isFormSearch(exchange) ? MAX_FORM_BYTES : Infinity;
  const maxBodyBytes = Math.min(settings.maxBodyBytes, most);
  return readBody(exchange.request, { ...settings, maxBodyBytes });
}

function parameter(query: readonly QueryParameter[], name: string): string | undefined {
  return query.find(([key]) => key === name)?.[1];
}

/** Without an Accept header the answer is in the format of the request. */
function fallbackFormat({ request }: Exchange): Format {
  return bodyFormat(header(request, 'content-type') ?? '') ?? 'json';
}

/** @throws FhirError `not-acceptable` */
function negotiated(exchange: Exchange, query: readonly QueryParameter[]): Presentation {
  const fallback = fallbackFormat(exchange);
  const format = responseFormat({
    parameter: parameter(query, '_format'),
    accept: header(exchange.request, 'accept'),
    fallback,
  });
  // Raw content of a Binary can be of any type: judged when the content is known.
  const mayBeRaw = exchange.segments[0] === 'Binary' && exchange.method === 'GET';
  if (format === undefined && !mayBeRaw) {
    throw new FhirError(
      'not-acceptable',
      'Answers are application/fhir+json or application/fhir+xml.',
    );
  }
  return presentation(format ?? fallback, query);
}

interface Answered {
  readonly request: InteractionRequest;
  readonly result: InteractionResult;
  readonly look: Presentation;
  readonly prefer: Preferences;
}

function reply(
  { definitions, settings }: PipelineParts,
  exchange: Exchange,
  { request, result, look, prefer }: Answered,
): Reply {
  const resultAsIs = resultReply(result, look, {
    definitions,
    base: settings.base,
    prefer: prefer.returns ?? 'representation',
  });
  const isBinary =
    (request.kind === 'read' || request.kind === 'vread') && request.key.type === 'Binary';
  const raw = isBinary
    ? rawContent(result, {
        accept: header(exchange.request, 'accept'),
        format: parameter(exchange.query, '_format'),
      })
    : undefined;
  if (raw === undefined) return resultAsIs;
  return {
    ...resultAsIs,
    headers: { ...resultAsIs.headers, 'Content-Type': raw.contentType },
    body: raw.body,
  };
}

/** The only place where an error becomes an HTTP answer. */
export function errorReply(
  { definitions, log }: Pick<PipelineParts, 'definitions' | 'log'>,
  exchange: Pick<Exchange, 'requestId'>,
  error: unknown,
  { format, pretty }: Pick<Presentation, 'format' | 'pretty'>,
): Reply {
  const outcome = toOutcome(error);
  if (isFailure(error)) logFailure(log, error, { requestId: exchange.requestId });
  return {
    status: outcome.status,
    headers: { ...outcome.headers, 'Content-Type': MIME_TYPES[format] },
    body: resourceBytes(outcome.resource, format, pretty, definitions),
  };
}
