/** Which stored resources must be known before the effects of a message can be carried out. */
import { isObject, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { KnownResource, Mapped, ResourceEffect, ResourceKey, Token } from '../types.js';

/** Resources of one type that have any of these identifiers. */
export interface IdentifierLookup {
  readonly type: string;
  readonly tokens: readonly Token[];
}

/** Resources of one type about one patient with any identifier of a system. */
export interface ListLookup {
  readonly type: string;
  readonly patient: string;
  readonly system: string;
}

export interface Lookups {
  /** `Type/id` */
  readonly references: readonly string[];
  readonly identifiers: readonly IdentifierLookup[];
  readonly lists: readonly ListLookup[];
}

/** What has to be fetched for a message; everything in one go. */
export function lookupsOf({ effects, lists }: Mapped): Lookups {
  const byType = new Map<string, Map<string, Token>>();
  for (const { type, key } of effects) {
    if (key === undefined) continue;
    const tokens = byType.get(type) ?? new Map<string, Token>();
    for (const token of [...key.identifiers, ...(key.alternates ?? [])]) {
      tokens.set(tokenText(token), token);
    }
    byType.set(type, tokens);
  }
  return {
    references: effects.flatMap(({ reference }) => reference ?? []),
    identifiers: [...byType].map(([type, tokens]) => ({ type, tokens: [...tokens.values()] })),
    lists: lists.map(({ type, patient, system }) => ({ type, patient, system })),
  };
}

export function tokenText({ system, value }: Token): string {
  return `${system}|${value}`;
}

/** The identifiers of a resource, as tokens. */
export function tokensOf(resource: JsonObject): ReadonlySet<string> {
  const master = resource['masterIdentifier'];
  const all = [...objectsAt(resource, 'identifier'), ...(isObject(master) ? [master] : [])];
  return new Set(
    all.map((one) => `${stringAt(one, 'system') ?? ''}|${stringAt(one, 'value') ?? ''}`),
  );
}

/** The patient that a resource is about: `Patient/1`; undefined when it does not say. */
export function patientOf(resource: JsonObject): string | undefined {
  for (const name of ['subject', 'patient', 'beneficiary']) {
    const value = resource[name];
    const reference = isObject(value) ? stringAt(value, 'reference') : undefined;
    const found = /(?:^|\/)(Patient\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(
      reference ?? '',
    )?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Stored resources, found by their identifiers. */
export class KnownResources {
  readonly #byToken = new Map<string, KnownResource[]>();
  readonly #byReference = new Map<string, KnownResource>();
  readonly #tokens = new Map<KnownResource, ReadonlySet<string>>();

  constructor(resources: readonly KnownResource[]) {
    for (const one of resources) {
      const { resourceType, id = '' } = one.resource;
      const tokens = tokensOf(one.resource);
      this.#byReference.set(`${resourceType}/${id}`, one);
      this.#tokens.set(one, tokens);
      for (const token of tokens) {
        const name = `${resourceType} ${token}`;
        const before = this.#byToken.get(name);
        if (before === undefined) this.#byToken.set(name, [one]);
        else before.push(one);
      }
    }
  }

  /**
   * The resources that an effect may be about; one, if all is well.
   * @param patient `Patient/1`, or undefined for a patient that is new and of whom nothing is known
   */
  matches(
    { type, key, reference }: ResourceEffect,
    patient: string | undefined,
  ): readonly KnownResource[] {
    if (reference !== undefined) {
      const known = this.#byReference.get(reference);
      return known === undefined ? [] : [known];
    }
    if (key === undefined) return [];
    const found = this.#narrowed(type, key, patient);
    return found.length > 0 ? found : this.#having(type, key.alternates ?? [], key, patient);
  }

  #narrowed(type: string, key: ResourceKey, patient: string | undefined): readonly KnownResource[] {
    const { narrower } = key;
    const wide = this.#having(type, key.identifiers, key, patient);
    if (narrower === undefined || (!key.isNarrow && wide.length < 2)) return wide;
    return wide.filter((one) => this.#tokens.get(one)?.has(tokenText(narrower)) === true);
  }

  #having(
    type: string,
    tokens: readonly Token[],
    { isOfPatient }: ResourceKey,
    patient: string | undefined,
  ): readonly KnownResource[] {
    const all = new Set(
      tokens.flatMap((token) => this.#byToken.get(`${type} ${tokenText(token)}`) ?? []),
    );
    if (!isOfPatient) return [...all];
    return [...all].filter(
      ({ resource }) => patient !== undefined && patientOf(resource) === patient,
    );
  }
}
