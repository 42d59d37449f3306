import { group, testCase } from '../lib/case.mjs';
import {
  entries,
  get,
  made,
  newUrl,
  post,
  put,
  read,
  remove,
  send,
  statusOf,
} from '../lib/bundles.mjs';
import { contains, equal, ok, refused, status } from '../lib/expect.mjs';
import { feature, interactions, searchParameter, systemInteraction } from '../lib/needs.mjs';

const SPEC = 'http.html#transaction';
const RULES = 'http.html#trules';
const base = [
  systemInteraction('transaction'),
  interactions('Patient', 'create', 'read', 'search-type'),
  interactions('Observation', 'create', 'read'),
];
const byIdentifier = searchParameter('Patient', 'identifier');
const changing = [...base, interactions('Patient', 'update', 'delete')];
const conditional = [...base, byIdentifier, feature('Patient', 'conditionalCreate', true)];

const apply = (server, entry) => entries(server, 'transaction', entry);

async function found(server, identifier) {
  const { body } = await server.send('GET', `/Patient?${server.criteria(identifier)}`);
  return (body.entry ?? []).length;
}

export const transaction = group('transaction', 'Transactions', [
  testCase({
    id: 'create',
    title: 'all entries are done, and answered in their order',
    spec: SPEC,
    needs: base,
    async run(server) {
      const patients = [server.patient(), server.patient(), server.patient()];
      const answers = await apply(
        server,
        patients.map((patient) => post(patient)),
      );
      equal(answers.map(statusOf), [201, 201, 201], 'statuses');
      for (const [index, patient] of patients.entries()) {
        contains(await read(server, made(answers[index])), patient, 'Patient');
      }
    },
  }),
  testCase({
    id: 'references',
    title: 'references to entries become references to what they made',
    spec: RULES,
    needs: base,
    async run(server) {
      const fullUrl = newUrl();
      const answers = await apply(server, [
        post(server.observation(fullUrl)),
        post(server.patient(), { fullUrl }),
      ]);
      const observation = await read(server, made(answers[0]));
      equal(observation.subject.reference, made(answers[1]), 'subject');
    },
  }),
  testCase({
    id: 'references-everywhere',
    title: 'they do so in extensions, contained resources, uris and narrative links too',
    spec: RULES,
    needs: base,
    async run(server) {
      const fullUrl = newUrl();
      const div = (url) =>
        `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${url}">patient</a></div>`;
      const answers = await apply(server, [
        post(server.patient(), { fullUrl }),
        post(
          server.observation(fullUrl, {
            text: { status: 'generated', div: div(fullUrl) },
            contained: [{ resourceType: 'Device', id: 'd', patient: { reference: fullUrl } }],
            device: { reference: '#d' },
            extension: [
              { url: 'http://conformance.example/r', valueReference: { reference: fullUrl } },
              { url: 'http://conformance.example/u', valueUri: fullUrl },
              { url: 'http://conformance.example/s', valueString: fullUrl },
            ],
          }),
        ),
      ]);
      const patient = made(answers[0]);
      const observation = await read(server, made(answers[1]));
      contains(
        observation,
        {
          text: { div: div(patient) },
          contained: [{ patient: { reference: patient } }],
          extension: [
            { valueReference: { reference: patient } },
            { valueUri: patient },
            { valueString: fullUrl },
          ],
        },
        'Observation',
      );
    },
  }),
  testCase({
    id: 'references-circle',
    title: 'entries may refer to one another in a circle',
    spec: RULES,
    needs: base,
    async run(server) {
      const [one, two, patient] = [newUrl(), newUrl(), newUrl()];
      const member = (url) => ({ hasMember: [{ reference: url }] });
      const answers = await apply(server, [
        post(server.observation(patient, member(two)), { fullUrl: one }),
        post(server.observation(patient, member(one)), { fullUrl: two }),
        post(server.patient(), { fullUrl: patient }),
      ]);
      const stored = [await read(server, made(answers[0])), await read(server, made(answers[1]))];
      equal(
        stored.map(({ hasMember }) => hasMember[0].reference),
        [made(answers[1]), made(answers[0])],
        'members',
      );
    },
  }),
  testCase({
    id: 'atomic',
    title: 'when one entry fails nothing is done',
    spec: SPEC,
    needs: [...base, byIdentifier],
    async run(server) {
      const patient = server.patient();
      const answer = await send(server, 'transaction', [
        post(patient),
        post({ ...server.patient(), gender: 'no-such-code' }),
      ]);
      refused(answer, 400, 422);
      equal(await found(server, patient.identifier[0]), 0, 'number of Patients');
    },
  }),
  testCase({
    id: 'atomic-late',
    title: 'when the last of many entries fails nothing is done',
    spec: SPEC,
    needs: changing,
    async run(server) {
      const { id, meta, ...patient } = await server.create(server.patient());
      const answer = await send(server, 'transaction', [
        put({ ...patient, id, active: false }),
        ...Array.from({ length: 20 }, () => post(server.observation(`Patient/${id}`))),
        get(`Patient/none-${server.run.slice(0, 8)}`),
      ]);
      refused(answer, 400, 404, 412, 422);
      equal((await read(server, `Patient/${id}`)).meta.versionId, meta.versionId, 'version');
    },
  }),
  testCase({
    id: 'order',
    title: 'deletions come first, then creations, updates, and reads, whatever their order',
    spec: RULES,
    needs: [...changing, byIdentifier, feature('Patient', 'conditionalCreate', true)],
    async run(server) {
      const identifier = [server.identifier()];
      const old = await server.create(server.patient({ identifier }));
      const { id } = await server.create(server.patient());
      const answers = await apply(server, [
        get(`Patient/${id}`),
        put(server.patient({ id, active: false })),
        post(server.patient({ identifier }), { ifNoneExist: server.criteria(identifier[0]) }),
        remove(`Patient/${old.id}`),
      ]);
      equal(answers[0].resource?.active, false, 'active, as the GET sees it');
      equal(statusOf(answers[2]), 201, 'status of the conditional create');
      refused(await server.send('GET', `/Patient/${old.id}`), 404, 410);
    },
  }),
  testCase({
    id: 'duplicates',
    title: 'two entries that change the same resource are refused',
    spec: RULES,
    needs: changing,
    async run(server) {
      const stored = await server.create(server.patient());
      const answer = await send(server, 'transaction', [
        put({ ...stored, active: false }),
        put({ ...stored, gender: 'other' }),
      ]);
      refused(answer, 400, 409, 412, 422);
      equal((await read(server, `Patient/${stored.id}`)).active, true, 'active');
    },
  }),
  testCase({
    id: 'if-none-exist',
    title: 'ifNoneExist that finds one: references lead to that one',
    spec: RULES,
    needs: conditional,
    async run(server) {
      const identifier = [server.identifier()];
      const { id } = await server.create(server.patient({ identifier }));
      const fullUrl = newUrl();
      const ifNoneExist = server.criteria(identifier[0]);
      const answers = await apply(server, [
        post(server.patient({ identifier }), { fullUrl, ifNoneExist }),
        post(server.observation(fullUrl)),
      ]);
      equal(statusOf(answers[0]), 200, 'status');
      const { subject } = await read(server, made(answers[1]));
      equal(subject.reference, `Patient/${id}`, 'subject');
    },
  }),
  testCase({
    id: 'conditional-reference',
    title: 'a conditional reference becomes a reference to what it finds',
    spec: RULES,
    needs: conditional,
    async run(server) {
      const identifier = [server.identifier()];
      const { id } = await server.create(server.patient({ identifier }));
      const { system, value } = identifier[0];
      const [answer] = await apply(server, [
        post(server.observation(`Patient?identifier=${system}|${value}`)),
      ]);
      const { subject } = await read(server, made(answer));
      equal(subject.reference, `Patient/${id}`, 'subject');
    },
  }),
  testCase({
    id: 'conditional-reference-none',
    title: 'a conditional reference that finds nothing fails the transaction',
    spec: RULES,
    needs: conditional,
    async run(server) {
      const { system, value } = server.identifier();
      const patient = server.patient();
      const answer = await send(server, 'transaction', [
        post(patient),
        post(server.observation(`Patient?identifier=${system}|${value}`)),
      ]);
      refused(answer, 400, 404, 412, 422);
      equal(await found(server, patient.identifier[0]), 0, 'number of Patients');
    },
  }),
  testCase({
    id: 'if-match',
    title: 'ifMatch of a version that is not the newest fails the transaction',
    spec: RULES,
    needs: [...changing, feature('Patient', 'versioning', 'versioned-update')],
    async run(server) {
      const { meta, ...patient } = await server.create(server.patient());
      const ifMatch = `W/"${meta.versionId}"`;
      const first = await apply(server, [put({ ...patient, active: false }, { ifMatch })]);
      equal(statusOf(first[0]), 200, 'status');
      const second = await send(server, 'transaction', [
        put({ ...patient, active: true }, { ifMatch }),
      ]);
      refused(second, 409, 412);
      equal((await read(server, `Patient/${patient.id}`)).active, false, 'active');
    },
  }),
  testCase({
    id: 'search',
    title: 'a search in a transaction finds what the transaction makes',
    spec: RULES,
    needs: [...base, byIdentifier],
    async run(server) {
      const patient = server.patient();
      const answers = await apply(server, [
        get(`Patient?${server.criteria(patient.identifier[0])}`),
        post(patient),
      ]);
      equal(answers[0].resource?.resourceType, 'Bundle', 'type of the answer');
      equal(answers[0].resource.entry?.length, 1, 'number of matches');
    },
  }),
  testCase({
    id: 'many',
    title: '500 entries go in at once',
    spec: SPEC,
    needs: base,
    async run(server) {
      const fullUrl = newUrl();
      const answers = await apply(server, [
        post(server.patient(), { fullUrl }),
        ...Array.from({ length: 499 }, () => post(server.observation(fullUrl))),
      ]);
      ok(
        answers.every((answer) => statusOf(answer) === 201),
        'not every entry answers 201',
      );
    },
  }),
  testCase({
    id: 'client',
    title: 'a usual client can send one',
    spec: SPEC,
    needs: base,
    async run(server) {
      const entry = [post(server.patient())];
      const body = { resourceType: 'Bundle', type: 'transaction', entry };
      const answer = await server.client.transaction({ body });
      server.remember(answer.entry[0].response.location);
      equal(answer.type, 'transaction-response', 'type');
    },
  }),
  testCase({
    id: 'empty',
    title: 'one without entries is answered',
    spec: SPEC,
    needs: base,
    async run(server) {
      const body = { resourceType: 'Bundle', type: 'transaction' };
      status(await server.send('POST', '', { body }), 200);
    },
  }),
]);
