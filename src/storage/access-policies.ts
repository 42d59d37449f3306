/** Access policies that an administrator has set: a fact of the database (`server_fact`). */
import type { Session } from './database.js';

/** Where the database announces that the policies are no longer what they were. */
export const POLICIES_CHANNEL = 'vuurtoren_policies';

/** @returns JSON; undefined when none were set */
export async function loadAccessPolicies(session: Session): Promise<unknown> {
  const [row] = await session.query<{ value: string }>({
    name: 'access-policies',
    text: "select value from server_fact where name = 'access-policies'",
    values: [],
  });
  return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
}

/** Takes the place of those there are. @param policies undefined: none are set any more */
export async function saveAccessPolicies(session: Session, policies: unknown): Promise<void> {
  if (policies === undefined) {
    await session.query({
      name: '',
      text: `with gone as (delete from server_fact where name = 'access-policies')
        select pg_notify('${POLICIES_CHANNEL}', '')`,
      values: [],
    });
    return;
  }
  await session.query({
    name: '',
    text: `with saved as (
        insert into server_fact (name, value) values ('access-policies', $1)
        on conflict (name) do update set value = excluded.value)
      select pg_notify('${POLICIES_CHANNEL}', '')`,
    values: [JSON.stringify(policies)],
  });
}
