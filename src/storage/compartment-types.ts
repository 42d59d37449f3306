/** Which types there are in the compartment of a patient. */
import type { Session } from './database.js';
import { CONTAINED_RIDS, FIRST_CONTAINED, type ResourceTypes } from './resource-types.js';

/**
 * Names of the types, also of deleted resources only. The index on patients goes on with the type, so
 * each step of the recursion jumps over all rows of one type.
 * @param id of the Patient
 */
export async function compartmentTypes(
  session: Session,
  types: ResourceTypes,
  id: string,
): Promise<Set<string>> {
  const rows = await session.query<{ type: number }>({
    name: 'compartment-types',
    text: `with recursive p as (select rid from resource where type = $1 and id = $2),
      own(type) as (
        (select r.type from p join resource r on r.patient = p.rid where r.type < ${FIRST_CONTAINED} order by r.type limit 1)
        union all
        select (select r.type from p join resource r on r.patient = p.rid
          where r.type > own.type and r.type < ${FIRST_CONTAINED} order by r.type limit 1)
        from own where own.type is not null
      )
      select type from own where type is not null
      union
      select (s.rid >> 44)::smallint from p join search_entry s on s.target = p.rid
      where s.path = 0 and s.rid < ${CONTAINED_RIDS}`,
    values: [types.number('Patient'), id],
  });
  return new Set(rows.map(({ type }) => types.name(type)));
}
