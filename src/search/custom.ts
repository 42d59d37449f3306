/**
 * Search parameters that are stored on the server as SearchParameter resources:
 * https://hl7.org/fhir/R4/searchparameter.html
 */
import { createHash } from 'node:crypto';
import { FhirError } from '../fhir/errors.js';
import { objectsAt, stringAt } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { SearchParameterModel, SearchParameterType } from '../packages/model.js';

export interface CustomParameter {
  readonly model: SearchParameterModel;
  /** Changes with everything that decides what is indexed. */
  readonly fingerprint: string;
}

type Component = NonNullable<SearchParameterModel['component']>[number];

const TYPES = new Set<string>([
  'number',
  'date',
  'string',
  'token',
  'reference',
  'composite',
  'quantity',
  'uri',
]);
const CODE = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const MAX_EXPRESSION = 10_000;

/**
 * The parameter that a SearchParameter resource defines; undefined for one that nothing is indexed
 * for: it is not active, or says in words alone what it finds.
 * @throws FhirError `unprocessable` for one that can't be right
 */
export function customParameter(resource: Resource): CustomParameter | undefined {
  const [url, code, type, expression] = ['url', 'code', 'type', 'expression'].map((name) =>
    stringAt(resource, name),
  );
  if (resource['status'] !== 'active' || type === 'special' || expression === undefined) {
    return undefined;
  }
  if (url === undefined) throw unusable('it has no url', 'url');
  ensureUsable(code ?? '', type ?? '', expression);
  const component = componentsOf(resource, type);
  const target = stringsAt(resource, 'target');
  const model: SearchParameterModel = {
    url,
    code: code ?? '',
    type: type as SearchParameterType,
    base: stringsAt(resource, 'base'),
    expression,
    ...(target.length === 0 ? {} : { target }),
    ...(component.length === 0 ? {} : { component }),
  };
  return { model, fingerprint: fingerprintOf(model) };
}

function ensureUsable(code: string, type: string, expression: string): void {
  if (!CODE.test(code)) throw unusable('its code is no name of a parameter', 'code');
  if (!TYPES.has(type)) throw unusable('its type is unknown', 'type');
  if (expression.length > MAX_EXPRESSION)
    throw unusable('its expression is too long', 'expression');
}

function componentsOf(resource: Resource, type: string | undefined): Component[] {
  const component = objectsAt(resource, 'component').map((part) => ({
    definition: stringAt(part, 'definition') ?? '',
    expression: stringAt(part, 'expression') ?? '',
  }));
  if ((type === 'composite') !== component.length > 0) {
    throw unusable('a composite has components, and nothing else has', 'component');
  }
  return component;
}

function fingerprintOf(model: SearchParameterModel): string {
  return createHash('sha256').update(JSON.stringify(model)).digest('base64url').slice(0, 32);
}

function stringsAt(resource: Resource, name: string): string[] {
  const values = resource[name];
  return (Array.isArray(values) ? values : []).filter((value) => typeof value === 'string');
}

/** @param element of SearchParameter that is at fault */
export function unusable(reason: string, element: string): FhirError {
  return new FhirError('unprocessable', `The SearchParameter can't be used: ${reason}.`, {
    expression: `SearchParameter.${element}`,
  });
}
