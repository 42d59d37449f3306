import { group, testCase } from '../lib/case.mjs';
import { equal, ok, refused, status } from '../lib/expect.mjs';
import { feature, interactions, patchFormat } from '../lib/needs.mjs';

const JSON_PATCH = 'application/json-patch+json';
const patchable = interactions('Patient', 'create', 'read', 'patch');
const json = [patchable, patchFormat(JSON_PATCH)];
const fhirPath = [patchable, patchFormat('application/fhir+json')];

const jsonPatch = (server, id, operations, headers = {}) =>
  server.send('PATCH', `/Patient/${id}`, {
    body: JSON.stringify(operations),
    headers: { 'Content-Type': JSON_PATCH, ...headers },
  });

/** A FHIRPath Patch of operations such as `{ type: 'replace', path: …, valueCode: … }`. */
const parameters = (...operations) => ({
  resourceType: 'Parameters',
  parameter: operations.map(({ type, path, name, index, ...value }) => ({
    name: 'operation',
    part: [
      { name: 'type', valueCode: type },
      { name: 'path', valueString: path },
      ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
      ...(index === undefined ? [] : [{ name: 'index', valueInteger: index }]),
      ...(Object.keys(value).length === 0 ? [] : [{ name: 'value', ...value }]),
    ],
  })),
});

const read = async (server, id) => (await server.send('GET', `/Patient/${id}`)).body;

export const patch = group('patch', 'Patches', [
  testCase({
    id: 'json',
    title: 'a JSON Patch changes what it names and makes a new version',
    spec: 'http.html#patch',
    needs: json,
    async run(server) {
      const { id, meta } = await server.create(server.patient({ gender: 'male' }));
      const answer = await server.client.patch({
        resourceType: 'Patient',
        id,
        jsonPatch: [
          { op: 'test', path: '/gender', value: 'male' },
          { op: 'replace', path: '/gender', value: 'female' },
          { op: 'add', path: '/name/0/given/-', value: 'Maria' },
          { op: 'remove', path: '/active' },
        ],
      });
      ok(answer !== undefined, 'there is no answer');
      const patient = await read(server, id);
      equal(
        [patient.gender, patient.name[0].given, patient.active],
        ['female', ['Anna', 'Maria'], undefined],
        'gender, given names and active',
      );
      ok(patient.meta.versionId !== meta.versionId, 'there is no new version');
    },
  }),
  testCase({
    id: 'json-test-fails',
    title: 'a JSON Patch whose test fails answers 422 and changes nothing',
    spec: 'http.html#patch',
    needs: json,
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      const answer = await jsonPatch(server, id, [
        { op: 'replace', path: '/gender', value: 'female' },
        { op: 'test', path: '/active', value: false },
      ]);
      refused(answer, 422);
      equal((await read(server, id)).meta.versionId, meta.versionId, 'version');
    },
  }),
  testCase({
    id: 'json-wrong',
    title: 'a JSON Patch of a place that is not there is refused',
    spec: 'http.html#patch',
    needs: json,
    async run(server) {
      const { id } = await server.create(server.patient());
      const operations = [{ op: 'replace', path: '/name/7/family', value: 'x' }];
      refused(await jsonPatch(server, id, operations), 400, 422);
    },
  }),
  testCase({
    id: 'invalid-result',
    title: 'a patch whose result is no valid resource is refused',
    spec: 'http.html#patch',
    needs: json,
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      const operations = [{ op: 'add', path: '/gender', value: 'no-such-code' }];
      refused(await jsonPatch(server, id, operations), 400, 422);
      equal((await read(server, id)).meta.versionId, meta.versionId, 'version');
    },
  }),
  testCase({
    id: 'if-match',
    title: 'a patch of a version that is not the newest answers 412',
    spec: 'http.html#patch',
    needs: [...json, feature('Patient', 'versioning', 'versioned-update')],
    async run(server) {
      const { id, meta } = await server.create(server.patient());
      const change = [{ op: 'replace', path: '/active', value: false }];
      const tag = { 'If-Match': `W/"${meta.versionId}"` };
      status(await jsonPatch(server, id, change, tag), 200, 204);
      refused(await jsonPatch(server, id, change, tag), 412, 409);
    },
  }),
  testCase({
    id: 'unknown',
    title: 'a patch of what is not there answers 404',
    spec: 'http.html#patch',
    needs: json,
    async run(server) {
      const change = [{ op: 'add', path: '/active', value: false }];
      refused(await jsonPatch(server, `none-${server.run.slice(0, 8)}`, change), 404);
    },
  }),
  testCase({
    id: 'decimals',
    title: 'a patch leaves the precision of decimals as it was',
    spec: 'datatypes.html#decimal',
    needs: json,
    async run(server) {
      const text = JSON.stringify(
        server.patient({ extension: [{ url: 'http://conformance.example/d', valueDecimal: 0 }] }),
      ).replace('"valueDecimal":0', '"valueDecimal":1.200');
      const headers = { Prefer: 'return=representation' };
      const made = await server.send('POST', '/Patient', { body: text, headers });
      status(made, 201);
      const { id } = made.body;
      const change = [{ op: 'replace', path: '/active', value: false }];
      status(await jsonPatch(server, id, change), 200, 204);
      const answer = await server.send('GET', `/Patient/${id}`);
      ok(/"valueDecimal"\s*:\s*1\.200\b/.test(answer.text), '1.200 is no longer there');
    },
  }),
  testCase({
    id: 'fhirpath',
    title: 'a FHIRPath Patch adds, replaces, inserts and deletes',
    spec: 'fhirpatch.html',
    needs: fhirPath,
    async run(server) {
      const { id } = await server.create(server.patient({ gender: 'male' }));
      const body = parameters(
        { type: 'replace', path: 'Patient.gender', valueCode: 'female' },
        { type: 'add', path: 'Patient', name: 'birthDate', valueDate: '1980-01-02' },
        { type: 'insert', path: 'Patient.name[0].given', index: 0, valueString: 'Eva' },
        { type: 'delete', path: 'Patient.active' },
      );
      status(await server.send('PATCH', `/Patient/${id}`, { body }), 200, 204);
      const patient = await read(server, id);
      equal(
        [patient.gender, patient.birthDate, patient.name[0].given, patient.active],
        ['female', '1980-01-02', ['Eva', 'Anna'], undefined],
        'gender, birth date, given names and active',
      );
    },
  }),
  testCase({
    id: 'fhirpath-wrong',
    title: 'a FHIRPath Patch of what is not there is refused',
    spec: 'fhirpatch.html',
    needs: fhirPath,
    async run(server) {
      const { id } = await server.create(server.patient());
      const body = parameters({
        type: 'replace',
        path: 'Patient.contact[3].gender',
        valueCode: 'female',
      });
      refused(await server.send('PATCH', `/Patient/${id}`, { body }), 400, 422);
    },
  }),
]);
