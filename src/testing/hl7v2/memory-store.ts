/**
 * A store for tests of the mapping: it carries out transaction Bundles as the server does, as far as
 * the mapping makes them, and keeps everything in memory.
 */
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { tokensOf, patientOf } from '../../hl7v2/mapping/effect/lookup.js';
import type { KnownResource } from '../../hl7v2/mapping/types.js';

export class MemoryStore {
  readonly #resources = new Map<string, KnownResource>();
  #created = 0;

  all(type?: string): readonly Resource[] {
    return [...this.#resources.values()]
      .map(({ resource }) => resource)
      .filter(({ resourceType }) => type === undefined || resourceType === type);
  }

  known(): readonly KnownResource[] {
    return [...this.#resources.values()];
  }

  get(reference: string): KnownResource | undefined {
    return this.#resources.get(reference);
  }

  /** Stores a resource as it is, as somebody else would. */
  put(resource: Resource): void {
    const reference = `${resource.resourceType}/${resource.id ?? ''}`;
    const version = (this.#resources.get(reference)?.version ?? 0) + 1;
    this.#resources.set(reference, { resource: clone(resource), version });
  }

  /**
   * Carries out a transaction.
   * @returns `Type/id` of what each entry wrote or found
   * @throws when a condition does not hold or a reference leads nowhere
   */
  transact(bundle: Resource): readonly string[] {
    const entries = objectsAt(bundle, 'entry').map((entry) => this.#plan(entry));
    const ids = new Map(entries.map(({ fullUrl, reference }) => [fullUrl, reference]));
    for (const { resource, reference, isFound } of entries) {
      if (isFound) continue;
      const rewritten = rewrite(resource, ids) as Resource;
      const id = reference.slice(reference.indexOf('/') + 1);
      this.put({ ...rewritten, id });
    }
    for (const { resource } of this.#resources.values()) this.#checkReferences(resource);
    return entries.map(({ reference }) => reference);
  }

  #plan(entry: JsonObject): {
    readonly fullUrl: string;
    readonly reference: string;
    readonly resource: Resource;
    readonly isFound: boolean;
  } {
    const { request, resource } = entry;
    if (!isObject(request) || !isObject(resource)) throw new Error('An entry is incomplete.');
    const fullUrl = stringAt(entry, 'fullUrl') ?? '';
    const url = stringAt(request, 'url') ?? '';
    const whole = resource as Resource;
    if (stringAt(request, 'method') === 'PUT') {
      const version = this.#resources.get(url)?.version;
      const expected = stringAt(request, 'ifMatch');
      if (expected !== undefined && expected !== `W/"${version ?? 0}"`) {
        throw new Error(`${url} has been changed.`);
      }
      return { fullUrl, reference: url, resource: whole, isFound: false };
    }
    const found = this.#find(url, stringAt(request, 'ifNoneExist'));
    if (found !== undefined) return { fullUrl, reference: found, resource: whole, isFound: true };
    this.#created += 1;
    return { fullUrl, reference: `${url}/${this.#created}`, resource: whole, isFound: false };
  }

  #find(type: string, condition: string | undefined): string | undefined {
    if (condition === undefined) return undefined;
    const parameters = new URLSearchParams(condition);
    const token = (parameters.get('identifier') ?? '').replace(/\\(.)/g, '$1');
    const patient = parameters.get('patient');
    const found = [...this.#resources].filter(
      ([, { resource }]) =>
        resource.resourceType === type &&
        tokensOf(resource).has(token) &&
        (patient === null || patientOf(resource) === patient),
    );
    if (found.length > 1) throw new Error(`Several ${type} match.`);
    return found[0]?.[0];
  }

  #checkReferences(resource: Resource): void {
    for (const [, text = ''] of JSON.stringify(resource).matchAll(/"reference":"([^"]*)"/g)) {
      const target = text.replace(/\/_history\/.*$/, '');
      if (!this.#resources.has(target)) throw new Error(`${target} leads nowhere.`);
    }
  }
}

function clone<T extends JsonValue>(value: T): T {
  return structuredClone(value);
}

function rewrite(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, ids));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (member === undefined) return [];
      const isLink = name === 'reference' && typeof member === 'string';
      return [[name, isLink ? (ids.get(member) ?? member) : rewrite(member, ids)]];
    }),
  );
}
