/** The token endpoint, as a PGO's server uses it: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3 */
import { randomUUID } from 'node:crypto';
import { isObject } from '../../../fhir/json.js';
import { JourneyFailed } from './authorize.js';
import type { Fetch } from './fetch.js';

export interface TokenClient {
  readonly endpoint: string;
  readonly clientId: string;
  readonly fetch: Fetch;
}

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly seconds: number;
  /** When it is another one than was asked. */
  readonly scope: string | undefined;
}

export async function exchangeCode(
  client: TokenClient,
  grant: { readonly code: string; readonly redirectUri: string },
  correlation: string,
): Promise<Tokens> {
  const { code, redirectUri } = grant;
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  return tokensOf(await post(client, client.endpoint, form, correlation));
}

/** @param correlation a new one: no authorization goes before it */
export async function refreshTokens(
  client: TokenClient,
  refresh: string,
  correlation: string,
): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: refresh };
  return tokensOf(await post(client, client.endpoint, form, correlation));
}

/** @returns the status: https://www.rfc-editor.org/rfc/rfc7009#section-2.2 */
export async function revoke(client: TokenClient, token: string): Promise<number> {
  const endpoint = client.endpoint.replace(/\/token$/, '/revoke');
  const { status } = await post(client, endpoint, { token }, randomUUID());
  return status;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function post(
  { clientId, fetch }: TokenClient,
  endpoint: string,
  form: Readonly<Record<string, string>>,
  correlation: string,
): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
      'MedMij-Request-ID': randomUUID(),
      'X-Correlation-ID': correlation,
    },
    body: new URLSearchParams({ ...form, client_id: clientId }).toString(),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tokensOf({ status, body }: Answer): Tokens {
  const answer = isObject(body) ? body : {};
  const { access_token: access, token_type: type, refresh_token: refresh, scope } = answer;
  const isBearer = typeof type === 'string' && /^bearer$/i.test(type);
  if (status !== 200 || typeof access !== 'string' || !isBearer) {
    const error = typeof answer['error'] === 'string' ? `, ${answer['error']}` : '';
    throw new JourneyFailed(`The token endpoint answers with status ${status}${error}.`);
  }
  return {
    access,
    refresh: typeof refresh === 'string' ? refresh : undefined,
    seconds: Number(answer['expires_in']),
    scope: typeof scope === 'string' ? scope : undefined,
  };
}
