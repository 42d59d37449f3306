/** Authorization codes and refresh tokens of MedMij: `medmij_code`, `medmij_refresh_token`. */
import type { Session } from '../../database.js';

export interface MedmijCode {
  readonly consent: string;
  readonly client: string;
  readonly redirectUri: string;
  /** X-Correlation-ID of the authorization request. */
  readonly correlation: string;
}

/** @param seconds how long it is good */
export async function saveMedmijCode(
  session: Session,
  hash: Buffer,
  code: MedmijCode,
  seconds: number,
): Promise<void> {
  await session.query({
    name: 'medmij-save-code',
    text: `insert into medmij_code (hash, consent, client, redirect_uri, correlation, expires_at)
      values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
    values: [hash, code.consent, code.client, code.redirectUri, code.correlation, seconds],
  });
}

/** What was found of something that is good for one presentation. */
export type Presented<T> =
  | { readonly kind: 'first'; readonly value: T }
  /** It was presented before, and came of this consent. */
  | { readonly kind: 'again'; readonly consent: string }
  | { readonly kind: 'unknown' };

/**
 * Uses up a code, whatever comes of it. Of several who present it at the same time one is the first;
 * the others wait for its transaction.
 */
export async function presentMedmijCode(
  session: Session,
  hash: Buffer,
): Promise<Presented<MedmijCode>> {
  const [row] = await session.query<{
    consent: string;
    client: string;
    redirect_uri: string;
    correlation: string;
    is_good: boolean;
  }>({
    name: 'medmij-present-code',
    text: `update medmij_code set presented_at = now() where hash = $1 and presented_at is null
      returning consent, client, redirect_uri, correlation, expires_at > now() as is_good`,
    values: [hash],
  });
  if (row === undefined) return again(await consentOf(session, 'medmij_code', hash));
  if (!row.is_good) return { kind: 'unknown' };
  const { consent, client, redirect_uri: redirectUri, correlation } = row;
  return { kind: 'first', value: { consent, client, redirectUri, correlation } };
}

/** @param months how long it is good */
export async function saveMedmijRefreshToken(
  session: Session,
  hash: Buffer,
  consent: string,
  months: number,
): Promise<void> {
  await session.query({
    name: 'medmij-save-refresh-token',
    text: `insert into medmij_refresh_token (hash, consent, expires_at)
      values ($1, $2, now() + make_interval(months => $3))`,
    values: [hash, consent, months],
  });
}

/** Uses up a refresh token. @returns the consent that it came of */
export async function presentMedmijRefreshToken(
  session: Session,
  hash: Buffer,
): Promise<Presented<string>> {
  const [row] = await session.query<{ consent: string; is_good: boolean }>({
    name: 'medmij-present-refresh-token',
    text: `update medmij_refresh_token set used_at = now() where hash = $1 and used_at is null
      returning consent, expires_at > now() as is_good`,
    values: [hash],
  });
  if (row === undefined) return again(await consentOf(session, 'medmij_refresh_token', hash));
  return row.is_good ? { kind: 'first', value: row.consent } : { kind: 'unknown' };
}

/** The consent that a refresh token came of, used or not; undefined for an unknown one. */
export function findMedmijRefreshToken(
  session: Session,
  hash: Buffer,
): Promise<string | undefined> {
  return consentOf(session, 'medmij_refresh_token', hash);
}

function again(consent: string | undefined): Presented<never> {
  return consent === undefined ? { kind: 'unknown' } : { kind: 'again', consent };
}

async function consentOf(
  session: Session,
  table: 'medmij_code' | 'medmij_refresh_token',
  hash: Buffer,
): Promise<string | undefined> {
  const [row] = await session.query<{ consent: string }>({
    name: `medmij-consent-of-${table}`,
    text: `select consent from ${table} where hash = $1`,
    values: [hash],
  });
  return row?.consent;
}
