// Folders of scripts are found, loaded, run in order and reported
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseOptions, UsageError } from '../lib/options.mjs';
import { runTestScripts } from './command.mjs';
import { startServer } from './test-server.mjs';

let folder;
let server;
let said;

/** Keeps Patients; a search wants a token, which is that of the Patient it finds. */
function fhirServer() {
  const kept = new Map();
  return startServer(({ method, path: asked, headers, body }) => {
    if (asked === '/metadata') return { body: { resourceType: 'CapabilityStatement' } };
    if (method === 'POST' && asked === '') return { status: 400, body: outcome('no transactions') };
    if (method === 'PUT') return put(kept, asked, JSON.parse(body));
    if (method === 'POST') return { status: 201, body: JSON.parse(body) };
    const wanted = /^Bearer ours-(.*)$/.exec(headers.authorization ?? '')?.[1];
    if (wanted === undefined) return { status: 401, body: outcome('no token') };
    return { body: searchset([kept.get(`/Patient/${wanted}`)]) };
  });
}

/** Refuses what refers to something that isn't there yet. */
function put(kept, asked, resource) {
  const reference = resource.link?.[0].other.reference;
  if (resource.gender === 'nonsense') return { status: 422, body: outcome('no such code') };
  if (reference !== undefined && !kept.has(`/${reference}`))
    return { status: 409, body: outcome('no target') };
  kept.set(asked, resource);
  return { status: 201, body: resource };
}

function outcome(diagnostics) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', diagnostics }] };
}

function searchset(found) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: found.map((resource) => ({ resource })),
  };
}

const TOKEN = 'published-token';
const search = (expression) => ({
  resourceType: 'TestScript',
  title: 'A <search>',
  variable: [{ name: 'token', defaultValue: `Bearer ${TOKEN}` }],
  test: [
    {
      action: [
        {
          operation: {
            type: { code: 'search' },
            resource: 'Patient',
            params: '?name=x',
            requestHeader: [{ field: 'Authorization', value: '${token}' }],
          },
        },
        { assert: { description: 'a & b', expression } },
      ],
    },
  ],
});
const create = {
  resourceType: 'TestScript',
  fixture: [{ id: 'f', resource: { reference: '../../fixtures/new.json' } }],
  test: [
    {
      action: [
        { operation: { type: { code: 'create' }, sourceId: 'f' } },
        { assert: { expression: 'Patient.birthDate = @${DATE, T, Y, -1}' } },
      ],
    },
  ],
};
const inXml =
  '<TestScript xmlns="http://hl7.org/fhir"><test><action><operation><type><code value="capabilities"/></type>' +
  '</operation></action><action><assert><resource value="CapabilityStatement"/></assert></action></test></TestScript>';

const loader =
  '<TestScript xmlns="http://hl7.org/fhir"><fixture id="a"><resource><reference value="../_reference/a.xml"/>' +
  '</resource></fixture><fixture id="b"><resource><reference value="../../plain/other.json"/></resource></fixture>' +
  '<setup><action><operation><type><code value="purge"/></type></operation></action></setup></TestScript>';

function place(name, content) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'scripts-'));
  const knownIssues = [{ match: 'known-', reason: 'the script is wrong' }];
  place('suites/one/suite.json', { id: 'one', informationStandard: 'Standard 1', knownIssues });
  place(
    'suites/one/scripts/Serve/reads.json',
    search('Bundle.entry.resource.birthDate = @2025-11-22'),
  );
  place('suites/one/scripts/Serve/fails.json', search('Bundle.entry.resource.gender.exists()'));
  place('suites/one/scripts/Serve/known-fails.json', search('false'));
  place('suites/one/scripts/Serve/known-passes.json', search('true'));
  place('suites/one/scripts/Send/a-creates.json', create);
  place('suites/one/fixtures/new.json', {
    resourceType: 'Patient',
    birthDate: '${DATE, T, Y, -1}',
  });
  place('suites/one/load/a.json', {
    resourceType: 'Patient',
    id: 'a',
    link: [{ other: { reference: 'Patient/b' } }],
    birthDate: '${DATE, T, Y, -1}',
  });
  place('suites/one/load/b.json', { resourceType: 'Patient', id: 'b' });
  place('suites/one/load/c.json', { resourceType: 'Patient', id: 'c', gender: 'nonsense' });
  place('suites/tokens.json', [{ accessToken: `Bearer ${TOKEN}`, patientResourceId: 'a' }]);
  place('plain/script.xml', inXml);
  place('plain/other.json', { resourceType: 'Patient' });
  place('published/_LoadResources/load.xml', loader);
  place(
    'published/_reference/a.xml',
    '<Patient xmlns="http://hl7.org/fhir"><id value="a"/></Patient>',
  );
  place('published/Serve/script.xml', inXml);
  place('known.json', [{ suite: 'one', load: '^c', reason: 'is not FHIR' }]);
  place('print-token.mjs', "console.log('a line');\nconsole.log(`ours-${process.argv[2]}`);\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  server = await fhirServer();
  said = '';
  const { write } = process.stdout;
  process.stdout.write = (text) => {
    said += text;
    return true;
  };
  restore = () => {
    process.stdout.write = write;
  };
});
let restore;

afterEach(async () => {
  restore();
  await server.stop();
});

function run(...args) {
  return runTestScripts(parseOptions(['--base', server.base, '--date', '2026-11-22', ...args]));
}

const suite = () => ['--testscripts', path.join(folder, 'suites')];
const tokens = () => [
  '--token-command',
  `"${process.execPath}" ${path.join(folder, 'print-token.mjs')} {patient}`,
];
const written = (name) => readFileSync(path.join(folder, name), 'utf8');

test('a suite is loaded, run and reported', async () => {
  const file = (name) => path.join(folder, name);
  const reports = [
    '--junit',
    file('r.xml'),
    '--html',
    file('r.html'),
    '--markdown',
    file('r.md'),
    '--json',
    file('r.json'),
  ];
  const code = await run(...suite(), '--load', ...tokens(), ...reports);
  expect(code).toBe(1);
  expect(said).toContain('loaded 2, refused 1');
  expect(said).toContain('refused c.json: 422; no such code');
  expect(said).toContain('2 passed, 1 failed, 1 failed as known, 1 passed though known to fail');
  expect(said).toContain('PASSES THOUGH KNOWN TO FAIL  known-passes: the script is wrong');

  const { suites } = JSON.parse(written('r.json'));
  // What writes comes after all that reads.
  expect(suites[0].scripts.map(({ id, result }) => `${id}: ${result}`)).toEqual([
    'fails: fail',
    'known-fails: known',
    'known-passes: fixed',
    'reads: pass',
    'a-creates: pass',
  ]);
  expect(written('r.xml')).toMatch(
    /<testsuite name="one\/Serve" tests="4" failures="1" errors="0" skipped="1"/,
  );
  expect(written('r.xml')).toContain('a &#38; b');
  expect(written('r.html')).toContain('A &#60;search&#62;');
  expect(written('r.html')).toContain('GET ');
  expect(written('r.html')).not.toContain('ours-a');
  expect(written('r.md')).toContain('| `one`   | Send  | 1       | 1    | 0    | 0           |');
  expect(written('r.md')).toContain(
    '- `one`, 1 scripts; 1 more pass all the same: the script is wrong',
  );
});

test('all passes when what is refused is known as well', async () => {
  const only = ['--only', 'reads', '--only', 'known'];
  const known = ['--known', path.join(folder, 'known.json')];
  expect(await run(...suite(), ...only, '--load', ...tokens(), ...known)).toBe(0);
  expect(said).toContain('(known: is not FHIR)');
});

test('without a command the published token is sent', async () => {
  expect(await run(...suite(), '--only', 'reads')).toBe(1);
  expect(server.asked.at(-1).headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test('tokens may be in the file', async () => {
  place('own-tokens.json', [{ accessToken: TOKEN, patientResourceId: 'a', token: 'ours-a' }]);
  const own = ['--tokens', path.join(folder, 'own-tokens.json')];
  expect(
    await run(
      ...suite(),
      '--only',
      'reads',
      '--load',
      '--known',
      path.join(folder, 'known.json'),
      ...own,
    ),
  ).toBe(0);
});

test('the operator loads with a token of its own', async () => {
  await run(...suite(), '--only', 'a-creates', '--load', '--operator-token', 'operator');
  expect(server.asked.find(({ method }) => method === 'PUT').headers.authorization).toBe(
    'Bearer operator',
  );
  expect(server.asked.at(-1).headers.authorization).toBeUndefined();
});

test('a token command that fails is a failure of the script', async () => {
  const wrong = ['--token-command', `"${process.execPath}" -e process.exit(3)`];
  expect(await run(...suite(), '--only', 'reads', ...wrong)).toBe(1);
  expect(said).toContain('FAIL  reads');
});

test('a folder without a suite.json holds scripts too, in XML as well', async () => {
  expect(await run('--testscripts', path.join(folder, 'plain'))).toBe(0);
  expect(said).toContain('1 passed, 0 failed');
});

test('a published load script is a load set, of files in its folder', async () => {
  expect(await run('--testscripts', path.join(folder, 'published'), '--load')).toBe(0);
  expect(said).toContain('loaded 1, refused 0');
  expect(said).toContain('1 passed, 0 failed');
  const paths = server.asked.map(({ method, path: asked }) => `${method} ${asked}`);
  expect(paths).toEqual(['POST ', 'PUT /Patient/a', 'GET /metadata']);
});

test('several folders', async () => {
  const plain = ['--testscripts', path.join(folder, 'plain')];
  await run(...suite(), ...plain, '--parallel', '2');
  expect(said).toContain('one: Standard 1');
  expect(said).toContain('plain');
});

test.each([
  [['--testscripts', '/no/such/folder']],
  [['--testscripts', os.tmpdir() + '/scripts-none']],
  [['--date', 'today', '--testscripts', 'x']],
  [['--parallel', '0', '--testscripts', 'x']],
  [['--set', 'x', '--testscripts', 'x']],
  [['--validator', 'nonsense', '--testscripts', 'x']],
  [['--nonsense']],
  [['--start', '--testscripts', 'x']],
])('%j is a wrong command line', async (args) => {
  await expect((async () => run(...args))()).rejects.toThrow(UsageError);
});

test.each([
  ['--known', '{"match":"x"}', 'not a list'],
  ['--known', '[{"match":"(","reason":"x"}]', 'no regular expression'],
  ['--known', 'x', 'not JSON'],
  ['--tokens', '{}', 'not a list'],
])('%s with %s is told', async (option, content, problem) => {
  place('wrong.json', content);
  await expect(run(...suite(), option, path.join(folder, 'wrong.json'))).rejects.toThrow(problem);
});
