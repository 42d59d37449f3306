/**
 * What is remembered beside a resource that messages write, so that the order of their arrival makes
 * no difference; what is in it is the mapping's own affair.
 */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import { integerArray, smallintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';

export interface NewMessageState {
  readonly key: ResourceKey;
  /** The revision that was read; 0 when there was none. */
  readonly revision: number;
  readonly state: JsonObject;
}

/**
 * Writes states over those that were read.
 * @throws FhirError `conflict` when somebody else was faster
 */
export async function writeMessageStates(
  session: Session,
  types: ResourceTypes,
  states: readonly NewMessageState[],
): Promise<void> {
  if (states.length === 0) return;
  // In one order for all, so that two transactions don't wait for one another in a circle.
  const sorted = [...states].sort((one, other) => (keyText(one.key) < keyText(other.key) ? -1 : 1));
  const [row] = await session.query<{ written: number }>({
    name: 'hl7-write-states',
    text: `with wanted as (
        select * from unnest($1::smallint[], $2::text[], $3::integer[], $4::text[])
          as w (type, id, revision, state)
      ),
      written as (
        insert into hl7_resource_state as s (type, id, revision, state)
        select w.type, w.id, w.revision + 1, w.state::json from wanted w
        on conflict (type, id) do update
          set revision = excluded.revision, state = excluded.state
          where s.revision = excluded.revision - 1
        returning 1
      )
      select count(*) as written from written`,
    values: [
      smallintArray(sorted.map(({ key }) => types.number(key.type))),
      textArray(sorted.map(({ key }) => key.id)),
      integerArray(sorted.map(({ revision }) => revision)),
      textArray(sorted.map(({ state }) => JSON.stringify(state))),
    ],
  });
  if (row?.written !== states.length) {
    throw new FhirError('conflict', 'Another message changes the same resources.');
  }
}
