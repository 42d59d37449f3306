/** A message as a tree of its parts, unescaped: for people who look at it. */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import type { Hl7Message } from '../parser/message.js';
import type { Segment } from '../parser/segment.js';
import type { Component, Field, Repetition } from '../parser/value.js';

/** Longer texts, such as documents in base64, are cut. */
const LONGEST_TEXT = 2000;

/**
 * The segments in order, each with its fields by number. A field is its text, or a list of components
 * when it has several; a field that repeats is a list under `repetitions`.
 */
export function messageTree(message: Hl7Message): JsonObject[] {
  return message.segments.map((segment) => ({
    segment: segment.name,
    fields: fieldsOf(segment),
  }));
}

function fieldsOf({ fields }: Segment): JsonObject {
  const entries = fields.flatMap((field, index) =>
    field.isAbsent ? [] : [[String(index + 1), fieldTree(field)] as const],
  );
  return Object.fromEntries(entries);
}

function fieldTree(field: Field): JsonValue {
  const [first, ...others] = field.repetitions;
  if (first === undefined) return shortened(field.text);
  if (others.length === 0) return repetitionTree(first);
  return { repetitions: field.repetitions.map(repetitionTree) };
}

function repetitionTree(repetition: Repetition): JsonValue {
  const { components } = repetition;
  return components.length > 1 ? components.map(componentTree) : firstOf(components[0], repetition);
}

function firstOf(component: Component | undefined, whole: Repetition): JsonValue {
  return component === undefined ? shortened(whole.text) : componentTree(component);
}

function componentTree(component: Component): JsonValue {
  const { subcomponents } = component;
  return subcomponents.length > 1
    ? subcomponents.map((one) => shortened(one.raw === '""' ? '""' : one.text))
    : shortened(component.raw === '""' ? '""' : component.text);
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT
    ? text
    : `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)`;
}
