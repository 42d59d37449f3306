// vuurtoren import
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command } from '../../testing/process.js';
import { startTestServer, type TestServer } from '../../testing/server.js';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-import-'));
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function runImport(...args: string[]): Promise<Outcome> {
  const child = command(['import', ...args], { DATABASE_URL: server.databaseUrl });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

function file(name: string, content: string | Buffer): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

const patient = (id: string, extra: object = {}) => ({
  resourceType: 'Patient',
  id,
  active: true,
  ...extra,
});

const count = async (query: string): Promise<number> => {
  const { body } = await server.send('GET', `/Patient?${query}&_count=1000`);
  return ((body['entry'] ?? []) as unknown[]).length;
};

describe('import', () => {
  test('takes Bundles, single resources and NDJSON, plain and compressed, from a folder', async () => {
    const bundle = (type: string, entry: object[]) =>
      JSON.stringify({ resourceType: 'Bundle', type, entry });
    const inFolder = mkdtempSync(path.join(folder, 'all-'));
    const put = (name: string, content: string | Buffer) => {
      writeFileSync(path.join(inFolder, name), content);
    };
    put(
      '1.json',
      bundle('transaction', [
        {
          fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
          resource: patient('x', { identifier: [{ value: 'all' }] }),
          request: { method: 'POST', url: 'Patient' },
        },
      ]),
    );
    put(
      '2.json.gz',
      gzipSync(
        bundle('collection', [{ resource: patient('all-2', { identifier: [{ value: 'all' }] }) }]),
      ),
    );
    put('3.json', JSON.stringify(patient('all-3', { identifier: [{ value: 'all' }] })));
    put(
      '4.ndjson',
      [4, 5, 6]
        .map((n) => JSON.stringify(patient(`all-${n}`, { identifier: [{ value: 'all' }] })))
        .join('\n'),
    );
    put(
      '5.ndjson.gz',
      gzipSync(`${JSON.stringify(patient('all-7', { identifier: [{ value: 'all' }] }))}\n\n`),
    );
    put(
      '6.json',
      bundle('batch', [
        {
          resource: patient('all-8', { identifier: [{ value: 'all' }] }),
          request: { method: 'PUT', url: 'Patient/all-8' },
        },
      ]),
    );
    put('notes.txt', 'not data');
    const { code, output, errors } = await runImport(inFolder);
    expect([code, errors.includes('refused  ')]).toEqual([0, false]);
    expect(output).toMatch(/^8 resources in [\d.]+ s, 0 refused\n$/);
    expect(await count('identifier=all')).toBe(8);
    expect((await server.send('GET', '/Patient/all-7')).status).toBe(200);
  });

  test('says what it refuses and why, and keeps the rest', async () => {
    const lines = [patient('good-1'), patient('bad-1', { gender: 'x' }), patient('good-2')];
    const { code, output, errors } = await runImport(
      file('mixed.ndjson', lines.map((line) => JSON.stringify(line)).join('\n')),
      file('broken.json', '{"resourceType":'),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/^2 resources in [\d.]+ s, 2 refused\n$/);
    expect(errors).toMatch(/refused {2}mixed\.ndjson:2: Patient\.gender: /);
    expect(errors).toMatch(/refused {2}broken\.json: .*ends too early/);
    expect((await server.send('GET', '/Patient/good-2')).status).toBe(200);
  });

  test('judges by the profiles that are claimed, and says what an error is and nothing else', async () => {
    const url = 'http://example.org/StructureDefinition/named';
    await server.create({
      ...{ resourceType: 'StructureDefinition', url, name: 'Named', status: 'active' },
      ...{ kind: 'resource', abstract: false, type: 'Patient', derivation: 'constraint' },
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
      differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
    });
    const claiming = { meta: { profile: [url, 'http://example.org/unknown'] } };
    const { output, errors } = await runImport(
      file('claims.json', JSON.stringify(patient('claims-1', claiming))),
      file(
        'keeps.json',
        JSON.stringify(patient('keeps-1', { ...claiming, name: [{ text: 'x' }] })),
      ),
    );
    expect(errors.split('\n').filter((line) => line.startsWith('refused'))).toEqual([
      'refused  claims.json: Patient: the element "name" is missing.',
    ]);
    expect(output).toMatch(/^1 resources in [\d.]+ s, 1 refused\n$/);
  });

  test('counts resources that are refused, not findings about them', async () => {
    const twoFindings = patient('bad-2', { gender: 'x', birthDate: 'y' });
    const entry = [patient('whole-1'), patient('whole-2', { gender: 'x' })].map((resource) => ({
      resource,
      request: { method: 'PUT', url: `Patient/${resource.id}` },
    }));
    const { output, errors } = await runImport(
      file('two.json', JSON.stringify(twoFindings)),
      file('whole.json', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry })),
      file('part.json', JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry })),
    );
    expect(errors.match(/^refused {2}two\.json/gm)).toHaveLength(2);
    // One, the two of the transaction, and one of the batch.
    expect(output).toMatch(/^1 resources in [\d.]+ s, 4 refused\n$/);
  });

  test('refuses what is not UTF-8, with file and line', async () => {
    const line = (id: string, family: string): Buffer =>
      Buffer.from(`${JSON.stringify(patient(id, { name: [{ family }] }))}\n`, 'latin1');
    const good = Buffer.from(
      `${JSON.stringify(patient('utf-8', { name: [{ family: 'Müller' }] }))}\n`,
    );
    const { code, output, errors } = await runImport(
      file('latin-1.ndjson', Buffer.concat([good, line('ascii', 'x'), line('latin-1', 'Müller')])),
      file('latin-1.json', Buffer.concat([Buffer.from('\n\n'), line('latin-2', 'Müller')])),
      file('latin-1.ndjson.gz', gzipSync(line('latin-3', 'Müller'))),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/^2 resources in [\d.]+ s, 3 refused\n$/);
    expect(errors).toContain('refused  latin-1.ndjson:3: The body is not valid UTF-8: line 1.\n');
    expect(errors).toContain('refused  latin-1.json: The body is not valid UTF-8: line 3.\n');
    expect(errors).toContain(
      'refused  latin-1.ndjson.gz:1: The body is not valid UTF-8: line 1.\n',
    );
    expect((await server.send('GET', '/Patient/utf-8')).text).toContain('Müller');
  });

  test('takes a byte order mark, any line ends, and line separators within texts', async () => {
    const mark = '\ufeff';
    const text = (id: string): string =>
      JSON.stringify(
        patient(id, { name: [{ text: 'a\u2028b' }], identifier: [{ value: 'marked' }] }),
      );
    const { code } = await runImport(
      file('mark.json', `${mark}${text('mark-1')}`),
      file(
        'mark.ndjson',
        `${mark}${text('mark-2')}\r\n \r\n${text('mark-3')}\n\n${text('mark-4')}`,
      ),
    );
    expect(code).toBe(0);
    expect(await count('identifier=marked')).toBe(4);
  });

  test('takes items in any order that refer to one another', async () => {
    const inFolder = mkdtempSync(path.join(folder, 'order-'));
    const entry = (resource: object) => ({
      resource,
      request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
    });
    const write = (name: string, resource: object) => {
      writeFileSync(
        path.join(inFolder, name),
        JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [entry(resource)] }),
      );
    };
    write('1-patient.json', {
      resourceType: 'Patient',
      identifier: [{ value: 'order' }],
      managingOrganization: { reference: 'Organization?identifier=order-org' },
    });
    write('2-organization.json', {
      resourceType: 'Organization',
      identifier: [{ value: 'order-org' }],
    });
    expect((await runImport('--concurrency', '1', inFolder)).code).toBe(0);
    expect(await count('identifier=order')).toBe(1);
  });

  test('takes lines that refer to what is in a later file', async () => {
    const inFolder = mkdtempSync(path.join(folder, 'later-'));
    const refers = (n: number) => ({
      resourceType: 'Patient',
      identifier: [{ value: 'later' }],
      managingOrganization: { reference: `Organization?identifier=later-${n}` },
    });
    const write = (name: string, lines: readonly object[]): void => {
      writeFileSync(
        path.join(inFolder, name),
        lines.map((line) => JSON.stringify(line)).join('\n'),
      );
    };
    const free = { resourceType: 'Patient', identifier: [{ value: 'later' }] };
    write('1.ndjson', [refers(1), free, refers(2), refers(3)]);
    write(
      '2.ndjson',
      [1, 2].map((n) => ({
        resourceType: 'Organization',
        identifier: [{ value: `later-${n}` }],
      })),
    );
    const { output, errors } = await runImport('--concurrency', '1', inFolder);
    expect(errors).toMatch(/refused {2}1\.ndjson:4: .*finds no Organization/);
    expect(errors.match(/refused {2}/g)).toHaveLength(1);
    expect(output).toMatch(/^5 resources in [\d.]+ s, 1 refused\n$/);
    expect(await count('identifier=later')).toBe(3);
  });

  test('goes on where it was interrupted, without doing anything twice', async () => {
    const inFolder = mkdtempSync(path.join(folder, 'resume-'));
    const files = 120;
    for (let n = 0; n < files; n++) {
      const entry = Array.from({ length: 50 }, () => ({
        resource: { resourceType: 'Patient', identifier: [{ value: `resume-${n}` }] },
        request: { method: 'POST', url: 'Patient' },
      }));
      writeFileSync(
        path.join(inFolder, `${n}.json`),
        JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
      );
    }
    const killed = command(['import', inFolder], { DATABASE_URL: server.databaseUrl });
    const exited = once(killed, 'exit');
    // As soon as something is in, and before everything can be.
    for (;;) {
      if ((await count('identifier=resume-3')) > 0) break;
      await new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
    }
    killed.kill('SIGKILL');
    await exited;
    const { code, errors } = await runImport(inFolder);
    expect(code).toBe(0);
    expect(errors).toMatch(/Going on: \d+ texts are in already/);
    for (let n = 0; n < files; n += 7)
      expect([n, await count(`identifier=resume-${n}`)]).toEqual([n, 50]);
  });

  test.each(['male', 'female'])(
    'takes only what was corrected, also of lines without ids (%s in place of mule)',
    async (gender) => {
      const value = `corrected-${gender}`;
      const line = (extra: object): string =>
        JSON.stringify({ resourceType: 'Patient', identifier: [{ value }], ...extra });
      const write = (third: string): string =>
        file('lines.ndjson', [line({}), line({}), line({ gender: third }), line({})].join('\n'));
      const first = await runImport(write('mule'));
      expect([first.code, await count(`identifier=${value}`)]).toEqual([1, 3]);
      const again = await runImport(write('mule'));
      expect(again.errors).toContain('Going on: 3 texts are in already.');
      expect(again.errors).toContain('refused  lines.ndjson:3: ');
      expect(again.output).toMatch(/^0 resources in [\d.]+ s, 1 refused\n$/);
      const last = await runImport(write(gender));
      expect(last.output).toMatch(/^1 resources in [\d.]+ s, 0 refused\n$/);
      expect(await count(`identifier=${value}`)).toBe(4);
    },
  );

  test('takes only the entries of a batch that are not in', async () => {
    const entry = (gender: string) => ({
      resource: { resourceType: 'Patient', identifier: [{ value: 'batch' }], gender },
      request: { method: 'POST', url: 'Patient' },
    });
    const write = (second: string): string =>
      file(
        'batch.json',
        JSON.stringify({
          resourceType: 'Bundle',
          type: 'batch',
          entry: [entry('male'), entry(second), entry('male')],
        }),
      );
    const first = await runImport(write('mule'));
    expect(first.errors).toMatch(/refused {2}batch\.json, entry 1: .*gender/);
    expect((await runImport(write('male'))).output).toMatch(
      /^1 resources in [\d.]+ s, 0 refused\n$/,
    );
    expect(await count('identifier=batch')).toBe(3);
  });

  test.each([
    [[], /Say what to import/],
    [['--concurrency', 'x', '/tmp'], /--concurrency is 1 to 64/],
    [['--nonsense', '/tmp'], /nonsense/],
    [['/nowhere/at/all'], /ENOENT/],
  ])('with %j says what is wrong', async (args, message) => {
    const { code, errors } = await runImport(...args);
    expect(code).not.toBe(0);
    expect(errors).toMatch(message);
  });
});
