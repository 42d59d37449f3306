/**
 * A reader for work that goes on side by side: what several ask for in one turn of the event loop is
 * asked of the database in one statement.
 */
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import type { Session } from '../database.js';
import { SessionReader } from '../reader.js';
import type { ResourceTypes } from '../resource-types.js';
import type { SearchStatistics } from '../search/statistics.js';
import type { CurrentVersion } from '../versions.js';
import {
  findKnownResourcesOfMany,
  type KnownQuery,
  type StoredResource,
} from './known-resources.js';
import { createSharedCall, type SharedCall } from './shared-call.js';

export class SharedReader extends SessionReader {
  readonly #known: SharedCall<KnownQuery, StoredResource[]>;
  readonly #current: SharedCall<readonly ResourceKey[], Map<string, CurrentVersion>>;

  constructor(session: Session, types: ResourceTypes, statistics: SearchStatistics) {
    super(session, types, statistics);
    this.#known = createSharedCall((queries) => findKnownResourcesOfMany(session, types, queries));
    this.#current = createSharedCall(async (requests) => {
      const keys = new Map(requests.flat().map((key) => [keyText(key), key]));
      const found = await super.readManyCurrent([...keys.values()]);
      return requests.map((own) => selected(found, own));
    });
  }

  override findKnownResources(query: KnownQuery): Promise<StoredResource[]> {
    return this.#known(query);
  }

  override readManyCurrent(keys: readonly ResourceKey[]): Promise<Map<string, CurrentVersion>> {
    return this.#current(keys);
  }
}

function selected(
  found: ReadonlyMap<string, CurrentVersion>,
  keys: readonly ResourceKey[],
): Map<string, CurrentVersion> {
  return new Map(
    keys.flatMap((key) => {
      const name = keyText(key);
      const version = found.get(name);
      return version === undefined ? [] : [[name, version] as const];
    }),
  );
}
