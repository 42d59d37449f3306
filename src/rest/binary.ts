/** Binary in its own content type: https://hl7.org/fhir/R4/binary.html#rest */
import { FhirError } from '../fhir/errors.js';
import { stringAt } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import {
  acceptsMediaType,
  mediaType,
  namesFhirFormat,
  responseFormat,
} from '../formats/negotiate.js';
import type { InteractionResult } from '../interactions/types.js';

/** True for a body that is the content itself, not a resource. */
export function isRawContent(contentType: string): boolean {
  const type = mediaType(contentType);
  return type !== '' && !type.includes('fhir');
}

/** A Binary around a raw body. @param securityContext the X-Security-Context header, a reference */
export function binaryResource(
  body: Buffer,
  contentType: string,
  facts: { readonly id?: string; readonly securityContext?: string },
): Resource {
  return {
    resourceType: 'Binary',
    ...(facts.id === undefined ? {} : { id: facts.id }),
    contentType,
    ...(facts.securityContext === undefined
      ? {}
      : { securityContext: { reference: facts.securityContext } }),
    ...(body.length === 0 ? {} : { data: body.toString('base64') }),
  };
}

/** The resource in a body of a general type such as application/json; undefined when it is content. */
export function embeddedResource(parse: () => Resource): Resource | undefined {
  try {
    const resource = parse();
    return resource.resourceType === 'Binary' ? resource : undefined;
  } catch (error) {
    if (error instanceof FhirError) return undefined;
    throw error;
  }
}

export interface RawContent {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * The content of a Binary, when that is what the client wants: it asks for no FHIR format, and
 * accepts the content's type.
 * @throws FhirError `not-acceptable` when the client accepts neither the content nor a FHIR format
 */
export function rawContent(
  result: InteractionResult,
  wanted: { readonly accept: string | undefined; readonly format: string | undefined },
): RawContent | undefined {
  const text = result.body?.kind === 'text' ? result.body.text : undefined;
  if (text === undefined || wanted.format !== undefined || namesFhirFormat(wanted.accept)) {
    return undefined;
  }
  const resource = parseJsonResource(text);
  const contentType = stringAt(resource, 'contentType') ?? 'application/octet-stream';
  if (acceptsMediaType(wanted.accept, mediaType(contentType))) {
    return { contentType, body: Buffer.from(stringAt(resource, 'data') ?? '', 'base64') };
  }
  if (responseFormat({ accept: wanted.accept, fallback: 'json' }) !== undefined) return undefined;
  throw new FhirError('not-acceptable', `The content is of type ${mediaType(contentType)}.`);
}
