/** FHIRPath by fhirpath.js with the R4 model: https://hl7.org/fhir/R4/fhirpath.html */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { decimalValue, isExactDecimal } from '../fhir/decimal.js';
import { isObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';

export interface TypedValue {
  readonly value: JsonValue;
  /** FHIR type name, as far as the engine knows it. */
  readonly type: string;
}

type Compiled = (resource: unknown) => unknown[];

/** Compiles each expression once. An expression that fails on a resource gives nothing. */
export function createEvaluator(): (resource: Resource, expression: string) => TypedValue[] {
  const cache = new Map<string, Compiled>();
  return (resource, expression) => {
    let compiled = cache.get(expression);
    if (compiled === undefined) {
      compiled = fhirpath.compile(overCollections(expression), r4, {
        resolveInternalTypes: false,
        async: false,
      });
      cache.set(expression, compiled);
    }
    try {
      return compiled(withPlainNumbers(resource)).map(typedValue);
    } catch {
      return [];
    }
  };
}

/** True for text that is FHIRPath. */
export function isFhirPath(expression: string): boolean {
  try {
    fhirpath.compile(overCollections(expression), r4);
    return true;
  } catch {
    return false;
  }
}

/**
 * Search expressions of R4 use `as` on repeating elements, where FHIRPath allows a single item only;
 * what they mean is `ofType`.
 */
function overCollections(expression: string): string {
  return expression.replace(/\.as\(/g, '.ofType(').replace(/\s+as\s+([A-Za-z.]+)/g, '.ofType($1)');
}

/** What the engine keeps of an element: the JSON value and the type that the model gives it. */
interface ResourceNode {
  readonly data: JsonValue;
  readonly fhirNodeDataType: string | null;
}

function typedValue(result: unknown): TypedValue {
  if (typeof result === 'object' && result !== null && 'fhirNodeDataType' in result) {
    const node = result as ResourceNode;
    return { value: node.data, type: node.fhirNodeDataType ?? 'Element' };
  }
  return {
    value: result as JsonValue,
    type: typeof result === 'number' ? 'decimal' : typeof result,
  };
}

/** The engine knows JavaScript numbers only. */
function withPlainNumbers(value: JsonValue): JsonValue {
  if (isExactDecimal(value)) return decimalValue(value) ?? null;
  if (Array.isArray(value)) return value.map(withPlainNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withPlainNumbers(inner ?? null)]),
  );
}
