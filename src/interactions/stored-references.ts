/**
 * Gives the validator the stored resources that references lead to. It can't wait for the database:
 * what it asks for in vain is noted and read, and then it starts again. Most resources ask for
 * nothing, because no profile says anything of what they refer to; what resources of the same
 * profiles have asked for before is read beforehand.
 */
import { isObject, objectAt, stringsAt, type JsonValue } from '../fhir/json.js';
import { parseReference } from '../fhir/reference.js';
import { keyText, type Resource, type ResourceKey } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import type { Definitions } from '../packages/registry.js';
import type { StoreReader } from '../storage/reader.js';
import type { ValidationReport } from '../validation/report.js';
import type { ValidateOptions, Validator } from '../validation/validate.js';
import { STORED_LIMITS } from './conformance.js';

/** More than this is not looked up for one resource; what is left counts as not at hand. */
const MAX_REFERENCES = 200;
/** What is referred to refers to others, and profiles may speak of those as well. */
const MAX_ROUNDS = 4;

export interface ValidationParts {
  readonly validator: Validator;
  readonly reader: Pick<StoreReader, 'readManyCurrent'>;
  readonly definitions: Definitions;
  /** `base` is this server's own URL. */
  readonly settings: { readonly base: string };
}

/** Validates with the stored resources at hand that profiles ask about. */
export async function validateWithStored(
  parts: ValidationParts,
  resource: Resource,
  options: Omit<ValidateOptions, 'resolve'>,
): Promise<ValidationReport> {
  const stored = new StoredReferences(parts, expectationsOf(parts.definitions, resource));
  await stored.expect(resource);
  const judge = (): ValidationReport =>
    parts.validator.validate(resource, {
      ...options,
      resolve: (reference) => stored.resolve(reference),
    });
  let report = judge();
  for (let round = 0; round < MAX_ROUNDS && (await stored.fetch()); round++) report = judge();
  return report;
}

/** Types that resources of the same type and profiles have asked for. */
type Expectations = Set<string>;

/** Profiles come in with what is sent: no more of them are remembered. */
const MAX_EXPECTATIONS = 2000;
const expectations = new WeakMap<Definitions, Map<string, Expectations>>();

function expectationsOf(definitions: Definitions, resource: Resource): Expectations {
  let byProfiles = expectations.get(definitions);
  if (byProfiles === undefined) {
    byProfiles = new Map<string, Expectations>();
    expectations.set(definitions, byProfiles);
  }
  const claimed = stringsAt(objectAt(resource, 'meta') ?? {}, 'profile');
  const name = [resource.resourceType, ...claimed].join(' ');
  let expected = byProfiles.get(name);
  if (expected === undefined) {
    if (byProfiles.size >= MAX_EXPECTATIONS) byProfiles.clear();
    expected = new Set<string>();
    byProfiles.set(name, expected);
  }
  return expected;
}

class StoredReferences {
  readonly #parts: ValidationParts;
  readonly #expected: Expectations;
  /** By `Type/id`; undefined for what is not there. */
  readonly #known = new Map<string, Resource | undefined>();
  readonly #wanted = new Map<string, ResourceKey>();

  constructor(parts: ValidationParts, expected: Expectations) {
    this.#parts = parts;
    this.#expected = expected;
  }

  /** Reads what is likely to be asked for. */
  async expect(resource: Resource): Promise<void> {
    if (this.#expected.size === 0) return;
    this.#wantAll(resource);
    await this.fetch();
  }

  resolve(reference: string): Resource | undefined {
    const key = this.#keyOf(reference);
    if (key === undefined) return undefined;
    const name = keyText(key);
    if (!this.#known.has(name)) {
      this.#expected.add(key.type);
      this.#want(name, key);
    }
    return this.#known.get(name);
  }

  #keyOf(reference: string): ResourceKey | undefined {
    const { settings, definitions } = this.#parts;
    const parsed = parseReference(reference, settings.base);
    if (parsed.kind !== 'local' || !definitions.isResourceType(parsed.type)) return undefined;
    return { type: parsed.type, id: parsed.id };
  }

  #want(name: string, key: ResourceKey): void {
    if (this.#known.size + this.#wanted.size < MAX_REFERENCES) this.#wanted.set(name, key);
  }

  /** The references in a value that lead to resources of the expected types. */
  #wantAll(value: JsonValue): void {
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') this.#wantAll(item);
      return;
    }
    if (!isObject(value)) return;
    for (const name in value) {
      const inner = value[name];
      if (typeof inner === 'object') this.#wantAll(inner);
      else if (name === 'reference' && typeof inner === 'string') this.#wantExpected(inner);
    }
  }

  #wantExpected(reference: string): void {
    if (reference.startsWith('urn:') || reference.startsWith('#')) return;
    const key = this.#keyOf(reference);
    if (key !== undefined && this.#expected.has(key.type)) this.#want(keyText(key), key);
  }

  /** Reads what was asked for. @returns whether anything of it is there */
  async fetch(): Promise<boolean> {
    if (this.#wanted.size === 0) return false;
    const found = await this.#parts.reader.readManyCurrent([...this.#wanted.values()]);
    let some = false;
    for (const name of this.#wanted.keys()) {
      const body = found.get(name)?.body;
      some ||= body !== undefined;
      this.#known.set(
        name,
        body === undefined ? undefined : parseJsonResource(body, STORED_LIMITS),
      );
    }
    this.#wanted.clear();
    return some;
  }
}
