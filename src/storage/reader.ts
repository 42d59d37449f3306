/** Reads resources: over the pool, or inside a transaction, whose own writes it then sees. */
import type { ResourceKey, VersionKey } from '../fhir/resource.js';
import type { SearchQuery } from '../search/query.js';
import type { Session } from './database.js';
import {
  countInstanceHistory,
  historyOfInstance,
  historyOfTypes,
  type HistoryEntry,
  type HistoryFilter,
} from './history.js';
import type { ResourceTypes } from './resource-types.js';
import {
  findManyByIdentifier,
  findResources,
  type FoundResource,
  type IdentifierQuery,
  type Page,
} from './search/find.js';
import {
  readCurrent,
  readManyCurrent,
  readState,
  readVersion,
  type CurrentVersion,
  type ResourceState,
  type StoredVersion,
} from './versions.js';

export class StoreReader {
  readonly #session: Session;
  readonly #types: ResourceTypes;

  constructor(session: Session, types: ResourceTypes) {
    this.#session = session;
    this.#types = types;
  }

  /** Which version is in force; undefined when there is no row. */
  readState(key: ResourceKey): Promise<ResourceState | undefined> {
    return readState(this.#session, this.#types, key);
  }

  /** The same with its text. */
  readCurrent(key: ResourceKey): Promise<CurrentVersion | undefined> {
    return readCurrent(this.#session, this.#types, key);
  }

  readManyCurrent(keys: readonly ResourceKey[]): Promise<Map<string, CurrentVersion>> {
    return readManyCurrent(this.#session, this.#types, keys);
  }

  readVersion(key: VersionKey): Promise<StoredVersion | undefined> {
    return readVersion(this.#session, this.#types, key);
  }

  historyOfInstance(key: ResourceKey, filter: HistoryFilter): Promise<HistoryEntry[] | undefined> {
    return historyOfInstance(this.#session, this.#types, key, filter);
  }

  countInstanceHistory(key: ResourceKey, filter: HistoryFilter): Promise<number> {
    return countInstanceHistory(this.#session, this.#types, key, filter);
  }

  historyOfTypes(names: readonly string[], filter: HistoryFilter): Promise<HistoryEntry[]> {
    return historyOfTypes(this.#session, this.#types, names, filter);
  }

  find(query: SearchQuery, page: Page): Promise<FoundResource[]> {
    return findResources(this.#session, this.#types, query, page);
  }

  /** For each query the ids found, at most two. */
  findManyByIdentifier(queries: readonly IdentifierQuery[]): Promise<string[][]> {
    return findManyByIdentifier(this.#session, this.#types, queries);
  }
}
