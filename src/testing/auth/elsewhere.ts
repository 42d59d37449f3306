/** Sign-in elsewhere as a browser meets it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authorizationRequest, type App } from './app.js';
import { Browser, formsOf, type Page } from './browser.js';
import type { AuthServer } from './server.js';

/** Files in a folder of their own. @returns the folder */
export function writeFiles(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vuurtoren-idp-'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export interface Leaving {
  readonly browser: Browser;
  /** Where the identity provider is asked. */
  readonly url: string;
  readonly signInPage: Page;
  readonly uid: string;
}

/** From the app to the identity provider. */
export async function leaveFor(
  server: AuthServer,
  app: App,
  provider: string,
  browser = new Browser(),
): Promise<Leaving> {
  const { url: request } = authorizationRequest(server, app, { scope: 'openid user/*.rs' });
  const signInPage = await browser.get(request);
  return { browser, signInPage, ...(await askProvider(browser, signInPage, provider)) };
}

/** Presses the button of the provider on the sign-in screen. */
export async function askProvider(
  browser: Browser,
  page: Page,
  provider: string,
): Promise<{ url: string; uid: string }> {
  const left = await browser.submit(page, `/elsewhere/${provider}`);
  const found = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(left.text)?.[1];
  if (found === undefined) throw new Error(`Does not lead elsewhere: ${left.text}`);
  const uid = /\/interaction\/([^/]+)/.exec(formsOf(page)[0]?.action ?? '')?.[1] ?? '';
  return { url: found.replaceAll('&amp;', '&'), uid };
}

/** Whether the page is past sign-in: the app's consent screen. */
export function isSignedIn({ text }: Page): boolean {
  return text.includes('name="answer"');
}

/** What the sign-in screen says went wrong. */
export function problemOf({ text }: Page): string {
  return /role="alert"[^>]*>([^<]*)</.exec(text)?.[1] ?? '';
}
