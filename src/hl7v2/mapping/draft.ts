/**
 * A resource in the making: what a message says about its elements, one by one, and from which field
 * each came.
 */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { extension } from './element.js';
import type { Site } from './site.js';
import type { Source } from './source.js';
import type {
  Authority,
  Change,
  ResourceEffect,
  ResourceKey,
  TraceEntry,
  VisitEvent,
} from './types.js';

/** What an element was made from: values of the message, or only the place of them. */
export type From = Source | { readonly path: string };

/** A change, what it took the place of, and what it was made from. */
interface Said {
  readonly change: Change;
  readonly before: Change | undefined;
  readonly from: readonly From[];
}

export interface DraftOptions {
  readonly type: string;
  readonly fullUrl: string;
  readonly at: number;
  readonly sent: number;
  readonly authority: Authority;
  readonly reading?: 'snapshot' | 'delta';
  readonly key?: ResourceKey;
  readonly reference?: string;
  readonly isForExisting?: boolean;
}

export class Draft {
  readonly options: DraftOptions;
  readonly #site: Site;
  readonly #changes = new Map<string, Change>();
  readonly #said: Said[] = [];
  readonly #defaults: JsonObject = {};
  /** Items of lists. */
  readonly #items = new Map<string, readonly JsonValue[]>();
  #visit: VisitEvent | undefined;
  #subject: ResourceEffect['subject'];

  constructor(options: DraftOptions, site: Site) {
    this.options = options;
    this.#site = site;
  }

  get type(): string {
    return this.options.type;
  }

  /** What other resources put in their Reference elements. */
  get reference(): JsonObject {
    return { reference: this.options.reference ?? this.options.fullUrl, type: this.type };
  }

  /** Which element was made from which field. Worked out when it is asked for: seldom. */
  get trace(): readonly TraceEntry[] {
    const counts = new Map<string, number>();
    return this.#said.flatMap((said) => this.#traced(said, counts));
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0;
  }

  /** Whether something was said about an element. */
  has(element: string): boolean {
    return this.#changes.has(element);
  }

  /** Says what an element is. Undefined says nothing. */
  set(element: string, value: JsonValue | undefined, ...from: readonly From[]): this {
    return this.setWith(element, { value }, ...from);
  }

  /** As {@link set}, with what stands beside a primitive value (`_gender`). */
  setWith(
    element: string,
    { value, beside }: { value: JsonValue | undefined; beside?: JsonValue | undefined },
    ...from: readonly From[]
  ): this {
    if (value === undefined) return this;
    const change: Change = {
      kind: 'set',
      element,
      value,
      ...(beside !== undefined && { beside }),
    };
    return this.#put(element, change, from);
  }

  /** Says that an element is no more: `period.end`, `value[x]`. */
  remove(element: string, ...from: readonly From[]): this {
    return this.#put(element, { kind: 'remove', element }, from);
  }

  /** A field's value in an element; `""` removes the element. */
  take(
    element: string,
    source: Source,
    convert: (source: Source, site: Site) => JsonValue | undefined,
  ): this {
    if (source.isAbsent) return this;
    if (source.isNull) return this.remove(element, source);
    return this.set(element, convert(source, this.#site), source);
  }

  /** `value[x]`, whatever type it had before. */
  choice(
    element: string,
    { type, value }: { readonly type: string; readonly value: JsonValue | undefined },
    ...from: readonly From[]
  ): this {
    if (value === undefined) return this;
    return this.#put(`${element}[x]`, { kind: 'choice', element, type, value }, from);
  }

  /** As {@link take}, for an element of several types. */
  takeChoice(
    element: string,
    type: string,
    source: Source,
    convert: (source: Source, site: Site) => JsonValue | undefined,
  ): this {
    if (source.isAbsent) return this;
    if (source.isNull) return this.remove(`${element}[x]`, source);
    return this.choice(element, { type, value: convert(source, this.#site) }, source);
  }

  /**
   * Those items of a list that a field is about. They replace what the same field said before; items
   * of others stay.
   * @param slice names the field's share: `ATND` in `participant`
   */
  slice(
    element: string,
    slice: string,
    items: readonly (JsonValue | undefined)[],
    ...from: readonly From[]
  ): this {
    const all = this.#collect(`${element}#${slice}`, items);
    return this.#put(`${element}#${slice}`, { kind: 'slice', element, slice, items: all }, from);
  }

  /** The repetitions of a field as items of a list; `""` removes those that it gave before. */
  takeEach(
    element: string,
    slice: string,
    field: Source,
    convert: (source: Source, site: Site) => JsonValue | undefined,
  ): this {
    if (field.isAbsent) return this;
    if (field.isNull) return this.slice(element, slice, [], field);
    const items = field.repetitions.flatMap((source) => {
      const item = source.isNull ? undefined : convert(source, this.#site);
      return item === undefined ? [] : [{ item, source }];
    });
    if (items.length === 0) return this;
    const all = items.map(({ item }) => item);
    return this.slice(element, slice, all, ...items.map(({ source }) => source));
  }

  /** Items that a list has besides what it has already. */
  add(element: string, items: readonly (JsonValue | undefined)[], ...from: readonly From[]): this {
    if (items.every((item) => item === undefined)) return this;
    const all = this.#collect(`${element}+`, items);
    return this.#put(`${element}+`, { kind: 'add', element, items: all }, from);
  }

  /** The items of a list so far and these; each once: a doctor may stand in two fields. */
  #collect(key: string, items: readonly (JsonValue | undefined)[]): readonly JsonValue[] {
    const before = this.#items.get(key) ?? [];
    const given = items.filter((item) => item !== undefined);
    const all = before.length + given.length < 2 ? given : distinct([...before, ...given]);
    const collected = all.length === 0 ? before : all;
    this.#items.set(key, collected);
    return collected;
  }

  /** An extension of the resource itself; `""` removes it. */
  extension(url: string, value: JsonObject | undefined, ...from: readonly From[]): this {
    if (value === undefined) return this;
    return this.slice(
      'extension',
      url,
      [extension(url, value as Record<string, JsonValue>)],
      ...from,
    );
  }

  /** What a required element is when the message does not say it and the resource is new. */
  default(element: string, value: JsonValue): this {
    this.#defaults[element] = value;
    return this;
  }

  /** The patient that the resource is about: a resource about another one is never touched. */
  about(element: string, patient: JsonObject, ...from: readonly From[]): this {
    const { reference } = patient;
    if (typeof reference === 'string') this.#subject = { element, reference };
    return this.set(element, patient, ...from);
  }

  /** What happened to the visit. Only for Encounter. */
  happened(visit: VisitEvent): this {
    this.#visit = visit;
    return this;
  }

  get visit(): VisitEvent | undefined {
    return this.#visit;
  }

  effect(): ResourceEffect {
    const { type, fullUrl, at, sent, authority, key, reference } = this.options;
    return {
      type,
      fullUrl,
      at,
      sent,
      authority,
      ...(key !== undefined && { key }),
      ...(reference !== undefined && { reference }),
      reading: this.options.reading ?? 'delta',
      isForExisting: this.options.isForExisting === true,
      changes: [...this.#changes.values()],
      defaults: this.#defaults,
      ...(this.#visit !== undefined && { visit: this.#visit }),
      ...(this.#subject !== undefined && { subject: this.#subject }),
    };
  }

  #put(key: string, change: Change, from: readonly From[]): this {
    if (from.length > 0) this.#said.push({ change, before: this.#changes.get(key), from });
    this.#changes.set(key, change);
    return this;
  }

  /** @param counts how many items of each list have a source */
  #traced({ change, before, from }: Said, counts: Map<string, number>): TraceEntry[] {
    const name = `${this.type}.${elementName(change)}`;
    const added = itemsOf(change).length - itemsOf(before).length;
    if (added === 0 || added !== from.length) return [this.#traceEntry(name, from)];
    // Each item has a value of its own.
    return from.map((one) => {
      const index = counts.get(change.element) ?? 0;
      counts.set(change.element, index + 1);
      return this.#traceEntry(`${name}[${index}]`, [one]);
    });
  }

  #traceEntry(element: string, from: readonly From[]): TraceEntry {
    const paths = [...new Set(from.map(({ path }) => path))];
    return { effect: this.options.fullUrl, element, from: paths };
  }
}

function distinct(items: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function itemsOf(change: Change | undefined): readonly JsonValue[] {
  const isList = change?.kind === 'slice' || change?.kind === 'add';
  return isList && change.element !== 'extension' ? change.items : [];
}

function elementName(change: Change): string {
  switch (change.kind) {
    case 'choice':
      return change.element + change.type.slice(0, 1).toUpperCase() + change.type.slice(1);
    case 'slice':
      return change.element === 'extension' ? `extension('${change.slice}')` : change.element;
    default:
      return change.element;
  }
}
