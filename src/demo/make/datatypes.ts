/** FHIR data types from facts: https://hl7.org/fhir/R4/datatypes.html */
import { decimalFromText } from '../../fhir/decimal.js';
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { SNOMED, UCUM } from '../facts/code-systems.js';

/** A code with its system and what people call it. */
export type Code = readonly [system: string, code: string, display: string];

/** An empty cell in a table of facts is no value. */
export function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** Without the members that have no value, so that makers can name elements that may be absent. */
export function present(elements: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));
}

/** Undefined for an empty list: FHIR has no empty arrays. */
export function some(values: JsonValue[]): JsonValue[] | undefined {
  return values.length === 0 ? undefined : values;
}

export function snomed(code: string, display: string): Code {
  return [SNOMED, code, display];
}

export function coding([system, code, display]: Code): JsonObject {
  return { system, code, display };
}

/** A CodeableConcept: one meaning, in one or more code systems. */
export function concept(...codes: readonly Code[]): JsonObject {
  return { coding: codes.map(coding) };
}

/** @param value as text, so that 6.10 keeps its zero @param code UCUM */
export function quantity(value: string, unit: string, code: string): JsonObject {
  return { value: decimalFromText(value), unit, system: UCUM, code };
}

/** @param start and @param end empty where not known */
export function period(start: string, end: string): JsonObject {
  return present({ start: filled(start), end: filled(end) });
}

/** An extension with one value: `extension(url, 'String', 'text')`. */
export function extension(url: string, type: string, value: JsonValue): JsonObject {
  return { url, [`value${type}`]: value };
}

/** An extension that Nictiz defines: `ext-` and the name. */
export function nictizExtension(name: string, type: string, value: JsonValue): JsonObject {
  return extension(`http://nictiz.nl/fhir/StructureDefinition/ext-${name}`, type, value);
}

/** The code of the zib beside a FHIR code that says less. */
export function codeSpecification(code: Code): JsonObject {
  return nictizExtension('CodeSpecification', 'CodeableConcept', concept(code));
}

/** A comment, as the zibs carry it where FHIR has no element for it. */
export function annotation(text: string): JsonObject {
  return { text };
}

const SIDES = {
  left: snomed('7771000', 'links'),
  right: snomed('24028007', 'rechts'),
  both: snomed('51440002', 'bilateraal'),
} as const;

/** The zib AnatomicalLocation: a place in the body and on which side it is. */
export function anatomicalLocation(place: Code, side: keyof typeof SIDES | ''): JsonObject {
  if (side === '') return concept(place);
  const laterality = nictizExtension(
    'AnatomicalLocation.Laterality',
    'CodeableConcept',
    concept(SIDES[side]),
  );
  return { extension: [laterality], ...concept(place) };
}
