/** FHIRPath that says where in a resource something is, instead of what it is. */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { FhirError } from '../fhir/errors.js';
import type { Resource } from '../fhir/resource.js';

/** Element names (without type suffixes) from the resource down, and indexes in repetitions. */
export interface Location {
  readonly steps: readonly { readonly name: string; readonly index: number | undefined }[];
}

/** @throws FhirError `invalid-request` for an expression that is wrong or finds no elements */
export type Locate = (resource: Resource, expression: string) => Location[];

interface ResourceNode {
  fullPropertyName?(): string | undefined;
}

const MAX_CACHED = 500;
const STEP = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[(\d+)\])?$/;

export function createLocator(): Locate {
  const cache = new Map<string, (resource: unknown) => unknown[]>();
  return (resource, expression) => {
    let compiled = cache.get(expression);
    if (compiled === undefined) {
      compiled = compile(expression);
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(expression, compiled);
    }
    return evaluate(compiled, resource).map(location);
  };
}

function compile(expression: string): (resource: unknown) => unknown[] {
  try {
    return fhirpath.compile(expression, r4, {
      resolveInternalTypes: false,
      async: false,
    });
  } catch {
    throw new FhirError('invalid-request', 'The path is no valid FHIRPath.');
  }
}

function evaluate(compiled: (resource: unknown) => unknown[], resource: Resource): unknown[] {
  try {
    return compiled(resource);
  } catch {
    throw new FhirError('invalid-request', 'The path can not be evaluated on this resource.');
  }
}

function location(node: unknown): Location {
  const name = (node as ResourceNode | null)?.fullPropertyName?.();
  if (name === undefined) {
    throw new FhirError('invalid-request', 'The path leads to a value, not to an element.');
  }
  const steps = name
    .split('.')
    .slice(1)
    .map((text) => {
      const [, step = '', index] = STEP.exec(text) ?? [];
      return { name: step, index: index === undefined ? undefined : Number(index) };
    });
  return { steps };
}
