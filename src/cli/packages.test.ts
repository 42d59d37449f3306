// `vuurtoren packages`, with a registry of its own.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../config/load.js';
import { openPackagesInUse } from '../packages-in-use.js';
import { tarOf } from '../testing/tar-of.js';
import { packagesCommand } from './packages.js';
import { UsageError } from './usage.js';

const archive = (name: string, version: string, dependencies: Record<string, string> = {}) =>
  gzipSync(
    tarOf([
      { name: 'package/package.json', text: JSON.stringify({ name, version, dependencies }) },
    ]),
  );

const PUBLISHED: Readonly<Record<string, Buffer | object>> = {
  '/leaf/1.0.0': archive('leaf', '1.0.0'),
  '/tree': { versions: { '1.0.0': {}, '1.1.0': {}, '2.0.0': {} } },
  '/tree/1.1.0': archive('tree', '1.1.0', { leaf: '1.0.0', 'hl7.fhir.r4.core': '4.0.1' }),
  '/loose/1.0.0': archive('loose', '1.0.0', { gone: '1.0.0' }),
  '/false/1.0.0': archive('other', '1.0.0'),
};

let server: Server;
let registry: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = PUBLISHED[request.url ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const config = (environment: Record<string, string> = {}) =>
  loadConfig({ DATA_DIR: folder, PACKAGE_REGISTRY: registry, ...environment }, '/checkout');

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  let output = '';
  const code = await packagesCommand(config(), args, (text) => {
    output += text;
  });
  return { code, lines: output.trimEnd().split('\n') };
}

const kept = () => readdirSync(path.join(folder, 'packages'));

describe('packages add', () => {
  test('fetches a package and what it depends on', async () => {
    const { code, lines } = await run('add', 'tree@1.x');
    expect(code).toBe(0);
    expect(lines).toEqual([
      'added    tree#1.1.0',
      'added    leaf#1.0.0',
      'A running server takes it into account when it starts again.',
    ]);
    expect(kept()).toEqual(['leaf#1.0.0.tgz', 'tree#1.1.0.tgz']);
    const names = openPackagesInUse(config()).packages.map(({ manifest }) => manifest.name);
    expect(names).toEqual(expect.arrayContaining(['tree', 'leaf']));
  });

  test('takes a file or a folder', async () => {
    const file = path.join(folder, 'x.tgz');
    writeFileSync(file, archive('x', '1.0.0', { leaf: '1.0.0' }));
    expect((await run('add', file)).lines[0]).toBe('added    x#1.0.0');
    const place = path.join(folder, 'y');
    mkdirSync(place);
    writeFileSync(path.join(place, 'package.json'), '{"name":"y","version":"2.0.0"}');
    writeFileSync(path.join(place, 'ValueSet-v.xml'), VALUE_SET);
    expect((await run('add', place)).code).toBe(0);
    expect(kept()).toEqual(['leaf#1.0.0.tgz', 'x#1.0.0.tgz', 'y#2.0.0']);
    const content = openPackagesInUse(config()).valueSet('http://example.org/v', '');
    expect([...(content?.codes.get('http://example.org/s') ?? [])]).toEqual(['a']);
  });

  test('says which dependency is missing', async () => {
    const { code, lines } = await run('add', 'loose@1.0.0');
    expect(code).toBe(1);
    expect(lines).toContain(`missing  gone@1.0.0: ${registry} answered 404`);
    expect(kept()).toEqual(['loose#1.0.0.tgz']);
  });

  test.each([
    ['none@1.0.0', 'answered 404'],
    ['tree@3.x', 'has no such version'],
    ['false@1.0.0', 'the registry sent other#1.0.0 instead'],
    ['leaf', 'a name needs a version'],
    ['../x@1.0.0', 'that is no name and version of a package'],
    ['x@1/../2', 'that is no name and version of a package'],
  ])('refuses %s', async (what, reason) => {
    await expect(run('add', what)).rejects.toThrow(reason);
    expect(kept()).toEqual([]);
  });

  test('says that the registry can not be reached', async () => {
    const offline = config({ PACKAGE_REGISTRY: 'http://127.0.0.1:1' });
    await expect(packagesCommand(offline, ['add', 'leaf@1.0.0'])).rejects.toThrow(
      "leaf@1.0.0: the registry http://127.0.0.1:1 can't be reached; give the package's .tgz",
    );
  });
});

describe('packages', () => {
  test('are listed with what they lack', async () => {
    await run('add', 'loose@1.0.0');
    const { lines } = await run('list');
    expect(lines[0]).toMatch(/^hl7\.fhir\.r4\.core#4\.0\.1 {2}\d+ profiles, \d+ resources$/);
    expect(lines.at(-2)).toBe('loose#1.0.0  0 profiles, 0 resources');
    expect(lines.at(-1)).toBe('  gone#1.0.0 is missing');
  });

  test('of FHIR_PACKAGES are loaded too', () => {
    const file = path.join(folder, 'x.tgz');
    writeFileSync(file, archive('x', '1.0.0'));
    const set = openPackagesInUse(config({ FHIR_PACKAGES: ` ${file} ` }));
    expect(set.packages.at(-1)?.manifest.name).toBe('x');
    expect(() => openPackagesInUse(config({ FHIR_PACKAGES: 'none' }))).toThrow('/checkout/none');
  });

  test.each([[[]], [['add']], [['remove', 'x']], [['list', 'x']], [['add', 'x', 'y']]])(
    '%j is refused',
    async (args) => {
      await expect(packagesCommand(config(), args)).rejects.toThrow(UsageError);
    },
  );
});

const VALUE_SET = `<ValueSet xmlns="http://hl7.org/fhir">
  <url value="http://example.org/v"/>
  <status value="active"/>
  <compose>
    <include>
      <system value="http://example.org/s"/>
      <concept><code value="a"/></concept>
    </include>
  </compose>
</ValueSet>`;
