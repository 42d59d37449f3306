/** What the tests of scripts run in: a server with a Patient, and scripts around their actions. */
import { prepareConversion } from './convert.mjs';
import { runScript } from './run-script.mjs';
import { startServer } from './test-server.mjs';

const PATIENT = {
  resourceType: 'Patient',
  id: 'p',
  meta: { versionId: '1' },
  identifier: [{ system: 'urn:s', value: '1' }],
  name: [{ family: 'Bos', given: ['Anna', 'Bo'] }],
};
const xml =
  '<Patient xmlns="http://hl7.org/fhir"><id value="p"/><name><family value="Bos"/></name></Patient>';

/** The server of the test file that imports this. */
export let server;

const PATIENT_READ = {
  json: { headers: { ETag: 'W/"1"' }, body: PATIENT },
  xml: { headers: { 'Content-Type': 'application/fhir+xml' }, body: xml },
};
const READS = {
  '/metadata': { body: { resourceType: 'CapabilityStatement' } },
  '/Patient/wrong': { body: { ...PATIENT, id: 'wrong', gender: 'nonsense' } },
  '/Patient/text': { headers: { 'Content-Type': 'text/plain' }, body: 'hello' },
};
const WRITES = { PUT: { status: 200 }, DELETE: { status: 204 } };

function answer({ method, path, headers }) {
  if (path === '/Patient/p') return PATIENT_READ[headers.accept.includes('xml') ? 'xml' : 'json'];
  if (path.startsWith('/Patient?')) return { body: searchset() };
  if (method === 'POST') {
    return { status: 201, headers: { Location: `${server.base}/Patient/made/_history/1` } };
  }
  return WRITES[method] ?? READS[path];
}

function searchset() {
  const url = `${server.base}/Patient?name=bos`;
  const link = ['self', 'first', 'next', 'last'].map((relation) => ({ relation, url }));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    link,
    entry: [{ resource: PATIENT }],
  };
}

/** Starts the server before the tests of a file and stops it after them. */
export function useServer() {
  beforeAll(async () => {
    await prepareConversion();
    server = await startServer(answer);
  });

  beforeEach(() => {
    server.asked.length = 0;
  });

  afterAll(() => server.stop());
}

export const READ = {
  operation: { type: { code: 'read' }, resource: 'Patient', params: '/p', responseId: 'read' },
};
export const SEARCH = {
  operation: {
    type: { code: 'search' },
    resource: 'Patient',
    params: '?name=bos',
    responseId: 'found',
  },
};
export const contained = (id, resource) => ({
  contained: { ...resource, id },
  id,
  reference: `#${id}`,
});
const FIXTURES = [
  contained('minimum', { resourceType: 'Patient', name: [{ given: ['Bo'] }] }),
  contained('more', { resourceType: 'Patient', name: [{ given: ['Cas'] }] }),
];

export async function run(script, context = {}) {
  const fixtures = script.fixtures ?? FIXTURES;
  const resource = {
    resourceType: 'TestScript',
    contained: fixtures.map((one) => one.contained),
    fixture: fixtures.map(({ id, reference, ...marks }) => ({
      id,
      resource: { reference },
      autocreate: marks.autocreate,
      autodelete: marks.autodelete,
    })),
    profile: [{ id: 'patient', reference: 'http://hl7.org/fhir/StructureDefinition/Patient' }],
    ...script,
  };
  const file = '/nowhere/script.json';
  return runScript(
    { resource, file, root: '/nowhere' },
    { base: server.base, date: '2026-11-22', ...context },
  );
}

/** The result of one assertion after these operations. */
export async function asserted(assert, operations = [READ], context) {
  const [phase] = await run({ test: [{ action: [...operations, { assert }] }] }, context);
  return phase.actions.at(-1);
}
