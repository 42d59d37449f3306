/** The path and parameters of a request URL. */
import { FhirError } from '../fhir/errors.js';
import type { QueryParameter } from '../search/parse/parameters.js';

export interface Target {
  readonly segments: readonly string[];
  readonly query: readonly QueryParameter[];
}

/** Room for a search with a thousand ids. */
export const MAX_URL = 48 * 1024;
const MAX_PARAMETERS = 1000;

/**
 * Splits what stands behind the base path. No segment is resolved: `..` is a segment like any other,
 * which no interaction has.
 * @throws FhirError `url-too-long`, or `invalid-request` for one that is wrongly encoded
 */
export function parseTarget(url: string): Target {
  if (url.length > MAX_URL) {
    throw new FhirError(
      'url-too-long',
      `The URL is longer than ${MAX_URL} characters. Searches can be sent by POST.`,
    );
  }
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  return {
    segments: path
      .split('/')
      .filter((segment, index, all) => segment !== '' || isInner(index, all))
      .map(decode),
    query: mark === -1 ? [] : parseQuery(url.slice(mark + 1)),
  };
}

/** A leading or trailing slash makes no segment; two slashes in the middle make an empty one. */
function isInner(index: number, all: readonly string[]): boolean {
  return index > 0 && index < all.length - 1;
}

function decode(segment: string): string {
  try {
    return segment.includes('%') ? decodeURIComponent(segment) : segment;
  } catch {
    throw new FhirError('invalid-request', 'The URL is wrongly encoded.');
  }
}

/** Parameters of a URL or of a form. */
export function parseQuery(text: string): QueryParameter[] {
  const parameters = [...new URLSearchParams(text)].filter(
    ([name, value]) => name !== '' || value !== '',
  );
  if (parameters.length > MAX_PARAMETERS) {
    throw new FhirError('invalid-request', `There are more than ${MAX_PARAMETERS} parameters.`);
  }
  if (parameters.some(([name, value]) => name.includes('\0') || value.includes('\0'))) {
    throw new FhirError('invalid-request', 'A parameter has the character U+0000.');
  }
  return parameters;
}
