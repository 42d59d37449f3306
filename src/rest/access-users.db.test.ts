// docs/access.md
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { has, leaks } from '../testing/access/answers.js';
import { JSON_PATCH, observation, post, ref, transaction } from '../testing/access/contents.js';
import { startAccessServer, statusOf, total, type AccessServer } from '../testing/access/server.js';
import { OUTSIDE } from '../testing/access/world.js';
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
const operator: ReturnType<AccessServer['as']> = (...request) => server.operator(...request);

describe('a practitioner', () => {
  const nurse = as(appWith('user/*.cruds', { fhirUser: 'Practitioner/nurse-in' }));

  test('sees the records of the care teams that he or she is in', async () => {
    expect(await statusOf(nurse('GET', '/Patient/in'))).toBe(200);
    expect(await statusOf(nurse('GET', '/Observation/laboratory-in'))).toBe(200);
    expect(await statusOf(nurse('GET', '/Patient/out'))).toBe(404);
    const doctor = as(appWith('user/*.rs', { fhirUser: 'Practitioner/doctor' }));
    expect(await statusOf(doctor('GET', '/Observation/laboratory-in'))).toBe(200);
    expect(has(await doctor('GET', '/Observation'), OUTSIDE)).toBe(true);
  });

  test('sees none without a team, or as somebody whom no policy is for', async () => {
    for (const fhirUser of ['Practitioner/stranger', 'RelatedPerson/x', 'Person/x']) {
      const app = as(appWith('user/*.cruds', { fhirUser }));
      expect(await total(app, '/')).toBe(
        await total(app, '/?_type=Practitioner,Organization,Medication,ValueSet'),
      );
    }
    const unknown = as(appWith('user/*.cruds'));
    expect(await statusOf(unknown('GET', '/Practitioner/doctor'))).toBe(403);
  });

  test('loses a record with the team', async () => {
    const team = (status: string): JsonObject => ({
      resourceType: 'CareTeam',
      id: 'team-brief',
      status,
      subject: ref('Patient/out'),
      participant: [{ member: ref('Practitioner/brief') }],
    });
    const brief = as(appWith('user/*.rs', { fhirUser: 'Practitioner/brief' }));
    await operator('PUT', '/CareTeam/team-brief', team('active'));
    expect(await statusOf(brief('GET', '/Patient/out'))).toBe(200);
    await operator('PUT', '/CareTeam/team-brief', team('inactive'));
    expect(await statusOf(brief('GET', '/Patient/out'))).toBe(404);
  });

  const role = (id: string, active: boolean | undefined): JsonObject => ({
    resourceType: 'PractitionerRole',
    id,
    ...(active === undefined ? {} : { active }),
    practitioner: ref('Practitioner/locum'),
  });

  test('sees the patients who name one of his or her roles, until the role ends', async () => {
    const locum = as(appWith('user/*.rs', { fhirUser: 'Practitioner/locum' }));
    const inRole = as(appWith('user/*.rs', { fhirUser: 'PractitionerRole/role-locum' }));
    const stranger = as(appWith('user/*.rs', { fhirUser: 'Practitioner/stranger' }));
    await operator('PUT', '/PractitionerRole/role-locum', role('role-locum', undefined));
    await operator('PUT', '/Patient/of-role', {
      resourceType: 'Patient',
      id: 'of-role',
      generalPractitioner: [ref('PractitionerRole/role-locum')],
    });
    expect(await statusOf(locum('GET', '/Patient/of-role'))).toBe(200);
    expect(await total(locum, '/Patient')).toBe(1);
    expect(await statusOf(inRole('GET', '/Patient/of-role'))).toBe(200);
    expect(await statusOf(stranger('GET', '/Patient/of-role'))).toBe(404);
    await operator('PUT', '/PractitionerRole/role-locum', role('role-locum', false));
    expect(await statusOf(locum('GET', '/Patient/of-role'))).toBe(404);
  });

  test('sees the patients of the care teams that one of his or her roles is in', async () => {
    const locum = as(appWith('user/*.rs', { fhirUser: 'Practitioner/locum' }));
    const inRole = as(appWith('user/*.rs', { fhirUser: 'PractitionerRole/role-team' }));
    const team = (status: string): JsonObject => ({
      resourceType: 'CareTeam',
      id: 'team-role',
      status,
      subject: ref('Patient/of-team'),
      participant: [{ member: ref('PractitionerRole/role-team') }],
    });
    const both = async (): Promise<number[]> => [
      await statusOf(locum('GET', '/Patient/of-team')),
      await statusOf(inRole('GET', '/Patient/of-team')),
    ];
    await operator('PUT', '/PractitionerRole/role-team', role('role-team', true));
    await operator('PUT', '/Patient/of-team', { resourceType: 'Patient', id: 'of-team' });
    await operator('PUT', '/CareTeam/team-role', team('active'));
    expect(await both()).toEqual([200, 200]);
    await operator('PUT', '/CareTeam/team-role', team('inactive'));
    expect(await both()).toEqual([404, 404]);
    await operator('PUT', '/CareTeam/team-role', team('active'));
    await operator('PUT', '/PractitionerRole/role-team', role('role-team', false));
    expect(await statusOf(locum('GET', '/Patient/of-team'))).toBe(404);
  });

  test('gives itself no record, in one request or in several entries', async () => {
    const team = {
      resourceType: 'CareTeam',
      status: 'active',
      subject: ref('Patient/out'),
      participant: [{ member: ref('Practitioner/nurse-in') }],
    };
    const patient = {
      resourceType: 'Patient',
      id: 'out',
      generalPractitioner: [ref('Practitioner/nurse-in')],
    };
    expect(await statusOf(nurse('POST', '/CareTeam', team))).toBe(403);
    expect(await statusOf(nurse('PUT', '/Patient/out', patient))).toBe(404);
    const role = { resourceType: 'PractitionerRole', practitioner: ref('Practitioner/nurse-in') };
    expect(await statusOf(nurse('POST', '/PractitionerRole', role))).toBe(403);
    const read = { request: { method: 'GET', url: 'Patient/out' } };
    const answer = await nurse('POST', '/', transaction(post(team), read));
    expect([answer.status, leaks(answer)]).toEqual([403, []]);
    const move = [{ op: 'replace', path: '/subject/reference', value: 'Patient/out' }];
    expect(await statusOf(nurse('PATCH', '/CareTeam/team-in', move, JSON_PATCH))).toBe(403);
  });

  test('registers a new patient with a first record', async () => {
    const bundle = transaction(
      post({ resourceType: 'Patient' }, 'urn:uuid:0b8a4f7e-8f0a-4f0a-9a5a-111111111111'),
      post({
        resourceType: 'CareTeam',
        status: 'active',
        subject: ref('urn:uuid:0b8a4f7e-8f0a-4f0a-9a5a-111111111111'),
        participant: [{ member: ref('Practitioner/nurse-in') }],
      }),
      post(observation({ subject: ref('urn:uuid:0b8a4f7e-8f0a-4f0a-9a5a-111111111111') })),
    );
    expect(await statusOf(nurse('POST', '/', bundle))).toBe(200);
    expect(await statusOf(nurse('POST', '/Patient', { resourceType: 'Patient' }))).toBe(403);
  });
});

describe('a backend service', () => {
  test('sees and writes everything of the types that it has', async () => {
    const service = as(appWith('system/Observation.cruds system/Bundle.rs'));
    expect(await total(service, '/Observation')).toBe(await total(operator, '/Observation'));
    expect(await statusOf(service('GET', '/Bundle/bundle-out'))).toBe(200);
    expect(await statusOf(service('GET', '/Patient/in'))).toBe(403);
    expect(await statusOf(service('PUT', '/Observation/new', observation({ id: 'new' })))).toBe(
      201,
    );
    expect(await statusOf(service('DELETE', '/Observation/new'))).toBe(204);
    expect(await statusOf(service('GET', '/Observation/new'))).toBe(410);
    expect(await statusOf(service('DELETE', '/Observation/never-there'))).toBe(204);
  });

  test('that may not create does not create by an update', async () => {
    const service = as(appWith('system/Observation.ruds'));
    expect(await statusOf(service('PUT', '/Observation/new2', observation({ id: 'new2' })))).toBe(
      403,
    );
    expect(await statusOf(operator('GET', '/Observation/new2'))).toBe(404);
  });

  test('can have a filter too', async () => {
    const service = as(appWith('system/Observation.rs?category=vital-signs'));
    expect(await total(service, '/Observation')).toBe(
      await total(operator, '/Observation?category=vital-signs'),
    );
  });
});

describe('who the user is', () => {
  const user = { patient: 'in', fhirUser: 'Practitioner/nurse-out' };

  test('can be read with openid and fhirUser', async () => {
    const app = as(appWith('openid fhirUser patient/Observation.rs', user));
    expect(await statusOf(app('GET', '/Practitioner/nurse-out'))).toBe(200);
    expect(await statusOf(app('GET', '/Practitioner/doctor'))).toBe(404);
    expect(await statusOf(app('GET', '/Practitioner'))).toBe(403);
  });

  test.each(['openid', 'fhirUser', 'patient/Observation.rs'])(
    'not with %s alone',
    async (scopes) => {
      expect(await statusOf(as(appWith(scopes, user))('GET', '/Practitioner/nurse-out'))).toBe(403);
    },
  );
});
