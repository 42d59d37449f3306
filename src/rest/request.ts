/** An HTTP request as an interaction. From here on there is no HTTP. */
import { FhirError } from '../fhir/errors.js';
import type { Resource } from '../fhir/resource.js';
import { decodeUtf8, parseJson, parseJsonResource } from '../formats/json/parse.js';
import { bodyFormat, mediaType } from '../formats/negotiate.js';
import { parseXmlResource } from '../formats/xml/parse.js';
import { parseRequest } from '../interactions/parse-request.js';
import type { InteractionRequest, OperationFacts, PatchDocument } from '../interactions/types.js';
import type { Definitions } from '../packages/registry.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import { binaryResource, embeddedResource, isRawContent } from './binary.js';
import { header, type Exchange } from './exchange.js';
import { conditions, type Preferences } from './headers.js';
import { parseQuery } from './target.js';

const FORM = 'application/x-www-form-urlencoded';
const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH']);

/** True when the body matters; it is then read before anything else. */
export function hasBody(exchange: Exchange): boolean {
  return BODY_METHODS.has(exchange.method);
}

/** True for a search by POST, whose body is a form. */
export function isFormSearch({ method, segments }: Exchange): boolean {
  return method === 'POST' && segments.at(-1) === '_search';
}

/** A request whose body has been read. */
export interface ReadRequest {
  readonly exchange: Exchange;
  readonly body: Buffer;
  /** Parameters of the URL and of a form. */
  readonly query: readonly QueryParameter[];
}

/**
 * With the parameters of the URL and, for a search by POST, those of the form.
 * @throws FhirError
 */
export function readRequest(exchange: Exchange, body: Buffer): ReadRequest {
  if (!isFormSearch(exchange) || body.length === 0) {
    return { exchange, body, query: exchange.query };
  }
  if (mediaType(header(exchange.request, 'content-type') ?? '') !== FORM) {
    throw new FhirError('unsupported-media-type', `A search by POST has the type ${FORM}.`);
  }
  return { exchange, body, query: [...exchange.query, ...parseQuery(decodeUtf8(body))] };
}

export interface RequestSurroundings {
  readonly definitions: Definitions;
  readonly fhirOperations: readonly OperationFacts[];
}

/** @throws FhirError */
export function interactionRequest(
  { definitions, fhirOperations }: RequestSurroundings,
  { exchange, body, query }: ReadRequest,
  preferences: Preferences,
): InteractionRequest {
  const content = new RequestContent(definitions, exchange, body);
  const isSystem = exchange.segments.length === 0;
  return parseRequest(definitions, {
    method: exchange.method,
    segments: exchange.segments,
    query,
    resource: () => content.resource(),
    patch: () => content.patch(),
    body: () => content.optional(),
    operations: fhirOperations,
    conditions: conditions(exchange.request),
    // Bundles answer with what happened, not with a copy of everything, unless asked.
    prefer: preferences.returns ?? (isSystem ? 'minimal' : 'representation'),
    handling: preferences.handling ?? 'strict',
  });
}

class RequestContent {
  readonly #definitions: Definitions;
  readonly #exchange: Exchange;
  readonly #body: Buffer;
  readonly #contentType: string;

  constructor(definitions: Definitions, exchange: Exchange, body: Buffer) {
    this.#definitions = definitions;
    this.#exchange = exchange;
    this.#body = body;
    this.#contentType = header(exchange.request, 'content-type') ?? '';
  }

  resource(): Resource {
    return this.#isRaw() ? this.#binary() : this.#fhirResource();
  }

  /** What an operation is called with, when it is called with something. */
  optional(): { body?: Resource; text?: string } {
    if (this.#body.length === 0) return {};
    const body = this.resource();
    return { body, ...(this.#isRaw() ? {} : { text: decodeUtf8(this.#body) }) };
  }

  patch(): PatchDocument {
    const type = mediaType(this.#contentType);
    if (type === 'application/json-patch+json') {
      return { kind: 'json-patch', operations: parseJson(decodeUtf8(this.#body)) };
    }
    if (bodyFormat(this.#contentType) === undefined) {
      throw new FhirError(
        'unsupported-media-type',
        'A patch is application/json-patch+json, or Parameters in a FHIR format.',
      );
    }
    const parameters = this.#fhirResource();
    if (parameters.resourceType !== 'Parameters') {
      throw new FhirError('invalid-request', 'A FHIRPath Patch is a Parameters resource.');
    }
    return { kind: 'fhirpath-patch', parameters };
  }

  #fhirResource(): Resource {
    const format = bodyFormat(this.#contentType);
    if (format === undefined) {
      throw new FhirError(
        'unsupported-media-type',
        'The Content-Type is no FHIR format: application/fhir+json or application/fhir+xml, R4, UTF-8.',
      );
    }
    if (this.#body.length === 0) throw new FhirError('malformed', 'The request has no body.');
    const text = decodeUtf8(this.#body);
    return format === 'json' ? parseJsonResource(text) : parseXmlResource(text, this.#definitions);
  }

  /** The content of a Binary, as it is. */
  #isRaw(): boolean {
    return this.#exchange.segments[0] === 'Binary' && isRawContent(this.#contentType);
  }

  #binary(): Resource {
    const isGeneral = bodyFormat(this.#contentType) !== undefined;
    const embedded = isGeneral ? embeddedResource(() => this.#fhirResource()) : undefined;
    if (embedded !== undefined) return embedded;
    const [, id] = this.#exchange.segments;
    const securityContext = header(this.#exchange.request, 'x-security-context');
    return binaryResource(this.#body, this.#contentType, {
      ...(id === undefined ? {} : { id }),
      ...(securityContext === undefined ? {} : { securityContext }),
    });
  }
}
