// https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NOBODY } from '../access/context.js';
import type { JsonObject } from '../fhir/json.js';
import { typesIn } from '../testing/access/answers.js';
import {
  amend,
  JSON_PATCH,
  observation,
  post,
  ref,
  transaction,
} from '../testing/access/contents.js';
import { startAccessServer, statusOf, total, type AccessServer } from '../testing/access/server.js';
import { appWith } from '../testing/callers.js';

let server: AccessServer;

beforeAll(async () => {
  server = await startAccessServer();
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const as: AccessServer['as'] =
  (access) =>
  (...request) =>
    server.as(access)(...request);
const patientApp = (scopes: string): ReturnType<AccessServer['as']> =>
  as(appWith(scopes, { patient: 'in' }));
const operator: ReturnType<AccessServer['as']> = (...request) => server.operator(...request);

describe('without a token', () => {
  const nobody = as(NOBODY);

  test('the CapabilityStatement is there for all', async () => {
    expect(await statusOf(nobody('GET', '/metadata'))).toBe(200);
  });

  test.each(['/Patient/in', '/Patient', '/Patient/in/_history', '/Practitioner/doctor', '/'])(
    '%s asks for one',
    async (path) => {
      const answer = await nobody('GET', path);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    },
  );

  test('a Bundle asks for one', async () => {
    expect(await statusOf(nobody('POST', '/', transaction()))).toBe(401);
  });
});

describe('an app writes in the record of its patient', () => {
  const app = patientApp('patient/*.cruds');

  test('creates, reads, updates, patches, deletes', async () => {
    const created = await app('POST', '/Observation', observation());
    expect(created.status).toBe(201);
    const path = `/Observation/${created.body.id ?? ''}`;
    expect(await statusOf(app('GET', path))).toBe(200);
    const changed = observation({ id: created.body.id ?? '', status: 'corrected' });
    expect(await statusOf(app('PUT', path, changed, { 'If-Match': 'W/"1"' }))).toBe(200);
    expect(await statusOf(app('PATCH', path, amend, JSON_PATCH))).toBe(200);
    expect((await app('GET', `${path}/_history`)).body['total']).toBe(3);
    expect(await statusOf(app('DELETE', path))).toBe(204);
    // It belongs to no record any more.
    expect(await statusOf(app('GET', path))).toBe(404);
    expect(await statusOf(app('GET', `${path}/_history/1`))).toBe(404);
    expect(await statusOf(operator('GET', path))).toBe(410);
  });

  test.each(['Condition', 'Task', 'Device'])('creates a %s', async (type) => {
    const contents: Record<string, JsonObject> = {
      Condition: { subject: ref('Patient/in') },
      Task: { status: 'requested', intent: 'order', for: ref('Patient/in') },
      Device: { patient: ref('Patient/in') },
    };
    const created = await app('POST', `/${type}`, { resourceType: type, ...contents[type] });
    expect(created.status).toBe(201);
    expect(await statusOf(app('GET', `/${type}/${created.body.id ?? ''}`))).toBe(200);
  });

  test('changes its patient', async () => {
    const patch = [{ op: 'add', path: '/gender', value: 'other' }];
    expect(await statusOf(app('PATCH', '/Patient/in', patch, JSON_PATCH))).toBe(200);
  });

  test('creates no other patient', async () => {
    expect(await statusOf(app('POST', '/Patient', { resourceType: 'Patient' }))).toBe(403);
  });

  test('links its patient to nobody else', async () => {
    const link = { other: ref('Patient/third'), type: 'seealso' };
    const patch = [{ op: 'add', path: '/link/-', value: link }];
    expect(await statusOf(app('PATCH', '/Patient/in', patch, JSON_PATCH))).toBe(403);
  });

  test('reads what is about nobody, and does not write it', async () => {
    expect(await statusOf(app('GET', '/Practitioner/doctor'))).toBe(200);
    expect(await total(app, '/Medication')).toBe(1);
    const organization = { resourceType: 'Organization', id: 'hospital' };
    expect(await statusOf(app('PUT', '/Organization/hospital', organization))).toBe(403);
    expect(await statusOf(app('POST', '/Organization', { resourceType: 'Organization' }))).toBe(
      403,
    );
    expect(await statusOf(app('DELETE', '/Medication/pill'))).toBe(403);
  });

  test.each(['Bundle/bundle-out', 'Subscription/subscription-out'])(
    'does not see %s, which could be about anybody',
    async (name) => {
      expect(await statusOf(app('GET', `/${name}`))).toBe(403);
      expect(await statusOf(operator('GET', `/${name}`))).toBe(200);
    },
  );

  test('all entries of a transaction land, or none', async () => {
    const before = await total(operator, '/Observation');
    const bundle = transaction(
      post(observation()),
      post(observation({ subject: ref('Patient/out') })),
    );
    expect(await statusOf(app('POST', '/', bundle))).toBe(403);
    expect(await total(operator, '/Observation')).toBe(before);
    expect(await statusOf(app('POST', '/', transaction(post(observation()))))).toBe(200);
  });

  test('writes nothing without the permission', async () => {
    const reader = patientApp('patient/*.rs');
    const answers = [
      reader('POST', '/Observation', observation()),
      reader('PUT', '/Observation/vital-in', observation({ id: 'vital-in' })),
      reader('PATCH', '/Observation/vital-in', amend, JSON_PATCH),
      reader('DELETE', '/Observation/vital-in'),
      reader('POST', '/', transaction(post(observation()))),
    ];
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
    }
  });
});

describe('each permission is for itself', () => {
  test.each([
    ['patient/Observation.r', 'GET', '/Observation/laboratory-in', 200],
    ['patient/Observation.r', 'GET', '/Observation/laboratory-in/_history', 200],
    ['patient/Observation.r', 'GET', '/Observation/laboratory-in/_history/1', 200],
    ['patient/Observation.r', 'GET', '/Observation', 403],
    ['patient/Observation.r', 'GET', '/Observation/_history', 403],
    ['patient/Observation.r', 'GET', '/', 403],
    ['patient/Observation.r', 'GET', '/Condition/condition-in', 403],
    ['patient/Observation.s', 'GET', '/Observation', 200],
    ['patient/Observation.s', 'GET', '/Observation/_history', 200],
    ['patient/Observation.s', 'GET', '/_history', 200],
    ['patient/Observation.s', 'GET', '/Observation/laboratory-in', 403],
    ['patient/Observation.s', 'GET', '/Observation/laboratory-in/_history', 403],
    ['patient/Observation.s', 'GET', '/Patient/in/Observation', 200],
    ['patient/Observation.s', 'GET', '/Patient/in/Condition', 403],
    ['openid', 'GET', '/Observation', 403],
  ])('%s: %s %s is %i', async (scopes, method, path, status) => {
    expect(await statusOf(patientApp(scopes)(method, path))).toBe(status);
  });

  test('a search shows, follows and includes only types that may be searched', async () => {
    const app = patientApp('patient/Observation.rs patient/Condition.r');
    expect(await total(app, '/Observation?subject:Patient.identifier=patient-in')).toBe(0);
    expect(await total(app, '/Observation?_has:Condition:evidence-detail:code=secret')).toBe(0);
    const included = await app('GET', '/Observation?_id=laboratory-in&_include=*&_revinclude=*');
    expect(typesIn(included)).toEqual(['Observation']);
    expect(typesIn(await app('GET', '/Patient/in/*'))).toEqual(['Observation']);
    expect(typesIn(await app('GET', '/_history'))).toEqual(['Observation']);
  });

  test('whoever may only change a resource does not read it', async () => {
    const writer = patientApp('patient/Observation.u');
    expect(await statusOf(writer('GET', '/Observation/vital-in'))).toBe(403);
    expect(await statusOf(writer('PATCH', '/Observation/vital-in', amend, JSON_PATCH))).toBe(403);
    const changed = observation({ id: 'vital-in', status: 'amended' });
    expect(await statusOf(writer('PUT', '/Observation/vital-in', changed))).toBe(200);
    expect(
      await statusOf(writer('PUT', '/Observation/vital-out', { ...changed, id: 'vital-out' })),
    ).toBe(404);
    expect(await statusOf(writer('PUT', '/Observation?_id=vital-in', changed))).toBe(403);
  });

  test('a token without a patient has no record', async () => {
    const app = as(appWith('patient/*.cruds'));
    expect(await statusOf(app('GET', '/Patient/in'))).toBe(403);
    expect(await statusOf(app('GET', '/Patient'))).toBe(403);
    expect(await total(app, '/')).toBe(0);
  });
});
