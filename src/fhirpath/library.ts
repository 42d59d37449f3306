/** fhirpath.js for the expressions that our own engine does not know. */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import type { Variables } from './engine/environment.js';
import { FhirNode } from './engine/node.js';
import { FhirPathError, type Collection, type Item } from './engine/values.js';

type Compiled = (resource: unknown, environment: Record<string, unknown>) => unknown[];

const cache = new Map<string, Compiled>();

/**
 * @param node the element that the expression is about
 * @throws FhirPathError when the library can't evaluate it
 */
export function evaluateByLibrary(
  expression: string,
  node: Item | undefined,
  variables: Variables,
): Collection {
  if (!(node instanceof FhirNode)) return [];
  try {
    const results = compiled(expression, node)(node.value, plainVariables(variables));
    return results.map((result) =>
      typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
        ? result
        : node,
    );
  } catch {
    throw new FhirPathError('the expression is not valid or not supported');
  }
}

function compiled(expression: string, node: FhirNode): Compiled {
  const base = 'resourceType' in ((node.value ?? {}) as object) ? undefined : node.type;
  const key = `${base ?? ''} ${expression}`;
  let known = cache.get(key);
  if (known === undefined) {
    // trace() would write values of a resource to the log.
    const options = { async: false, traceFn: () => undefined } as const;
    known = (
      base === undefined
        ? fhirpath.compile(expression, r4, options)
        : fhirpath.compile({ base, expression }, r4, options)
    ) as Compiled;
    cache.set(key, known);
  }
  return known;
}

function plainVariables(variables: Variables): Record<string, unknown> {
  return Object.fromEntries(
    variables.names.map((name) => {
      const [first] = variables.get(name) ?? [];
      return [name, first instanceof FhirNode ? first.value : first];
    }),
  );
}
