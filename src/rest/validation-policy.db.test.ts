// VALIDATION_POLICY: docs/validation.md
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt } from '../fhir/json.js';
import { observation, post, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const NL_PATIENT = 'http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient';
const UNKNOWN = 'http://example.org/unknown';

const POLICY = {
  bestPractice: 'warning',
  rules: { 'reference-unresolved': 'warning', 'profile-unknown': 'information' },
  types: {
    Patient: { requiredProfiles: [NL_PATIENT] },
    Observation: { rules: { 'profile-unknown': 'error' } },
  },
};

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-policy-'));
  server = await startTestServer({ VALIDATION_POLICY: policyFile(POLICY) });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

function policyFile(policy: object): string {
  const name = path.join(folder, 'policy.json');
  writeFileSync(name, JSON.stringify(policy));
  return name;
}

const create = (body: { resourceType: string }): Promise<Answer> =>
  server.send('POST', `/${body.resourceType}`, {
    body,
    headers: { Prefer: 'return=OperationOutcome' },
  });

const claiming = (profile: string) => ({
  ...observation('Patient/x'),
  meta: { profile: [profile] },
});

const rules = ({ body }: Answer): string[] =>
  objectsAt(body, 'issue').flatMap(({ severity, details }) => {
    const rule = (details as { coding?: { code: string }[] } | undefined)?.coding?.[0]?.code;
    return rule === undefined ? [] : [`${severity as string} ${rule}`];
  });

describe('a required profile', () => {
  test('must be claimed, or one that builds on it', async () => {
    const without = await create({ resourceType: 'Patient' });
    expect([without.status, rules(without)]).toEqual([
      422,
      ['error profile-missing', 'warning invariant'],
    ]);
    const claimed = { resourceType: 'Patient', meta: { profile: [NL_PATIENT] } };
    expect((await create(claimed)).status).toBe(201);
  });

  test('is required of the entries of a transaction', async () => {
    const answer = await sendBundle(server, 'transaction', [
      post(uuid(1), { resourceType: 'Patient' }),
    ]);
    expect([answer.status, answer.text.includes('Bundle.entry[0].resource: one of these')]).toEqual(
      [422, true],
    );
  });

  test('is not required of types that are not named', async () => {
    expect((await create({ resourceType: 'Basic', code: { text: 'x' } } as never)).status).toBe(
      201,
    );
  });
});

describe('rules', () => {
  test('count for more in one type than in others', async () => {
    const refused = await create(claiming(UNKNOWN));
    expect([refused.status, rules(refused)[0]]).toEqual([422, 'error profile-unknown']);
    const basic = { resourceType: 'Basic', code: { text: 'x' }, meta: { profile: [UNKNOWN] } };
    const stored = await create(basic);
    expect([stored.status, rules(stored)]).toEqual([
      201,
      ['information profile-unknown', 'warning invariant'],
    ]);
  });
});

describe('at start', () => {
  test('a type that R4 does not have is refused', async () => {
    const wrong = policyFile({ types: { Patient: {}, Pateint: {} } });
    await expect(startTestServer({ VALIDATION_POLICY: wrong })).rejects.toThrow(
      'VALIDATION_POLICY names the type "Pateint"; R4 has no such type.',
    );
  });

  test('a required profile that is not loaded is warned of', async () => {
    const told: unknown[] = [];
    const quiet = (): undefined => undefined;
    const other = await startTestServer(
      { VALIDATION_POLICY: policyFile({ types: { Patient: { requiredProfiles: [UNKNOWN] } } }) },
      { debug: quiet, info: quiet, error: quiet, warn: (facts) => told.push(facts) },
    );
    await other.stop();
    expect(told).toContainEqual({ profile: UNKNOWN });
  });

  test('VALIDATION=base looks at none of it', async () => {
    const base = await startTestServer({
      VALIDATION: 'base',
      VALIDATION_POLICY: policyFile(POLICY),
    });
    try {
      await base.create({ resourceType: 'Patient' });
    } finally {
      await base.stop();
    }
  });
});
