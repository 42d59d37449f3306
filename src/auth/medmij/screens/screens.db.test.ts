// The screens of MedMij in a real browser: for people without a mouse, without scripts, with a small window, and
// in two languages.
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { selfSigned } from '../../../testing/auth/certificate.js';
import { PASSWORD } from '../../../testing/auth/server.js';
import { accessibilityProblems } from '../../../testing/examples/accessibility.js';
import { findChromium, launchChromium } from '../../../testing/examples/chromium.js';
import {
  OTHER_PGO,
  PGO,
  PROVIDER,
  startMedmijWorld,
  type MedmijWorld,
} from '../../../testing/medmij/care-provider.js';
import { authorizeRequest } from '../../../testing/medmij/pgo.js';

const chromium = findChromium();
/** Where the PGO leads on to: its app has another host. */
const APP = 'https://app.pgo.example/start';
const HOSTS = [PGO, new URL(APP).hostname];

/** Both hosts: the first sends everybody on to the second, with a redirect. */
function startPgo(): Server {
  const { key, certificate } = selfSigned();
  const server = createServer({ key, cert: certificate }, (request, response) => {
    if (request.headers.host === PGO) response.writeHead(302, { Location: APP }).end();
    else response.end('Terug in de app');
  });
  return server.listen(0, '127.0.0.1');
}

(chromium === undefined ? describe.skip : describe)('the screens of MedMij', () => {
  let world: MedmijWorld;
  let browser: Browser;
  let pgo: Server;
  const origins = new Set<string>();
  const complaints: string[] = [];

  beforeAll(async () => {
    pgo = startPgo();
    await once(pgo, 'listening');
    const { port } = pgo.address() as AddressInfo;
    const rules = HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(',');
    [world, browser] = await Promise.all([
      startMedmijWorld(),
      launchChromium(chromium ?? '', [`--host-resolver-rules=${rules}`]),
    ]);
  }, 120_000);

  afterAll(async () => {
    expect([...origins]).toEqual([world.server.origin]);
    expect(complaints).toEqual([]);
    await browser.close();
    pgo.closeAllConnections();
    pgo.close();
    await world.stop();
  }, 60_000);

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      ...{ locale: 'nl-NL', ignoreHTTPSErrors: true },
      ...options,
    });
    context.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text()))
        complaints.push(message.text());
    });
    context.on('request', (request) => {
      const { origin, hostname } = new URL(request.url());
      if (!HOSTS.includes(hostname)) origins.add(origin);
    });
    return context.newPage();
  }

  async function fillSignIn(page: Page, username = 'jan', password = PASSWORD): Promise<void> {
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(password);
    await page.locator('button.first').click();
  }

  async function goToConsent(page: Page, scope = PROVIDER, username = 'jan'): Promise<void> {
    await page.goto(authorizeRequest(world, { scope }).url);
    await page.locator('button.first').click();
    await fillSignIn(page, username);
    await page.waitForURL(/\/request\/[\da-f-]{36}$/);
  }

  const WAYS: readonly [string, BrowserContextOptions, string][] = [
    ['in Dutch, on a telephone', { viewport: { width: 320, height: 640 } }, 'Toestemming geven'],
    [
      'in English, in the dark, with a wide window',
      { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
      'Give consent',
    ],
  ];

  test.each(WAYS)(
    'are fit for everybody %s',
    async (_way, options, title) => {
      const page = await open(options);
      const problems: string[] = [];
      const check = async (): Promise<void> => {
        await page.waitForLoadState();
        problems.push(...(await accessibilityProblems(page)));
      };
      await page.goto(authorizeRequest(world).url);
      await check();
      await page.locator('button.first').click();
      await check();
      await fillSignIn(page, 'jan', 'wrong');
      await check();
      await fillSignIn(page);
      expect(await page.locator('h1').innerText()).toBe(title);
      expect(await page.title()).toContain('Ziekenhuis Drecht & Co');
      for (const details of await page.locator('summary').all()) await details.click();
      await check();
      await page.locator('button[value=deny]').click();
      await check();
      await goToConsent(page, PROVIDER, 'vreemd');
      await check();
      await goToConsent(page, `${PROVIDER}~s1`);
      await check();
      await page.goto(authorizeRequest(world, { client_id: 'nobody' }).url);
      await check();
      expect(problems).toEqual([]);
    },
    60_000,
  );

  test('lead back to the PGO, wherever that leads on to', async () => {
    const page = await open();
    await goToConsent(page);
    await page.locator('button[value=allow]').click();
    await page.waitForURL(APP);
    expect(await page.locator('body').innerText()).toBe('Terug in de app');
  });

  test('lead back from the page for those who stopped', async () => {
    const page = await open();
    await goToConsent(page);
    await page.locator('button[value=deny]').click();
    await page.getByRole('link', { name: 'Terug naar Mijn <PGO> & Zo' }).click();
    await page.waitForURL(APP);
  });

  test('need no scripts', async () => {
    const page = await open({ javaScriptEnabled: false });
    await goToConsent(page);
    await page.locator('button[value=allow]').click();
    await page.waitForURL(APP);
  });

  test('need no mouse, and tick nothing themselves', async () => {
    const page = await open();
    await goToConsent(page);
    const names: string[] = [];
    while (names.at(-1) !== 'Nee, ik geef geen toestemming' && names.length < 20) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate<string>(
          `(() => {
            const { activeElement: it } = document;
            const ring = getComputedStyle(it).outlineStyle === 'none' ? ' without a ring' : '';
            return (it.labels?.[0] ?? it).textContent.replace(/\\s+/g, ' ').trim() + ring;
          })()`,
        ),
      );
    }
    expect(names).toEqual([
      'Naar de inhoud',
      'English',
      'Welke gegevens zijn dit?',
      'Wat betekent mijn toestemming?',
      expect.stringMatching(/^Ja, Mijn <PGO> & Zo mag mijn gegevens ook later ophalen/),
      'Ja, ik geef toestemming',
      'Nee, ik geef geen toestemming',
    ]);
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(APP);
    const text = 'select long_term from medmij_consent order by given_at desc limit 1';
    const [row] = await world.server.core.database.query<{ long_term: boolean }>({
      ...{ name: 'last consent', text, values: [] },
    });
    expect(row?.long_term).toBe(true);
  });

  test('of two journeys in one browser do not mix', async () => {
    const page = await open();
    await goToConsent(page);
    const other = await page.context().newPage();
    const redirect = { client_id: OTHER_PGO, redirect_uri: `https://${OTHER_PGO}/` };
    await other.goto(authorizeRequest(world, redirect).url);
    expect(await other.locator('main').innerText()).toContain('Andere PGO');
    await page.locator('button[value=allow]').click();
    await page.waitForURL(APP);
  });
});
