/** Checks what requests hold against their schemas. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { FhirError } from '../fhir/errors.js';
import type { JsonObject } from '../fhir/json.js';
import type { MessageFilter } from '../storage/inbox/message-list.js';
import type { MessageState } from '../storage/inbox/states.js';
import { SCHEMAS, type SchemaName } from './schemas.js';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const checks = new Map<string, ValidateFunction>(
  Object.entries(SCHEMAS).map(([name, schema]) => [name, ajv.compile(schema)]),
);

/** @throws FhirError `invalid-request` with all that is wrong; values are not repeated */
export function checked(name: SchemaName, input: unknown): JsonObject {
  const check = checks.get(name);
  if (check?.(input) === true) return input as JsonObject;
  const issues = [...new Set((check?.errors ?? []).map(complaint))].map(
    (diagnostics) => ({ severity: 'error', code: 'invalid', diagnostics }) as const,
  );
  throw new FhirError('invalid-request', 'The request does not have the right form.', { issues });
}

function complaint({ instancePath, keyword, message = '', params }: ErrorObject): string {
  const place = instancePath === '' ? 'The request' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') {
    const { additionalProperty } = params as { additionalProperty: string };
    return `${place} has no "${additionalProperty}".`;
  }
  return `${place} ${message}.`;
}

const NUMBERS = new Set(['after', 'before', 'limit', 'message']);

/** Parameters of a URL as the schemas have them: numbers as numbers, states as a list. */
export function queryInput(query: URLSearchParams): JsonObject {
  const input: JsonObject = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const [value = ''] = values;
    if (values.length > 1 && name !== 'state') {
      throw new FhirError('invalid-request', `The parameter "${name}" is given more than once.`);
    }
    if (name === 'state') input['states'] = values.flatMap((one) => one.split(','));
    else input[name] = NUMBERS.has(name) && /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return input;
}

/** The part of an input that says which messages. It was checked. */
export function filterOf(input: JsonObject): MessageFilter {
  const { ids, states, from, until } = input;
  const texts = ['feed', 'event', 'reason', 'note', 'controlId', 'sender'] as const;
  return {
    ...(Array.isArray(ids) && { ids: ids.map(Number) }),
    ...(Array.isArray(states) && { states: states as MessageState[] }),
    ...Object.fromEntries(
      texts.flatMap((name) => (typeof input[name] === 'string' ? [[name, input[name]]] : [])),
    ),
    ...(typeof from === 'string' && { from: timeOf(from) }),
    ...(typeof until === 'string' && { until: timeOf(until) }),
  };
}

/** Milliseconds since the epoch. @throws FhirError `invalid-request` for a day that is none */
export function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new FhirError('invalid-request', 'A time is none.');
  return time;
}
