/** `POST /medmij/token` and `POST /medmij/revoke`: the backchannel. */
import { asUuid } from '../../../fhir/uuid.js';
import { randomUUID } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { logFailure } from '../../../interactions/failures.js';
import { MEDMIJ_TOKEN_SECONDS } from '../access-token.js';
import { readParameters, type Parameters } from '../authorize/parameters.js';
import { MEDMIJ_PATHS, type MedmijParts } from '../parts.js';
import { authenticateClient } from './client.js';
import { exchangeCode } from './exchange.js';
import type { Issued } from './issue.js';
import { refreshTokens } from './refresh.js';
import { isRefusal, refusal, statusOf, type TokenRefusal } from './refusal.js';
import { revokeGiven } from './revoke.js';

const FORM = 'application/x-www-form-urlencoded';
const readText = express.text({ type: FORM, limit: '16kb', defaultCharset: 'utf-8' });

const PARAMETERS = [
  'grant_type',
  'code',
  'redirect_uri',
  'client_id',
  'refresh_token',
  'scope',
  'token',
] as const;

type Form = Parameters<(typeof PARAMETERS)[number]>;

export function tokenRouter(parts: MedmijParts): Router {
  const router = Router();
  const only: RequestHandler = (_request, response) => {
    response.status(405).set('Allow', 'POST').json({ error: 'invalid_request' });
  };
  router
    .route(MEDMIJ_PATHS.token)
    .post(readText, async (request, response) => {
      await answerToken(parts, request, response);
    })
    .all(only);
  router
    .route(MEDMIJ_PATHS.revoke)
    .post(readText, async (request, response) => {
      await answerRevocation(parts, request, response);
    })
    .all(only);
  return router;
}

interface Tracing {
  readonly correlation: string | undefined;
  readonly requestId: string | undefined;
}

function tracingOf(request: Request): Tracing {
  return {
    correlation: asUuid(request.get('X-Correlation-ID')),
    requestId: asUuid(request.get('MedMij-Request-ID')),
  };
}

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

async function answerToken(
  parts: MedmijParts,
  request: Request,
  response: Response,
): Promise<void> {
  const tracing = tracingOf(request);
  const form = readForm(request);
  const client = parts.lists.client(form.values.client_id ?? '')?.hostname;
  const names = { trace: tracing.correlation, request: tracing.requestId };
  parts.chainLog.record({ event: 'receive_token_request', ...names, sender: client });
  const answer = await safely(parts, () => tokensFor(parts, request, form, tracing));
  if (isRefusal(answer)) {
    const { error } = answer;
    parts.chainLog.record({
      ...{ event: 'send_token_error', ...names },
      receiver: client,
      details: { error },
    });
    response.status(statusOf(answer)).set(NO_STORE).json({ error });
    return;
  }
  parts.chainLog.record({ event: 'send_access_token', ...names, receiver: client });
  response.set(NO_STORE).json(tokenResponse(answer));
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
function tokenResponse({ access, refresh, scope }: Issued): Record<string, unknown> {
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: MEDMIJ_TOKEN_SECONDS,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    ...(scope === undefined ? {} : { scope }),
  };
}

async function safely<T extends object>(
  { log }: MedmijParts,
  work: () => Promise<T>,
): Promise<T | TokenRefusal> {
  try {
    return await work();
  } catch (error) {
    logFailure(log, error, {});
    return refusal('server_error');
  }
}

/** Of the body alone; empty when that is no form. */
function readForm(request: Request): Form {
  const body: unknown = request.body;
  return readParameters(new URLSearchParams(typeof body === 'string' ? body : ''), PARAMETERS);
}

async function tokensFor(
  parts: MedmijParts,
  request: Request,
  form: Form,
  tracing: Tracing,
): Promise<Issued | TokenRefusal> {
  const { grant_type: grant, code } = form.values;
  const early = earlyRefusal(parts, request, form, tracing);
  if (early !== undefined) {
    await discard(parts, request, early);
    return early;
  }
  const client = authenticateClient(parts, request, form.values.client_id);
  if (grant === 'authorization_code') {
    if (code === undefined) return refusal('invalid_request');
    return exchangeCode(parts, {
      ...{ code, client },
      redirectUri: form.values.redirect_uri,
      correlation: tracing.correlation,
    });
  }
  if (isRefusal(client)) return client;
  const { refresh_token: refreshToken, scope } = form.values;
  if (refreshToken === undefined) return refusal('invalid_request');
  const correlation = tracing.correlation ?? randomUUID();
  return refreshTokens(parts, { refreshToken, scope, client, correlation });
}

/** What can be refused without looking at the code. */
function earlyRefusal(
  { lists, settings }: MedmijParts,
  request: Request,
  { values, repeated }: Form,
  { correlation, requestId }: Tracing,
): TokenRefusal | undefined {
  if (!lists.isUsable()) return refusal('temporarily_unavailable');
  const isTraced = correlation !== undefined && requestId !== undefined;
  const isUntraced = settings.tracing === 'required' && !isTraced;
  if (
    repeated.size > 0 ||
    hasSecretInUrl(request) ||
    isUntraced ||
    values.grant_type === undefined
  ) {
    return refusal('invalid_request');
  }
  return values.grant_type === 'authorization_code' || values.grant_type === 'refresh_token'
    ? undefined
    : refusal('unsupported_grant_type');
}

const SECRETS = ['code', 'refresh_token', 'token'] as const;

function queryOf({ url }: Request): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
}

/** URLs end up in logs of everybody on the way: what stands in one is no secret any more. */
function hasSecretInUrl(request: Request): boolean {
  const query = queryOf(request);
  return SECRETS.some((name) => query.has(name));
}

/** More codes in one request are of nobody who means well. */
const MOST_CODES = 4;

/** A code that was presented is used up, also by a request that is wrong. */
async function discard(parts: MedmijParts, request: Request, client: TokenRefusal): Promise<void> {
  const body: unknown = request.body;
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  const codes = [...form.getAll('code'), ...queryOf(request).getAll('code')];
  for (const code of codes.slice(0, MOST_CODES)) {
    await exchangeCode(parts, { code, client, redirectUri: undefined, correlation: undefined });
  }
}

async function answerRevocation(
  parts: MedmijParts,
  request: Request,
  response: Response,
): Promise<void> {
  const form = readForm(request);
  const { correlation, requestId } = tracingOf(request);
  const names = { trace: correlation, request: requestId };
  const known = parts.lists.client(form.values.client_id ?? '')?.hostname;
  parts.chainLog.record({ event: 'receive_revocation_request', ...names, sender: known });
  const refused = await safely(parts, () => revocation(parts, request, form));
  const status = isRefusal(refused) ? statusOf(refused) : 200;
  parts.chainLog.record({
    ...{ event: 'send_revocation_response', ...names },
    receiver: known,
    details: { status },
  });
  response.status(status).set(NO_STORE);
  if (isRefusal(refused)) response.json(refused);
  else response.end();
}

/** https://www.rfc-editor.org/rfc/rfc7009#section-2.2: whether there was such a token is not told. */
async function revocation(
  parts: MedmijParts,
  request: Request,
  { values, repeated }: Form,
): Promise<TokenRefusal | Record<string, never>> {
  const { token, client_id: clientId } = values;
  if (!parts.lists.isUsable()) return refusal('temporarily_unavailable');
  if (token === undefined || repeated.size > 0 || hasSecretInUrl(request)) {
    return refusal('invalid_request');
  }
  const client = authenticateClient(parts, request, clientId);
  if (isRefusal(client)) return client;
  await revokeGiven(parts, client, token);
  return {};
}
