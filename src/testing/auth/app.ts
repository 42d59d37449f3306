/** An app with a user, from the request for a code to the token: SMART App Launch as apps do it. */
import { createHash, randomBytes } from 'node:crypto';
import type { StoredClient } from '../../storage/auth/clients.js';
import { Browser, type Page } from './browser.js';
import { PASSWORD, type AuthServer } from './server.js';
import { postForm, type TokenAnswer } from './service.js';

export interface App {
  readonly client: StoredClient;
  readonly secret?: string | undefined;
}

export interface AuthorizationRequest {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

/** @param changes parameters in place of the usual ones; undefined leaves one out */
export function authorizationRequest(
  server: AuthServer,
  { client }: App,
  changes: Readonly<Record<string, string | undefined>>,
): AuthorizationRequest {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUris[0],
    scope: 'launch/patient patient/*.rs',
    state,
    aud: server.base,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    ),
  );
  return { url: `${server.auth}/authorize?${query.toString()}`, state, verifier };
}

/** Everything ticked. */
export const ALL: Readonly<Record<string, string>> = {
  answer: 'allow',
  identity: 'yes',
  refresh: 'yes',
  ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`item-${index}`, 'all'])),
};

/** Signs in on the sign-in screen. */
export function signIn(browser: Browser, page: Page, username: string): Promise<Page> {
  return browser.submit(page, '/sign-in', { username, password: PASSWORD });
}

/** The parameters that the app gets back at its redirect URI. @throws unless the page is there */
export function returned(page: Page, { client }: App): URLSearchParams {
  const [redirectUri = ''] = client.redirectUris;
  if (!page.url.startsWith(redirectUri)) {
    throw new Error(`Not back at the app but at ${page.url}: ${page.text}`);
  }
  return new URL(page.url).searchParams;
}

export interface Launched {
  readonly browser: Browser;
  readonly answer: TokenAnswer;
  readonly body: TokenAnswer['body'];
}

export interface LaunchOptions {
  readonly username: string;
  readonly scope: string;
  /** Of an EHR launch. */
  readonly launch?: string;
  readonly consent?: Readonly<Record<string, string | readonly string[]>>;
  readonly browser?: Browser;
  /** Chosen when the picker asks. */
  readonly patient?: string;
}

/** The whole way: sign in, choose a patient if asked, agree, exchange the code. */
export async function launchApp(
  server: AuthServer,
  app: App,
  options: LaunchOptions,
): Promise<Launched> {
  const { username, scope, launch, consent = ALL, patient = '' } = options;
  const browser = options.browser ?? new Browser();
  const request = authorizationRequest(server, app, { scope, launch });
  let page = await browser.get(request.url);
  if (page.text.includes('name="password"')) page = await signIn(browser, page, username);
  if (page.text.includes('name="birthDate"')) {
    const { hidden, action } = { hidden: csrfOf(page), action: `${page.url}/patient` };
    page = await browser.post(action, { ...hidden, patient });
  }
  if (page.text.includes('name="answer"')) page = await browser.submit(page, '/consent', consent);
  const code = returned(page, app).get('code') ?? undefined;
  if (code === undefined) throw new Error(`There is no code in ${page.url}`);
  const answer = await exchange(server, app, { code, verifier: request.verifier });
  return { browser, answer, body: answer.body };
}

/** A code that the user has agreed to, and its verifier. */
export async function newCode(
  server: AuthServer,
  app: App,
  { username, scope }: Pick<LaunchOptions, 'username' | 'scope'>,
): Promise<{ readonly code: string; readonly verifier: string }> {
  const browser = new Browser();
  const request = authorizationRequest(server, app, { scope });
  const page = await signIn(browser, await browser.get(request.url), username);
  const parameters = returned(await browser.submit(page, '/consent', ALL), app);
  return { code: parameters.get('code') ?? '', verifier: request.verifier };
}

function csrfOf({ text }: Page): Record<string, string> {
  return { csrf: /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? '' };
}

export function exchange(
  server: AuthServer,
  app: App,
  { code, verifier, ...rest }: { code: string; verifier: string } & Record<string, string>,
): Promise<TokenAnswer> {
  return postForm(
    `${server.auth}/token`,
    {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: app.client.redirectUris[0],
      ...identification(app),
      ...rest,
    },
    credentials(app),
  );
}

export function refresh(
  server: AuthServer,
  app: App,
  token: unknown,
  scope?: string,
): Promise<TokenAnswer> {
  return postForm(
    `${server.auth}/token`,
    { grant_type: 'refresh_token', refresh_token: String(token), scope, ...identification(app) },
    credentials(app),
  );
}

/** How the app says who it is. */
export function identification({ client, secret }: App): Record<string, string> {
  return secret === undefined ? { client_id: client.id } : {};
}

export function credentials({ client, secret }: App): Record<string, string> {
  if (secret === undefined) return {};
  return { Authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` };
}
