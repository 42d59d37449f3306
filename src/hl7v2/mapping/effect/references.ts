/** References between the resources of one message, which become ids when they are known. */
import { isObject, type JsonObject, type JsonValue } from '../../../fhir/json.js';
import type { Change, ResourceEffect, VisitEvent } from '../types.js';

/** What a reference to an effect is to become; undefined leaves it as it is. */
export type Resolve = (fullUrl: string) => string | undefined;

/** A value with its references resolved. */
export function resolved<T extends JsonValue>(value: T, resolve: Resolve): T {
  return resolveValue(value, resolve) as T;
}

/** Values without references stay the same objects, and nothing is made for them: most have none. */
function resolveValue(value: JsonValue, resolve: Resolve): JsonValue {
  if (Array.isArray(value)) return resolveItems(value, resolve);
  return isObject(value) ? resolveMembers(value, resolve) : value;
}

function resolveItems(items: JsonValue[], resolve: Resolve): JsonValue[] {
  let result = items;
  for (const [index, item] of items.entries()) {
    const next = resolveValue(item, resolve);
    if (next === item) continue;
    if (result === items) result = [...items];
    result[index] = next;
  }
  return result;
}

function resolveMembers(object: JsonObject, resolve: Resolve): JsonObject {
  let result = object;
  for (const name in object) {
    const member = object[name];
    if (member === undefined || member === null) continue;
    if (typeof member !== 'object' && name !== 'reference') continue;
    const isReference = typeof member === 'string';
    const next = isReference ? (resolve(member) ?? member) : resolveValue(member, resolve);
    if (next === member) continue;
    if (result === object) result = { ...object };
    result[name] = next;
  }
  return result;
}

/** An effect with its references resolved. */
export function resolvedEffect(effect: ResourceEffect, resolve: Resolve): ResourceEffect {
  const { visit, subject } = effect;
  return {
    ...effect,
    changes: effect.changes.map((change) => resolvedChange(change, resolve)),
    defaults: resolved(effect.defaults, resolve),
    ...(visit !== undefined && { visit: resolvedVisit(visit, resolve) }),
    ...(subject !== undefined && {
      subject: { ...subject, reference: resolve(subject.reference) ?? subject.reference },
    }),
  };
}

function resolvedChange(change: Change, resolve: Resolve): Change {
  switch (change.kind) {
    case 'set':
    case 'choice':
      return { ...change, value: resolved(change.value, resolve) };
    case 'slice':
    case 'add':
      return { ...change, items: change.items.map((item) => resolved(item, resolve)) };
    case 'remove':
      return change;
  }
}

const PLACES = ['location', 'prior', 'temporary', 'planned'] as const;

function resolvedVisit(visit: VisitEvent, resolve: Resolve): VisitEvent {
  const places = PLACES.flatMap((name) => {
    const reference = visit[name];
    return reference === undefined ? [] : [[name, resolve(reference) ?? reference] as const];
  });
  return { ...visit, ...Object.fromEntries(places) };
}

/** Everything that an effect refers to. */
export function referencesIn(effect: ResourceEffect): ReadonlySet<string> {
  const found = new Set<string>();
  const note: Resolve = (fullUrl) => {
    found.add(fullUrl);
    return undefined;
  };
  for (const change of effect.changes) {
    if (change.kind === 'set' || change.kind === 'choice') resolveValue(change.value, note);
    else if (change.kind !== 'remove') for (const item of change.items) resolveValue(item, note);
  }
  resolveValue(effect.defaults, note);
  const { visit, subject } = effect;
  if (subject !== undefined) note(subject.reference);
  if (visit === undefined) return found;
  for (const name of PLACES) if (visit[name] !== undefined) note(visit[name]);
  return found;
}
