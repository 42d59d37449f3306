/** Accounts of people who sign in elsewhere: `auth_account`. */
import type { Session } from '../database.js';
import type { Account } from './accounts.js';

/**
 * Notes what the identity provider says now; an account that was disabled in the meantime stays so.
 * @returns false when the account is gone or disabled
 */
export async function updatePerson(
  session: Session,
  { id, name, role, fhirUser }: Pick<Account, 'id' | 'name' | 'role' | 'fhirUser'>,
): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-update-person',
    text: `update auth_account set name = $2, role = $3, fhir_type = $4, fhir_id = $5
      where id = $1::uuid and enabled returning id`,
    values: [id, name, role, fhirUser?.type, fhirUser?.id],
  });
  return rows.length > 0;
}
