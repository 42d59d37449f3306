/** Writing as a caller with limits may do it: see `landing.ts`. */
import { FhirError } from '../../fhir/errors.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import type {
  RawTransaction,
  ResourceStore,
  Store,
  StoreTransaction,
} from '../../storage/store.js';
import type { ResourceWrite } from '../../storage/write.js';
import { Landing, type LandingParts } from './landing.js';
import { LimitedReader, type Sight } from './limited-reader.js';

export interface LimitedStoreParts extends LandingParts {
  readonly sight: Sight;
  /** `Type/id` of what the caller knows without reading it: who it is, and whom it was launched for. */
  readonly known: ReadonlySet<string>;
}

export class LimitedStore implements Store {
  readonly reader: LimitedReader;
  readonly #inner: ResourceStore;
  readonly #parts: LimitedStoreParts;

  constructor(inner: ResourceStore, reader: LimitedReader, parts: LimitedStoreParts) {
    this.reader = reader;
    this.#inner = inner;
    this.#parts = parts;
  }

  /** In a transaction of its own: where it lands is known when it is written. */
  write(writes: readonly ResourceWrite[]): Promise<void> {
    return this.inTransaction((transaction) => transaction.write(writes));
  }

  inTransaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T> {
    return this.#inner.inTransaction((raw) => work(limitedTransaction(raw, this.#parts)));
  }
}

function limitedTransaction(raw: RawTransaction, parts: LimitedStoreParts): StoreTransaction {
  const reader = new LimitedReader(raw.reader, parts.limits, parts.sight);
  return {
    reader,
    lockCriteria: (keys) => raw.lockCriteria(keys),
    lock: (keys) => raw.lock(keys),
    markImported: (name, items) => raw.markImported(name, items),
    write: (writes) => new Landing(raw, parts).write(writes),
    isReferenced: () => Promise.reject(notDeletable()),
    settleMessage: () => Promise.reject(notOfCallers()),
    writeMessageStates: () => Promise.reject(notOfCallers()),
    holdExisting: (keys, writing) => heldAndKnown({ raw, reader, parts }, keys, writing),
  };
}

/**
 * Those that the caller may know of: what it can see, who it is itself, and what the resources that
 * it writes refer to already.
 */
async function heldAndKnown(
  {
    raw,
    reader,
    parts,
  }: {
    readonly raw: RawTransaction;
    readonly reader: LimitedReader;
    readonly parts: LimitedStoreParts;
  },
  keys: readonly ResourceKey[],
  writing: readonly ResourceKey[],
): Promise<Set<string>> {
  const held = await raw.holdExisting(keys, writing);
  const visible = await reader.readManyCurrent([...keys, ...writing]);
  const before = await raw.reader.targetsOf(writing.filter((key) => visible.has(keyText(key))));
  return new Set(
    [...held].filter((name) => visible.has(name) || before.has(name) || parts.known.has(name)),
  );
}

/** Messages are processed by the server itself. */
function notOfCallers(): Error {
  return new Error('HL7 v2 messages are not processed for a caller.');
}

/** Whether something refers to a resource can't be told to who does not see all that could. */
function notDeletable(): FhirError {
  return new FhirError(
    'forbidden',
    'References are enforced here: only who may see every resource can delete one.',
  );
}
