/** What an operation is called with: https://hl7.org/fhir/R4/operations.html#executing */
import { FhirError } from '../fhir/errors.js';
import { objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import type { OperationRequest } from '../interactions/types.js';
import type { QueryParameter } from '../search/parse/parameters.js';

const MAX_PARAMETERS = 1000;

/**
 * The parameters of the URL, and those of a Parameters resource in the body, as texts.
 * @throws FhirError `invalid-request` for a body or a parameter that has no form of a URL
 */
export function callParameters({ parameters, body }: OperationRequest): QueryParameter[] {
  if (body === undefined) return [...parameters];
  if (body.resourceType !== 'Parameters') {
    throw new FhirError('invalid-request', 'The body is a Parameters resource.', {
      expression: 'resourceType',
    });
  }
  const own = objectsAt(body, 'parameter');
  if (own.length > MAX_PARAMETERS) {
    throw new FhirError('invalid-request', `There are more than ${MAX_PARAMETERS} parameters.`);
  }
  return [...parameters, ...own.map(parameterOf)];
}

function parameterOf(parameter: JsonObject, index: number): QueryParameter {
  const name = stringAt(parameter, 'name');
  const value = valueOf(parameter);
  if (name === undefined || value === undefined) {
    throw new FhirError('invalid-request', 'A parameter has no name, or no simple value.', {
      expression: `Parameters.parameter[${index}]`,
    });
  }
  return [name, value];
}

/** Undefined for a data type with elements, a resource or parts. */
function valueOf(parameter: JsonObject): string | undefined {
  const name = Object.keys(parameter).find((key) => /^value[A-Z]/.test(key)) ?? '';
  const value = parameter[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return undefined;
}

/**
 * The single value of a parameter, which is then left out of the others.
 * @throws FhirError `invalid-request` when it is there more than once
 */
export function takeOne(parameters: QueryParameter[], name: string): string | undefined {
  const [first, second] = parameters.filter(([own]) => own === name);
  if (second !== undefined) throw wrongParameter(name, 'it is there more than once');
  if (first === undefined) return undefined;
  parameters.splice(parameters.indexOf(first), 1);
  return first[1];
}

/** As a search words it; never with the value. */
export function wrongParameter(name: string, reason: string): FhirError {
  return new FhirError('invalid-request', `Parameter "${name.slice(0, 64)}": ${reason}.`);
}
