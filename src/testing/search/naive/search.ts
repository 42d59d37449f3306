/**
 * A whole search, over all resources one by one: slow, and as the specification words it
 * (https://hl7.org/fhir/R4/search.html). It shares nothing with what it is compared with.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { localTarget, meets, type Asked } from './matches.js';
import { spanOf, compareSpans } from './moments.js';
import { COMPARTMENT, NAIVE_TYPES, parametersOf, type NaiveParameter } from './parameters.js';
import { compareKeys, sortKeys, type SortValue } from './sort.js';
import { splitAt } from './texts.js';
import { at, referenceIn } from './values.js';

type Content = JsonObject & { resourceType: string; id: string };

export interface NaiveResource {
  readonly content: Content;
  /** Place in the order of creation. */
  readonly created: number;
}

export interface NaiveSearchRequest {
  readonly type: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly sort?: string | undefined;
  /** Id of a Patient in whose compartment the results are. */
  readonly compartment?: string | undefined;
}

export class NaiveSearch {
  readonly #byType = new Map<string, NaiveResource[]>();
  readonly #base: string;
  readonly #now: number;

  constructor(resources: Iterable<NaiveResource>, base: string, now: number) {
    this.#base = base;
    this.#now = now;
    for (const type of NAIVE_TYPES) this.#byType.set(type, []);
    for (const resource of resources) {
      this.#byType.get(resource.content.resourceType)?.push(resource);
    }
  }

  /** Ids of the matches, in order. */
  find({ type, parameters, sort, compartment }: NaiveSearchRequest): string[] {
    const sets = parameters.map(([name, value]) => this.#matches(type, name, value));
    const found = this.#all(type)
      .filter(({ content }) => compartment === undefined || this.#isIn(content, compartment))
      .filter((resource) => sets.every((set) => set.has(resource)));
    return this.#ordered(type, found, sort).map(({ content }) => content.id);
  }

  #all(type: string): readonly NaiveResource[] {
    return this.#byType.get(type) ?? [];
  }

  /** The resources of a type that one parameter lets through. */
  #matches(type: string, name: string, value: string): Set<NaiveResource> {
    if (name.startsWith('_has:')) return this.#referredTo(type, name, value);
    const dot = name.indexOf('.');
    if (dot !== -1) return this.#chained(type, name.slice(0, dot), name.slice(dot + 1), value);
    const [code = '', modifier] = name.split(':');
    const asked: Asked = {
      modifier,
      values: splitAt(value, ','),
      base: this.#base,
      now: this.#now,
    };
    const parameter = parametersOf(type)[code];
    return new Set(
      this.#all(type).filter(({ content }) =>
        parameter === undefined
          ? this.#common(content, code, asked)
          : meets(content, parameter, asked),
      ),
    );
  }

  #common(content: Content, code: string, { modifier, values }: Asked): boolean {
    if (code === '_id') return values.includes(content.id) === (modifier !== 'not');
    if (code !== '_lastUpdated') throw new Error(`Unknown to the test: ${code}`);
    const [updated] = at(content, 'meta.lastUpdated') as string[];
    const own = { ...spanOf(updated ?? ''), zone: 0 };
    return values.some((value) => {
      const [prefix, text] = /^[a-z]/.test(value)
        ? [value.slice(0, 2), value.slice(2)]
        : ['eq', value];
      return compareSpans(prefix, own, spanOf(text), this.#now);
    });
  }

  /** `subject:Patient` and what is asked of the target. */
  #chained(type: string, link: string, rest: string, value: string): Set<NaiveResource> {
    const [code = '', wanted] = link.split(':');
    const parameter = referenceOf(type, code);
    const targets = new Set(
      parameter.targets
        .filter((target) => wanted === undefined || target === wanted)
        .filter((target) => this.#byType.has(target) && isKnown(target, rest))
        .flatMap((target) =>
          [...this.#matches(target, rest, value)].map(({ content }) => `${target}/${content.id}`),
        ),
    );
    return new Set(
      this.#all(type).filter(({ content }) =>
        this.#targets(content, parameter).some((target) => targets.has(target)),
      ),
    );
  }

  /** `_has:Observation:patient:` and what is asked of the Observation. */
  #referredTo(type: string, name: string, value: string): Set<NaiveResource> {
    const [, source = '', code = '', ...rest] = name.split(':');
    const parameter = referenceOf(source, code);
    const targets = new Set(
      [...this.#matches(source, rest.join(':'), value)].flatMap(({ content }) =>
        this.#targets(content, parameter),
      ),
    );
    return new Set(this.#all(type).filter(({ content }) => targets.has(`${type}/${content.id}`)));
  }

  #targets(content: JsonObject, parameter: Link | { path: string }): string[] {
    if ('kind' in parameter && parameter.kind === 'canonical') {
      return at(content, parameter.path).flatMap((value) =>
        this.#called(value as string, parameter.targets),
      );
    }
    const { path } = parameter;
    const only = 'only' in parameter ? parameter.only : undefined;
    return at(content, path)
      .flatMap((value) => localTarget(referenceIn(value), this.#base) ?? [])
      .filter((target) => only === undefined || target.startsWith(`${only}/`));
  }

  /** Resources of these types that a canonical means. */
  #called(canonical: string, types: readonly string[]): string[] {
    const [url, version] = canonical.split('|');
    return types.flatMap((type) =>
      this.#all(type)
        .filter(({ content }) => content['url'] === url)
        .filter(({ content }) => version === undefined || content['version'] === version)
        .map(({ content }) => `${type}/${content.id}`),
    );
  }

  #isIn(content: Content, patient: string): boolean {
    const { resourceType, id } = content;
    if (resourceType === 'Patient' && id === patient) return true;
    return (COMPARTMENT[resourceType] ?? []).some((path) =>
      this.#targets(content, { path }).includes(`Patient/${patient}`),
    );
  }

  /** Without a value: last. Of one rank: in order of creation, in the direction of the first key. */
  #ordered(type: string, found: NaiveResource[], sort: string | undefined): NaiveResource[] {
    const keys = (sort ?? '').split(',').filter(Boolean);
    const ranked = found.map((resource) => ({
      resource,
      values: sortKeys(type, resource.content, keys),
    }));
    const direction = keys[0]?.startsWith('-') === true ? -1 : 1;
    return ranked
      .sort(
        (one, other) =>
          compareAll(one.values, other.values, keys) ||
          direction * (one.resource.created - other.resource.created),
      )
      .map(({ resource }) => resource);
  }
}

function compareAll(
  one: readonly SortValue[],
  other: readonly SortValue[],
  keys: readonly string[],
): number {
  for (const [index, key] of keys.entries()) {
    const [left, right] = [one[index], other[index]];
    if (left === undefined && right === undefined) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    const order = compareKeys(left, right);
    if (order !== 0) return key.startsWith('-') ? -order : order;
  }
  return 0;
}

type Link = Extract<NaiveParameter, { kind: 'reference' | 'canonical' }>;

function referenceOf(type: string, code: string): Link {
  const parameter = parametersOf(type)[code];
  if (parameter?.kind !== 'reference' && parameter?.kind !== 'canonical')
    throw new Error(`No reference: ${type}.${code}`);
  return parameter;
}

/** Whether a type has the parameter that a chain goes on with. */
function isKnown(type: string, name: string): boolean {
  const [code = ''] = name.split(/[.:]/);
  return ['_has', '_id', '_lastUpdated'].includes(code) || parametersOf(type)[code] !== undefined;
}
