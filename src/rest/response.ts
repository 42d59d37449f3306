/** The result of an interaction as an HTTP answer. */
import { FhirError } from '../fhir/errors.js';
import { keyText, type Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { writeJson } from '../formats/json/write.js';
import { MIME_TYPES, type Format } from '../formats/negotiate.js';
import { writeXml } from '../formats/xml/write.js';
import { preferredBody } from '../interactions/prefer.js';
import { parseSubset, subsetOf, type Subset } from '../interactions/subset.js';
import type { InteractionResult, ResultBody, ReturnPreference } from '../interactions/types.js';
import type { Definitions } from '../packages/registry.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import type { Reply } from './reply.js';

/** How the answer is to look: the general parameters of the request. */
export interface Presentation {
  readonly format: Format;
  readonly pretty: boolean;
  readonly subset: Subset | undefined;
}

/** @throws FhirError `invalid-request` for a value that `_summary` or `_pretty` does not have */
export function presentation(format: Format, query: readonly QueryParameter[]): Presentation {
  const pretty = query.find(([name]) => name === '_pretty')?.[1];
  if (pretty !== undefined && pretty !== 'true' && pretty !== 'false') {
    throw new FhirError('invalid-request', '"_pretty" is true or false.');
  }
  return { format, pretty: pretty === 'true', subset: parseSubset(query) };
}

export interface ReplyContext {
  readonly definitions: Definitions;
  readonly base: string;
  readonly prefer: ReturnPreference;
}

export function resultReply(
  result: InteractionResult,
  look: Presentation,
  context: ReplyContext,
): Reply {
  const body = result.status === 304 ? undefined : preferredBody(result, context.prefer);
  const headers = versionHeaders(result, context.base);
  if (body === undefined) return { status: result.status, headers };
  return {
    // An outcome is a body, which 204 can't have.
    status: result.status === 204 ? 200 : result.status,
    headers: { ...headers, 'Content-Type': MIME_TYPES[look.format] },
    body: bodyBytes(body, look, result.isWrite === true ? undefined : look.subset, context),
  };
}

function versionHeaders(
  { version, isWrite, status }: InteractionResult,
  base: string,
): Reply['headers'] {
  if (version === undefined) return {};
  const location = `${base}/${keyText(version.key)}/_history/${version.version}`;
  return {
    ETag: `W/"${version.version}"`,
    'Last-Modified': version.updated.toUTCString(),
    ...(isWrite === true && status !== 204 ? { Location: location } : {}),
  };
}

function bodyBytes(
  body: ResultBody,
  { format, pretty }: Presentation,
  part: Subset | undefined,
  { definitions }: ReplyContext,
): Buffer {
  if (body.kind === 'text' && format === 'json' && !pretty && part === undefined) {
    return Buffer.from(body.text);
  }
  const whole = body.kind === 'text' ? parseJsonResource(body.text) : body.resource;
  const resource = part === undefined ? whole : subsetOf(whole, part, definitions);
  return resourceBytes(resource, format, pretty, definitions);
}

export function resourceBytes(
  resource: Resource,
  format: Format,
  pretty: boolean,
  definitions: Definitions,
): Buffer {
  return Buffer.from(
    format === 'json' ? writeJson(resource, pretty) : writeXml(resource, definitions, pretty),
  );
}
