import { group, Skip, testCase } from '../lib/case.mjs';
import { contains, equal, ok, status } from '../lib/expect.mjs';
import { format } from '../lib/needs.mjs';

const SPEC = 'http.html#capabilities';

const restOf = (statement) => statement.rest?.find(({ mode }) => mode === 'server');

export const capabilities = group('capabilities', 'What the server says of itself', [
  testCase({
    id: 'read',
    title: 'GET metadata answers a CapabilityStatement of R4 as FHIR JSON',
    spec: SPEC,
    async run(server) {
      const answer = await server.send('GET', '/metadata');
      status(answer, 200);
      contains(answer.body, { resourceType: 'CapabilityStatement' }, 'body');
      ok(/^4\.0\.\d/.test(answer.body.fhirVersion), `fhirVersion is ${answer.body.fhirVersion}`);
      const type = answer.headers.get('content-type') ?? '';
      ok(type.startsWith('application/fhir+json'), `the Content-Type is ${type}`);
    },
  }),
  testCase({
    id: 'client',
    title: 'a usual client can read it',
    spec: SPEC,
    async run(server) {
      const statement = await server.client.capabilityStatement();
      equal(statement.resourceType, 'CapabilityStatement', 'type');
    },
  }),
  testCase({
    id: 'mandatory',
    title: 'it has what a CapabilityStatement must have',
    spec: 'capabilitystatement.html#resource',
    async run({ statement }) {
      for (const name of ['status', 'date', 'kind', 'fhirVersion', 'format']) {
        ok(statement[name] !== undefined, `${name} is missing`);
      }
      ok(restOf(statement) !== undefined, 'there is no rest element of mode server');
      if (statement.kind === 'instance') {
        ok(statement.implementation !== undefined, 'an instance has an implementation (cpb-15)');
      }
    },
  }),
  testCase({
    id: 'types-once',
    title: 'it has every resource type once, with its search parameters once',
    spec: 'capabilitystatement.html#inv',
    async run({ statement }) {
      const resources = restOf(statement)?.resource ?? [];
      const types = resources.map(({ type }) => type);
      equal(new Set(types).size, types.length, 'number of types');
      for (const { type, searchParam = [] } of resources) {
        const names = searchParam.map(({ name }) => name);
        equal(new Set(names).size, names.length, `number of search parameters of ${type}`);
      }
    },
  }),
  testCase({
    id: 'xml',
    title: 'it comes in XML as well',
    spec: 'http.html#mime-type',
    needs: [format('xml')],
    async run(server) {
      const answer = await server.send('GET', '/metadata', {
        headers: { Accept: 'application/fhir+xml' },
      });
      status(answer, 200);
      ok(/<CapabilityStatement\b/.test(answer.text), 'the body is no CapabilityStatement in XML');
    },
  }),
  testCase({
    id: 'search-type',
    title: 'every type whose search it claims can be searched',
    spec: 'http.html#search',
    async run(server) {
      const types = (restOf(server.statement)?.resource ?? []).filter(({ interaction }) =>
        interaction?.some(({ code }) => code === 'search-type'),
      );
      if (types.length === 0) throw new Skip('search-type is claimed of no type');
      for (const { type } of types) {
        const answer = await server.send('GET', `/${type}?_count=1`);
        status(answer, 200);
        contains(answer.body, { resourceType: 'Bundle', type: 'searchset' }, type);
      }
    },
  }),
]);
