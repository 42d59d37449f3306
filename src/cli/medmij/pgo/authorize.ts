/** From the PGO to the provider and back with a code, as a person in a browser walks it. */
import { randomUUID } from 'node:crypto';
import { Browser, formsOf, type Page } from './browser.js';
import type { Fetch } from './fetch.js';

export interface AuthorizeOrder {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Who signs in. */
  readonly user: string;
  readonly password: string;
  /** Whether the person gives consent until further notice. */
  readonly longTerm: boolean;
  readonly fetch: Fetch;
  readonly signInTurn: Turn;
}

/** Waits for its turn to do the work. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export interface Authorized {
  readonly code: string;
  readonly correlation: string;
  /** Headings of the screens on the way. */
  readonly screens: readonly string[];
}

/** The walk ended somewhere else than it should; the message says where. */
export class JourneyFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JourneyFailed';
  }
}

/** @throws JourneyFailed */
export async function authorize(order: AuthorizeOrder): Promise<Authorized> {
  const browser = new Browser(order.fetch);
  const correlation = randomUUID();
  const state = randomUUID();
  const landing = await browser.get(authorizationUrl(order, correlation, state));
  const signIn = await submit(browser, landing, '/continue');
  const { user: username, password } = order;
  const consent = await order.signInTurn(() =>
    submit(browser, signIn, '/sign-in', { username, password }),
  );
  const answer = { answer: 'allow', ...(order.longTerm ? { 'long-term': 'yes' } : {}) };
  const leaving = await submit(browser, consent, '/consent', answer);
  const back = await browser.get(backLink(leaving));
  const screens = [landing, signIn, consent, leaving].map(headingOf);
  return { code: codeIn(back, order.redirectUri, state), correlation, screens };
}

function authorizationUrl(
  { endpoint, clientId, redirectUri, scope }: AuthorizeOrder,
  correlation: string,
  state: string,
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    'MedMij-Request-ID': randomUUID(),
    'X-Correlation-ID': correlation,
  });
  return `${endpoint}?${query.toString()}`;
}

async function submit(
  browser: Browser,
  page: Page,
  action: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  if (!formsOf(page).some((form) => form.action.endsWith(action))) {
    const error = URL.parse(page.url)?.searchParams.get('error');
    const what = error === null || error === undefined ? `"${headingOf(page)}"` : `error ${error}`;
    throw new JourneyFailed(`There is no form for ${action} (status ${page.status}, ${what}).`);
  }
  return browser.submit(page, action, fields);
}

/** Where the last screen leads: its link, which a browser follows by itself. */
function backLink({ text, url }: Page): string {
  const link = /<a [^>]*href="([^"]*\/finish)"/.exec(text)?.[1];
  if (link === undefined) throw new JourneyFailed('The last screen does not lead back to the PGO.');
  return new URL(link, url).href;
}

function codeIn(back: Page, redirectUri: string, state: string): string {
  const url = new URL(back.url);
  if (!back.url.startsWith(redirectUri)) throw new JourneyFailed('The way back is not to the PGO.');
  const error = url.searchParams.get('error');
  if (error !== null) throw new JourneyFailed(`The provider answers with the error ${error}.`);
  if (url.searchParams.get('state') !== state) throw new JourneyFailed('The state is another one.');
  const code = url.searchParams.get('code');
  if (code === null) throw new JourneyFailed('There is no code on the way back.');
  return code;
}

function headingOf({ text }: Page): string {
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(text)?.[1] ?? '';
  return heading.replace(/<[^>]*>/g, '').trim();
}
