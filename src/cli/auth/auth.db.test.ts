// What an operator types, in the words of the operating contract.
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { startAuthServer, type AuthServer } from '../../testing/auth/server.js';
import { serviceKey, serviceToken } from '../../testing/auth/service.js';
import { command } from '../../testing/process.js';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

let folder: string;
let database: TestDatabase;
let server: AuthServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-cli-'));
  database = await createTestDatabase();
  server = await startAuthServer();
});

afterAll(async () => {
  await server.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function run(
  args: readonly string[],
  url = server.databaseUrl,
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = command(args, { DATABASE_URL: url, AUTH: 'smart', LOG_LEVEL: 'silent', ...more });
  if (child.stdout === null || child.stderr === null) throw new Error('The process has no output.');
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, out, error };
}

async function json(args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, error } = await run(args);
  if (code !== 0) throw new Error(error);
  return JSON.parse(out) as Record<string, unknown>;
}

describe('client', () => {
  test('add, list, change, secret and remove', async () => {
    const added = await json([
      ...['client', 'add', '--name', 'Mijn app', '--type', 'confidential-symmetric'],
      ...['--redirect-uri', 'https://app.example/cb', '--redirect-uri', 'https://app.example/b'],
    ]);
    expect(added).toMatchObject({
      name: 'Mijn app',
      redirect_uris: ['https://app.example/cb', 'https://app.example/b'],
      enabled: true,
    });
    const id = String(added['client_id']);
    expect(added['client_secret']).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await json(['client', 'list']))).not.toContain(
      String(added['client_secret']),
    );
    const changed = await json(['client', 'change', id, '--scope', 'openid patient/*.rs']);
    expect(changed).toMatchObject({ name: 'Mijn app', scope: 'openid patient/*.rs' });
    const renewed = await json(['client', 'secret', id]);
    expect(renewed['client_secret']).not.toBe(added['client_secret']);
    expect(await json(['client', 'remove', id])).toEqual({ client_id: id, removed: true });
    expect((await run(['client', 'remove', id])).code).toBe(2);
  });

  test('of a service takes its keys from a file, and works at once', async () => {
    const key = await serviceKey('ES384');
    const file = path.join(folder, 'jwks.json');
    writeFileSync(file, JSON.stringify({ keys: [key.publicJwk] }));
    const added = await json([
      ...['client', 'add', '--name', 'Export', '--type', 'backend', '--jwks', file],
      ...['--scope', 'system/Patient.rs'],
    ]);
    const { body } = await serviceToken(server, key, String(added['client_id']), {
      scope: 'system/Patient.rs',
    });
    expect(body['token_type']).toBe('Bearer');
  });

  test.each([
    [['--type', 'other', '--name', 'x'], 'The type is one of: public, '],
    [['--type', 'public', '--name', 'x'], 'A redirect URI is needed.'],
    [
      ['--type', 'public', '--name', 'x', '--redirect-uri', 'https://*.example/'],
      'no fragment and no wildcard',
    ],
    [
      ['--type', 'public', '--name', 'x', '--redirect-uri', 'http://app.example/'],
      'an https URL, or http on a loopback address',
    ],
    [
      ['--type', 'public', '--name', 'x', '--redirect-uri', 'javascript:alert(1)'],
      'an https URL, or http on a loopback address',
    ],
    [
      [
        '--type',
        'public',
        '--name',
        'x',
        '--redirect-uri',
        'https://a.example/',
        '--scope',
        'system/*.rs',
      ],
      'no scopes that start with "system/"',
    ],
    [['--type', 'backend', '--name', 'x'], 'Either a JSON Web Key Set or its URL is needed.'],
    [['--type', 'backend', '--name', 'x', '--jwks-uri', 'http://10.0.0.1/jwks'], 'is an https URL'],
    [['--name', 'x', '--what', 'x'], "Unknown option '--what'"],
  ])('add %j is refused in a line', async (args, line) => {
    const { code, error } = await run(['client', 'add', ...args]);
    expect([code, error.split('\n')[0]]).toEqual([2, expect.stringContaining(line)]);
  });
});

describe('user', () => {
  test('add, list, change and remove', async () => {
    const added = await json([
      ...['user', 'add', '--username', 'Jansen', '--password', 'een lang wachtwoord'],
      ...['--role', 'practitioner', '--fhir-user', 'Practitioner/p1', '--name', 'Dr. Jansen'],
    ]);
    expect(added).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      source: 'local',
      username: 'jansen',
      name: 'Dr. Jansen',
      role: 'practitioner',
      fhir_user: 'Practitioner/p1',
      enabled: true,
    });
    expect((await run(['user', 'add', '--username', 'JANSEN', '--password', 'x'])).code).toBe(2);
    const changed = await json(['user', 'change', 'jansen', '--enabled', 'no']);
    expect(changed).toMatchObject({ enabled: false, role: 'practitioner' });
    const { out } = await run(['user', 'list']);
    expect(out).not.toContain('argon2');
    expect(await json(['user', 'remove', 'Jansen'])).toMatchObject({ removed: true });
  });

  test.each([
    [['--username', 'a b', '--password', 'x', '--role', 'patient'], 'no spaces'],
    [['--username', 'a', '--password', 'x', '--role', 'king'], 'The role is one of'],
    [['--username', 'a', '--role', 'patient'], 'A password has'],
    [
      ['--username', 'a', '--password', 'x', '--role', 'patient', '--fhir-user', 'Device/1'],
      'The FHIR user is',
    ],
  ])('add %j is refused', async (args, line) => {
    const { code, error } = await run(['user', 'add', ...args]);
    expect(code).toBe(2);
    expect(error).toContain(line);
  });
});

describe('user of an identity provider', () => {
  test('is added without a password, for a provider that there is', async () => {
    const file = path.join(folder, 'providers.json');
    const provider = {
      ...{ id: 'keycloak', kind: 'oidc', name: { nl: 'x', en: 'x' }, issuer: 'https://x.example' },
      ...{ clientId: 'x', secret: { file: 'secret' }, person: { match: { by: 'account' } } },
    };
    writeFileSync(file, JSON.stringify([provider]));
    writeFileSync(path.join(folder, 'secret'), 'zeer-geheim');
    const add = (source: string): Promise<Ran> =>
      run(
        ['user', 'add', '--source', source, '--username', 'A B', '--role', 'practitioner'],
        server.databaseUrl,
        { IDENTITY_PROVIDERS: file },
      );
    const added = await add('keycloak');
    expect(JSON.parse(added.out)).toMatchObject({ source: 'keycloak', username: 'A B' });
    expect((await add('other')).error).toContain('no identity provider of this id');
    writeFileSync(file, JSON.stringify([{ ...provider, secret: 'zeer-geheim' }]));
    const { code, error } = await add('keycloak');
    expect(code).toBe(2);
    expect(error).toContain('/0/secret must be object');
    expect(error).not.toContain('zeer-geheim');
  });
});

describe('launch', () => {
  test('gives a value for one use, and where to open the app', async () => {
    const { client } = await server.client({
      name: 'App',
      type: 'public',
      redirectUris: ['https://app.example/cb'],
      launchUri: 'https://app.example/launch?tab=1',
    });
    const launch = await json([
      ...['launch', '--client', client.id, '--patient', 'p1', '--encounter', 'e1'],
    ]);
    expect(launch).toMatchObject({ iss: server.base, expires_in: 300 });
    const value = String(launch['launch']);
    expect(value).toMatch(/^[\w-]{43}$/);
    expect(launch['launch_url']).toBe(
      `https://app.example/launch?tab=1&iss=${encodeURIComponent(server.base)}&launch=${value}`,
    );
  });

  test.each([[['--patient', 'p1']], [['--client', 'nobody', '--patient', 'p1']]])(
    '%j is refused',
    async (args) => {
      expect((await run(['launch', ...args])).code).toBe(2);
    },
  );
});

describe('token --medmij', () => {
  const ask = async (token: string, path: string): Promise<number> =>
    (await server.fetch(token, path)).status;

  beforeAll(async () => {
    const operator = await server.token('system/*.cruds');
    const headers = { Authorization: `Bearer ${operator}` };
    const body = { resourceType: 'Patient', id: 'medmij', name: [{ family: 'Dijks' }] };
    await server.send('PUT', '/Patient/medmij', { headers, body });
  });

  test('is good for all gegevensdiensten, of that patient', async () => {
    const { code, out } = await run(['token', '--medmij', '--patient', 'medmij']);
    expect(code).toBe(0);
    expect(await ask(out.trim(), '/Immunization')).toBe(200);
    expect(await ask(out.trim(), '/Patient/medmij')).toBe(200);
    expect(await ask(out.trim(), '/Patient/other')).toBe(404);
    expect(await ask(out.trim(), '/Account')).toBe(403);
  });

  test('is good for those that are named', async () => {
    const args = ['token', '--medmij', '--patient', 'medmij', '--gegevensdienst'];
    const { out } = await run([...args, 'vaccinaties-2.0', '--gegevensdienst', '900000110']);
    expect(await ask(out.trim(), '/Immunization')).toBe(200);
    expect(await ask(out.trim(), '/Coverage')).toBe(200);
    expect(await ask(out.trim(), '/MedicationRequest')).toBe(403);
  });

  test.each([
    [['--medmij'], 'Say which patient'],
    [['--medmij', '--patient', 'nobody'], 'There is no Patient/nobody'],
    [['--medmij', '--patient', 'medmij', '--gegevensdienst', 'x'], 'There is no gegevensdienst x'],
    [['--medmij', '--patient', 'medmij', '--scope', 'patient/*.rs'], '--scope does not go'],
    [['--medmij', '--patient', 'medmij', '--seconds', '0'], '--seconds is 1 to'],
    [['--gegevensdienst', 'x'], 'belongs to --medmij'],
  ])('%j is refused', async (args, says) => {
    const { code, error } = await run(['token', ...args]);
    expect([code, error]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('token', () => {
  test.each([
    [[], 'system/*.rs'],
    [['--patient', 'p1'], 'patient/*.rs'],
    [['--patient', 'p1', '--scope', 'patient/Observation.rs'], 'patient/Observation.rs'],
    [['--admin'], 'admin system/*.cruds'],
  ])('%j is good for %s', async (args, scope) => {
    const { code, out } = await run(['token', ...args]);
    expect(code).toBe(0);
    const { client: asker, secret = '' } = await server.client({
      name: 'Asker',
      type: 'confidential-symmetric',
      redirectUris: ['https://app.example/cb'],
      introspects: true,
    });
    const response = await fetch(`${server.auth}/introspect`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${asker.id}:${secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ token: out.trim() }),
    });
    expect(await response.json()).toMatchObject({ active: true, scope });
  });

  test.each([
    [['--scope', 'patient/*.rs'], 'need a patient'],
    [['--scope', 'user/*.rs'], 'need a user'],
    [['--scope', 'nonsense'], `The scope "nonsense" can't be used.`],
    [['--seconds', '0'], '--seconds is 1 to'],
    [['--user', 'nobody'], 'There is no user'],
  ])('%j is refused', async (args, line) => {
    const { code, error } = await run(['token', ...args]);
    expect(code).toBe(2);
    expect(error).toContain(line);
  });

  test('works on a database that no server has used yet', async () => {
    expect((await run(['token'], database.url)).out).toMatch(/^[\w-]{43}\n$/);
  });
});

test('keys are listed, and rotated one place on', async () => {
  const before = (await json(['keys', 'list'])) as unknown as { kid: string; state: string }[];
  expect(before.map(({ state }) => state)).toEqual(['current', 'next']);
  const after = (await json(['keys', 'rotate'])) as unknown as { kid: string; state: string }[];
  expect(after.map(({ state }) => state)).toEqual(['current', 'next', 'retired']);
  expect(after[0]?.kid).toBe(before[1]?.kid);
  expect(after[2]?.kid).toBe(before[0]?.kid);
  expect(JSON.stringify(after)).not.toContain('"d"');
});

test('grants are listed', async () => {
  expect(await json(['grant', 'list'])).toEqual([]);
  expect((await run(['grant', 'remove', 'none'])).code).toBe(2);
});
