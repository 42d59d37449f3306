/** Failed sign-ins: `auth_failure`. */
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
  /** Failures before the first pause. */
  readonly free: number;
  /** Seconds of the first pause; each further failure doubles it. */
  readonly pause: number;
  readonly longestPause: number;
  /** Seconds after the last failure until all is forgotten. */
  readonly memory: number;
}

/** Counts a failure. In one statement, so that no two are counted as one. */
export async function countFailure(
  session: Session,
  hash: Buffer,
  { free, pause, longestPause, memory }: Patience,
): Promise<void> {
  await session.query({
    name: 'auth-count-failure',
    text: `insert into auth_failure as f (hash, count, blocked_until, expires_at)
      values ($1, 1, case when $2 < 1 then now() + make_interval(secs => $3) else now() end,
        now() + make_interval(secs => $5))
      on conflict (hash) do update set
        count = case when f.expires_at > now() then f.count + 1 else 1 end,
        blocked_until = case when f.expires_at > now() and f.count + 1 > $2
          then now() + make_interval(secs => least($4, $3 * power(2, least(30, f.count - $2)))) else now() end,
        expires_at = now() + make_interval(secs => $5)`,
    values: [hash, free, pause, longestPause, memory],
  });
}

export async function forgetFailures(session: Session, hash: Buffer): Promise<void> {
  await session.query({
    name: 'auth-forget-failures',
    text: 'delete from auth_failure where hash = $1',
    values: [hash],
  });
}
