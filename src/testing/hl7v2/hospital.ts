/**
 * A receiver of messages for tests of the mapping: identity by equal numbers, merges by moving
 * references, everything in memory.
 */
import type { JsonValue } from '../../fhir/json.js';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import {
  settledStates,
  toTransaction,
  type Conflict,
} from '../../hl7v2/mapping/effect/transaction.js';
import type { ResourceState } from '../../hl7v2/mapping/effect/state.js';
import { isAboutIdentity } from '../../hl7v2/mapping/message/adt-identity.js';
import { mapMessage } from '../../hl7v2/mapping/map-message.js';
import { readFacts } from '../../hl7v2/mapping/facts.js';
import { completeSettings, type MappingSettings } from '../../hl7v2/mapping/settings.js';
import type {
  IdentityEffect,
  Mapped,
  NotMapped,
  PatientDecision,
  PatientFacts,
  PatientIdentifier,
} from '../../hl7v2/mapping/types.js';
import type { Hl7Message } from '../../hl7v2/parser/message.js';
import { MemoryStore } from './memory-store.js';

export type Receipt =
  | { readonly kind: 'processed'; readonly mapped: Mapped; readonly wrote: readonly string[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] }
  | NotMapped;

export interface ReceiveOptions {
  readonly id?: string;
  readonly feed?: string;
}

export class Hospital {
  readonly store = new MemoryStore();
  readonly #settings: MappingSettings;
  readonly #receivedAt: number;
  #states = new Map<string, ResourceState>();
  /** Ids of retired patients, with the patient that stays. */
  readonly #merged = new Map<string, string>();
  readonly #arrivals = new Map<string, number>();
  #count = 0;

  constructor(
    settings: Partial<MappingSettings> = {},
    receivedAt = Date.parse('2026-11-21T12:00:00Z'),
  ) {
    this.#settings = completeSettings(settings);
    this.#receivedAt = receivedAt;
  }

  get states(): ReadonlyMap<string, ResourceState> {
    return this.#states;
  }

  /** Takes a message in. */
  receive(message: Hl7Message, { id, feed = 'test' }: ReceiveOptions = {}): Receipt {
    this.#count += 1;
    const facts = readFacts(message, this.#settings, this.#receivedAt);
    if (facts.kind === 'not-mapped') return facts;
    const context = {
      settings: this.#settings,
      receivedAt: this.#receivedAt,
      messageId: id ?? `message-${this.#count}`,
      feed,
      facts,
    };
    if (isAboutIdentity(facts.event))
      this.#carryOut(mapMessage(message, { ...context, patients: [] }));
    const patients = facts.patients.map((one) => this.#decide(one));
    if (patients.includes(undefined)) return { kind: 'waiting' };
    const decided = patients.filter((one) => one !== undefined);
    const mapped = mapMessage(message, { ...context, patients: decided });
    if (mapped.kind === 'not-mapped') return mapped;
    const known = { resources: this.store.known(), states: this.#states };
    const transaction = toTransaction(mapped, known, {
      feed,
      arrival: this.#arrivalOf(context.messageId),
    });
    if (transaction.kind === 'conflict') return transaction;
    const { bundle } = transaction;
    const wrote = bundle === undefined ? [] : this.store.transact(roundTrip(bundle));
    for (const [reference, state] of settledStates(transaction, (entry) => wrote[entry])) {
      this.#states.set(reference, JSON.parse(JSON.stringify(state)) as ResourceState);
    }
    return { kind: 'processed', mapped, wrote };
  }

  /** The same message again arrived when it did first. */
  #arrivalOf(messageId: string): number {
    const arrival = this.#arrivals.get(messageId) ?? this.#count;
    this.#arrivals.set(messageId, arrival);
    return arrival;
  }

  #decide({ identifiers }: PatientFacts): PatientDecision | undefined {
    const found = this.#patientsWith(identifiers);
    if (found.length > 1) return undefined;
    const [patient] = found;
    if (patient === undefined) return { kind: 'new' };
    const bsn = (all: readonly { system?: string; value?: string }[]) =>
      all.find(({ system }) => system === 'http://fhir.nl/fhir/NamingSystem/bsn')?.value;
    const [sent, stored] = [bsn(identifiers), bsn(objectsAt(patient, 'identifier').map(tokenOf))];
    if (sent !== undefined && stored !== undefined && sent !== stored) return undefined;
    return { kind: 'existing', reference: `Patient/${patient.id ?? ''}` };
  }

  #patientsWith(identifiers: readonly PatientIdentifier[]): readonly Resource[] {
    const found = this.store
      .all('Patient')
      .filter((patient) =>
        objectsAt(patient, 'identifier')
          .map(tokenOf)
          .some((own) =>
            identifiers.some(({ system, value }) => own.system === system && own.value === value),
          ),
      )
      .map((patient) => this.#merged.get(patient.id ?? '') ?? patient.id ?? '');
    return [...new Set(found)].flatMap((id) => this.store.get(`Patient/${id}`)?.resource ?? []);
  }

  #carryOut(mapped: Mapped | NotMapped): void {
    if (mapped.kind === 'mapped') for (const effect of mapped.identity) this.#merge(effect);
  }

  #merge(effect: IdentityEffect): void {
    if (effect.kind !== 'merge') return;
    const [survivor] = this.#patientsWith(effect.survivor);
    const [retired] = this.#patientsWith(effect.retired);
    if (survivor === undefined || retired === undefined || survivor === retired) return;
    const [from, to] = [`Patient/${retired.id ?? ''}`, `Patient/${survivor.id ?? ''}`];
    for (const resource of this.store.all()) {
      const moved = moveReferences(resource, from, to) as Resource;
      if (JSON.stringify(moved) !== JSON.stringify(resource)) this.store.put(moved);
    }
    const numbers = objectsAt(retired, 'identifier').map((one) => ({ ...one, use: 'old' }));
    const identifier = [...objectsAt(survivor, 'identifier'), ...numbers];
    this.store.put({ ...survivor, identifier });
    this.store.put({ ...retired, active: false, identifier: [] });
    this.#merged.set(retired.id ?? '', survivor.id ?? '');
  }
}

function tokenOf(identifier: JsonObject): { system?: string; value?: string } {
  const [system, value] = [stringAt(identifier, 'system'), stringAt(identifier, 'value')];
  return { ...(system !== undefined && { system }), ...(value !== undefined && { value }) };
}

function moveReferences(value: JsonValue, from: string, to: string): JsonValue {
  return JSON.parse(
    JSON.stringify(value).replaceAll(`"reference":"${from}"`, `"reference":"${to}"`),
  ) as JsonValue;
}

/** As it comes back from storage: members in another order. */
function roundTrip(bundle: Resource): Resource {
  return JSON.parse(JSON.stringify(reordered(bundle))) as Resource;
}

function reordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1))
      .map(([name, member]) => [name, member === undefined ? null : reordered(member)]),
  );
}

/** A hospital that has taken in these messages. @throws unless each was processed */
export function hospitalWith(
  messages: readonly Hl7Message[],
  settings: Partial<MappingSettings> = {},
): Hospital {
  const hospital = new Hospital(settings);
  for (const message of messages) {
    const { kind } = hospital.receive(message);
    if (kind !== 'processed') throw new Error(`A message is ${kind}.`);
  }
  return hospital;
}
