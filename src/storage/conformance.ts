/** Conformance resources that are stored as resources, for the processes that have them in memory. */
import type { Session } from './database.js';
import { ridRange, type ResourceTypes } from './resource-types.js';

/** Where the database announces that one of them has changed: see the migrations. */
export const CONFORMANCE_CHANNEL = 'vuurtoren_conformance';

const TYPES = ['StructureDefinition', 'ValueSet', 'CodeSystem'];
/** More than any organisation writes; large code systems have another place. */
const MAX_RESOURCES = 20_000;

/** JSON texts of those in force. */
export async function loadConformance(session: Session, types: ResourceTypes): Promise<string[]> {
  const ranges = TYPES.map((type) => ridRange(types.number(type)));
  const rows = await session.query<{ body: string }>({
    name: 'conformance',
    text: ranges
      .map(
        ([from, to]) => `(select v.body::text as body
          from resource r join version v on v.rid = r.rid and v.version = r.version
          where r.rid >= ${from} and r.rid < ${to} and not r.deleted
          order by r.rid limit ${MAX_RESOURCES})`,
      )
      .join(' union all '),
    values: [],
  });
  return rows.map(({ body }) => body);
}
