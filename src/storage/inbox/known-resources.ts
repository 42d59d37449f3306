/** What is stored of the things that a message is about, with all that is remembered of them. */
import type { JsonObject } from '../../fhir/json.js';
import type { ResourceKey } from '../../fhir/resource.js';
import type { Key } from '../../search/keys.js';
import type { IdentifierValue } from '../../search/query.js';
import { keyArray, smallintArray, textArray } from '../arrays.js';
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
  /** How many at most. */
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
}

/** Every resource in force that is named or has one of the identifiers, each once, in one statement. */
export async function findKnownResources(
  session: Session,
  types: ResourceTypes,
  { keys, identifiers, most }: KnownQuery,
): Promise<StoredResource[]> {
  const wanted = identifiers.flatMap(({ type, paths, values }) =>
    paths.flatMap((path) => values.map((value) => ({ type, path, value }))),
  );
  if (wanted.length === 0 && keys.length === 0) return [];
  const rows = await session.query<KnownRow>({
    name: 'hl7-known',
    text: `with found as (
        select s.rid, wanted.type
        from unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[])
          as wanted(path, system, value, type)
        join search_entry s on s.path = wanted.path and s.text = wanted.value
          and s.system = wanted.system
        union
        select r.rid, r.type from unnest($5::smallint[], $6::text[]) as k(type, id)
        join resource r on r.type = k.type and r.id = k.id
      )
      select r.rid, r.type, r.id, r.version, v.body::text as body, m.revision, m.state
      from found f
      join resource r on r.rid = f.rid and r.type = f.type and not r.deleted
      join version v on v.rid = r.rid and v.version = r.version
      left join hl7_resource_state m on m.type = r.type and m.id = r.id
      where v.body is not null
      limit $7::integer`,
    values: [
      keyArray(wanted.map(({ path }) => path)),
      textArray(wanted.map(({ value }) => value.system ?? '')),
      textArray(wanted.map(({ value }) => value.value)),
      smallintArray(wanted.map(({ type }) => types.number(type))),
      smallintArray(keys.map(({ type }) => types.number(type))),
      textArray(keys.map(({ id }) => id)),
      most,
    ],
  });
  return rows.map(({ rid, type, id, version, body, revision, state }) => ({
    key: { type: types.name(type), id },
    rid,
    version,
    body,
    revision: revision ?? 0,
    state: state ?? undefined,
  }));
}
