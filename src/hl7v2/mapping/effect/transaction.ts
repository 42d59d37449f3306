/**
 * From what a message says to a transaction Bundle: new resources are created on condition that they
 * are not there, stored ones are changed on condition that nobody else has changed them, and what is
 * as it should be is left alone. So the same message again changes nothing.
 * https://hl7.org/fhir/R4/http.html#transaction
 */
import { escapeValue } from '../../../search/value.js';
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { element, object } from '../element.js';
import type { KnownResource, Mapped, ResourceEffect, ResourceKey } from '../types.js';
import { applyFact } from './apply.js';
import { isEqual } from './canonical.js';
import { completeListFacts } from './complete-list.js';
import { KnownResources, patientOf, tokenText } from './lookup.js';
import { claimedProfiles } from './profiles.js';
import { referencesIn, resolvedEffect } from './references.js';
import { EMPTY_STATE, WorkingState, type ResourceState, type Sender } from './state.js';

/** What is stored of what a message is about: the answers to its lookups. */
export interface Known {
  readonly resources: readonly KnownResource[];
  /** By `Type/id`. */
  readonly states: ReadonlyMap<string, ResourceState>;
}

/** Why a message can not be carried out; a person has to decide. */
export interface Conflict {
  readonly kind: 'several-matches' | 'other-patient' | 'patient-missing';
  readonly type: string;
  /** `Type/id` of what is in the way. */
  readonly references: readonly string[];
  readonly text: string;
}

/** A resource that the message has to do with. */
export interface Touched {
  /** `Type/id`, or the `fullUrl` of an entry that makes it. */
  readonly reference: string;
  /** Index of the entry that writes it; undefined when it is as it should be. */
  readonly entry: number | undefined;
  readonly state: WorkingState;
  readonly isRemembered: boolean;
}

export type Transaction =
  | {
      readonly kind: 'transaction';
      /** Undefined when there is nothing to write. */
      readonly bundle: Resource | undefined;
      readonly touched: readonly Touched[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

/** Effects on one and the same resource. */
interface Target {
  readonly known: KnownResource | undefined;
  readonly effects: ResourceEffect[];
  readonly reference: string;
}

/** What a message changes in what is stored, or why it can't. */
export function toTransaction(mapped: Mapped, known: Known, sender: Sender): Transaction {
  const effects = needed(mapped.effects);
  const patients = patientReferences(effects);
  const stored = new KnownResources(known.resources);
  const found = effects.map((effect) => ({
    effect,
    candidates: stored.matches(effect, patients(effect)),
  }));
  const conflicts = found.flatMap(({ effect, candidates }) =>
    conflictsOf(effect, candidates, patients(effect)),
  );
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const targets = targetsOf(found);
  const references = new Map(
    [...targets.values()].flatMap(({ effects: all, reference }) =>
      all.map(({ fullUrl }) => [fullUrl, reference] as const),
    ),
  );
  const resolve = (fullUrl: string) => references.get(fullUrl);
  const drafted = [...targets.values()].map((target) => {
    const state = new WorkingState(known.states.get(target.reference) ?? EMPTY_STATE);
    const facts = target.effects.map((effect) => ({
      effect: resolvedEffect(effect, resolve),
      sender,
    }));
    const start: Resource | undefined = target.known?.resource;
    const resource = facts.reduce<Resource | undefined>(
      (before, fact) => applyFact(fact, before, state),
      start,
    );
    return { target, resource, state };
  });
  const ended = completeListFacts(mapped.lists, (url) => resolve(url) ?? url, known, sender);
  return assemble(mapped, [
    ...drafted,
    ...ended.map((one) => ({ ...one, target: targetOf(one.known) })),
  ]);
}

function targetOf(known: KnownResource): Target {
  return { known, effects: [], reference: referenceOf(known) };
}

function referenceOf({ resource }: KnownResource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

/** What others refer to, and all that is not there only to be referred to. */
function needed(effects: readonly ResourceEffect[]): readonly ResourceEffect[] {
  const byUrl = new Map(
    effects.flatMap((effect) => [
      [effect.fullUrl, effect] as const,
      ...(effect.reference === undefined ? [] : [[effect.reference, effect] as const]),
    ]),
  );
  const hasBinary = effects.some(({ type }) => type === 'Binary');
  const reached = new Set<ResourceEffect>();
  const visit = (effect: ResourceEffect): void => {
    if (reached.has(effect)) return;
    reached.add(effect);
    for (const reference of [...referencesIn(effect), ...(hasBinary ? urlsIn(effect) : [])]) {
      const target = byUrl.get(reference);
      if (target !== undefined) visit(target);
    }
  };
  for (const effect of effects) if (effect.authority !== 'catalogue') visit(effect);
  return effects.filter((effect) => reached.has(effect));
}

/** Attachments point at a Binary by its URL. */
function urlsIn({ changes }: ResourceEffect): readonly string[] {
  return [...JSON.stringify(changes).matchAll(/"url":"(Binary\/[0-9a-f-]+)"/g)].map(
    ([, url]) => url ?? '',
  );
}

/** The patient that an effect is about; undefined when that is a new one. */
function patientReferences(
  effects: readonly ResourceEffect[],
): (effect: ResourceEffect) => string | undefined {
  const stored = new Map(
    effects
      .filter(({ type }) => type === 'Patient')
      .flatMap(({ fullUrl, reference }) =>
        reference === undefined
          ? []
          : [[fullUrl, reference] as const, [reference, reference] as const],
      ),
  );
  return ({ subject }) => stored.get(subject?.reference ?? '');
}

function conflictsOf(
  effect: ResourceEffect,
  candidates: readonly KnownResource[],
  patient: string | undefined,
): readonly Conflict[] {
  const { type } = effect;
  const references = candidates.map(referenceOf);
  if (candidates.length > 1) {
    const text = `${candidates.length} resources of type ${type} have the number of the message.`;
    return [{ kind: 'several-matches', type, references, text }];
  }
  const [only] = candidates;
  if (only === undefined) {
    if (type !== 'Patient' || effect.reference === undefined) return [];
    const text = 'The patient that identity has chosen is not there.';
    return [{ kind: 'patient-missing', type, references: [effect.reference], text }];
  }
  const owner = effect.subject === undefined ? undefined : patientOf(only.resource);
  if (owner === undefined || owner === patient) return [];
  const text = `The ${type} with the number of the message is about another patient.`;
  return [{ kind: 'other-patient', type, references, text }];
}

function targetsOf(
  found: readonly {
    readonly effect: ResourceEffect;
    readonly candidates: readonly KnownResource[];
  }[],
): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const { effect, candidates } of found) {
    const [known] = candidates;
    if (known === undefined && effect.isForExisting) continue;
    const reference =
      known === undefined ? (effect.reference ?? effect.fullUrl) : referenceOf(known);
    const target = targets.get(reference);
    if (target === undefined) targets.set(reference, { known, effects: [effect], reference });
    else target.effects.push(effect);
  }
  return targets;
}

interface Drafted {
  readonly target: Target;
  readonly resource: Resource | undefined;
  readonly state: WorkingState;
}

function assemble(mapped: Mapped, drafted: readonly Drafted[]): Transaction {
  const entries: JsonObject[] = [];
  const written: JsonObject[] = [];
  const touched: Touched[] = [];
  for (const { target, resource, state } of drafted) {
    if (resource === undefined) continue;
    const whole = withProfiles(resource);
    const isChanged = target.known === undefined || !isUnchanged(target.known.resource, whole);
    touched.push({
      reference: target.reference,
      entry: isChanged ? entries.length : undefined,
      state,
      isRemembered: target.effects.every(({ authority }) => authority !== 'catalogue'),
    });
    if (!isChanged) continue;
    entries.push(entryOf(target, whole));
    written.push(versionReference(target));
  }
  if (entries.length === 0) return { kind: 'transaction', bundle: undefined, touched };
  entries.push(provenanceEntry(mapped, written));
  const bundle: Resource = { resourceType: 'Bundle', type: 'transaction', entry: entries };
  return { kind: 'transaction', bundle, touched };
}

function withProfiles(resource: Resource): Resource {
  const profiles = claimedProfiles(resource);
  const meta = element({
    ...resource.meta,
    profile: profiles.length === 0 ? undefined : [...profiles],
  });
  return object({ ...resource, meta }) as Resource;
}

/** The server sets version and time; they are no difference. */
function isUnchanged(before: Resource, after: Resource): boolean {
  return isEqual(withoutVersion(before), withoutVersion(after));
}

function withoutVersion(resource: Resource): JsonValue {
  const meta = { ...resource.meta, versionId: undefined, lastUpdated: undefined };
  return { ...resource, meta: element(meta) };
}

function entryOf({ known, effects, reference }: Target, resource: Resource): JsonObject {
  const { resourceType } = resource;
  if (known !== undefined) {
    return {
      resource,
      request: { method: 'PUT', url: reference, ifMatch: `W/"${known.version}"` },
    };
  }
  const [effect] = effects;
  if (effect?.reference !== undefined) {
    const id = effect.reference.slice(effect.reference.indexOf('/') + 1);
    return {
      resource: { ...resource, id },
      request: { method: 'PUT', url: effect.reference },
    };
  }
  const condition = effect?.key === undefined ? undefined : conditionOf(effect.key, resource);
  return {
    fullUrl: reference,
    resource,
    request: object({ method: 'POST', url: resourceType, ifNoneExist: condition }),
  };
}

/** What must not be there yet. Of a patient who is new nothing can be there. */
function conditionOf(key: ResourceKey, resource: Resource): string | undefined {
  const token = key.isNarrow && key.narrower !== undefined ? key.narrower : key.identifiers[0];
  if (token === undefined) return undefined;
  const identifier = `identifier=${encodeURIComponent(escapeToken(tokenText(token)))}`;
  if (!key.isOfPatient) return identifier;
  const patient = patientOf(resource);
  return patient === undefined ? undefined : `${identifier}&patient=${encodeURIComponent(patient)}`;
}

/** https://hl7.org/fhir/R4/search.html#escaping: the bar between system and value stays. */
function escapeToken(text: string): string {
  const bar = text.indexOf('|');
  return text.slice(0, bar + 1) + escapeValue(text.slice(bar + 1));
}

/** The version that this transaction writes: `ifMatch` makes sure which one that is. */
function versionReference({ known, reference }: Target): JsonObject {
  if (known === undefined) return { reference };
  return { reference: `${reference}/_history/${known.version + 1}` };
}

function provenanceEntry({ provenance }: Mapped, target: readonly JsonObject[]): JsonObject {
  const { id, recorded, occurred, activity, agents, entity } = provenance;
  const resource = object({
    resourceType: 'Provenance',
    id,
    target: [...target],
    occurredDateTime: occurred,
    recorded,
    activity,
    agent: [...agents],
    entity: [entity],
  });
  const url = `Provenance/${id}`;
  return { resource, request: { method: 'PUT', url } };
}

/**
 * The states to be stored, once it is known which ids the new resources have got.
 * @param written `Type/id` of what an entry wrote, by its index: from the answer to the Bundle
 */
export function settledStates(
  { touched }: Extract<Transaction, { readonly kind: 'transaction' }>,
  written: (entry: number) => string | undefined,
): ReadonlyMap<string, ResourceState> {
  const ids = new Map(
    touched.flatMap(({ reference, entry }) => {
      const id = entry === undefined ? undefined : written(entry);
      return id === undefined ? [] : [[reference, id] as const];
    }),
  );
  const settle = (text: string): string =>
    text.replace(/urn:uuid:[0-9a-f-]{36}/g, (url) => ids.get(url) ?? url);
  return new Map(
    touched
      .filter(({ isRemembered }) => isRemembered)
      .map(({ reference, state }) => [ids.get(reference) ?? reference, state.toState(settle)]),
  );
}
