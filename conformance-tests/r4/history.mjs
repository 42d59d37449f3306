import { group, testCase } from '../lib/case.mjs';
import { contains, equal, ok, refused, status } from '../lib/expect.mjs';
import { interactions, systemInteraction } from '../lib/needs.mjs';

const SPEC = 'http.html#history';
const ofInstance = interactions('Patient', 'create', 'update', 'delete', 'history-instance');

/** A Patient with this many versions. */
async function versions(server, count) {
  let current = await server.create(server.patient());
  const all = [current];
  while (all.length < count) {
    const answer = await server.send('PUT', `/Patient/${current.id}`, {
      body: { ...current, active: !current.active },
      headers: { Prefer: 'return=representation' },
    });
    status(answer, 200);
    current = answer.body;
    all.push(current);
  }
  return all;
}

/** The entries of all pages, from this URL on; stops when there is enough. */
async function walk(server, path, enough = Infinity) {
  const entries = [];
  for (let next = path; next !== undefined && entries.length < enough;) {
    const answer = await server.send('GET', next);
    status(answer, 200);
    entries.push(...(answer.body.entry ?? []));
    next = answer.body.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return entries;
}

const versionIds = (entries) => entries.map(({ resource }) => resource?.meta?.versionId);

export const history = group('history', 'Histories', [
  testCase({
    id: 'instance',
    title: 'the history of a resource has every version, newest first',
    spec: SPEC,
    needs: [ofInstance],
    async run(server) {
      const all = await versions(server, 3);
      const { id } = all[0];
      const bundle = await server.client.history({ resourceType: 'Patient', id });
      contains(bundle, { resourceType: 'Bundle', type: 'history' }, 'Bundle');
      const expected = all.map(({ meta }) => meta.versionId).reverse();
      equal(versionIds(bundle.entry), expected, 'versions');
    },
  }),
  testCase({
    id: 'request',
    title: 'every entry says which request made the version',
    spec: SPEC,
    needs: [ofInstance],
    async run(server) {
      const [{ id }] = await versions(server, 2);
      await server.send('DELETE', `/Patient/${id}`);
      const { body } = await server.send('GET', `/Patient/${id}/_history`);
      const methods = body.entry.map(({ request }) => request?.method);
      equal(methods, ['DELETE', 'PUT', 'POST'], 'methods');
      ok(
        body.entry.every(({ response }) => /^\d{3}/.test(response?.status ?? '')),
        'an entry has no response.status',
      );
    },
  }),
  testCase({
    id: 'deletion',
    title: 'a deletion is an entry without a resource',
    spec: SPEC,
    needs: [ofInstance],
    async run(server) {
      const [{ id }] = await versions(server, 1);
      await server.send('DELETE', `/Patient/${id}`);
      const { body } = await server.send('GET', `/Patient/${id}/_history`);
      equal([body.entry.length, body.entry[0].resource], [2, undefined], 'entries and resource');
    },
  }),
  testCase({
    id: 'pages',
    title: 'pages have every version once',
    spec: 'http.html#paging',
    needs: [ofInstance],
    async run(server) {
      const all = await versions(server, 5);
      const entries = await walk(server, `/Patient/${all[0].id}/_history?_count=2`);
      const expected = all.map(({ meta }) => meta.versionId).reverse();
      equal(versionIds(entries), expected, 'versions');
    },
  }),
  testCase({
    id: 'since',
    title: '_since leaves out what is older',
    spec: SPEC,
    needs: [ofInstance],
    async run(server) {
      const all = await versions(server, 3);
      const since = encodeURIComponent(all[1].meta.lastUpdated);
      const entries = await walk(server, `/Patient/${all[0].id}/_history?_since=${since}`);
      const found = versionIds(entries);
      ok(found.includes(all[2].meta.versionId), 'the newest version is missing');
      ok(!found.includes(all[0].meta.versionId), 'the oldest version is there');
    },
  }),
  testCase({
    id: 'unknown',
    title: 'the history of what never was answers 404',
    spec: SPEC,
    needs: [ofInstance],
    async run(server) {
      refused(await server.send('GET', `/Patient/none-${server.run.slice(0, 8)}/_history`), 404);
    },
  }),
  testCase({
    id: 'type',
    title: 'the history of a type has the newest versions of its resources',
    spec: SPEC,
    needs: [interactions('Patient', 'create', 'update', 'history-type')],
    async run(server) {
      const [first, second] = await versions(server, 2);
      const entries = await walk(server, '/Patient/_history?_count=50', 50);
      const found = entries
        .filter(({ resource }) => resource?.id === first.id)
        .map(({ resource }) => resource.meta.versionId);
      equal(found, [second.meta.versionId, first.meta.versionId], 'versions');
      ok(
        entries.every(({ resource }) => (resource?.resourceType ?? 'Patient') === 'Patient'),
        'there are resources of other types',
      );
    },
  }),
  testCase({
    id: 'system',
    title: 'the history of the system has the newest versions of all types',
    spec: SPEC,
    needs: [
      systemInteraction('history-system'),
      interactions('Patient', 'create'),
      interactions('Observation', 'create'),
    ],
    async run(server) {
      const patient = await server.create(server.patient());
      const observation = await server.create(server.observation(`Patient/${patient.id}`));
      const entries = await walk(server, '/_history?_count=50', 50);
      const found = entries.map(({ resource }) => resource?.id);
      ok(found.includes(patient.id), 'the Patient is missing');
      ok(found.includes(observation.id), 'the Observation is missing');
      ok(found.indexOf(observation.id) < found.indexOf(patient.id), 'the newest is not first');
    },
  }),
]);
