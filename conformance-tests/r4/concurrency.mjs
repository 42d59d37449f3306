import { group, testCase } from '../lib/case.mjs';
import { put, send } from '../lib/bundles.mjs';
import { equal, fail, ok } from '../lib/expect.mjs';
import { feature, interactions, searchParameter, systemInteraction } from '../lib/needs.mjs';

const AT_ONCE = 20;
const updatable = interactions('Patient', 'create', 'read', 'update');

const together = (count, work) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const counted = (answers, ...statuses) =>
  answers.filter(({ status }) => statuses.includes(status)).length;

/** No answer may be a failure of the server. */
function noFailures(answers) {
  const failed = answers.find(({ status }) => status >= 500);
  if (failed !== undefined) fail(`${failed.request} answers ${failed.status}`);
}

export const concurrency = group('concurrency', 'Many at once', [
  testCase({
    id: 'if-match',
    title: 'of many updates of one version exactly one wins',
    spec: 'http.html#concurrency',
    needs: [updatable, feature('Patient', 'versioning', 'versioned-update')],
    async run(server) {
      const made = await server.create(server.patient());
      const answers = await together(AT_ONCE, (index) =>
        server.send('PUT', `/Patient/${made.id}`, {
          body: { ...made, multipleBirthInteger: index },
          headers: { 'If-Match': `W/"${made.meta.versionId}"` },
        }),
      );
      noFailures(answers);
      equal(counted(answers, 200), 1, 'number of winners');
      equal(counted(answers, 409, 412), AT_ONCE - 1, 'number of losers');
      const winner = answers.findIndex(({ status }) => status === 200);
      const { body } = await server.send('GET', `/Patient/${made.id}`);
      equal(body.multipleBirthInteger, winner, 'what is stored');
    },
  }),
  testCase({
    id: 'updates',
    title: 'many updates without conditions are as many versions',
    spec: 'http.html#update',
    needs: [updatable, interactions('Patient', 'history-instance')],
    async run(server) {
      const made = await server.create(server.patient());
      const answers = await together(AT_ONCE, (index) =>
        server.send('PUT', `/Patient/${made.id}`, {
          body: { ...made, multipleBirthInteger: index },
        }),
      );
      noFailures(answers);
      const succeeded = counted(answers, 200);
      ok(succeeded > 0, 'none succeeds');
      const path = `/Patient/${made.id}/_history?_count=100`;
      const { entry } = (await server.send('GET', path)).body;
      const versions = new Set(entry.map(({ resource }) => resource.meta.versionId));
      equal(versions.size, succeeded + 1, 'number of versions');
    },
  }),
  testCase({
    id: 'conditional-create',
    title: 'many conditional creates of one thing make one resource',
    spec: 'http.html#ccreate',
    needs: [
      interactions('Patient', 'create', 'search-type'),
      feature('Patient', 'conditionalCreate', true),
      searchParameter('Patient', 'identifier'),
    ],
    async run(server) {
      const identifier = [server.identifier()];
      const criteria = server.criteria(identifier[0]);
      const answers = await together(AT_ONCE, () =>
        server.send('POST', '/Patient', {
          body: server.patient({ identifier }),
          headers: { 'If-None-Exist': criteria },
        }),
      );
      noFailures(answers);
      equal(counted(answers, 201), 1, 'number of creations');
      const { body } = await server.send('GET', `/Patient?${criteria}`);
      equal((body.entry ?? []).length, 1, 'number of Patients');
    },
  }),
  testCase({
    id: 'transactions',
    title: 'transactions over the same resources in other orders do not block one another',
    spec: 'http.html#transaction',
    needs: [updatable, systemInteraction('transaction')],
    async run(server) {
      const made = [];
      for (let n = 0; n < 4; n++) made.push(await server.create(server.patient()));
      const answers = await together(AT_ONCE, (index) => {
        const turned = [...made.slice(index % 4), ...made.slice(0, index % 4)];
        const order = index % 2 === 0 ? turned : turned.reverse();
        return send(
          server,
          'transaction',
          order.map((patient) => put({ ...patient, multipleBirthInteger: index })),
        );
      });
      noFailures(answers);
      ok(counted(answers, 200) > 0, 'none succeeds');
      const stored = await Promise.all(
        made.map(async ({ id }) => (await server.send('GET', `/Patient/${id}`)).body),
      );
      const values = new Set(stored.map((patient) => patient.multipleBirthInteger));
      equal(values.size, 1, 'number of transactions whose content is left');
    },
  }),
]);
