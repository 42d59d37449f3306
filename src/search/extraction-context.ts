/** What extraction needs from outside. */
import type { JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { SearchRegistry } from './registry.js';
import type { UnitConverter } from './types/quantity.js';

/** Evaluates FHIRPath for the few expressions without a compiled form; gives values with their types. */
export type Evaluate = (
  resource: Resource,
  expression: string,
) => readonly { readonly value: JsonValue; readonly type: string }[];

export interface ExtractionContext {
  readonly registry: SearchRegistry;
  readonly evaluate: Evaluate;
  readonly convertUnit: UnitConverter;
  /** This server's base URL: absolute references below it are local. */
  readonly base: string;
  readonly isResourceType: (name: string) => boolean;
}
