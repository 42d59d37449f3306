/** `/admin/hl7`: the routes of HL7 v2 as Express has them. */
import { Router, type Request, type Response } from 'express';
import { FhirError } from '../fhir/errors.js';
import { isObject, type JsonValue } from '../fhir/json.js';
import { writeJson } from '../formats/json/write.js';
import { administratorIn } from './admin-app.js';
import { checked, queryInput } from './check.js';
import type { Hl7Administration } from './hl7-administration.js';
import type { Logger } from '../ports.js';
import type { OutboundAdministration } from './outbound-administration.js';
import { outboundRoutes } from './outbound-routes.js';
import { hl7Routes, type AdminRoute } from './hl7-routes.js';

/** To be mounted at `/admin/hl7`, behind the gate. */
export function hl7Router(
  hl7: Hl7Administration,
  outbound: OutboundAdministration,
  log: Logger,
): Router {
  const router = Router();
  for (const route of [...hl7Routes(hl7), ...outboundRoutes(outbound, log)]) {
    addRoute(router, route);
  }
  return router;
}

function addRoute(router: Router, { method, path, schema, run }: AdminRoute): void {
  const handle = async (request: Request, response: Response): Promise<void> => {
    const input = method === 'GET' ? queryInput(queryOf(request)) : bodyOf(request);
    const result = await run({
      id: idOf(request),
      input: checked(schema, input),
      who: administratorIn(response),
    });
    // Decimals of resources keep their digits.
    const text = writeJson(result as JsonValue);
    response.type('application/json').send(text);
  };
  if (method === 'GET') router.get(path, handle);
  else router.post(path, handle);
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}

/** No body is an empty one. */
function bodyOf(request: Request): unknown {
  const body: unknown = request.body ?? {};
  if (!isObject(body)) throw new FhirError('invalid-request', 'The body has to be a JSON object.');
  return body;
}

function idOf(request: Request): number | undefined {
  const { id } = request.params;
  if (id === undefined) return undefined;
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) {
    throw new FhirError('not-found', 'A message is named by its number.');
  }
  return Number(id);
}
