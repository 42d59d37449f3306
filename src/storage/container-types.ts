/** Which types there are contained resources of, and in what. */
import { resourceType } from '../search/contained.js';
import type { Session } from './database.js';
import { FIRST_CONTAINED, type ResourceTypes } from './resource-types.js';

/**
 * For each type the types that contain it. The id of a contained resource's row begins with the type
 * of its container, so each step of the recursion jumps over all rows of one pair of types.
 */
export async function containerTypes(
  session: Session,
  types: ResourceTypes,
): Promise<Map<string, Set<string>>> {
  const rows = await session.query<{ type: number; container: string }>({
    name: 'container-types',
    text: `with recursive pair(type, container) as (
        (select r.type, split_part(r.id, '/', 1) from resource r where r.type >= ${FIRST_CONTAINED} order by r.type, r.id limit 1)
        union all
        select n.type, split_part(n.id, '/', 1) from pair p join lateral (
          select r.type, r.id from resource r
          where r.type >= ${FIRST_CONTAINED} and (r.type, r.id) > (p.type, p.container || '0') order by r.type, r.id limit 1
        ) n on true
      )
      select type, container from pair`,
    values: [],
  });
  const found = new Map<string, Set<string>>();
  for (const { type, container } of rows) {
    const name = resourceType(types.name(type));
    const containers = found.get(name) ?? new Set();
    found.set(name, containers.add(container));
  }
  return found;
}
