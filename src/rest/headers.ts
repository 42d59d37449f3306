/** Request headers in FHIR's terms: https://hl7.org/fhir/R4/http.html#Http-Headers */
import type { IncomingMessage } from 'node:http';
import { FhirError } from '../fhir/errors.js';
import type { RequestConditions } from '../interactions/parse-request.js';
import type { ReturnPreference } from '../interactions/types.js';
import { parseVersionTags } from '../interactions/version-tags.js';
import { header } from './exchange.js';
import { parseQuery } from './target.js';

export interface Preferences {
  /** Undefined when the client does not say. */
  readonly returns: ReturnPreference | undefined;
  readonly handling: 'strict' | 'lenient' | undefined;
}

const RETURNS = new Set<string>(['minimal', 'representation', 'OperationOutcome']);
const HANDLINGS = new Set<string>(['strict', 'lenient']);

/** https://www.rfc-editor.org/rfc/rfc7240; what is not known is ignored, as it says. */
export function preferences(request: IncomingMessage): Preferences {
  const parts = (header(request, 'prefer') ?? '').split(/[,;]/).map((part) => part.trim());
  const value = (name: string): string | undefined =>
    parts
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/^"(.*)"$/, '$1');
  const returns = value('return');
  const handling = value('handling');
  return {
    returns:
      returns !== undefined && RETURNS.has(returns) ? (returns as ReturnPreference) : undefined,
    handling:
      handling !== undefined && HANDLINGS.has(handling) ? (handling as 'strict') : undefined,
  };
}

export function conditions(request: IncomingMessage): RequestConditions {
  const ifMatch = header(request, 'if-match');
  const ifNoneMatch = header(request, 'if-none-match');
  const ifModifiedSince = header(request, 'if-modified-since');
  const ifNoneExist = header(request, 'if-none-exist');
  return {
    ...(ifMatch === undefined ? {} : { ifMatch: parseVersionTags(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch: parseVersionTags(ifNoneMatch) }),
    ...(ifModifiedSince === undefined ? {} : { ifModifiedSince: httpDate(ifModifiedSince) }),
    ...(ifNoneExist === undefined
      ? {}
      : { ifNoneExist: parseQuery(ifNoneExist.replace(/^[^?]*\?/, '')) }),
  };
}

function httpDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new FhirError('invalid-request', 'If-Modified-Since is no HTTP date.');
  }
  return date;
}
