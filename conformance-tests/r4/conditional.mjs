import { group, testCase } from '../lib/case.mjs';
import { equal, ok, refused, status } from '../lib/expect.mjs';
import { feature, interactions, patchFormat, searchParameter } from '../lib/needs.mjs';

const byIdentifier = searchParameter('Patient', 'identifier');
const creates = [
  interactions('Patient', 'create', 'read', 'search-type'),
  feature('Patient', 'conditionalCreate', true),
  byIdentifier,
];
const updates = [
  interactions('Patient', 'create', 'read', 'search-type'),
  feature('Patient', 'conditionalUpdate', true),
  byIdentifier,
];
const deletes = [
  interactions('Patient', 'create', 'read', 'delete'),
  feature('Patient', 'conditionalDelete', 'single', 'multiple'),
  byIdentifier,
];
const JSON_PATCH = 'application/json-patch+json';

/** As many Patients with one identifier, and what finds them. */
async function patients(server, count) {
  const identifier = [server.identifier()];
  const made = [];
  for (let n = 0; n < count; n++) made.push(await server.create(server.patient({ identifier })));
  return { made, identifier, criteria: server.criteria(identifier[0]) };
}

async function found(server, criteria) {
  const { body } = await server.send('GET', `/Patient?${criteria}`);
  return (body.entry ?? []).filter(({ search }) => search?.mode !== 'outcome').length;
}

export const conditional = group('conditional', 'Interactions on conditions', [
  testCase({
    id: 'create-none',
    title: 'If-None-Exist that finds nothing: the resource is created, 201',
    spec: 'http.html#ccreate',
    needs: creates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 0);
      const body = server.patient({ identifier });
      const headers = { 'If-None-Exist': criteria };
      status(await server.send('POST', '/Patient', { body, headers }), 201);
      equal(await found(server, criteria), 1, 'number of Patients');
    },
  }),
  testCase({
    id: 'create-one',
    title: 'If-None-Exist that finds one: nothing is created, 200',
    spec: 'http.html#ccreate',
    needs: creates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 1);
      const body = server.patient({ identifier, active: false });
      const headers = { 'If-None-Exist': criteria };
      status(await server.send('POST', '/Patient', { body, headers }), 200);
      equal(await found(server, criteria), 1, 'number of Patients');
    },
  }),
  testCase({
    id: 'create-many',
    title: 'If-None-Exist that finds more: 412',
    spec: 'http.html#ccreate',
    needs: creates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 2);
      const body = server.patient({ identifier });
      const headers = { 'If-None-Exist': criteria };
      refused(await server.send('POST', '/Patient', { body, headers }), 412);
      equal(await found(server, criteria), 2, 'number of Patients');
    },
  }),
  testCase({
    id: 'update-none',
    title: 'a conditional update that finds nothing creates, 201',
    spec: 'http.html#cond-update',
    needs: updates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 0);
      const body = server.patient({ identifier });
      status(await server.send('PUT', `/Patient?${criteria}`, { body }), 201);
      equal(await found(server, criteria), 1, 'number of Patients');
    },
  }),
  testCase({
    id: 'update-one',
    title: 'a conditional update that finds one updates it, 200',
    spec: 'http.html#cond-update',
    needs: updates,
    async run(server) {
      const { made, identifier, criteria } = await patients(server, 1);
      const body = server.patient({ identifier, active: false });
      status(await server.send('PUT', `/Patient?${criteria}`, { body }), 200);
      const read = await server.send('GET', `/Patient/${made[0].id}`);
      equal(read.body.active, false, 'active');
      ok(read.body.meta.versionId !== made[0].meta.versionId, 'there is no new version');
    },
  }),
  testCase({
    id: 'update-other-id',
    title: 'a conditional update that finds one with another id than the body: 400',
    spec: 'http.html#cond-update',
    needs: updates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 1);
      const body = server.patient({ identifier, id: 'another-one' });
      refused(await server.send('PUT', `/Patient?${criteria}`, { body }), 400, 409, 412, 422);
    },
  }),
  testCase({
    id: 'update-many',
    title: 'a conditional update that finds more: 412',
    spec: 'http.html#cond-update',
    needs: updates,
    async run(server) {
      const { identifier, criteria } = await patients(server, 2);
      const body = server.patient({ identifier });
      refused(await server.send('PUT', `/Patient?${criteria}`, { body }), 412);
    },
  }),
  testCase({
    id: 'delete-one',
    title: 'a conditional delete that finds one deletes it',
    spec: 'http.html#3.1.0.7.1',
    needs: deletes,
    async run(server) {
      const { made, criteria } = await patients(server, 1);
      status(await server.send('DELETE', `/Patient?${criteria}`), 200, 202, 204);
      refused(await server.send('GET', `/Patient/${made[0].id}`), 404, 410);
    },
  }),
  testCase({
    id: 'delete-many',
    title: 'a conditional delete that finds more: 412, and all are still there',
    spec: 'http.html#3.1.0.7.1',
    needs: [...deletes, feature('Patient', 'conditionalDelete', 'single')],
    async run(server) {
      const { criteria } = await patients(server, 2);
      refused(await server.send('DELETE', `/Patient?${criteria}`), 412);
      equal(await found(server, criteria), 2, 'number of Patients');
    },
  }),
  testCase({
    id: 'patch',
    title: 'a conditional patch needs just one match',
    spec: 'http.html#patch',
    needs: [...updates, interactions('Patient', 'patch'), patchFormat(JSON_PATCH)],
    async run(server) {
      const patch = (criteria) =>
        server.send('PATCH', `/Patient?${criteria}`, {
          body: JSON.stringify([{ op: 'replace', path: '/active', value: false }]),
          headers: { 'Content-Type': JSON_PATCH },
        });
      const one = await patients(server, 1);
      status(await patch(one.criteria), 200);
      equal((await server.send('GET', `/Patient/${one.made[0].id}`)).body.active, false, 'active');
      refused(await patch((await patients(server, 0)).criteria), 404);
      refused(await patch((await patients(server, 2)).criteria), 412);
    },
  }),
  testCase({
    id: 'read-none-match',
    title: 'If-None-Match with the version in force answers 304',
    spec: 'http.html#cread',
    needs: [
      interactions('Patient', 'create', 'read'),
      feature('Patient', 'conditionalRead', 'full-support', 'not-match'),
    ],
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      const get = (tag) =>
        server.send('GET', `/Patient/${id}`, { headers: { 'If-None-Match': tag } });
      const same = await get(`W/"${meta.versionId}"`);
      equal([same.status, same.text], [304, ''], 'status and body');
      status(await get('W/"another"'), 200);
    },
  }),
  testCase({
    id: 'read-modified-since',
    title: 'If-Modified-Since answers 304 while nothing changed',
    spec: 'http.html#cread',
    needs: [
      interactions('Patient', 'create', 'read'),
      feature('Patient', 'conditionalRead', 'full-support', 'modified-since'),
    ],
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      const get = (time) =>
        server.send('GET', `/Patient/${id}`, {
          headers: { 'If-Modified-Since': new Date(time).toUTCString() },
        });
      const updated = Date.parse(meta.lastUpdated);
      status(await get(updated + 1000), 304);
      status(await get(updated - 3_600_000), 200);
    },
  }),
]);
