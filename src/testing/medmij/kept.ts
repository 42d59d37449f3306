/** What the server keeps of tokens and consents. */
import { createHash } from 'node:crypto';
import { hashOf } from '../../auth/secrets.js';
import type { TokenAnswer } from '../auth/service.js';
import { CERTIFICATE_HEADER, PGO, type MedmijWorld } from './care-provider.js';

/** Runs a statement as it is. */
export function queryWorld(
  { server }: MedmijWorld,
  text: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return server.core.database.query({ name, text, values });
}

/** What the database has of an access token. */
export async function payloadOf(
  world: MedmijWorld,
  token: unknown,
): Promise<Record<string, unknown>> {
  const text = 'select payload from auth_token where hash = $1';
  const [row] = await queryWorld(world, text, [hashOf(String(token))]);
  return row?.['payload'] as Record<string, unknown>;
}

export interface Consent {
  readonly id: string;
  readonly status: string;
  readonly provision: { readonly period: { readonly start: string; readonly end?: string } };
}

/** The Consent resource that an access token came of. */
export async function consentOf(world: MedmijWorld, token: unknown): Promise<Consent> {
  return readConsent(world, String((await payloadOf(world, token))['consent']));
}

export async function readConsent({ server }: MedmijWorld, id: string): Promise<Consent> {
  const answer = await server.fetch(await server.token('system/*.cruds'), `/Consent/${id}`);
  return answer.body as unknown as Consent;
}

/** Whether the FHIR API takes an access token of the PGO, whatever it then says about the request. */
export async function isAlive({ server }: MedmijWorld, token: unknown): Promise<boolean> {
  const headers = { Authorization: `Bearer ${String(token)}`, [CERTIFICATE_HEADER]: PGO };
  return (await server.send('GET', '/Immunization', { headers })).status !== 401;
}

/** Status and body of an answer. */
export function refusal({ status, body }: TokenAnswer): unknown {
  return [status, body];
}

export const INVALID_GRANT = [400, { error: 'invalid_grant' }];
