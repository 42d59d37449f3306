/** Attempts to sign in: `auth_failure`. */
import type { Session } from '../database.js';

/** Until when what these hashes stand for may not be tried; undefined when it may. */
export async function blockedUntil(
  session: Session,
  hashes: readonly Buffer[],
): Promise<Date | undefined> {
  const [row] = await session.query<{ until: Date | null }>({
    name: 'auth-blocked',
    text: 'select max(blocked_until) as until from auth_failure where hash = any($1::bytea[]) and blocked_until > now()',
    values: [[...hashes]],
  });
  return row?.until ?? undefined;
}

export interface Patience {
  /** Attempts before the first pause. */
  readonly free: number;
  /** Seconds of the first pause; each further attempt doubles it. */
  readonly pause: number;
  readonly longestPause: number;
  /** Seconds after the last attempt until all is forgotten. */
  readonly memory: number;
}

/** Counts an attempt, in one statement: of many at the same moment none is overlooked. */
const COUNT = `insert into auth_failure as f (hash, count, blocked_until, expires_at)
  values ($1, 1, now(), now() + make_interval(secs => $5))
  on conflict (hash) do update set
    count = case when f.expires_at > now() then f.count + 1 else 1 end,
    blocked_until = case when f.expires_at > now() and f.count >= $2
      then now() + make_interval(secs => least($4, $3 * power(2, least(30, f.count - $2)))) else now() end,
    expires_at = now() + make_interval(secs => $5)`;

/** @returns false, and counts nothing, when there is a pause */
export async function tryOnce(
  session: Session,
  hash: Buffer,
  { free, pause, longestPause, memory }: Patience,
): Promise<boolean> {
  const rows = await session.query({
    name: 'auth-try-once',
    text: `${COUNT} where f.blocked_until <= now() returning count`,
    values: [hash, free, pause, longestPause, memory],
  });
  return rows.length > 0;
}

export async function countFailure(
  session: Session,
  hash: Buffer,
  { free, pause, longestPause, memory }: Patience,
): Promise<void> {
  await session.query({
    name: 'auth-count-failure',
    text: COUNT,
    values: [hash, free, pause, longestPause, memory],
  });
}

export async function forgetFailures(session: Session, hashes: readonly Buffer[]): Promise<void> {
  await session.query({
    name: 'auth-forget-failures',
    text: 'delete from auth_failure where hash = any($1::bytea[])',
    values: [[...hashes]],
  });
}
