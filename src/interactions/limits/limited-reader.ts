/**
 * Storage as a caller with limits sees it. Whatever reads through it, an interaction or an
 * operation, finds what the caller may see, and of everything else no trace.
 */
import type { Permission } from '../../access/scopes.js';
import { keyText, type ResourceKey, type VersionKey } from '../../fhir/resource.js';
import { isContainedType, resourceType } from '../../search/contained.js';
import { containedIn } from '../../search/contained-scope.js';
import { NOTHING } from '../../search/criterion.js';
import type { Criterion, SearchQuery, SearchScope } from '../../search/query.js';
import type { HistoryEntry, HistoryFilter } from '../../storage/history.js';
import type { SessionReader, StoreReader } from '../../storage/reader.js';
import type { Explanation } from '../../storage/search/explain.js';
import type { IdentifierQuery } from '../../storage/search/find-identifiers.js';
import type { FoundResource, Page } from '../../storage/search/find.js';
import type { IncludedResource, IncludeRequest, IncludeWay } from '../../storage/search/include.js';
import type { ReferencedRequest } from '../../storage/search/referenced.js';
import type { CurrentVersion, ResourceState, StoredVersion } from '../../storage/versions.js';
import { newestFirst } from './newest-first.js';
import type { Limits } from './limits.js';
import { withLimits } from './restrict.js';

/** Which permissions let a single resource be seen. */
export interface Sight {
  /** To know that it is there. */
  readonly state: readonly Permission[];
  /** To have its content. */
  readonly content: readonly Permission[];
}

export class LimitedReader implements StoreReader {
  /** Without limits. */
  readonly inner: SessionReader;
  readonly #limits: Limits;
  readonly #sight: Sight;

  constructor(inner: SessionReader, limits: Limits, sight: Sight) {
    this.inner = inner;
    this.#limits = limits;
    this.#sight = sight;
  }

  /** A resource that was deleted has no record any more that it could belong to: it is not there. */
  async readState(key: ResourceKey): Promise<ResourceState | undefined> {
    return this.#sees(key.type, this.#sight.state)
      ? this.inner.readState(key)
      : (await this.#readWithin(key.type, [key.id])).get(key.id);
  }

  async readCurrent(key: ResourceKey): Promise<CurrentVersion | undefined> {
    return this.#sees(key.type, this.#sight.content)
      ? this.inner.readCurrent(key)
      : (await this.#readWithin(key.type, [key.id])).get(key.id);
  }

  async readManyCurrent(keys: readonly ResourceKey[]): Promise<Map<string, CurrentVersion>> {
    const isFree = ({ type }: ResourceKey): boolean => this.#sees(type, this.#sight.content);
    const found = await this.inner.readManyCurrent(keys.filter(isFree));
    const limited = keys.filter((key) => !isFree(key));
    for (const type of new Set(limited.map((key) => key.type))) {
      const ids = limited.filter((key) => key.type === type).map(({ id }) => id);
      for (const current of (await this.#readWithin(type, ids)).values()) {
        found.set(keyText(current.key), current);
      }
    }
    return found;
  }

  readVersion(key: VersionKey): Promise<StoredVersion | undefined> {
    const scope = this.#limits.versions(key.type, 'r');
    return scope === undefined
      ? this.inner.readVersion(key)
      : this.inner.readVersionWithin(key, scope);
  }

  historyOfInstance(key: ResourceKey, filter: HistoryFilter): Promise<HistoryEntry[] | undefined> {
    const scope = this.#limits.versions(key.type, 'r');
    return scope === undefined
      ? this.inner.historyOfInstance(key, filter)
      : this.inner.historyOfInstanceWithin(key, filter, scope);
  }

  countInstanceHistory(key: ResourceKey, filter: HistoryFilter): Promise<number> {
    const scope = this.#limits.versions(key.type, 'r');
    return scope === undefined
      ? this.inner.countInstanceHistory(key, filter)
      : this.inner.countInstanceHistoryWithin(key, filter, scope);
  }

  /** Types without limits are read together, the others each by the index that suits its limits. */
  async historyOfTypes(names: readonly string[], filter: HistoryFilter): Promise<HistoryEntry[]> {
    const visible = names.filter((name) => this.#limits.allowsAny(name, 's'));
    const present = visible.length > 1 ? await this.inner.presentTypes() : new Set(visible);
    const free: string[] = [];
    const found: HistoryEntry[] = [];
    for (const name of visible.filter((one) => present.has(one))) {
      const scope = this.#limits.versions(name, 's');
      if (scope === undefined) free.push(name);
      else found.push(...(await this.inner.historyOfTypeWithin(filter, scope)));
    }
    if (free.length > 0) found.push(...(await this.inner.historyOfTypes(free, filter)));
    return newestFirst(found).slice(0, filter.limit);
  }

  async find(query: SearchQuery, page: Page): Promise<FoundResource[]> {
    const limited = await this.#limited(query);
    return isEmpty(limited) ? [] : this.inner.find(limited, page);
  }

  async count(scope: SearchScope): Promise<number> {
    const limited = await this.#limited(scope);
    return isEmpty(limited) ? 0 : this.inner.count(limited);
  }

  /** Exactly: an estimate is made of what there is of everybody. */
  estimate(scope: SearchScope): Promise<number> {
    return this.count(scope);
  }

  included(request: IncludeRequest): Promise<IncludedResource[]> {
    return this.inner.included(this.#visibleOf(request));
  }

  revincluded(request: IncludeRequest): Promise<IncludedResource[]> {
    return this.inner.revincluded(this.#visibleOf(request));
  }

  /** What may be seen of the records and of what they refer to; the way leads over nothing else. */
  async referenced(request: ReferencedRequest): Promise<IncludedResource[]> {
    const records = await Promise.all(request.records.map((scope) => this.#limited(scope)));
    const visible = this.#limits.types.filter((type) => this.#isPassable(type));
    return this.inner.referenced({
      ...request,
      records: records.filter((scope) => !isEmpty(scope)),
      visible,
      within: this.#scopesOf(visible),
    });
  }

  async compartmentTypes(id: string): Promise<Set<string>> {
    const types = await this.inner.compartmentTypes(id);
    return new Set([...types].filter((type) => this.#limits.allowsAny(type, 's')));
  }

  /** Saves searches of types that there are none of; nothing of it is shown. */
  presentTypes(): Promise<Set<string>> {
    return this.inner.presentTypes();
  }

  /** Saves searches of what no resource contains; nothing of it is shown. */
  containerTypes(): Promise<Map<string, Set<string>>> {
    return this.inner.containerTypes();
  }

  /** For the log: nothing is read. */
  ways(query: SearchQuery, page: Page): string[] {
    return this.inner.ways(query, page);
  }

  async explain(query: SearchQuery, page: Page): Promise<Explanation[]> {
    return this.inner.explain(await this.#limited(query), page);
  }

  async findManyByIdentifier(queries: readonly IdentifierQuery[]): Promise<string[][]> {
    const found: string[][] = [];
    for (const { type, path, value } of queries) {
      const criteria: Criterion[] = [{ kind: 'identifier', paths: [path], values: [value] }];
      const resources = await this.find({ type, criteria, sort: [] }, { limit: 2 });
      found.push(resources.map(({ id }) => id));
    }
    return found;
  }

  /** For what works as the server itself, such as the HL7 v2 door; a caller has no use for it. */
  findKnownResources(): Promise<never> {
    return Promise.reject(new Error('Resources are not looked up so for a caller.'));
  }

  /** As `findKnownResources`. */
  findKnownResourcesOfMany(): Promise<never> {
    return this.findKnownResources();
  }

  #sees(type: string, permissions: readonly Permission[]): boolean {
    return this.#limits.criteria(type, permissions).length === 0;
  }

  #readWithin(type: string, ids: readonly string[]): Promise<Map<string, CurrentVersion>> {
    const { state, content } = this.#sight;
    const criteria = this.#limits.criteria(type, state);
    const readable = this.#limits.criteria(type, content);
    return this.inner.readWithin({ type, criteria }, ids, readable === criteria ? [] : readable);
  }

  async #limited<Scope extends SearchScope>(scope: Scope): Promise<Scope> {
    const limits = (type: string): readonly Criterion[] => this.#limits.criteria(type, ['s']);
    if (!isContainedType(scope.type)) return withLimits(scope, limits);
    const containers = await this.inner.containerTypes();
    const own = this.#inVisible([...(containers.get(resourceType(scope.type)) ?? [])]);
    return withLimits(scope, (type) => (type === scope.type ? own : limits(type)));
  }

  /** What is contained is seen with what contains it. */
  #inVisible(containers: readonly string[]): readonly Criterion[] {
    const scopes = containers
      .filter((type) => this.#limits.allowsAny(type, 's'))
      .map((type) => ({ type, criteria: this.#limits.criteria(type, ['s']) }));
    const areAll = scopes.every(({ criteria }) => criteria.length === 0);
    if (areAll && scopes.length === containers.length) return [];
    return scopes.length === 0 ? [NOTHING] : [containedIn(scopes)];
  }

  /** Of all types that are asked for those that can be seen, each within its limits. */
  #visibleOf(request: IncludeRequest): IncludeRequest {
    const visible = (ways: readonly IncludeWay[]): IncludeWay[] =>
      ways.map((way) => ({ ...way, types: this.#visibleTypes(way) }));
    const { via } = request;
    const [own, ...also] = visible([request, ...(request.also ?? [])]);
    const before = via && visible(via);
    const all = [own, ...also, ...(before ?? [])].flatMap((way) => way?.types ?? []);
    return {
      ...request,
      types: own?.types,
      also,
      ...(before === undefined ? {} : { via: before }),
      within: this.#scopesOf([...new Set(all)]),
    };
  }

  #visibleTypes({ types, possible }: IncludeWay): readonly string[] {
    const asked = types ?? possible ?? this.#limits.types;
    return asked.filter((type) => this.#limits.allowsAny(type, 's'));
  }

  /** What is limited by whose record it is in is in a record, and nothing that records refer to besides. */
  #isPassable(type: string): boolean {
    if (!this.#limits.allowsAny(type, 's')) return false;
    const isFree = this.#limits.criteria(type, ['s']).length === 0;
    return isFree || this.#limits.relationOf(type) === 'shared';
  }

  /** Of these types those with limits. */
  #scopesOf(types: readonly string[]): SearchScope[] {
    return types
      .map((type) => ({ type, criteria: this.#limits.criteria(type, ['s']) }))
      .filter(({ criteria }) => criteria.length > 0);
  }
}

function isEmpty({ criteria }: SearchScope): boolean {
  return criteria.includes(NOTHING);
}
