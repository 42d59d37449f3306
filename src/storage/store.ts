/** The door to storage for everything above: resources in, resources out, no SQL to be seen. */
import type { ResourceKey } from '../fhir/resource.js';
import type { Key } from '../search/keys.js';
import { keyArray } from './arrays.js';
import { loadConformance } from './conformance.js';
import type { Database, Session } from './database.js';
import { SessionReader, type StoreReader } from './reader.js';
import { countImported, forgetImport, importedAmong, markImported } from './import-progress.js';
import { writeMessageStates, type NewMessageState } from './inbox/message-states.js';
import { settleMessages, type Settlement } from './inbox/queue.js';
import { SharedReader } from './inbox/shared-reader.js';
import { holdExisting, isReferenced } from './integrity.js';
import { ResourceKeys } from './resource-keys.js';
import { loadResourceTypes, type ResourceTypes } from './resource-types.js';
import { SearchStatistics } from './search/statistics.js';
import { lockStates, type ResourceState } from './versions.js';
import {
  chunksLeft,
  planReindex,
  reindexedWrites,
  takeChunk,
  type ExtractEntries,
} from './reindex.js';
import {
  compareIndexPaths,
  forgetIndexed,
  loadSearchParameters,
  markIndexed,
  type StoredSearchParameters,
} from './search-parameters.js';
import { prepareRows, rewriteIndexRows, writeRows, type ResourceWrite } from './write.js';

/** What interactions ask of storage. */
export interface Store {
  readonly reader: StoreReader;
  write(writes: readonly ResourceWrite[]): Promise<void>;
  inTransaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
}

/** What can be done inside one transaction. */
export interface StoreTransaction {
  readonly reader: StoreReader;
  /** Waits for every other transaction that asked for one of these locks; they end with it. */
  lockCriteria(keys: readonly Key[]): Promise<void>;
  /** The states of resources by `Type/id`; nobody can change them until the transaction ends. */
  lock(keys: readonly ResourceKey[]): Promise<Map<string, ResourceState>>;
  /**
   * Those of these resources that exist; nobody can delete them until the transaction ends.
   * @param writing the resources that refer to them
   */
  holdExisting(keys: readonly ResourceKey[], writing: readonly ResourceKey[]): Promise<Set<string>>;
  /** Whether a resource in force, other than itself, points at this one. */
  isReferenced(rid: number): Promise<boolean>;
  /** @throws WriteConflict when a resource is no longer in the version that was read */
  write(writes: readonly ResourceWrite[]): Promise<void>;
  /** Remembers that items of an import are in. */
  markImported(name: string, items: readonly string[]): Promise<void>;
  /** Ends the processing of HL7 v2 messages. @throws ClaimLost when one is another process's */
  settleMessages(settlements: readonly Settlement[]): Promise<void>;
  /** @throws FhirError `conflict` when another message has changed one of them meanwhile */
  writeMessageStates(states: readonly NewMessageState[]): Promise<void>;
}

/** With all ways of reading. */
export interface RawTransaction extends StoreTransaction {
  readonly reader: SessionReader;
}

type Written = readonly [writes: readonly ResourceWrite[], rids: readonly number[]];

export class ResourceStore implements Store {
  readonly reader: SessionReader;
  readonly #database: Database;
  readonly #types: ResourceTypes;
  readonly #keys: ResourceKeys;
  readonly #statistics: SearchStatistics;

  private constructor(database: Database, types: ResourceTypes, like?: ResourceStore) {
    this.#database = database;
    this.#types = types;
    this.#keys = like === undefined ? new ResourceKeys(types) : like.#keys;
    this.#statistics =
      like === undefined ? new SearchStatistics(database, types) : like.#statistics;
    this.reader = like?.reader ?? new SessionReader(database, types, this.#statistics);
  }

  /** The same store, whose transactions are marked as made for a feed: see `Database.onBehalfOf`. */
  onBehalfOf(origin: string): ResourceStore {
    return new ResourceStore(this.#database.onBehalfOf(origin), this.#types, this);
  }

  static async open(database: Database): Promise<ResourceStore> {
    return new ResourceStore(database, await loadResourceTypes(database));
  }

  /**
   * Writes all of them, or none.
   * @throws WriteConflict when a resource is no longer in the version that was read
   */
  async write(writes: readonly ResourceWrite[]): Promise<void> {
    // Only a transaction can say on whose behalf it writes.
    if (this.#database.origin !== undefined) {
      await this.inTransaction((transaction) => transaction.write(writes));
      return;
    }
    const rows = await prepareRows(writes, this.#types, (keys) =>
      this.#keys.resolve(this.#database, keys, true),
    );
    this.#remember(writes, await writeRows(this.#database, rows));
  }

  /** A reader for work that goes on side by side: see `SharedReader`. */
  sharedReader(): StoreReader {
    return new SharedReader(this.#database, this.#types, this.#statistics);
  }

  /** Runs `work` in one transaction; it may run more than once (see `Database.inTransaction`). */
  async inTransaction<T>(work: (transaction: RawTransaction) => Promise<T>): Promise<T> {
    let written: Written[] = [];
    const result = await this.#database.inTransaction((session) => {
      written = [];
      return work(this.#transaction(session, written));
    });
    // Only what is committed may be remembered.
    for (const [writes, rids] of written) this.#remember(writes, rids);
    return result;
  }

  /** How many items of an import are in. */
  countImported(name: string): Promise<number> {
    return countImported(this.#database, name);
  }

  /** Those of these items of an import that are in. */
  importedAmong(name: string, items: readonly string[]): Promise<Set<string>> {
    return importedAmong(this.#database, name, items);
  }

  markImported(name: string, items: readonly string[]): Promise<void> {
    return markImported(this.#database, name, items);
  }

  forgetImport(name: string): Promise<void> {
    return forgetImport(this.#database, name);
  }

  /** JSON texts of the StructureDefinitions, ValueSets and CodeSystems that are stored here. */
  conformance(): Promise<string[]> {
    return loadConformance(this.#database, this.#types);
  }

  /** Search parameters that are stored here, and what is indexed for them. */
  searchParameters(): Promise<StoredSearchParameters> {
    return loadSearchParameters(this.#database, this.#types);
  }

  markIndexed(
    parameters: readonly { readonly url: string; readonly fingerprint: string }[],
    paths: readonly string[],
  ): Promise<void> {
    return markIndexed(this.#database, parameters, paths);
  }

  forgetIndexed(urls: readonly string[]): Promise<void> {
    return forgetIndexed(this.#database, urls);
  }

  /** How many index paths of this version wait for a reindexing: see `compareIndexPaths`. */
  compareIndexPaths(fingerprint: string, names: () => readonly string[]): Promise<number> {
    return compareIndexPaths(this.#database, fingerprint, names);
  }

  /** Puts all resources of these types on the list of what has to be indexed anew. */
  planReindex(types: readonly string[], plan: string): Promise<void> {
    return this.#database.inTransaction((session) =>
      planReindex(session, this.#types, types, plan),
    );
  }

  /** Chunks of that list that are left. */
  chunksLeft(): Promise<number> {
    return chunksLeft(this.#database);
  }

  /** Indexes the next chunk anew; gives the number of resources, undefined when none is left. */
  reindexChunk(extract: ExtractEntries): Promise<number | undefined> {
    return this.#database.inTransaction(async (session) => {
      const chunk = await takeChunk(session);
      if (chunk === undefined) return undefined;
      const writes = await reindexedWrites(session, this.#types, chunk, extract);
      const rows = await prepareRows(writes, this.#types, (keys) =>
        this.#keys.resolve(session, keys, false),
      );
      await rewriteIndexRows(session, rows);
      return writes.length;
    });
  }

  /** Brings the statistics up to date that searches are planned with. */
  async analyze(): Promise<void> {
    await this.#database.query({ name: '', text: 'analyze resource, search_entry', values: [] });
    await this.#statistics.renew();
  }

  #transaction(session: Session, written: Written[]): RawTransaction {
    return {
      reader: new SessionReader(session, this.#types, this.#statistics),
      lockCriteria: (keys) => lockCriteria(session, keys),
      lock: (keys) => lockStates(session, this.#types, keys),
      holdExisting: (keys) => holdExisting(session, this.#types, keys),
      isReferenced: (rid) => isReferenced(session, rid),
      markImported: (name, items) => markImported(session, name, items),
      settleMessages: (settlements) => settleMessages(session, settlements),
      writeMessageStates: (states) => writeMessageStates(session, this.#types, states),
      write: async (writes) => {
        const rows = await prepareRows(writes, this.#types, (keys) =>
          this.#keys.resolve(session, keys, false),
        );
        written.push([writes, await writeRows(session, rows)]);
      },
    };
  }

  #remember(writes: readonly ResourceWrite[], rids: readonly number[]): void {
    writes.forEach(({ key }, index) => {
      const rid = rids[index];
      if (rid !== undefined) this.#keys.remember(key, rid);
    });
  }
}

/** In ascending order, so that no two transactions wait for one another in a circle. */
async function lockCriteria(session: Session, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  const sorted = [...keys].sort((one, other) => one.high - other.high || one.low - other.low);
  await session.query({
    name: 'lock-criteria',
    text: 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as k(key)',
    values: [keyArray(sorted)],
  });
}
