/** What a PGO and its user do, from the authorization request to the token. */
import { randomUUID } from 'node:crypto';
import { Browser, type Page } from '../auth/browser.js';
import { PASSWORD } from '../auth/server.js';
import { postForm, type TokenAnswer } from '../auth/service.js';
import {
  CERTIFICATE_HEADER,
  PGO,
  PROVIDER,
  REDIRECT_URI,
  traced,
  type Traced,
} from './care-provider.js';

/** A server that a PGO talks to. */
export interface Place {
  readonly server: { readonly auth: string };
  /** Which PGO, and who uses it; without it: the usual ones of the tests. */
  readonly pgo?: Pgo;
}

export interface Pgo {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly username: string;
  readonly password: string;
}

const USUAL: Pgo = {
  clientId: PGO,
  redirectUri: REDIRECT_URI,
  scope: PROVIDER,
  username: 'jan',
  password: PASSWORD,
};

export interface AuthorizeRequest extends Traced {
  readonly url: string;
  readonly state: string;
}

/** @param changes parameters in place of the usual ones; undefined leaves one out */
export function authorizeRequest(
  { server, pgo = USUAL }: Place,
  changes: Readonly<Record<string, string | undefined>> = {},
): AuthorizeRequest {
  const ids = traced();
  const state = `s-${randomUUID()}`;
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    client_id: pgo.clientId,
    redirect_uri: pgo.redirectUri,
    scope: pgo.scope,
    state,
    'MedMij-Request-ID': ids.request,
    'X-Correlation-ID': ids.correlation,
    ...changes,
  };
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    ),
  );
  return { url: `${server.auth}/medmij/authorize?${query.toString()}`, state, ...ids };
}

export interface Walk {
  readonly browser: Browser;
  readonly request: AuthorizeRequest;
  /** The screen after signing in. */
  readonly page: Page;
}

/** As far as the consent screen, or what comes in its place. */
export async function walkToConsent(
  world: Place,
  username = (world.pgo ?? USUAL).username,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Walk> {
  const browser = new Browser();
  const request = authorizeRequest(world, changes);
  const landing = await browser.get(request.url);
  const signIn = await browser.submit(landing, '/continue');
  const { password } = world.pgo ?? USUAL;
  const page = await browser.submit(signIn, '/sign-in', { username, password });
  return { browser, request, page };
}

/** Agrees, and goes on to the PGO. @returns the parameters that it gets */
export async function agree(
  { browser, page }: Walk,
  { longTerm = false }: { readonly longTerm?: boolean } = {},
): Promise<URLSearchParams> {
  const form = { answer: 'allow', ...(longTerm ? { 'long-term': 'yes' } : {}) };
  const leaving = await browser.submit(page, '/consent', form);
  return finish(browser, leaving);
}

/** The link or the refresh that leads back. */
export async function finish(browser: Browser, page: Page): Promise<URLSearchParams> {
  const back = await browser.get(`${page.url}/finish`);
  if (new URL(back.url).origin === new URL(page.url).origin)
    throw new Error(`Not at the PGO: ${back.url} ${back.text}`);
  return new URL(back.url).searchParams;
}

/** A journey up to the code. */
export async function codeOf(
  world: Place,
  options: { readonly longTerm?: boolean; readonly scope?: string } = {},
): Promise<{ readonly code: string; readonly correlation: string }> {
  const { scope } = options;
  const walk = await walkToConsent(world, undefined, scope === undefined ? {} : { scope });
  const code = (await agree(walk, options)).get('code') ?? '';
  return { code, correlation: walk.request.correlation };
}

export interface Sending {
  readonly form: Readonly<Record<string, string | undefined>>;
  readonly correlation?: string;
  /** Host names of the certificate; empty for none. */
  readonly certificate?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Behind the path. */
  readonly query?: string;
}

/** @param form in place of the usual parameters */
export function sendToken(
  { server, pgo = USUAL }: Place,
  endpoint: 'token' | 'revoke',
  {
    form,
    correlation = randomUUID(),
    certificate = pgo.clientId,
    headers = {},
    query = '',
  }: Sending,
): Promise<TokenAnswer> {
  return postForm(
    `${server.auth}/medmij/${endpoint}${query}`,
    { client_id: pgo.clientId, ...form },
    {
      'MedMij-Request-ID': randomUUID(),
      'X-Correlation-ID': correlation,
      ...(certificate === '' ? {} : { [CERTIFICATE_HEADER]: certificate }),
      ...headers,
    },
  );
}

export function exchange(
  world: Place,
  { code, correlation }: { readonly code: string; readonly correlation: string },
  changes: Partial<Sending> = {},
): Promise<TokenAnswer> {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: (world.pgo ?? USUAL).redirectUri,
    ...changes.form,
  };
  return sendToken(world, 'token', { correlation, ...changes, form });
}

export function refresh(
  world: Place,
  token: unknown,
  changes: Partial<Sending> = {},
): Promise<TokenAnswer> {
  const form = { grant_type: 'refresh_token', refresh_token: String(token), ...changes.form };
  return sendToken(world, 'token', { ...changes, form });
}
