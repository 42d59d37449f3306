// The screens in a real browser: for people without a mouse, without scripts, with a small window, and
// in two languages. What they lead to is tested with the patient app, in cli/examples.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../demo/demo-access.js';
import { authorizationRequest, exchange } from '../../testing/auth/app.js';
import { accessibilityProblems } from '../../testing/examples/accessibility.js';
import { findChromium } from '../../testing/examples/chromium.js';
import { fillSignIn, setStage, type Stage } from '../../testing/examples/stage.js';

const chromium = findChromium();
const SCOPE =
  'openid fhirUser launch/patient offline_access patient/Patient.r patient/Condition.rs';

(chromium === undefined ? describe.skip : describe)('the screens', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(chromium ?? '');
  }, 120_000);

  afterAll(async () => {
    const own = [new URL(stage.app).origin, stage.server.origin];
    expect([...stage.origins].sort()).toEqual(own.sort());
    expect(stage.complaints).toEqual([]);
    await stage.close();
  }, 60_000);

  const request = (): ReturnType<typeof authorizationRequest> =>
    authorizationRequest(stage.server, stage, { scope: SCOPE });

  const WAYS: readonly [string, BrowserContextOptions, RegExp][] = [
    [
      'in Dutch, on a telephone',
      { locale: 'nl-NL', viewport: { width: 320, height: 640 } },
      /Fout: Inloggen/,
    ],
    [
      'in English, in the dark, with a wide window',
      { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
      /Error: Sign in/,
    ],
  ];

  test.each(WAYS)('are fit for everybody %s', async (_way, options, wrongTitle) => {
    const page = await stage.open(options);
    const problems: string[] = [];
    const check = async (): Promise<void> => {
      problems.push(...(await accessibilityProblems(page)));
    };
    await page.goto(request().url);
    await check();
    await fillSignIn(page, 'huisarts', 'wrong');
    expect(await page.title()).toMatch(wrongTitle);
    expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
    await check();
    await fillSignIn(page, 'huisarts');
    await check();
    await page.locator('#birthDate').fill('31-2-1948');
    await page.locator('button.first').click();
    expect(await page.locator('#birthDate').getAttribute('aria-describedby')).toBe('problem');
    expect(await page.locator('#birthDate').inputValue()).toBe('31-2-1948');
    await check();
    await page.locator('#birthDate').fill('12-3-1948');
    await page.locator('button.first').click();
    await check();
    await page.locator('ul.list button').click();
    await page.locator('input[value=part]').check();
    await check();
    await page.goto(`${stage.server.auth}/authorize?client_id=nobody`);
    await check();
    await page.goto(`${stage.server.auth}/interaction/gone`);
    await check();
    await page.goto(`${stage.server.auth}/grants`);
    await check();
    await page.locator('main a').last().click();
    await check();
    expect(problems).toEqual([]);
  });

  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      `(() => {
        const { activeElement: it } = document;
        const ring = getComputedStyle(it).outlineStyle === 'none' ? ' without a ring' : '';
        return (it.labels?.[0] ?? it).textContent.replace(/\\s+/g, ' ').trim() + ring;
      })()`,
    );

  async function tabTo(page: Page, last: string): Promise<string[]> {
    const names: string[] = [];
    while (names.at(-1) !== last && names.length < 30) {
      await page.keyboard.press('Tab');
      names.push(await focused(page));
    }
    return names;
  }

  test('need no mouse, in the order of the page', async () => {
    const page = await stage.open();
    await page.goto(request().url);
    expect(await tabTo(page, 'Gebruikersnaam')).toEqual([
      'Naar de inhoud',
      'English',
      'Gebruikersnaam',
    ]);
    await page.keyboard.type('henk');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('button[value=allow]').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await tabTo(page, 'Toestaan')).toEqual([
      'Naam, adres en andere persoonsgegevens: zien',
      'Alles',
      'Weten wie u bent Uw naam en uw gegevens in deze server.',
      'Toegang houden als u de app niet gebruikt Hoogstens 90 dagen, of tot u de toestemming intrekt.',
      'Toestaan',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.startsWith(stage.app));
  });

  test('need no scripts', async () => {
    const page = await stage.open({ javaScriptEnabled: false });
    const { url, verifier } = request();
    await page.goto(url);
    await fillSignIn(page, 'huisarts');
    await page.locator('#name').fill('hof');
    await page.locator('button.first').click();
    await page.locator('ul.list button').click();
    await page.locator('button[value=allow]').click();
    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const { body } = await exchange(stage.server, stage, { code, verifier });
    expect(body['patient']).toBe('demo-van-t-hof');
  });

  test('give what nobody ticked back unticked', async () => {
    const page = await stage.open();
    await page.goto(request().url);
    await fillSignIn(page, 'henk');
    await page.locator('input[value=part]').check();
    const boxes = page.locator('input[type=checkbox]:visible');
    for (const box of await boxes.all()) await box.uncheck();
    await page.locator('button[value=allow]').click();
    expect(await page.getByRole('alert').innerText()).toContain('ten minste één');
    const checked = page.locator('input:checked');
    expect([await checked.count(), await checked.first().inputValue()]).toEqual([1, 'part']);
  });

  test('speak the language of the browser, until another is chosen', async () => {
    const page = await stage.open({ locale: 'en-US' });
    await page.goto(request().url);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await fillSignIn(page, 'henk', 'wrong');
    await page.getByRole('link', { name: 'Nederlands' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await fillSignIn(page, 'henk');
    expect(await page.title()).toBe('Demo-app vraagt toegang – Vuurtoren');
  });
});
