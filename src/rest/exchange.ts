/** One request and its answer, as the steps of the pipeline see them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { QueryParameter } from '../search/parse/parameters.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client's own, when it is a plain word; else ours. In the log and in X-Request-Id. */
  readonly requestId: string;
  /** GET for HEAD. */
  readonly method: string;
  /** Below the FHIR base, decoded. */
  readonly segments: readonly string[];
  readonly query: readonly QueryParameter[];
}

/** The header's value; several of the same name are joined as HTTP says. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
