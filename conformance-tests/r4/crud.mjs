import { Client } from 'fhir-kit-client';
import { group, Skip, testCase } from '../lib/case.mjs';
import { contains, equal, ok, refused, status } from '../lib/expect.mjs';
import { feature, interactions } from '../lib/needs.mjs';

const create = interactions('Patient', 'create');
const readable = interactions('Patient', 'create', 'read');
const updatable = interactions('Patient', 'create', 'read', 'update');
const versioned = feature('Patient', 'versioning', 'versioned', 'versioned-update');

const LOCATION = /\/Patient\/[A-Za-z0-9\-.]{1,64}(\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Servers should honour it, and need not. */
function preference(returns, title, isHonoured) {
  return testCase({
    id: `prefer-${returns.toLowerCase()}`,
    title: `Prefer: return=${returns} answers ${title}`,
    spec: 'http.html#ops',
    needs: [create],
    async run(server) {
      const headers = { Prefer: `return=${returns}` };
      const answer = await server.send('POST', '/Patient', { body: server.patient(), headers });
      status(answer, 201);
      if (!isHonoured(answer)) throw new Skip('the preference is not honoured');
    },
  });
}

export const crud = group('crud', 'Create, read, update, delete, versions', [
  testCase({
    id: 'create',
    title: 'a create answers 201 and says where the resource is',
    spec: 'http.html#create',
    needs: [create],
    async run(server) {
      const answer = await server.send('POST', '/Patient', { body: server.patient() });
      status(answer, 201);
      const location = answer.headers.get('location') ?? '';
      ok(LOCATION.test(location), `Location is "${location}"`);
    },
  }),
  testCase({
    id: 'create-meta',
    title: 'a create gives the resource an id, a version and a time',
    spec: 'http.html#create',
    needs: [create],
    async run(server) {
      const patient = server.patient();
      const { id, meta, ...rest } = await server.create(patient);
      ok(typeof id === 'string', 'id is missing');
      ok(typeof meta?.versionId === 'string', 'meta.versionId is missing');
      ok(!Number.isNaN(Date.parse(meta.lastUpdated)), `meta.lastUpdated is ${meta.lastUpdated}`);
      contains(rest, patient, 'Patient');
    },
  }),
  testCase({
    id: 'create-own-id',
    title: 'a create does not use the id, version and time that it is given',
    spec: 'http.html#create',
    needs: [create],
    async run(server) {
      const own = `own-${server.run.slice(0, 8)}`;
      const { id, meta } = await server.create(
        server.patient({
          id: own,
          meta: { versionId: 'own', lastUpdated: '2001-01-01T00:00:00Z' },
        }),
      );
      ok(id !== own, 'the id of the body was used');
      ok(meta.versionId !== 'own', 'the version of the body was used');
      ok(!meta.lastUpdated.startsWith('2001'), 'the time of the body was used');
    },
  }),
  testCase({
    id: 'create-keeps-meta',
    title: 'a create keeps the tags, labels and profiles that it is given',
    spec: 'resource.html#Meta',
    needs: [readable],
    async run(server) {
      const meta = { tag: [{ system: 'http://conformance.example/tag', code: server.run }] };
      const { id } = await server.create(server.patient({ meta }));
      const { body } = await server.send('GET', `/Patient/${id}`);
      contains(body, { meta }, 'Patient');
    },
  }),
  testCase({
    id: 'read',
    title: 'a read answers what was stored',
    spec: 'http.html#read',
    needs: [readable],
    async run(server) {
      const patient = server.patient({ birthDate: '1980-02', gender: 'female' });
      const { id } = await server.create(patient);
      const body = await server.client.read({ resourceType: 'Patient', id });
      contains(body, { ...patient, id }, 'Patient');
    },
  }),
  testCase({
    id: 'read-headers',
    title: 'ETag is the version, Last-Modified the time of the last update',
    spec: 'http.html#versioning',
    needs: [readable, versioned],
    async run(server) {
      const { id } = await server.create(server.patient());
      const { headers, body } = await server.send('GET', `/Patient/${id}`);
      const [tag, modified] = [headers.get('etag'), headers.get('last-modified')];
      if (tag === null && modified === null) throw new Skip('there are no such headers');
      equal(tag, `W/"${body.meta.versionId}"`, 'ETag');
      const seconds = (time) => Math.floor(Date.parse(time) / 1000);
      equal(seconds(modified), seconds(body.meta.lastUpdated), `Last-Modified ${modified}`);
    },
  }),
  testCase({
    id: 'read-unknown',
    title: 'a read of what never was answers 404',
    spec: 'http.html#read',
    needs: [interactions('Patient', 'read')],
    async run(server) {
      refused(await server.send('GET', `/Patient/none-${server.run.slice(0, 8)}`), 404);
    },
  }),
  testCase({
    id: 'head',
    title: 'HEAD answers the headers of GET, and no body',
    spec: 'http.html#head',
    needs: [readable],
    async run(server) {
      const { id } = await server.create(server.patient());
      const get = await server.send('GET', `/Patient/${id}`);
      const head = await server.send('HEAD', `/Patient/${id}`);
      if ([405, 501].includes(head.status)) throw new Skip('HEAD is not supported');
      equal([head.status, head.text], [200, ''], 'status and body');
      equal(head.headers.get('etag'), get.headers.get('etag'), 'ETag');
    },
  }),
  testCase({
    id: 'update',
    title: 'an update answers 200 with a new version',
    spec: 'http.html#update',
    needs: [updatable],
    async run(server) {
      const made = await server.create(server.patient());
      const body = { ...made, birthDate: '1990-01-01' };
      const updated = await server.client.update({ resourceType: 'Patient', id: made.id, body });
      equal(Client.httpFor(updated).response.status, 200, 'status');
      const read = await server.client.read({ resourceType: 'Patient', id: made.id });
      equal(read.birthDate, '1990-01-01', 'birthDate');
      ok(read.meta.versionId !== made.meta.versionId, 'the version is the one from before');
    },
  }),
  testCase({
    id: 'update-removes',
    title: 'an update replaces the whole resource',
    spec: 'http.html#update',
    needs: [updatable],
    async run(server) {
      const { id, identifier } = await server.create(server.patient({ gender: 'male' }));
      const body = { resourceType: 'Patient', id, identifier };
      status(await server.send('PUT', `/Patient/${id}`, { body }), 200);
      const read = await server.send('GET', `/Patient/${id}`);
      equal([read.body.gender, read.body.name], [undefined, undefined], 'gender and name');
    },
  }),
  testCase({
    id: 'update-other-id',
    title: 'an update whose body has another id than the URL answers 400',
    spec: 'http.html#update',
    needs: [updatable],
    async run(server) {
      const made = await server.create(server.patient());
      const body = { ...made, id: `${made.id}x`.slice(-64) };
      refused(await server.send('PUT', `/Patient/${made.id}`, { body }), 400);
    },
  }),
  testCase({
    id: 'update-no-id',
    title: 'an update whose body has no id answers 400',
    spec: 'http.html#update',
    needs: [updatable],
    async run(server) {
      const { id } = await server.create(server.patient());
      refused(await server.send('PUT', `/Patient/${id}`, { body: server.patient() }), 400);
    },
  }),
  testCase({
    id: 'update-create',
    title: 'an update of an id that is not there creates it, and answers 201',
    spec: 'http.html#upsert',
    needs: [interactions('Patient', 'update', 'read'), feature('Patient', 'updateCreate', true)],
    async run(server) {
      const id = `made-${server.run.slice(0, 8)}`;
      const body = server.patient({ id });
      server.remember(`Patient/${id}`);
      status(await server.send('PUT', `/Patient/${id}`, { body }), 201);
      contains((await server.send('GET', `/Patient/${id}`)).body, body, 'Patient');
    },
  }),
  testCase({
    id: 'delete',
    title: 'a deleted resource is gone',
    spec: 'http.html#delete',
    needs: [interactions('Patient', 'create', 'read', 'delete')],
    async run(server) {
      const { id } = await server.create(server.patient());
      status(await server.send('DELETE', `/Patient/${id}`), 200, 202, 204);
      const gone = versioned(server.statement) === undefined ? [410] : [404, 410];
      refused(await server.send('GET', `/Patient/${id}`), ...gone);
    },
  }),
  testCase({
    id: 'delete-again',
    title: 'deleting what is gone already succeeds',
    spec: 'http.html#delete',
    needs: [interactions('Patient', 'create', 'delete')],
    async run(server) {
      const { id } = await server.create(server.patient());
      await server.send('DELETE', `/Patient/${id}`);
      status(await server.send('DELETE', `/Patient/${id}`), 200, 202, 204);
    },
  }),
  testCase({
    id: 'undelete',
    title: 'an update brings a deleted resource back',
    spec: 'http.html#delete',
    needs: [
      interactions('Patient', 'create', 'read', 'update', 'delete'),
      feature('Patient', 'updateCreate', true),
    ],
    async run(server) {
      const made = await server.create(server.patient());
      await server.send('DELETE', `/Patient/${made.id}`);
      const body = { ...made, active: false };
      status(await server.send('PUT', `/Patient/${made.id}`, { body }), 200, 201);
      const read = await server.send('GET', `/Patient/${made.id}`);
      equal([read.status, read.body.active], [200, false], 'status and active');
    },
  }),
  testCase({
    id: 'vread',
    title: 'a version stays what it was',
    spec: 'http.html#vread',
    needs: [interactions('Patient', 'create', 'update', 'vread')],
    async run(server) {
      const made = await server.create(server.patient());
      const { id } = made;
      const body = { ...made, active: false };
      status(await server.send('PUT', `/Patient/${id}`, { body }), 200);
      const version = made.meta.versionId;
      const first = await server.client.vread({ resourceType: 'Patient', id, version });
      equal([first.active, first.meta.versionId], [true, version], 'active and version');
    },
  }),
  testCase({
    id: 'vread-unknown',
    title: 'a version that never was answers 404',
    spec: 'http.html#vread',
    needs: [interactions('Patient', 'create', 'vread')],
    async run(server) {
      const { id } = await server.create(server.patient());
      refused(await server.send('GET', `/Patient/${id}/_history/99999`), 404);
    },
  }),
  testCase({
    id: 'vread-deleted',
    title: 'a version from before a deletion can still be read',
    spec: 'http.html#vread',
    needs: [interactions('Patient', 'create', 'delete', 'vread')],
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      await server.send('DELETE', `/Patient/${id}`);
      const answer = await server.send('GET', `/Patient/${id}/_history/${meta.versionId}`);
      status(answer, 200);
      equal(answer.body.id, id, 'id');
    },
  }),
  testCase({
    id: 'if-match',
    title: 'an update of a version that is not the newest answers 412',
    spec: 'http.html#concurrency',
    needs: [updatable, feature('Patient', 'versioning', 'versioned-update')],
    async run(server) {
      const made = await server.create(server.patient());
      const put = (version, active) =>
        server.send('PUT', `/Patient/${made.id}`, {
          body: { ...made, active },
          headers: { 'If-Match': `W/"${version}"` },
        });
      status(await put(made.meta.versionId, false), 200);
      refused(await put(made.meta.versionId, true), 412, 409);
      equal((await server.send('GET', `/Patient/${made.id}`)).body.active, false, 'active');
    },
  }),
  preference('minimal', 'without a body', ({ text }) => text === ''),
  preference('representation', 'with the resource', ({ body }) => body?.resourceType === 'Patient'),
  preference(
    'OperationOutcome',
    'with one',
    ({ body }) => body?.resourceType === 'OperationOutcome',
  ),
]);
