/** Which types there are resources of. */
import type { Session } from './database.js';
import type { ResourceTypes } from './resource-types.js';

/**
 * Names of the types that have rows, also of deleted resources only. The primary key begins with
 * the type, so each step of the recursion jumps over all rows of one type.
 */
export async function presentTypes(session: Session, types: ResourceTypes): Promise<Set<string>> {
  const rows = await session.query<{ type: number }>({
    name: 'present-types',
    text: `with recursive present(type) as (
        (select r.rid >> 44 from resource r order by r.rid limit 1)
        union all
        select (select r.rid >> 44 from resource r where r.rid >= ((p.type + 1) << 44) order by r.rid limit 1)
        from present p where p.type is not null
      )
      select type from present where type is not null`,
    values: [],
  });
  return new Set(rows.map(({ type }) => types.name(type)));
}
