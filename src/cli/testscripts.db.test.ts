// The TestScripts of Dutch information standards pass, except those that are known to be wrong themselves.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hasScripts } from '../testing/medmij-scripts.js';
import { startTestServer, type TestServer } from '../testing/server.js';
import { freePort, runSuite, type SuiteReport } from '../testing/testscripts.js';

const TIMEOUT = 120_000;

/** The CiO and ELZ load sets are of another edition than the profiles that they claim. */
const SUITES: readonly (readonly [suite: string, settings: Record<string, string>])[] = [
  ['mp9-3.0-mo-test', {}],
  ['lab-3.0-lab2zorg-test', {}],
  ['cio-2.0-test', { VALIDATION: 'base' }],
  ['elz-referral-0.2-test', { VALIDATION: 'base' }],
];

if (hasScripts()) describe.each(SUITES)('%s', describeSuite);
else test.skip('the scripts are not here', () => undefined);

function describeSuite(suite: string, settings: Record<string, string>): void {
  let server: TestServer;
  let report: SuiteReport;
  let output: string;

  beforeAll(async () => {
    const port = String(await freePort());
    const base = `http://127.0.0.1:${port}/fhir`;
    server = await startTestServer({ PORT: port, BASE_URL: base, ...settings });
    ({ report, output } = await runSuite(suite, base));
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
