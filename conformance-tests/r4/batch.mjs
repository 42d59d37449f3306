import { group, testCase } from '../lib/case.mjs';
import { entries, get, made, post, read, remove, send, statusOf } from '../lib/bundles.mjs';
import { equal, ok, refused } from '../lib/expect.mjs';
import { interactions, systemInteraction } from '../lib/needs.mjs';

const SPEC = 'http.html#batch';
const needs = [systemInteraction('batch'), interactions('Patient', 'create', 'read', 'delete')];

export const batch = group('batch', 'Batches', [
  testCase({
    id: 'independent',
    title: 'an entry that fails does not keep the others from succeeding',
    spec: SPEC,
    needs,
    async run(server) {
      const patient = server.patient();
      const answers = await entries(server, 'batch', [
        post({ resourceType: 'Patient', gender: 'no-such-code' }),
        post(patient),
        get(`Patient/none-${server.run.slice(0, 8)}`),
      ]);
      const [wrong, right, missing] = answers.map(statusOf);
      ok([400, 422].includes(wrong), `the wrong entry answers ${wrong}`);
      equal([right, missing], [201, 404], 'statuses of the others');
      equal((await read(server, made(answers[1]))).identifier, patient.identifier, 'identifier');
    },
  }),
  testCase({
    id: 'outcome',
    title: 'an entry that fails says why in an OperationOutcome',
    spec: SPEC,
    needs,
    async run(server) {
      const [{ response, resource }] = await entries(server, 'batch', [
        get(`Patient/none-${server.run.slice(0, 8)}`),
      ]);
      const outcome = response.outcome ?? resource;
      equal(outcome?.resourceType, 'OperationOutcome', 'type of the outcome');
    },
  }),
  testCase({
    id: 'order',
    title: 'the answers stand in the order of the entries',
    spec: SPEC,
    needs,
    async run(server) {
      const { id } = await server.create(server.patient());
      const other = await server.create(server.patient());
      const answers = await entries(server, 'batch', [
        get(`Patient/${other.id}`),
        post(server.patient()),
        get(`Patient/${id}`),
        remove(`Patient/none-${server.run.slice(0, 8)}`),
      ]);
      equal([answers[0].resource?.id, answers[2].resource?.id], [other.id, id], 'ids');
      equal(statusOf(answers[1]), 201, 'status of the second entry');
    },
  }),
  testCase({
    id: 'client',
    title: 'a usual client can send one',
    spec: SPEC,
    needs,
    async run(server) {
      const entry = [post(server.patient())];
      const body = { resourceType: 'Bundle', type: 'batch', entry };
      const answer = await server.client.batch({ body });
      server.remember(answer.entry[0].response.location);
      equal(answer.type, 'batch-response', 'type');
    },
  }),
  testCase({
    id: 'wrong-type',
    title: 'a Bundle of another type is refused',
    spec: SPEC,
    needs,
    async run(server) {
      refused(await send(server, 'searchset', []), 400, 422);
    },
  }),
]);
