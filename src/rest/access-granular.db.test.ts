// https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leaks, typesIn } from '../testing/access/answers.js';
import {
  amend,
  CODES,
  JSON_PATCH,
  observation,
  ref,
  transaction,
  unlabelled,
} from '../testing/access/contents.js';
import { startAccessServer, statusOf, total, type AccessServer } from '../testing/access/server.js';
import { OUTSIDE } from '../testing/access/world.js';
import { appWith } from '../testing/callers.js';

let server: AccessServer;

beforeAll(async () => {
  server = await startAccessServer();
  const other = unlabelled({ id: 'other-in', valueString: OUTSIDE });
  await server.operator('PUT', '/Observation/other-in', other);
  for (const status of ['preliminary', 'final']) {
    const twice = observation({ id: 'twice-in', status });
    await server.operator('PUT', '/Observation/twice-in', twice);
  }
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

describe('a granular scope', () => {
  const laboratory = `patient/Observation.cruds?category=${CODES}|laboratory`;
  const app = patientApp(`${laboratory} patient/Condition.rs patient/Encounter.rs`);

  test('is part of reads, searches, totals and includes', async () => {
    expect(await statusOf(app('GET', '/Observation/laboratory-in'))).toBe(200);
    expect(await statusOf(app('GET', '/Observation/vital-in'))).toBe(404);
    const hidden = [
      '/Observation/other-in',
      '/Observation/other-in/_history/1',
      '/Observation/other-in/_history',
    ];
    for (const path of hidden) expect(await statusOf(app('GET', path))).toBe(404);
    expect(await total(app, '/Observation?_id=other-in')).toBe(0);
    expect(await total(patientApp('patient/*.rs'), '/Observation?_id=other-in')).toBe(1);
    for (const path of ['/Observation', '/Encounter?_revinclude=*', '/Patient/in/*', '/_history']) {
      expect(leaks(await app('GET', path))).toEqual([]);
    }
  });

  test('has no older versions: what they were is not known', async () => {
    const history = await app('GET', '/Observation/twice-in/_history');
    expect(history.body['total']).toBe(1);
    expect(await statusOf(app('GET', '/Observation/twice-in/_history/1'))).toBe(404);
  });

  test('lets nothing in or out that it does not cover', async () => {
    expect(await statusOf(app('POST', '/Observation', unlabelled()))).toBe(403);
    expect(await statusOf(app('POST', '/Observation', observation()))).toBe(201);
    const moved = [{ op: 'remove', path: '/category' }];
    expect(await statusOf(app('PATCH', '/Observation/laboratory-in', moved, JSON_PATCH))).toBe(403);
    expect(
      await statusOf(app('PUT', '/Observation/other-in', observation({ id: 'other-in' }))),
    ).toBe(404);
    expect(await statusOf(app('DELETE', '/Observation/other-in'))).toBe(404);
    expect(await total(operator, '/Observation?_id=other-in')).toBe(1);
  });

  test('changes nothing outside it, though that can be seen', async () => {
    const wide = patientApp(`${laboratory} patient/Observation.rs`);
    expect(await statusOf(wide('GET', '/Observation/other-in'))).toBe(200);
    const changed = observation({ id: 'other-in' });
    expect(await statusOf(wide('PUT', '/Observation/other-in', changed))).toBe(403);
    expect(await statusOf(wide('PATCH', '/Observation/other-in', amend, JSON_PATCH))).toBe(403);
    expect(await statusOf(wide('DELETE', '/Observation/other-in'))).toBe(403);
    const bundle = transaction({
      request: { method: 'DELETE', url: 'Observation/other-in' },
    });
    expect(await statusOf(wide('POST', '/', bundle))).toBe(403);
  });

  test('and another one allow what one of them does', async () => {
    const both = patientApp(
      'patient/Observation.rs?status=amended patient/Observation.rs?code=none',
    );
    expect(await total(both, '/Observation')).toBe(
      await total(patientApp('patient/Observation.rs'), '/Observation?status=amended'),
    );
  });

  test.each(['unheard-of=x', 'category=a|b|c|d', 'value-quantity=x'])(
    'that is not understood (%s) allows nothing',
    async (filter) => {
      const lost = patientApp(`patient/Observation.rs?${filter}`);
      expect(await total(lost, '/Observation')).toBe(0);
      expect(await statusOf(lost('GET', '/Observation/laboratory-in'))).toBe(404);
    },
  );

  test('on all types allows nothing of types that do not have the parameter', async () => {
    const app = patientApp('patient/*.rs?status=finished');
    expect(typesIn(await app('GET', '/'))).toEqual(['Encounter']);
  });
});

describe('conditional creates', () => {
  const unheard = { 'If-None-Exist': 'identifier=http://ids.example|unheard-of' };

  test('are refused to who does not see what could be there', async () => {
    const filtered = patientApp('patient/Observation.cruds?category=laboratory');
    expect(await statusOf(filtered('POST', '/Observation', observation(), unheard))).toBe(403);
    const blind = patientApp('patient/Observation.c');
    expect(await statusOf(blind('POST', '/Observation', observation(), unheard))).toBe(403);
    const app = patientApp('patient/Observation.cruds');
    expect(await statusOf(app('POST', '/Observation', observation(), unheard))).toBe(201);
  });

  test('find what the caller may see', async () => {
    const app = patientApp('patient/Observation.cs');
    const answer = await app('POST', '/Observation', observation(), {
      'If-None-Exist': 'identifier=http://ids.example|laboratory-in',
    });
    expect([answer.status, answer.body.id]).toEqual([200, 'laboratory-in']);
  });

  test('make no second patient that others may have', async () => {
    const app = as(appWith('user/*.cruds', { fhirUser: 'Practitioner/doctor' }));
    const patient = { resourceType: 'Patient', generalPractitioner: [ref('Practitioner/doctor')] };
    const conditional = { 'If-None-Exist': 'identifier=unheard-of' };
    expect(await statusOf(app('POST', '/Patient', patient, conditional))).toBe(403);
    expect(await statusOf(app('PUT', '/Patient?identifier=unheard-of', patient))).toBe(403);
    expect(await statusOf(app('POST', '/Patient', patient))).toBe(201);
  });
});

describe('value sets in a search', () => {
  const path = '/Observation?code:in=http://codes.example/ValueSet/codes';

  test('are those that the caller may see', async () => {
    expect(await statusOf(patientApp('patient/Observation.rs')('GET', path))).toBe(400);
    expect(await total(patientApp('patient/Observation.rs patient/ValueSet.rs'), path)).toBe(2);
  });
});
