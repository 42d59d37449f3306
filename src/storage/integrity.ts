/** What referential integrity has to ask the database. */
import { keyText as nameOf, type ResourceKey } from '../fhir/resource.js';
import { ATTACHMENT_PATH } from '../search/attachments.js';
import { keyText } from '../search/keys.js';
import { smallintArray, textArray } from './arrays.js';
import type { Session } from './database.js';
import { CONTAINED_RIDS, type ResourceTypes } from './resource-types.js';

/** Those of these resources that exist, held against deletion until the transaction ends. */
export async function holdExisting(
  session: Session,
  types: ResourceTypes,
  keys: readonly ResourceKey[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await session.query<{ type: number; id: string }>({
    name: 'hold-existing',
    text: `select r.type, r.id
      from unnest($1::smallint[], $2::text[]) as k(type, id)
      join resource r on r.type = k.type and r.id = k.id
      where not r.deleted
      order by r.rid
      for share of r`,
    values: [
      smallintArray(keys.map((key) => types.number(key.type))),
      textArray(keys.map((key) => key.id)),
    ],
  });
  return new Set(rows.map(({ type, id }) => nameOf({ type: types.name(type), id })));
}

/**
 * Whether another resource points at this one. What it contains is a part of it, and the URL of an
 * attachment is no reference.
 */
export async function isReferenced(session: Session, rid: number): Promise<boolean> {
  const rows = await session.query({
    name: 'is-referenced',
    text: `select 1 from search_entry
      where target = $1 and path <> $2 and rid <> $1 and rid < ${CONTAINED_RIDS} limit 1`,
    values: [rid, keyText(ATTACHMENT_PATH)],
  });
  return rows.length > 0;
}
