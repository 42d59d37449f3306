// Every kind of assertion, right and wrong
import { startServer } from './test-server.mjs';
import { asserted, READ, run, SEARCH, server, useServer } from './test-world.mjs';
import { openValidator } from './validation.mjs';

const RULE =
  'http://touchstone.aegis.net/touchstone/fhir/testing/StructureDefinition/testscript-assert-rule';

useServer();

describe.each([
  ['responseCode', [READ], { operator: 'in', responseCode: '200,201' }, { responseCode: '404' }],
  ['response', [READ], { response: 'okay' }, { response: 'created' }],
  [
    'headerField',
    [READ],
    { headerField: 'ETag', value: 'W/"1"' },
    { headerField: 'ETag', value: 'x' },
  ],
  ['headerField without a value', [READ], { headerField: 'ETag' }, { headerField: 'Location' }],
  [
    'headerField of a request',
    [READ],
    { headerField: 'Accept', direction: 'request', operator: 'contains', value: 'json' },
    { headerField: 'Accept', direction: 'request', operator: 'contains', value: 'xml' },
  ],
  ['contentType', [READ], { contentType: 'json' }, { contentType: 'xml' }],
  [
    'contentType in full',
    [READ],
    { contentType: 'application/fhir+json' },
    { contentType: 'application/json' },
  ],
  ['resource', [READ], { resource: 'Patient' }, { resource: 'Bundle' }],
  ['requestMethod', [READ], { requestMethod: 'get' }, { requestMethod: 'post' }],
  [
    'requestURL',
    [READ],
    { requestURL: '/Patient/p', operator: 'contains' },
    { requestURL: '/Patient/q', operator: 'contains' },
  ],
  [
    'expression',
    [READ],
    { expression: "Patient.name.family = 'Bos'" },
    { expression: 'Patient.gender' },
  ],
  [
    'expression with a value',
    [READ],
    { expression: 'Patient.name.given.first()', value: 'Anna' },
    { expression: 'Patient.name.given.first()', value: 'Bo' },
  ],
  [
    'expression that must find nothing',
    [READ],
    { expression: 'Patient.gender', operator: 'empty' },
    { expression: 'Patient.name', operator: 'empty' },
  ],
  [
    'expression over a request',
    [{ operation: { type: { code: 'create' }, sourceId: 'minimum' } }],
    { expression: "Patient.name.given = 'Bo'", direction: 'request' },
    { expression: "Patient.name.given = 'Cas'", direction: 'request' },
  ],
  [
    'expression over a fixture',
    [READ],
    { expression: "Patient.name.given = 'Cas'", sourceId: 'more' },
    { expression: "Patient.name.given = 'Bo'", sourceId: 'more' },
  ],
  [
    'path as JSONPath',
    [READ],
    { path: '$.name[0].family', value: 'Bos' },
    { path: '$.gender', value: 'x' },
  ],
  [
    'path as XPath',
    [READ],
    { path: '/f:Patient/f:name/f:family/@value', value: 'Bos' },
    { path: '//f:gender' },
  ],
  [
    'compareToSourceExpression',
    [READ, SEARCH],
    {
      expression: 'Bundle.entry.resource.id',
      compareToSourceId: 'read',
      compareToSourceExpression: 'Patient.id',
    },
    {
      expression: 'Bundle.entry.resource.id',
      compareToSourceId: 'read',
      compareToSourceExpression: 'Patient.name.family',
    },
  ],
  [
    'compareToSourcePath',
    [READ, SEARCH],
    {
      expression: 'Bundle.entry.resource.id',
      compareToSourceId: 'read',
      compareToSourcePath: '$.id',
    },
    { path: '$.total', compareToSourceId: 'read', compareToSourcePath: '$.id' },
  ],
  ['minimumId', [READ], { minimumId: 'minimum' }, { minimumId: 'more' }],
  [
    'navigationLinks',
    [SEARCH],
    { navigationLinks: true },
    { navigationLinks: true, sourceId: 'minimum' },
  ],
  [
    'sourceId of a response',
    [READ, SEARCH],
    { resource: 'Patient', sourceId: 'read' },
    { resource: 'Patient' },
  ],
  [
    'rule',
    [SEARCH],
    {
      extension: [
        {
          url: RULE,
          extension: [{ url: 'ruleId', valueId: 'assert-response-queryParamsInSelfLink' }],
        },
      ],
    },
    undefined,
  ],
])('%s', (_, operations, right, wrong) => {
  test('holds', async () => {
    expect(await asserted(right, operations)).toMatchObject({ result: 'pass' });
  });

  if (wrong !== undefined) {
    test('fails, and says what was found', async () => {
      const result = await asserted(wrong, operations);
      expect(result).toMatchObject({ result: 'fail', problem: expect.stringMatching(/\S/) });
      expect(result.exchange.response.status).toBeGreaterThan(0);
    });
  }
});

describe('the rule about the self link', () => {
  const rule = (name) => ({
    extension: [{ url: RULE, extension: [{ url: 'ruleId', valueId: name }] }],
  });
  const known = rule('assert-response-queryParamsInSelfLink');

  test('names what is not in it', async () => {
    const search = { operation: { ...SEARCH.operation, params: '?name=bos&gender=female' } };
    const result = await asserted(known, [search]);
    expect(result).toMatchObject({
      result: 'fail',
      problem: 'Not in the self link: gender=female',
    });
  });

  test('another rule is not judged', async () => {
    expect(await asserted(rule('assert-something-else'))).toMatchObject({ result: 'skip' });
  });
});

describe('validateProfileId', () => {
  const assert = { validateProfileId: 'patient' };
  const read = (id, accept = 'json') => ({
    operation: { type: { code: 'read' }, resource: 'Patient', params: `/${id}`, accept },
  });

  test.each(['json', 'xml'])('of what is valid, in %s', async (accept) => {
    const validator = await openValidator({ base: server.base });
    expect(await asserted(assert, [read('p', accept)], { validator })).toMatchObject({
      result: 'pass',
    });
  });

  test.each([
    [{ profile: [{ id: 'r5', value: 'http://hl7.org/fhir/StructureDefinition/Patient' }] }],
    [{ profile: ['http://hl7.org/fhir/StructureDefinition/Patient'], _profile: [{ id: 'r5' }] }],
  ])('by a profile that is declared as in R5: %j', async (declared) => {
    const validator = await openValidator({ base: server.base });
    const action = [READ, { assert: { validateProfileId: 'r5' } }];
    const [phase] = await run({ ...declared, test: [{ action }] }, { validator });
    expect(phase.actions.at(-1)).toMatchObject({ result: 'pass' });
  });

  test('of what is not', async () => {
    const validator = await openValidator({ base: server.base });
    const result = await asserted(assert, [read('wrong')], { validator });
    expect(result).toMatchObject({ result: 'fail', problem: expect.stringContaining('gender') });
  });

  test('by another server', async () => {
    const issue = [{ severity: 'error', diagnostics: 'not so', expression: ['Patient.name'] }];
    const other = await startServer(() => ({
      status: 200,
      body: { resourceType: 'OperationOutcome', issue },
    }));
    const validator = await openValidator({ base: server.base, url: other.base });
    const result = await asserted(assert, [READ], { validator });
    expect(result.problem).toBe('Not valid: Patient.name: not so');
    expect(other.asked).toMatchObject([{ method: 'POST', path: '/Patient/$validate' }]);
    await other.stop();
  });

  test('is not judged without a validator', async () => {
    expect(await asserted(assert)).toMatchObject({ result: 'skip' });
  });
});

describe('what can not be asserted', () => {
  test.each([
    [{}, 'nothing to assert'],
    [{ expression: 'Patient.(' }, ''],
    [{ expression: 'Patient.id', sourceId: 'nowhere' }, 'no fixture or response "nowhere"'],
    [{ response: 'sunny' }, 'no response code sunny'],
    [{ responseCode: '200', operator: 'about' }, 'no operator about'],
    [{ validateProfileId: 'nowhere' }, 'no profile "nowhere"'],
    [{ expression: "Patient.id = '${nothing}'" }, 'nothing has no value'],
    [{ expression: 'Patient.id', compareToSourceId: 'read' }, 'not what to compare with'],
  ])('%j', async (assert, problem) => {
    expect(await asserted(assert)).toMatchObject({
      result: 'error',
      problem: expect.stringContaining(problem),
    });
  });

  test('an assertion before any operation', async () => {
    expect(await asserted({ responseCode: '200' }, [])).toMatchObject({ result: 'error' });
  });

  test('a body that is no resource', async () => {
    const read = { operation: { ...READ.operation, params: '/text' } };
    expect(await asserted({ expression: 'true' }, [read])).toMatchObject({ result: 'error' });
    expect(await asserted({ resource: 'Patient' }, [read])).toMatchObject({ result: 'fail' });
  });
});
