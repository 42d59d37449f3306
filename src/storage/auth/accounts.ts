/** People who can sign in: `auth_account`. */
import type { ResourceKey } from '../../fhir/resource.js';
import type { Session } from '../database.js';

export const ROLES = ['patient', 'practitioner', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Accounts of this server itself, with a password. */
export const LOCAL = 'local';

/** Those of the demo, which are there while DEMO is on. */
export const DEMO = 'demo';

export interface Account {
  /** UUID; the `sub` of id tokens. */
  readonly id: string;
  /** LOCAL, or the name of an identity provider. */
  readonly source: string;
  /** User name, or what the identity provider calls the person. */
  readonly externalId: string;
  /** For screens. */
  readonly name: string;
  readonly role: Role;
  /** The resource that stands for the person. */
  readonly fhirUser?: ResourceKey | undefined;
  readonly enabled: boolean;
}

interface AccountRow {
  readonly id: string;
  readonly source: string;
  readonly external_id: string;
  readonly name: string;
  readonly role: Role;
  readonly fhir_type: string | null;
  readonly fhir_id: string | null;
  readonly enabled: boolean;
  readonly password_hash: string | null;
}

const COLUMNS = 'id, source, external_id, name, role, fhir_type, fhir_id, enabled, password_hash';

export async function findAccount(session: Session, id: string): Promise<Account | undefined> {
  const [row] = await session.query<AccountRow>({
    name: 'auth-account',
    text: `select ${COLUMNS} from auth_account where id = $1::uuid`,
    values: [id],
  });
  return row === undefined ? undefined : fromRow(row);
}

export interface AccountWithPassword extends Account {
  /** As argon2 writes it; undefined when the person can't sign in with a password. */
  readonly passwordHash: string | undefined;
}

export async function findAccountOf(
  session: Session,
  source: string,
  externalId: string,
): Promise<AccountWithPassword | undefined> {
  const [row] = await session.query<AccountRow>({
    name: 'auth-account-of',
    text: `select ${COLUMNS} from auth_account where source = $1 and external_id = $2`,
    values: [source, externalId],
  });
  return row === undefined
    ? undefined
    : { ...fromRow(row), passwordHash: row.password_hash ?? undefined };
}

/** Accounts of one list. */
export const MOST_ACCOUNTS = 1000;

export interface AccountFilter {
  /** User name, or what an identity provider calls the person. */
  readonly username?: string | undefined;
  /** Id of the last account of the page before. */
  readonly after?: string | undefined;
}

/** The oldest first, MOST_ACCOUNTS at most. */
export async function listAccounts(
  session: Session,
  { username, after }: AccountFilter = {},
): Promise<Account[]> {
  const rows = await session.query<AccountRow>({
    name: 'auth-accounts',
    text: `select ${COLUMNS} from auth_account
      where ($1::text is null or external_id = $1)
        and ($2::uuid is null
          or (created_at, id) > (select created_at, id from auth_account where id = $2::uuid))
      order by created_at, id limit ${MOST_ACCOUNTS}`,
    values: [username, after],
  });
  return rows.map(fromRow);
}

export interface AccountWrite extends Omit<Account, 'id'> {
  /** Undefined leaves the one there is. */
  readonly passwordHash?: string | undefined;
}

/** Adds the account, or changes the one of its source and external id. */
export async function saveAccount(session: Session, account: AccountWrite): Promise<Account> {
  const [row] = await session.query<AccountRow>({
    name: 'auth-save-account',
    text: `insert into auth_account as a (source, external_id, name, role, fhir_type, fhir_id, enabled, password_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (source, external_id) do update set
        name = excluded.name, role = excluded.role, fhir_type = excluded.fhir_type,
        fhir_id = excluded.fhir_id, enabled = excluded.enabled,
        password_hash = coalesce(excluded.password_hash, a.password_hash)
      returning ${COLUMNS}`,
    values: [
      account.source,
      account.externalId,
      account.name,
      account.role,
      account.fhirUser?.type,
      account.fhirUser?.id,
      account.enabled,
      account.passwordHash,
    ],
  });
  if (row === undefined) throw new Error('An account was not stored.');
  return fromRow(row);
}

/** Adds an account. @returns undefined when its source has one of that external id already */
export async function addAccount(
  session: Session,
  account: AccountWrite,
): Promise<Account | undefined> {
  const [row] = await session.query<AccountRow>({
    name: 'auth-add-account',
    text: `insert into auth_account (source, external_id, name, role, fhir_type, fhir_id, enabled, password_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (source, external_id) do nothing
      returning ${COLUMNS}`,
    values: [
      account.source,
      account.externalId,
      account.name,
      account.role,
      account.fhirUser?.type,
      account.fhirUser?.id,
      account.enabled,
      account.passwordHash,
    ],
  });
  return row === undefined ? undefined : fromRow(row);
}

/** Removes the account with all that it granted. @returns false when there is none */
export async function removeAccount(session: Session, id: string): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-remove-account',
    text: 'delete from auth_account where id = $1::uuid returning id',
    values: [id],
  });
  return rows.length > 0;
}

/** Removes all accounts of a source with all that they granted. */
export async function removeAccountsOf(session: Session, source: string): Promise<void> {
  await session.query({
    name: 'auth-remove-accounts-of',
    text: 'delete from auth_account where source = $1',
    values: [source],
  });
}

/** Ends all sessions and takes back all that was granted; the account stays. */
export async function revokeAccount(session: Session, id: string): Promise<void> {
  await session.query({
    name: 'auth-revoke-account',
    text: `with sessions as (delete from auth_session where account_id = $1::uuid),
        grants as (delete from auth_grant where account_id = $1::uuid)
      delete from auth_token where account_id = $1::uuid`,
    values: [id],
  });
}

function fromRow(row: AccountRow): Account {
  const { id, source, name, role, enabled } = row;
  return {
    id,
    source,
    externalId: row.external_id,
    name,
    role,
    fhirUser:
      row.fhir_type === null || row.fhir_id === null
        ? undefined
        : { type: row.fhir_type, id: row.fhir_id },
    enabled,
  };
}
