// A script is executed: set-up, tests, teardown, and what failures do
import { runScript } from './run-script.mjs';
import { asserted, contained, READ, run, SEARCH, server, useServer } from './test-world.mjs';

const STOP =
  'http://touchstone.aegis.net/touchstone/fhir/testing/StructureDefinition/testscript-assert-stopTestOnFail';

useServer();

describe('what a failure does', () => {
  const fails = { responseCode: '404' };
  const results = async (script) =>
    (await run(script)).map(({ actions }) => actions.map(({ result }) => result));

  test('the assertions after it are judged all the same', async () => {
    const action = [READ, { assert: fails }, { assert: { resource: 'Patient' } }];
    expect(await results({ test: [{ action }] })).toEqual([['pass', 'fail', 'pass']]);
  });

  test.each([
    [{ stopTestOnFail: true }],
    [{ stopTestOnFail: 'true' }],
    [{ extension: [{ url: STOP, valueBoolean: true }] }],
  ])('%j ends the test, but not the next one', async (stop) => {
    const action = [READ, { assert: { ...fails, ...stop } }, { assert: { resource: 'Patient' } }];
    expect(await results({ test: [{ action }, { action: [READ] }] })).toEqual([
      ['pass', 'fail'],
      ['pass'],
    ]);
  });

  test('with warningOnly it is a warning', async () => {
    expect(await asserted({ ...fails, warningOnly: true })).toMatchObject({ result: 'warning' });
    expect(await asserted({ expression: 'x(', warningOnly: true })).toMatchObject({
      result: 'warning',
    });
  });

  test('in the set-up it ends all but the teardown', async () => {
    const script = {
      setup: { action: [READ, { assert: fails }, READ] },
      test: [{ action: [READ] }],
      teardown: { action: [READ] },
    };
    expect(await results(script)).toEqual([['pass', 'fail'], ['pass']]);
  });

  test('an operation that can not be sent ends its test', async () => {
    const action = [{ operation: { type: { code: 'read' } } }, { assert: { resource: 'Patient' } }];
    expect(await results({ test: [{ action }] })).toEqual([['error']]);
  });

  test('a server that does not answer is an error', async () => {
    const action = [{ operation: { type: { code: 'read' }, url: 'http://127.0.0.1:1/Patient/p' } }];
    const [phase] = await run({ test: [{ action }] });
    expect(phase.actions).toMatchObject([
      { result: 'error', problem: expect.stringContaining('fetch failed') },
    ]);
  });
});

describe('variables', () => {
  test('take their values from earlier responses', async () => {
    const script = {
      variable: [
        { name: 'id', expression: 'Bundle.entry.first().resource.id', sourceId: 'found' },
        { name: 'etag', headerField: 'ETag', sourceId: 'read' },
      ],
      test: [
        {
          action: [
            SEARCH,
            { operation: { ...READ.operation, params: '/${id}' } },
            { assert: { headerField: 'ETag', value: '${etag}' } },
          ],
        },
      ],
    };
    const [{ actions }] = await run(script);
    expect(actions.map(({ result }) => result)).toEqual(['pass', 'pass', 'pass']);
    expect(server.asked.at(-1).path).toBe('/Patient/p');
  });

  test('a sourceId that the script does not have is the last response', async () => {
    const script = {
      variable: [{ name: 'id', expression: 'Patient.id', sourceId: 'forgotten' }],
      test: [{ action: [READ, { assert: { expression: "Patient.id = '${id}'" } }] }],
    };
    const [{ actions }] = await run(script);
    expect(actions.at(-1)).toMatchObject({ result: 'pass' });
  });
});

describe('fixtures', () => {
  test('autocreate and autodelete go around the tests', async () => {
    const fixtures = [
      { ...contained('kept', { resourceType: 'Patient' }), autocreate: true, autodelete: true },
      {
        id: 'new',
        reference: '#new',
        contained: { resourceType: 'Patient', id: 'new' },
        autocreate: 'true',
      },
    ];
    const phases = await run({ fixtures, test: [{ name: 'T', action: [READ] }] });
    expect(phases.map(({ name }) => name)).toEqual(['Setup', 'T', 'Teardown']);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /Patient/kept',
      'PUT /Patient/new',
      'GET /Patient/p',
      'DELETE /Patient/kept',
    ]);
  });

  test('a created resource is deleted by its Location', async () => {
    const action = [
      { operation: { type: { code: 'create' }, sourceId: 'minimum', responseId: 'made' } },
      { assert: { response: 'created' } },
      { operation: { type: { code: 'delete' }, targetId: 'made' } },
    ];
    const [{ actions }] = await run({ test: [{ action }] });
    expect(actions.map(({ result }) => result)).toEqual(['pass', 'pass', 'pass']);
    expect(server.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/Patient/made' });
  });

  test.each(['../../etc/hostname', '/etc/hostname', 'not-there.json', '#nothing'])(
    'the file %s is not sent',
    async (reference) => {
      const fixture = [{ id: 'f', resource: { reference } }];
      const action = [{ operation: { type: { code: 'transaction' }, sourceId: 'f' } }];
      const resource = { resourceType: 'TestScript', fixture, test: [{ action }] };
      const here = { file: new URL('run-script.mjs', import.meta.url).pathname };
      const root = new URL('.', import.meta.url).pathname;
      const [phase] = await runScript(
        { resource, ...here, root },
        { base: server.base, date: '2026-11-22' },
      );
      expect(phase.actions).toMatchObject([{ result: 'error' }]);
      expect(server.asked).toEqual([]);
    },
  );
});
