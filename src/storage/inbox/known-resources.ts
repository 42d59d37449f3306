/** What is stored of the things that a message is about, with all that is remembered of them. */
import type { JsonObject } from '../../fhir/json.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import type { Key } from '../../search/keys.js';
import type { IdentifierValue } from '../../search/query.js';
import { integerArray, keyArray, smallintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';

/** Resources of a type that have one of some identifiers. */
export interface IdentifierLookup {
  readonly type: string;
  /** Every index path of the parameter `identifier` of the type. */
  readonly paths: readonly Key[];
  readonly values: readonly IdentifierValue[];
}

export interface KnownQuery {
  readonly keys: readonly ResourceKey[];
  readonly identifiers: readonly IdentifierLookup[];
  /** How many at most; what is beyond is left out. */
  readonly most: number;
}

/** A resource in force. */
export interface StoredResource {
  readonly key: ResourceKey;
  readonly rid: number;
  readonly version: number;
  /** JSON text. */
  readonly body: string;
  /** Of `message-states.ts`; 0 when nothing is remembered of the resource. */
  readonly revision: number;
  readonly state: JsonObject | undefined;
}

interface KnownRow {
  readonly rid: number;
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly body: string;
  readonly revision: number | null;
  readonly state: JsonObject | null;
  /** Which of the things asked for it is. */
  readonly places: readonly number[];
}

/** Something that is asked for, once for all queries that ask for it. */
interface Wanted {
  readonly place: number;
  /** Positions of the queries. */
  readonly askers: Set<number>;
}

interface WantedIdentifier extends Wanted {
  readonly type: string;
  readonly path: Key;
  readonly value: IdentifierValue;
}

interface WantedKey extends Wanted {
  readonly key: ResourceKey;
}

/** Every resource in force that is named or has one of the identifiers, each once, in one statement. */
export async function findKnownResources(
  session: Session,
  types: ResourceTypes,
  query: KnownQuery,
): Promise<StoredResource[]> {
  const [found = []] = await findKnownResourcesOfMany(session, types, [query]);
  return found;
}

/** The same for several queries, whose answers come in their order, in one statement for all. */
export async function findKnownResourcesOfMany(
  session: Session,
  types: ResourceTypes,
  queries: readonly KnownQuery[],
): Promise<StoredResource[][]> {
  const found = queries.map((): StoredResource[] => []);
  const { identifiers, keys, askers } = wantedBy(queries);
  if (askers.length === 0) return found;
  const rows = await session.query<KnownRow>({
    name: 'hl7-known',
    text: KNOWN,
    values: [
      keyArray(identifiers.map(({ path }) => path)),
      textArray(identifiers.map(({ value }) => value.system ?? '')),
      textArray(identifiers.map(({ value }) => value.value)),
      smallintArray(identifiers.map(({ type }) => types.number(type))),
      integerArray(identifiers.map(({ place }) => place)),
      smallintArray(keys.map(({ key }) => types.number(key.type))),
      textArray(keys.map(({ key }) => key.id)),
      integerArray(keys.map(({ place }) => place)),
      Math.max(...queries.map(({ most }) => most)),
    ],
  });
  for (const row of rows) {
    const resource = storedResource(row, types);
    const wantedBy = new Set(row.places.flatMap((place) => [...(askers[place] ?? [])]));
    for (const asker of wantedBy) {
      const most = queries[asker]?.most ?? 0;
      const own = found[asker];
      if (own !== undefined && own.length < most) own.push(resource);
    }
  }
  return found;
}

/** What all of them ask for, each thing once. */
function wantedBy(queries: readonly KnownQuery[]): {
  readonly identifiers: readonly WantedIdentifier[];
  readonly keys: readonly WantedKey[];
  /** By place. */
  readonly askers: readonly ReadonlySet<number>[];
} {
  const askers: Set<number>[] = [];
  const identifiers = new Map<string, WantedIdentifier>();
  const keys = new Map<string, WantedKey>();
  const note = <T extends Wanted>(
    known: Map<string, T>,
    name: string,
    asker: number,
    make: (wanted: Wanted) => T,
  ): void => {
    let wanted = known.get(name);
    if (wanted === undefined) {
      wanted = make({ place: askers.length, askers: new Set() });
      askers.push(wanted.askers);
      known.set(name, wanted);
    }
    wanted.askers.add(asker);
  };
  for (const [asker, query] of queries.entries()) {
    const lookups = query.identifiers.flatMap(({ type, paths, values }) =>
      paths.flatMap((path) => values.map((value) => ({ type, path, value }))),
    );
    for (const { type, path, value } of lookups) {
      const name = `${type} ${path.high} ${path.low} ${value.system ?? ''}|${value.value}`;
      note(identifiers, name, asker, (wanted) => ({ ...wanted, type, path, value }));
    }
    for (const key of query.keys) {
      note(keys, keyText(key), asker, (wanted) => ({ ...wanted, key }));
    }
  }
  return { identifiers: [...identifiers.values()], keys: [...keys.values()], askers };
}

/** No more of one thing than the longest answer has: what many ask for takes nothing from others. */
const KNOWN = `with found as (
    select rid, type, array_agg(place) as places from (
      select s.rid, wanted.type, wanted.place
      from unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[], $5::integer[])
        as wanted(path, system, value, type, place)
      cross join lateral (
        select s.rid from search_entry s
        where s.path = wanted.path and s.text = wanted.value and s.system = wanted.system
        limit $9::integer) s
      union all
      select r.rid, r.type, k.place
      from unnest($6::smallint[], $7::text[], $8::integer[]) as k(type, id, place)
      join resource r on r.type = k.type and r.id = k.id
    ) each
    group by rid, type
  )
  select r.rid, r.type, r.id, r.version, v.body::text as body, m.revision, m.state, f.places
  from found f
  join resource r on r.rid = f.rid and r.type = f.type and not r.deleted
  join version v on v.rid = r.rid and v.version = r.version
  left join hl7_resource_state m on m.type = r.type and m.id = r.id
  where v.body is not null
  order by r.rid`;

function storedResource(row: KnownRow, types: ResourceTypes): StoredResource {
  const { rid, type, id, version, body, revision, state } = row;
  return {
    key: { type: types.name(type), id },
    rid,
    version,
    body,
    revision: revision ?? 0,
    state: state ?? undefined,
  };
}
