// examples/patient-app in a real browser, with the screens of the authorization server.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium } from '../../testing/examples/chromium.js';
import {
  fillSignIn,
  goToConsent,
  listed,
  setStage,
  tokensAfter,
  type Stage,
} from '../../testing/examples/stage.js';

const chromium = findChromium();

(chromium === undefined ? describe.skip : describe)('the patient app', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(chromium ?? '');
  }, 120_000);

  // Whatever was opened: nothing from elsewhere, nothing that a policy had to stop.
  afterAll(async () => {
    const own = [new URL(stage.app).origin, stage.server.origin];
    expect([...stage.origins].sort()).toEqual(own.sort());
    expect(stage.complaints).toEqual([]);
    await stage.close();
  }, 60_000);

  const allow = 'button[value=allow]';

  test('a patient signs in at the second try, and sees what is recorded', async () => {
    const page = await stage.open();
    await page.goto(stage.app);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await fillSignIn(page, 'henk', 'niet het wachtwoord');
    expect(await page.getByRole('alert').innerText()).toBe(
      'De gebruikersnaam of het wachtwoord klopt niet.',
    );
    expect(await page.locator('#username').inputValue()).toBe('henk');
    await fillSignIn(page, 'henk');
    expect(await page.locator('main').innerText()).toContain('Het gaat om uw eigen gegevens.');
    await page.locator(allow).click();
    await page.getByRole('heading', { name: 'Hendrik Johannes van der Berg' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Geboren op 12 maart 1948');
    expect(await listed(page, 'Problemen')).toContain('Diabetes mellitus type 2 actief');
    expect(await listed(page, 'Allergieën')).toContain('Er is niets vastgelegd.');
    expect(await listed(page, 'Medicatie')).toContain(
      'Metformine tablet 500mg 3 maal per dag 1 stuk, oraal · loopt · sinds 11 mei 2009',
    );
    expect(await listed(page, 'Laboratoriumuitslagen')).toContain('51 mmol/mol te hoog');
    expect(page.url()).toBe(stage.app);
  });

  test('a practitioner picks a patient', async () => {
    const page = await stage.open();
    await page.goto(stage.app);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await fillSignIn(page, 'huisarts');
    const search = page.getByRole('button', { name: 'Zoeken' });
    await search.click();
    expect(await page.getByRole('alert').innerText()).toContain('Vul een naam');
    // Somebody else's patient.
    await page.getByLabel('Naam').fill('Vries');
    await search.click();
    expect(await page.getByRole('status').innerText()).toContain('geen patiënt gevonden');
    await page.getByLabel('Naam').fill('berg');
    await page.getByLabel('Geboortedatum').fill('12-3-1948');
    await search.click();
    expect(await page.locator('ul.list').innerText()).toContain('man, Zandhaven');
    await page.getByRole('button', { name: 'Kies Hendrik Johannes van der Berg' }).click();
    expect(await page.locator('main').innerText()).toContain(
      'van Hendrik Johannes van der Berg, geboren op 12 maart 1948.',
    );
    const { patient } = await tokensAfter(page, () => page.locator(allow).click());
    expect(patient).toBe('demo-van-der-berg');
    await page.getByRole('heading', { name: 'Medicatie' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Ingelogd als H.M. de Bruijn');
  });

  test('what was not allowed is not shown, and not to be had', async () => {
    const page = await stage.open();
    await goToConsent(stage, page, 'henk');
    await page.getByLabel('Voorgeschreven medicijnen: zien').uncheck();
    const conditions = page.getByRole('group', { name: 'Ziekten, klachten en diagnoses: zien' });
    await conditions.getByLabel('Alleen wat ik hieronder aankruis').check();
    await conditions.getByLabel('probleemlijst').check();
    const tokens = await tokensAfter(page, () => page.locator(allow).click());
    expect(tokens.scope).not.toContain('MedicationRequest');
    await page.getByRole('heading', { name: 'Medicatie' }).waitFor();
    expect(await listed(page, 'Medicatie')).toBe(
      'Medicatie U hebt de app hiervoor geen toestemming gegeven.',
    );
    // The demo's problems are not in this category.
    expect(await listed(page, 'Problemen')).toContain('Er is niets vastgelegd.');
    const answer = await stage.server.fetch(tokens.access_token, '/MedicationRequest');
    expect(answer.status).toBe(403);
  });

  test.each([
    ['refuses', allow.replace('allow', 'deny')],
    ['turns back before signing in', 'button[form=cancel]'],
  ])('who %s is told so by the app', async (_what, button) => {
    const page = await stage.open();
    await page.goto(stage.app);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await page.locator('#username').waitFor();
    if (!button.includes('cancel')) await fillSignIn(page, 'henk');
    await page.locator(button).click();
    await page.getByRole('heading', { name: 'Geen toegang gegeven' }).waitFor();
    expect(page.url()).toBe(stage.app);
    await page.getByRole('button', { name: 'Opnieuw inloggen' }).click();
    await page.waitForURL(/\/auth\/interaction\//);
  });

  test('access is renewed with another refresh token when it ends', async () => {
    const page = await stage.open();
    await page.clock.install();
    await goToConsent(stage, page, 'henk');
    const first = await tokensAfter(page, () => page.locator(allow).click());
    const again = page.getByRole('button', { name: 'Opnieuw ophalen' });
    await again.waitFor();
    await page.clock.fastForward('01:00:00');
    const second = await tokensAfter(page, () => again.click());
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await page.getByRole('heading', { name: 'Hendrik Johannes van der Berg' }).waitFor();
  });

  test('after withdrawal on the page of consents the app gets nothing more', async () => {
    const page = await stage.open();
    await goToConsent(stage, page, 'henk');
    const { access_token: token } = await tokensAfter(page, () => page.locator(allow).click());
    const again = page.getByRole('button', { name: 'Opnieuw ophalen' });
    await again.waitFor();
    expect((await stage.server.fetch(token, '/Condition')).status).toBe(200);
    const other = await page.context().newPage();
    await other.goto(`${stage.server.auth}/grants`);
    const withdraw = other.getByRole('button', { name: 'Toestemming voor Demo-app intrekken' });
    expect(await other.locator('main').innerText()).toContain('Het gaat om uw eigen gegevens.');
    // Those of other tests too.
    while ((await withdraw.count()) > 0) await withdraw.first().click();
    expect(await other.getByRole('status').innerText()).toContain('is ingetrokken');
    expect((await stage.server.fetch(token, '/Condition')).status).toBe(401);
    await again.click();
    await page.getByRole('heading', { name: 'De toegang is beëindigd' }).waitFor();
  });

  test('signing out ends the tokens, and then the session at the server', async () => {
    const page = await stage.open();
    await goToConsent(stage, page, 'henk');
    const { access_token: token } = await tokensAfter(page, () => page.locator(allow).click());
    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByRole('heading', { name: 'U bent uitgelogd' }).waitFor();
    expect((await stage.server.fetch(token, '/Condition')).status).toBe(401);
    await page.getByRole('link', { name: 'Ook uitloggen bij uw zorgaanbieder' }).click();
    await page.getByRole('button', { name: 'Ja, uitloggen' }).click();
    await page.waitForURL(stage.app);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await page.locator('#password').waitFor();
  });

  test('an EHR opens the app for its patient', async () => {
    const { server, app, client } = stage;
    const launch = await server.launch({ clientId: client.id, patient: 'demo-de-vries-bakker' });
    const page = await stage.open();
    await page.goto(`${app}?${new URLSearchParams({ iss: server.base, launch }).toString()}`);
    await fillSignIn(page, 'dokter');
    await page.locator(allow).click();
    await page.getByRole('heading', { name: 'Allergieën' }).waitFor();
    expect(page.url()).toBe(app);
  });

  test('an app that is opened for another server goes nowhere', async () => {
    const page = await stage.open();
    await page.goto(`${stage.app}?iss=http://127.0.0.1:1/fhir&launch=x`);
    await page.getByRole('heading', { name: 'Er ging iets mis' }).waitFor();
  });

  test('an answer that the app did not ask for is not taken', async () => {
    const page = await stage.open();
    await page.goto(`${stage.app}?code=x&state=of-somebody-else`);
    await page.getByRole('heading', { name: 'Inloggen is niet gelukt' }).waitFor();
  });

  test('keeps no token where others could find it', async () => {
    const page = await stage.open();
    await goToConsent(stage, page, 'henk');
    await tokensAfter(page, () => page.locator(allow).click());
    await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
    const stored = await page.evaluate(
      'JSON.stringify([localStorage, sessionStorage, document.cookie])',
    );
    expect(stored).toBe('[{},{},""]');
    await page.reload();
    await page.getByRole('button', { name: 'Inloggen' }).waitFor();
  });
});
