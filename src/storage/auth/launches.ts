/** Launches from an EHR that wait for their app: `auth_launch`. */
import type { Session } from '../database.js';
import { onForeignKey } from '../database-errors.js';
import type { Payload } from './grants.js';

export interface StoredLaunch {
  readonly clientId: string;
  /** Who must sign in; undefined for anyone. */
  readonly accountId: string | undefined;
  /** What the app is told, as in the token response. */
  readonly context: Payload;
}

/** @returns false when there is no such client or account */
export async function saveLaunch(
  session: Session,
  hash: Buffer,
  { clientId, accountId, context }: StoredLaunch,
  expires: number,
): Promise<boolean> {
  return onForeignKey(async () => {
    await session.query({
      name: 'auth-save-launch',
      text: `insert into auth_launch (hash, client_id, account_id, context, expires_at)
        values ($1, $2, $3::uuid, $4::jsonb, to_timestamp($5))`,
      values: [hash, clientId, accountId, JSON.stringify(context), expires],
    });
  });
}

const COLUMNS = 'client_id as "clientId", account_id as "accountId", context';

interface LaunchRow {
  readonly clientId: string;
  readonly accountId: string | null;
  readonly context: Payload;
}

/** One that waits for this client. */
export async function findLaunch(
  session: Session,
  hash: Buffer,
  clientId: string,
): Promise<StoredLaunch | undefined> {
  const [row] = await session.query<LaunchRow>({
    name: 'auth-launch',
    text: `select ${COLUMNS} from auth_launch where hash = $1 and client_id = $2 and expires_at > now()`,
    values: [hash, clientId],
  });
  return row === undefined ? undefined : { ...row, accountId: row.accountId ?? undefined };
}

/** The same, which is then gone: of several who try, one gets it. */
export async function takeLaunch(
  session: Session,
  hash: Buffer,
  clientId: string,
): Promise<StoredLaunch | undefined> {
  const [row] = await session.query<LaunchRow>({
    name: 'auth-take-launch',
    text: `delete from auth_launch where hash = $1 and client_id = $2 and expires_at > now()
      returning ${COLUMNS}`,
    values: [hash, clientId],
  });
  return row === undefined ? undefined : { ...row, accountId: row.accountId ?? undefined };
}
