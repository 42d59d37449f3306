/** The patient app, the server that it talks to, and a browser that people use them in. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { definitePort } from '../../address.js';
import { processEnvironment, ROOT } from '../../config/process.js';
import { DEMO_CLIENT, DEMO_PASSWORD } from '../../demo/demo-access.js';
import type { StoredClient } from '../../storage/auth/clients.js';
import type { AuthServer } from '../auth/server.js';
import { launchChromium } from './chromium.js';
import { startDemoServer } from './demo-server.js';

export interface Stage {
  readonly server: AuthServer;
  /** Where the app is: `http://127.0.0.1:1234/`. */
  readonly app: string;
  readonly client: StoredClient;
  /** A new window of a browser that has no cookies; Dutch unless the options say otherwise. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Origins that all pages so far sent requests to. */
  readonly origins: ReadonlySet<string>;
  /** What pages complained about: blocked by their policy, uncaught errors. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Of the demo data: Henk van der Berg, Marijke de Vries-Bakker, Cees van 't Hof. */
const PATIENTS = 3;

export async function setStage(executablePath: string): Promise<Stage> {
  const server = await startDemoServer(PATIENTS);
  const port = await definitePort('127.0.0.1', 0);
  const app = `http://127.0.0.1:${port}/`;
  const { client } = await server.client({
    ...DEMO_CLIENT,
    id: 'patient-app',
    redirectUris: [app],
    launchUri: app,
  });
  const process = await startApp({
    PORT: String(port),
    FHIR_BASE: server.base,
    CLIENT_ID: client.id,
  });
  const browser = await launchChromium(executablePath);
  const origins = new Set<string>();
  const complaints: string[] = [];
  return {
    ...{ server, app, client, origins, complaints },
    async open(options) {
      const context = await browser.newContext({ locale: 'nl-NL', ...options });
      watch(context, origins, complaints);
      return context.newPage();
    },
    close: () => closeAll(browser, process, server),
  };
}

async function startApp(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const script = path.join(ROOT, 'examples/patient-app/server.mjs');
  const child = spawn(process.execPath, [script], {
    env: { ...processEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

function watch(context: BrowserContext, origins: Set<string>, complaints: string[]): void {
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
}

async function closeAll(browser: Browser, app: ChildProcess, server: AuthServer): Promise<void> {
  await browser.close();
  const ended = once(app, 'exit');
  app.kill();
  await ended;
  await server.stop();
}

/** Fills in the sign-in screen. */
export async function fillSignIn(
  page: Page,
  username: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('button.first').click();
}

/** From the app's first screen to the consent screen. */
export async function goToConsent(stage: Stage, page: Page, username: string): Promise<void> {
  await page.goto(stage.app);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await fillSignIn(page, username);
  await page.locator('button[value=allow]').waitFor();
}

export interface TokenResponse {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly patient: string;
}

/** Does what makes the app ask for tokens. @returns the answer that it got */
export async function tokensAfter(page: Page, work: () => Promise<void>): Promise<TokenResponse> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/auth/token') && one.ok()),
    work(),
  ]);
  return (await response.json()) as TokenResponse;
}

/** What stands under a heading of the app. */
export async function listed(page: Page, title: string): Promise<string> {
  const section = page.locator('section', { has: page.getByRole('heading', { name: title }) });
  return (await section.innerText()).replace(/\s+/g, ' ');
}
