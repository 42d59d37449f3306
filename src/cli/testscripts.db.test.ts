// The TestScripts of Dutch information standards pass, except those that are known to be wrong themselves.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueMedmijToken } from '../auth/medmij/access-token.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { hasScripts, runSuite, type SuiteReport, type UnderTest } from '../testing/testscripts.js';

const TIMEOUT = 180_000;
const HOUR = 3600;
/** Between professionals the scripts send no token. */
const OPEN = { AUTH: 'off' };
/** The load sets are of other editions of the standard than the profiles that they claim. */
const OTHER_EDITION = { VALIDATION: 'base' };

const SUITES: readonly (readonly [suite: string, settings: Record<string, string>])[] = [
  ['mp9-3.0-mo-test', OPEN],
  ['lab-3.0-lab2zorg-test', OPEN],
  ['mp9-3.0-medmij-test', {}],
  ['immunization-2.0-medmij-test', {}],
  ['lab-3.0-lab2patient-test', {}],
  ['cio-2.0-test', OTHER_EDITION],
  ['elz-referral-0.2-test', OTHER_EDITION],
];

if (hasScripts()) describe.each(SUITES)('%s', describeSuite);
else test.skip('the scripts are not here', () => undefined);

function describeSuite(suite: string, settings: Record<string, string>): void {
  let server: AuthServer;
  let report: SuiteReport;
  let output: string;

  beforeAll(async () => {
    server = await startAuthServer(settings);
    ({ report, output } = await runSuite(suite, await underTest(server, settings)));
  }, TIMEOUT);

  afterAll(async () => {
    await server.stop();
  });

  test('what it loads is accepted, except what is known not to be FHIR', () => {
    const { load, about } = report;
    expect(load.refused.filter(({ known }) => known === undefined)).toEqual([]);
    expect(load.loaded + load.refused.length).toBe(about.load);
  });

  test('its scripts pass, except those that are known not to', () => {
    const { scripts, about } = report;
    const failed = scripts.filter(({ result }) => result === 'fail').map(({ id }) => id);
    if (failed.length > 0) process.stderr.write(output);
    expect(failed).toEqual([]);
    expect(scripts).toHaveLength(about.scripts);
  });
}

async function underTest(server: AuthServer, settings: Record<string, string>): Promise<UnderTest> {
  const { base, core } = server;
  if (settings === OPEN) return { base };
  const services = core.environment.rules.gegevensdiensten.ids;
  const none = { provider: null, pgo: null, correlation: null, consent: null };
  return {
    base,
    operator: await server.token('system/*.cruds'),
    tokenFor: (patient) => issueMedmijToken(core.database, { patient, services, ...none }, HOUR),
  };
}
