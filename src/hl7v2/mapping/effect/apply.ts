/** Puts what a message says about a resource into the resource as it is stored. */
import { BSN_SYSTEM } from '../../../fhir/bsn.js';
import { isObject, type JsonObject, type JsonValue } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { Authority, Change, ResourceEffect } from '../types.js';
import { canonical } from './canonical.js';
import { isNews, WHOLE, type Register, type Sender, type WorkingState } from './state.js';
import { applyVisit } from './visit-history.js';

/** An effect whose references are settled, and who sent it. */
export interface Fact {
  readonly effect: ResourceEffect;
  readonly sender: Sender;
}

/**
 * Applies a fact. Elements that nobody mentions stay as they are, whoever wrote them.
 * @param current the stored resource, or undefined when there is none
 * @param state what is remembered of it; brought up to date here
 * @returns the resource as it is from now on; a new object
 */
export function applyFact(
  { effect, sender }: Fact,
  current: Resource | undefined,
  state: WorkingState,
): Resource {
  const resource: Resource = { ...(current ?? { resourceType: effect.type }) };
  const rank = effect.authority === 'owner' ? 1 : 0;
  const { at, sent } = effect;
  const { feed: source, arrival } = sender;
  const register: Register = { at, ...(sent !== at && { sent }), rank, source, arrival };
  const changes = withRemovals(effect, register, state);
  for (const change of changes) {
    if (isAllowed(change, effect.authority, { resource, state, register })) {
      applyChange(resource, change, state);
      if (effect.authority !== 'catalogue') state.record(registerKey(change), register);
    }
  }
  if (effect.reading === 'snapshot' && isNews(register, state.register(WHOLE))) {
    state.record(WHOLE, register);
  }
  if (effect.visit !== undefined) applyVisit(resource, effect.visit, register, state);
  if (current === undefined) applyDefaults(resource, effect.defaults);
  return resource;
}

interface Situation {
  readonly resource: JsonObject;
  readonly state: WorkingState;
  readonly register: Register;
}

/** Whether a change may be made. */
function isAllowed(
  change: Change,
  authority: Authority,
  { resource, state, register }: Situation,
): boolean {
  if (change.kind === 'add') return true;
  if (authority === 'catalogue') return !isPresent(resource, change);
  const known = state.register(registerKey(change));
  // What nobody remembers was written by somebody else: a guest leaves it alone.
  if (authority === 'guest' && known === undefined && isPresent(resource, change)) return false;
  return isNews(register, known);
}

/** A snapshot says by its silence that what its sender said before is no more. */
function withRemovals(
  effect: ResourceEffect,
  register: Register,
  state: WorkingState,
): readonly Change[] {
  if (effect.reading !== 'snapshot') return effect.changes;
  const said = new Set(effect.changes.map(registerKey));
  const removals = state
    .elementsOf(register.source)
    .filter((key) => !said.has(key) && !key.endsWith('+'))
    .map(removalOf);
  return [...removals, ...effect.changes];
}

function removalOf(key: string): Change {
  const [element = '', slice] = key.split('#', 2);
  return slice === undefined
    ? { kind: 'remove', element: key }
    : { kind: 'slice', element, slice, items: [] };
}

/** The register of a change: `period.start`, `value[x]`, `participant#ATND`, `result+`. */
export function registerKey(change: Change): string {
  switch (change.kind) {
    case 'choice':
      return `${change.element}[x]`;
    case 'slice':
      return `${change.element}#${change.slice}`;
    case 'add':
      return `${change.element}+`;
    default:
      return change.element;
  }
}

function isPresent(resource: JsonObject, change: Change): boolean {
  if (change.kind === 'slice' && change.element === 'identifier') {
    const systems = new Set(change.items.map(systemOf));
    return listAt(resource, 'identifier').some((one) => systems.has(systemOf(one)));
  }
  if (change.kind === 'choice') return choiceNames(resource, change.element).length > 0;
  const [parent = '', child] = change.element.split('.', 2);
  const value = resource[parent];
  if (child === undefined) return value !== undefined;
  return isObject(value) && value[child] !== undefined;
}

/** Numbers of one system are one another's rivals; those of others are not. */
function systemOf(identifier: JsonValue): JsonValue | undefined {
  return isObject(identifier) ? identifier['system'] : undefined;
}

function applyChange(resource: JsonObject, change: Change, state: WorkingState): void {
  switch (change.kind) {
    case 'set':
      setElement(resource, change.element, change.value, change.beside);
      break;
    case 'choice':
      removeChoice(resource, change.element);
      resource[change.element + change.type] = change.value;
      break;
    case 'remove':
      if (change.element.endsWith('[x]')) removeChoice(resource, change.element.slice(0, -3));
      else setElement(resource, change.element, undefined, undefined);
      break;
    case 'slice':
      replaceSlice(resource, change, state);
      break;
    case 'add':
      addItems(resource, change);
      break;
  }
}

function setElement(
  resource: JsonObject,
  path: string,
  value: JsonValue | undefined,
  beside: JsonValue | undefined,
): void {
  const [name = '', child] = path.split('.', 2);
  if (child === undefined) {
    put(resource, name, value);
    put(resource, `_${name}`, beside);
    return;
  }
  const before = resource[name];
  const parent: JsonObject = isObject(before) ? { ...before } : {};
  put(parent, child, value);
  put(parent, `_${child}`, beside);
  put(resource, name, Object.keys(parent).length === 0 ? undefined : parent);
}

function put(object: JsonObject, name: string, value: JsonValue | undefined): void {
  // An absent element is no member at all: the resource is compared and serialised.
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  if (value === undefined) delete object[name];
  else object[name] = value;
}

/** `valueQuantity` and `_valueQuantity` for `value`. */
function choiceNames(resource: JsonObject, element: string): readonly string[] {
  const pattern = new RegExp(`^_?${element}[A-Z]`);
  return Object.keys(resource).filter((name) => pattern.test(name));
}

function removeChoice(resource: JsonObject, element: string): void {
  for (const name of choiceNames(resource, element)) put(resource, name, undefined);
}

type SliceChange = Extract<Change, { readonly kind: 'slice' }>;
type AddChange = Extract<Change, { readonly kind: 'add' }>;

/**
 * Replaces the items of one slice. The list then has first what is nobody's slice, then the slices by
 * name, so that its order does not depend on that of the messages.
 */
function replaceSlice(
  resource: JsonObject,
  { element, slice, items }: SliceChange,
  state: WorkingState,
): void {
  const key = `${element}#${slice}`;
  const before = listAt(resource, element).filter(
    (item) => !state.owns(key, canonical(item)) && !isReplacedBsn(item, items),
  );
  // What is there already from elsewhere is not repeated.
  const others = new Set(before.map(nameOf));
  const added = items.filter((item) => !others.has(nameOf(item)));
  state.recordItems(key, added.map(canonical));
  const all = [...before, ...added];
  put(resource, element, all.length === 0 ? undefined : inOrder(all, element, state));
}

/** A person has one citizen service number, whoever wrote the one before. */
function isReplacedBsn(item: JsonValue, items: readonly JsonValue[]): boolean {
  return systemOf(item) === BSN_SYSTEM && items.some((one) => systemOf(one) === BSN_SYSTEM);
}

function inOrder(items: readonly JsonValue[], element: string, state: WorkingState): JsonValue[] {
  const slices = state.slicesOf(element);
  if (slices.length < 2) return [...items];
  const sorted = [...slices].sort();
  const rankOf = (text: string) => sorted.findIndex((one) => state.owns(one, text));
  return items
    .map((item, index) => ({ item, index, rank: rankOf(canonical(item)) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ item }) => item);
}

function listAt(resource: JsonObject, name: string): readonly JsonValue[] {
  const value = resource[name];
  return Array.isArray(value) ? value : [];
}

/** Adds what is not there yet. Identifiers and references are the same when they name the same. */
function addItems(resource: JsonObject, { element, items }: AddChange): void {
  const all = [...listAt(resource, element)];
  const known = new Set(all.map(nameOf));
  for (const item of items) {
    const name = nameOf(item);
    if (!known.has(name)) all.push(item);
    known.add(name);
  }
  put(resource, element, all);
}

/** What an item of a list names: a reference, or an identifier, whatever else they have. */
function nameOf(item: JsonValue): string {
  if (!isObject(item)) return canonical(item);
  const { reference, system, value } = item;
  if (typeof reference === 'string') return reference;
  return typeof system === 'string' && typeof value === 'string'
    ? `${system}|${value}`
    : canonical(item);
}

/** What a new resource must have and nobody has said. */
function applyDefaults(resource: JsonObject, defaults: JsonObject): void {
  for (const [name, value] of Object.entries(defaults)) {
    const choice = /^(medication)[A-Z]/.exec(name)?.[1];
    const isThere =
      choice === undefined
        ? resource[name] !== undefined
        : choiceNames(resource, choice).length > 0;
    if (!isThere && value !== undefined) resource[name] = value;
  }
}
