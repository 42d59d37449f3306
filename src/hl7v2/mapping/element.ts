/** Parts of resources. */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { hl7, nictiz, SYSTEM } from './systems.js';

/** An element with those of its parts that are there; undefined when there are none. */
export function element(
  parts: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject | undefined {
  const filled: JsonObject = {};
  let isEmpty = true;
  for (const name of Object.keys(parts)) {
    const value = parts[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    filled[name] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : filled;
}

/** As {@link element}, for elements of which at least one part is always there. */
export function object(parts: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return element(parts) ?? {};
}

export function coding(system: string, code: string, display?: string): JsonObject {
  return object({ system, code, display });
}

export function concept(...codings: readonly (JsonObject | undefined)[]): JsonObject {
  return { coding: codings.filter((one) => one !== undefined) };
}

/** `[value]`, or undefined. */
export function list(value: JsonValue | undefined): JsonValue[] | undefined {
  return value === undefined ? undefined : [value];
}

export function extension(url: string, value: Readonly<Record<string, JsonValue>>): JsonObject {
  return { url, ...value };
}

/**
 * The zib's code beside a FHIR code.
 * http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
 */
export function codeSpecification(...codings: readonly JsonObject[]): JsonObject {
  return {
    extension: [
      extension(nictiz('ext-CodeSpecification'), {
        valueCodeableConcept: { coding: [...codings] },
      }),
    ],
  };
}

/** A required concept that nobody knows. https://hl7.org/fhir/R4/codesystem-data-absent-reason.html */
export function unknownConcept(text?: string): JsonObject {
  return object({ coding: [coding(SYSTEM.dataAbsent, 'unknown', 'Unknown')], text });
}

/** Status of an allergy, a condition and so on: a concept with one code of HL7's. */
export function statusConcept(system: string, code: string): JsonObject {
  return concept(coding(hl7(system), code));
}

/** What can be made of some of the sources. */
export function collect<S, T>(sources: readonly S[], make: (source: S) => T | undefined): T[] {
  return sources.map(make).filter((made) => made !== undefined);
}
