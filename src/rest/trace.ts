/**
 * What a MedMij request is traced by across systems; requests without it are answered all the same.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/resource-interface (core.rscint.201)
 */
import type { IncomingMessage } from 'node:http';
import { asUuid } from '../fhir/uuid.js';
import { header } from './exchange.js';

export interface Trace {
  /** `MedMij-Request-ID`: new for each request. */
  readonly medmijRequestId?: string;
  /** `X-Correlation-ID`: that of the authorization. */
  readonly correlationId?: string;
}

/** @returns undefined for a request without MedMij's own header; what is no UUID is left out */
export function traceOf(request: IncomingMessage): Trace | undefined {
  const medmijRequestId = asUuid(header(request, 'medmij-request-id'));
  if (medmijRequestId === undefined) return undefined;
  const correlationId = asUuid(header(request, 'x-correlation-id'));
  return { medmijRequestId, ...(correlationId === undefined ? {} : { correlationId }) };
}
