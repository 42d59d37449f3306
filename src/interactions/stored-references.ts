/**
 * Gives the validator the stored resources that references lead to. It can't wait for the database:
 * what it asks for in vain is noted and read, and then it starts again. Most resources ask for
 * nothing, because no profile says anything of what they refer to.
 */
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
  const stored = new StoredReferences(parts);
  const judge = (): ValidationReport =>
    parts.validator.validate(resource, {
      ...options,
      resolve: (reference) => stored.resolve(reference),
    });
  let report = judge();
  for (let round = 0; round < MAX_ROUNDS && (await stored.fetch()); round++) report = judge();
  return report;
}

class StoredReferences {
  readonly #parts: ValidationParts;
  /** By `Type/id`; undefined for what is not there. */
  readonly #known = new Map<string, Resource | undefined>();
  readonly #wanted = new Map<string, ResourceKey>();

  constructor(parts: ValidationParts) {
    this.#parts = parts;
  }

  resolve(reference: string): Resource | undefined {
    const { settings, definitions } = this.#parts;
    const parsed = parseReference(reference, settings.base);
    if (parsed.kind !== 'local' || !definitions.isResourceType(parsed.type)) return undefined;
    const { type, id } = parsed;
    const name = keyText({ type, id });
    if (!this.#known.has(name) && this.#known.size + this.#wanted.size < MAX_REFERENCES) {
      this.#wanted.set(name, { type, id });
    }
    return this.#known.get(name);
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
