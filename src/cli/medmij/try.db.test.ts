/** A PGO at a server that runs as an operator starts it: the whole journey, over HTTP and TLS. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { LIST_FILES } from '../../auth/medmij/lists/list-kind.js';
import { DEMO_PATIENTS } from '../../demo/demo-data.js';
import { createAuthority, type TestCertificate } from '../../testing/certificates.js';
import {
  clientList,
  providerList,
  serviceNames,
  whitelist,
} from '../../testing/medmij/list-documents.js';
import {
  command,
  startProcess,
  temporaryDataFolder,
  type ServerProcess,
} from '../../testing/process.js';

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function run(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ran> {
  const child = command(args, environment);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

interface Told {
  readonly good: boolean;
  readonly failure?: string;
  readonly steps: readonly { readonly name: string }[];
  readonly services: readonly {
    readonly id: string;
    readonly queries: readonly {
      readonly status: number;
      readonly counts: Readonly<Record<string, number>>;
      readonly warnings: readonly string[];
    }[];
  }[];
}

async function attempt(base: string, ...args: string[]): Promise<Ran & { told: Told }> {
  const ran = await run(['medmij', 'try', '--base', base, '--json', ...args]);
  return { ...ran, told: JSON.parse(ran.output === '' ? '{}' : ran.output) as Told };
}

describe('at the demo', () => {
  const data = temporaryDataFolder();
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startProcess({ DATA_DIR: data.path, DEMO: 'on', AUTH: 'smart' });
  });

  afterAll(async () => {
    await server.end('SIGTERM');
    await data.remove();
  });

  test('the banner says how', () => {
    expect(server.banner).toContain(`npx vuurtoren medmij try --base ${server.base}`);
  });

  test('a PGO gets the data of all gegevensdiensten, and renews and ends its access', async () => {
    const { code, told } = await attempt(server.base);
    expect(told.failure).toBeUndefined();
    expect(code).toBe(0);
    expect(told.steps.map(({ name }) => name)).toEqual([
      'lists',
      'authorization',
      'token',
      'refresh',
      'revocation',
    ]);
    const queries = told.services.flatMap((service) => service.queries);
    expect(queries.flatMap(({ warnings }) => warnings)).toEqual([]);
    const vaccinations = told.services.find(({ id }) => id.startsWith('vaccinaties'));
    expect(vaccinations?.queries[0]?.counts['Immunization']).toBeGreaterThan(0);
    const medication = told.services.find(({ id }) => id.startsWith('medicatie'));
    expect(medication?.queries).toHaveLength(7);
  });

  test('one consent for one gegevensdienst is told in lines', async () => {
    const args = ['--once', '--service', 'vaccinaties-2.0'];
    const { code, output } = await run(['medmij', 'try', '--base', server.base, ...args]);
    expect(code).toBe(0);
    expect(output).toMatch(/^lists +demoziekenhuis@medmij/);
    expect(output).toMatch(/Immunization.*\n.*200 \d+ Immunization/);
    expect(output).toMatch(/result +1 queries, \d+ resources, 0 refused, 0 warnings/);
    expect(output).not.toContain(DEMO_PATIENTS[0]?.bsn ?? '?');
    expect(output).not.toMatch(/^refresh/m);
  });

  test.each([
    ['a wrong password', ['--password', 'geraden'], /no form for \/consent/],
    ['a provider that there is not', ['--provider', 'elders'], /status 302|invalid_scope/],
    ['a client of no list', ['--client-id', 'kwaad.example'], /OAuth client list/],
  ])('%s leads nowhere', async (_what, args, reason) => {
    const { code, told } = await attempt(server.base, ...args);
    expect(code).toBe(1);
    expect(told.failure).toMatch(reason);
  });

  test('many at once come to their end', async () => {
    const args = ['--journeys', '16', '--service', 'vaccinaties-2.0'];
    const { code, output } = await run(['medmij', 'try', '--base', server.base, ...args]);
    expect(JSON.parse(output)).toMatchObject({ journeys: 16, failed: 0, reasons: [], queries: 16 });
    expect(code).toBe(0);
  });
});

describe('at a provider with lists and certificates', () => {
  const AUTHORITY = createAuthority('Staat der Testen');
  const data = temporaryDataFolder();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-pgo-'));
  const lists = path.join(folder, 'lists');
  let server: ServerProcess;
  let settings: Record<string, string>;

  const write = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const certificate = (host: string): string[] => {
    const { certificate, key } = AUTHORITY.issue(host, { dnsNames: [host] });
    return ['--cert', write(`${host}.pem`, certificate), '--key', write(`${host}.key`, key)];
  };

  beforeAll(async () => {
    const own = AUTHORITY.issue('server');
    const whl = whitelist(['pgo.example.nl', 'andere.example.nl']);
    const ocl = clientList([
      { hostname: 'pgo.example.nl', name: 'Mijn PGO', services: ['vaccinaties-2.0'] },
      { hostname: 'andere.example.nl', name: 'Andere PGO' },
    ]);
    const provider = {
      name: 'ziekenhuisdrecht',
      displayName: 'Ziekenhuis Drecht',
      privacyUrl: 'https://ziekenhuis.example/privacy',
      services: ['vaccinaties-2.0', 'medicatie-3.0'],
    };
    const medmij = {
      dva: { name: 'Vuurtoren ICT', phone: '030 123 45 67' },
      providers: [provider],
      signIn: ['password'],
    };
    settings = {
      ...{ DATA_DIR: data.path, DEMO: 'on', AUTH: 'smart' },
      TLS_CERTIFICATE: write('server.pem', own.certificate),
      TLS_KEY: write('server.key', own.key),
      TLS_CLIENT_CA: write('ca.pem', AUTHORITY.certificate),
      MEDMIJ: write('medmij.json', JSON.stringify(medmij)),
      MEDMIJ_LISTS_WHL: write('whl.xml', whl),
      MEDMIJ_LISTS_OCL: write('ocl.xml', ocl),
    };
    server = await startProcess(settings);
    // What the PGO reads: the server's own address could not be on a list of everybody's.
    const issuer = server.base.replace('/fhir', '/auth/medmij');
    const endpoints = { authorize: `${issuer}/authorize`, token: `${issuer}/token` };
    const services = provider.services.map((id) => ({ id, ...endpoints, resource: server.base }));
    const zal = providerList([{ name: 'ziekenhuisdrecht@medmij', services }]);
    mkdirSync(lists);
    for (const [kind, document] of [
      ['whl', whl],
      ['ocl', ocl],
      ['zal', zal],
      ['gnl', serviceNames([])],
    ] as const) {
      writeFileSync(path.join(lists, LIST_FILES[kind]), document);
    }
  });

  afterAll(async () => {
    await server.end('SIGTERM');
    await data.remove();
    rmSync(folder, { recursive: true });
  });

  const walk = (...args: string[]): ReturnType<typeof attempt> =>
    attempt(
      server.base,
      ...['--ca', path.join(folder, 'ca.pem'), '--lists', lists],
      ...['--provider', 'ziekenhuisdrecht', ...args],
    );

  test('the PGO whose certificate it is gets what the list says it supports', async () => {
    const { told, errors } = await walk(
      '--client-id',
      'pgo.example.nl',
      ...certificate('pgo.example.nl'),
    );
    expect([told.failure, errors]).toEqual([undefined, '']);
    expect(told.services.map(({ id }) => id)).toEqual(['vaccinaties-2.0']);
    expect(told.services[0]?.queries[0]).toMatchObject({ status: 200, warnings: [] });
  });

  test.each([
    ['no certificate', []],
    ['the certificate of another PGO', ['andere.example.nl']],
    ['a certificate of nobody on the Whitelist', ['vreemd.example.nl']],
  ])('with %s there is no token', async (_what, hosts) => {
    const { code, told } = await walk(
      '--client-id',
      'pgo.example.nl',
      ...hosts.flatMap(certificate),
    );
    expect(code).toBe(1);
    expect(told.failure).toMatch(/status 401, invalid_client/);
  });

  async function get(url: string, token: string, own?: TestCertificate): Promise<IncomingMessage> {
    const sent = request(url, {
      ...{ ca: AUTHORITY.certificate, agent: false },
      ...(own === undefined ? {} : { cert: own.certificate, key: own.key }),
      headers: { Authorization: `Bearer ${token}` },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return response;
  }

  test('a token alone gets no data', async () => {
    const patient = DEMO_PATIENTS[0]?.id ?? '';
    const { output } = await run(['token', '--medmij', '--patient', patient], settings);
    const pgo = AUTHORITY.issue('pgo', { dnsNames: ['pgo.example.nl'] });
    const stranger = AUTHORITY.issue('pgo', { dnsNames: ['vreemd.example.nl'] });
    const statuses = await Promise.all(
      [pgo, undefined, stranger].map(async (own) => {
        const response = await get(`${server.base}/Immunization`, output.trim(), own);
        response.resume();
        return response.statusCode;
      }),
    );
    expect(statuses).toEqual([200, 401, 401]);
  });

  test('operators see how old the lists are', async () => {
    const read = async (name: string): Promise<string> => {
      const response = await get(server.base.replace('/fhir', name), '');
      let text = '';
      for await (const chunk of response) text += String(chunk);
      return text;
    };
    const { status, checks } = JSON.parse(await read('/readyz')) as {
      status: string;
      checks: { name: string }[];
    };
    expect(status).toBe('ok');
    expect(checks.find(({ name }) => name === 'medmij-lists')).toMatchObject({
      status: 'ok',
      lists: [
        { list: 'ocl', state: 'fresh', sequence: 1, ageSeconds: expect.any(Number) },
        { list: 'whl', state: 'fresh', sequence: 1, ageSeconds: expect.any(Number) },
      ],
    });
    const metrics = await read('/metrics');
    expect(metrics).toMatch(/^vuurtoren_medmij_list_age_seconds\{list="whl"\} \d/m);
    expect(metrics).toMatch(/^vuurtoren_medmij_lists_usable 1$/m);
    const { output, code } = await run(['medmij', 'lists'], settings);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      usable: true,
      lists: [{ list: 'ocl' }, { list: 'whl' }],
    });
  });

  test('files can be checked without a server', async () => {
    const good = path.join(lists, LIST_FILES.whl);
    const bad = write('bad.xml', '<!DOCTYPE a><Whitelist/>');
    expect(await run(['medmij', 'lists', 'check', good])).toMatchObject({
      code: 0,
      output: `${good}: whl, Volgnummer 1, 2026-11-01T09:00:00.000Z, 2 entries\n`,
    });
    expect(await run(['medmij', 'lists', 'check', bad])).toMatchObject({
      code: 1,
      output: `${bad}: refused: the document has a document type\n`,
    });
  });

  test('settings that do not go together stop the start', async () => {
    expect(await run(['start'], { ...settings, TLS_CLIENT_CA: '' })).toMatchObject({
      code: 2,
      errors: expect.stringContaining('TLS_CLIENT_CA'),
    });
    expect(await run(['start'], { ...settings, MEDMIJ_LISTS_OCL: '' })).toMatchObject({
      code: 2,
      errors: expect.stringContaining('MEDMIJ_LISTS_OCL is missing'),
    });
  });
});
