/** Reads resources: over the pool, or inside a transaction, whose own writes it then sees. */
import type { ResourceKey, VersionKey } from '../fhir/resource.js';
import type { Criterion, SearchQuery, SearchScope } from '../search/query.js';
import type { Session } from './database.js';
import {
  countInstanceHistoryWithin,
  historyOfInstanceWithin,
  historyOfTypeWithin,
  readVersionWithin,
  type VersionScope,
} from './history-within.js';
import {
  findKnownResources,
  type KnownQuery,
  type StoredResource,
} from './inbox/known-resources.js';
import {
  countInstanceHistory,
  historyOfInstance,
  historyOfTypes,
  type HistoryEntry,
  type HistoryFilter,
} from './history.js';
import { compartmentTypes } from './compartment-types.js';
import { containerTypes } from './container-types.js';
import { presentTypes } from './present-types.js';
import { readWithin, targetsOf } from './read-within.js';
import type { ResourceTypes } from './resource-types.js';
import { countResources, estimateResources } from './search/count.js';
import { explainSearch, type Explanation } from './search/explain.js';
import { findManyByIdentifier, type IdentifierQuery } from './search/find-identifiers.js';
import {
  findResources,
  plansOf,
  type FoundResource,
  type Page,
  type SearchTools,
} from './search/find.js';
import {
  includedResources,
  revincludedResources,
  type IncludedResource,
  type IncludeRequest,
} from './search/include.js';
import { referencedResources, type ReferencedRequest } from './search/referenced.js';
import type { SearchStatistics } from './search/statistics.js';
import {
  readCurrent,
  readManyCurrent,
  readState,
  readVersion,
  type CurrentVersion,
  type ResourceState,
  type StoredVersion,
} from './versions.js';

/** Reading, as interactions know it; what limits are made of is for those who make them. */
export type StoreReader = Omit<SessionReader, `${string}Within` | 'targetsOf'>;

export class SessionReader {
  readonly #session: Session;
  readonly #types: ResourceTypes;
  readonly #tools: SearchTools;

  constructor(session: Session, types: ResourceTypes, statistics: SearchStatistics) {
    this.#session = session;
    this.#types = types;
    this.#tools = { session, types, statistics };
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

  /**
   * Those of these resources of one type that exist and fulfil the criteria of the scope, by id,
   * with their text where they also fulfil those of `content`.
   */
  readWithin(
    scope: SearchScope,
    ids: readonly string[],
    content: readonly Criterion[] = [],
  ): Promise<Map<string, CurrentVersion>> {
    return readWithin(this.#tools, scope, ids, content);
  }

  /** One version, when the scope lets it through. */
  readVersionWithin(key: VersionKey, scope: VersionScope): Promise<StoredVersion | undefined> {
    return readVersionWithin(this.#tools, key, scope);
  }

  historyOfInstanceWithin(
    key: ResourceKey,
    filter: HistoryFilter,
    scope: VersionScope,
  ): Promise<HistoryEntry[] | undefined> {
    return historyOfInstanceWithin(this.#tools, key, filter, scope);
  }

  countInstanceHistoryWithin(
    key: ResourceKey,
    filter: HistoryFilter,
    scope: VersionScope,
  ): Promise<number> {
    return countInstanceHistoryWithin(this.#tools, key, filter, scope);
  }

  historyOfTypeWithin(filter: HistoryFilter, scope: VersionScope): Promise<HistoryEntry[]> {
    return historyOfTypeWithin(this.#tools, filter, scope);
  }

  /** `Type/id` of what these resources refer to. */
  targetsOf(keys: readonly ResourceKey[]): Promise<Set<string>> {
    return targetsOf(this.#tools, keys);
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

  /** The matches in the wanted order. */
  find(query: SearchQuery, page: Page): Promise<FoundResource[]> {
    return findResources(this.#tools, query, page);
  }

  /** How many match, exactly. */
  count(scope: SearchScope): Promise<number> {
    return countResources(this.#tools, scope);
  }

  /** How many match, about. */
  estimate(scope: SearchScope): Promise<number> {
    return estimateResources(this.#tools, scope);
  }

  /** What resources refer to. */
  included(request: IncludeRequest): Promise<IncludedResource[]> {
    return includedResources(this.#tools, request);
  }

  /** What refers to resources. */
  revincluded(request: IncludeRequest): Promise<IncludedResource[]> {
    return revincludedResources(this.#tools, request);
  }

  /** Names of the types that there are resources of, or once were. */
  presentTypes(): Promise<Set<string>> {
    return presentTypes(this.#session, this.#types);
  }

  /** For each type that is contained in others, the types of those. */
  containerTypes(): Promise<Map<string, Set<string>>> {
    return containerTypes(this.#session, this.#types);
  }

  /** Names of the types that there are records of in the compartment of a patient. */
  compartmentTypes(patient: string): Promise<Set<string>> {
    return compartmentTypes(this.#session, this.#types, patient);
  }

  /** What the records of a patient refer to, besides one another. */
  referenced(request: ReferencedRequest): Promise<IncludedResource[]> {
    return referencedResources(this.#tools, request);
  }

  /** Which index leads a search, without doing it. */
  ways(query: SearchQuery, page: Page): string[] {
    return plansOf(this.#tools, query, page).map(({ way }) => way);
  }

  /** How a search is done, by doing it. */
  explain(query: SearchQuery, page: Page): Promise<Explanation[]> {
    return explainSearch(this.#tools, query, page);
  }

  /** For each query the ids found, at most two. */
  findManyByIdentifier(queries: readonly IdentifierQuery[]): Promise<string[][]> {
    return findManyByIdentifier(this.#session, this.#types, queries);
  }

  /** See `findKnownResources`. */
  findKnownResources(query: KnownQuery): Promise<StoredResource[]> {
    return findKnownResources(this.#session, this.#types, query);
  }
}
