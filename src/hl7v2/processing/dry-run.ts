/**
 * What a message would become, and why, without anything being written: for trying out settings, and
 * for whoever wonders about a message.
 */
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText } from '../../fhir/resource.js';
import type { Environment } from '../../interactions/environment.js';
import { lookupsOf } from '../mapping/effect/lookup.js';
import { toTransaction } from '../mapping/effect/transaction.js';
import { readFacts } from '../mapping/facts.js';
import { mapMessage } from '../mapping/map-message.js';
import { isAboutIdentity } from '../mapping/message/adt-identity.js';
import type { MappingSettings } from '../mapping/settings.js';
import type { IdentityEffect, Mapped, MessageFacts, PatientDecision } from '../mapping/types.js';
import type { Identity, IdentityDecision, MessageInProcess, Outcome } from '../types.js';
import { differencesOf, type Difference } from './differences.js';
import { findKnown } from './known.js';
import { conflicting, mappingContext, notMapped, senderOf } from './process.js';

/** A resource that the message would write. */
export interface TriedResource {
  readonly action: 'create' | 'update';
  /** `Patient/1`, or `urn:uuid:…` for one that is new. */
  readonly reference: string;
  readonly type: string;
  /** As it would be. */
  readonly resource: JsonObject;
  /** In what it differs from what is stored; empty when it is new. */
  readonly differences: readonly Difference[];
}

export interface Tried {
  readonly event: string;
  /** What would become of the message. */
  readonly outcome: Outcome;
  /** For each PID: which patient, as far as it could be decided. */
  readonly patients: readonly PatientDecision[];
  /** Which records it says are one person's. */
  readonly identity: readonly IdentityEffect[];
  readonly resources: readonly TriedResource[];
  /** Each element and the fields that it is made from. */
  readonly trace: readonly {
    readonly resource: string;
    readonly element: string;
    readonly from: readonly string[];
  }[];
  readonly warnings: readonly JsonObject[];
}

export interface DryRunParts {
  readonly environment: Environment;
  readonly settings: MappingSettings;
  readonly identity: Identity;
}

/**
 * Everything that processing does but writing. What a merge or move would change first is told and
 * not reckoned with.
 */
export async function dryRun(parts: DryRunParts, work: MessageInProcess): Promise<Tried> {
  const { settings, identity } = parts;
  const facts = readFacts(work.message, settings, work.received);
  if (facts.kind === 'not-mapped') return nothing(facts.event, notMapped(facts));
  const decided = await identity.decide(work, facts.patients);
  const patients = decided.kind === 'decided' ? decided.patients : [];
  const context = { ...mappingContext(work, settings, patients), facts };
  const mapped = mapMessage(work.message, context);
  if (mapped.kind === 'not-mapped') return nothing(facts.event, notMapped(mapped));
  const found: Omit<Tried, 'outcome' | 'resources'> = {
    event: facts.event,
    patients,
    identity: isAboutIdentity(facts.event) ? mapped.identity : [],
    trace: traceOf(mapped),
    warnings: mapped.warnings.map((warning) => ({ ...warning })),
  };
  return { ...found, ...(await writesOf(parts, { work, facts, mapped, decided })) };
}

function nothing(event: string, outcome: Outcome): Tried {
  return { event, outcome, patients: [], identity: [], resources: [], trace: [], warnings: [] };
}

function traceOf({ effects, trace }: Mapped): Tried['trace'] {
  const references = new Map(
    effects.map(({ fullUrl, reference, type }) => [fullUrl, reference ?? `${type} ${fullUrl}`]),
  );
  return trace.map(({ effect, element, from }) => ({
    resource: references.get(effect) ?? effect,
    element,
    from,
  }));
}

interface Prepared {
  readonly work: MessageInProcess;
  readonly facts: MessageFacts;
  readonly mapped: Mapped;
  readonly decided: IdentityDecision;
}

async function writesOf(
  { environment }: DryRunParts,
  { work, mapped, decided }: Prepared,
): Promise<Pick<Tried, 'outcome' | 'resources'>> {
  const known = await findKnown(environment, lookupsOf(mapped));
  const transaction = toTransaction(mapped, known, senderOf(work));
  if (transaction.kind === 'conflict') {
    return { outcome: conflicting(transaction.conflicts), resources: [] };
  }
  const stored = new Map(
    known.resources.map(({ resource }) => [
      keyText({ type: resource.resourceType, id: resource.id ?? '' }),
      resource,
    ]),
  );
  const resources = objectsAt(transaction.bundle ?? {}, 'entry').flatMap((entry) =>
    triedOf(entry, stored),
  );
  const outcome: Outcome =
    decided.kind === 'undecided' ? decided.outcome : { state: 'processed', ...notes(decided) };
  return { outcome, resources };
}

function notes(decided: Extract<IdentityDecision, { kind: 'decided' }>): Pick<Outcome, 'details'> {
  const { notes: all, alike } = decided;
  if (all.length === 0 && alike.length === 0) return {};
  return { details: { notes: [...all], candidates: [...alike] } };
}

function triedOf(
  entry: JsonObject,
  stored: ReadonlyMap<string, JsonObject>,
): readonly TriedResource[] {
  const resource = objectAt(entry, 'resource');
  const type = resource === undefined ? undefined : stringAt(resource, 'resourceType');
  // Who sent what is no news of the message.
  if (resource === undefined || type === undefined || type === 'Provenance') return [];
  const request = objectAt(entry, 'request') ?? {};
  const reference = stringAt(entry, 'fullUrl') ?? stringAt(request, 'url') ?? '';
  const before = stored.get(reference);
  return [
    {
      action: before === undefined ? 'create' : 'update',
      reference,
      type,
      resource,
      differences:
        before === undefined ? [] : differencesOf(withoutMeta(before), withoutMeta(resource)),
    },
  ];
}

/** They are no difference. */
const BY_SERVER: ReadonlySet<string> = new Set(['versionId', 'lastUpdated']);

function withoutMeta(resource: JsonObject): JsonObject {
  const { meta, ...rest } = resource;
  if (!isObject(meta)) return rest;
  const kept = Object.entries(meta).filter(([name]) => !BY_SERVER.has(name));
  return { ...rest, meta: Object.fromEntries(kept) };
}
