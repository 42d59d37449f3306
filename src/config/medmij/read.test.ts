import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Gegevensdiensten } from '../../access/gegevensdiensten.js';
import type { IdentityProvider } from '../../auth/people/identity-provider.js';
import { loadConfig } from '../load.js';
import { readMedmij, type MedmijSurroundings } from './read.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-medmij-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const provider = {
  name: 'abc',
  displayName: 'ABC',
  privacyUrl: 'https://abc.example/privacy',
  services: ['c1'],
};
const good = { dva: { name: 'DVA', phone: '030' }, providers: [provider], signIn: ['digid'] };
const person = (type: string): object => ({ match: { by: 'identifier', type, system: 's' } });
const identityProviders = [
  { id: 'digid', kind: 'saml', person: person('Patient') },
  { id: 'uzi', kind: 'saml', person: person('Practitioner') },
] as unknown as IdentityProvider[];
const surroundings: MedmijSurroundings = {
  gegevensdiensten: new Gegevensdiensten([{ id: 'c1', kind: 'collect', name: 'x', requests: [] }]),
  identityProviders,
  isLocal: false,
};

function read(content: unknown, changes: Partial<MedmijSurroundings> = {}): unknown {
  const file = path.join(folder, 'medmij.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readMedmij(file, { ...surroundings, ...changes });
}

test('what is left out has its default', () => {
  expect(read(good)).toEqual({
    ...good,
    providers: [{ ...provider, availability: { relation: [], data: [], withheld: [] } }],
    passwords: false,
    clientCertificates: 'required',
    tracing: 'required',
    codeSeconds: 900,
    journeySeconds: 1800,
    chainLogDays: 1096,
    errorDescriptions: {},
    failureSentence: undefined,
  });
});

describe('a wrong file is told in a line', () => {
  const withProvider = (changes: object): object => ({
    ...good,
    providers: [{ ...provider, ...changes }],
  });

  test.each([
    ['{', 'it is not JSON'],
    [[], 'it must be object'],
    [{ ...good, dva: undefined }, "it must have required property 'dva'"],
    [{ ...good, color: 'red' }, 'it has "color", which does not belong there'],
    [withProvider({ name: 'ABC' }), '/providers/0/name must match pattern'],
    [withProvider({ privacyUrl: 'http://abc.example' }), '/providers/0/privacyUrl must match'],
    [withProvider({ services: [] }), '/providers/0/services must NOT have fewer'],
    [
      withProvider({ services: ['x'] }),
      '/providers/0/services has "x", which is no gegevensdienst',
    ],
    [withProvider({ availability: { relation: ['Encounter'] } }), '/availability/relation/0 must'],
    [{ ...good, providers: [provider, provider] }, 'two providers have the name "abc"'],
    [{ ...good, signIn: ['x'] }, '/signIn has "x", which is no identity provider'],
    [{ ...good, signIn: ['uzi'] }, '/signIn has "uzi", which does not sign in patients'],
    [{ ...good, signIn: ['password'] }, '/signIn has "password", which is for a server on a loop'],
    [{ ...good, clientCertificates: 'none-on-loopback' }, '/clientCertificates is for a server on'],
    [{ ...good, clientCertificates: 'none' }, 'must be one of: required, none-on-loopback'],
    [{ ...good, codeSeconds: 901 }, '/codeSeconds must be <= 900'],
    [
      { ...good, errorDescriptions: { access_denied: 'é' } },
      '/errorDescriptions/access_denied must',
    ],
    [{ ...good, errorDescriptions: { x: 'y' } }, 'has "x", which does not belong there'],
  ])('%j', (content, line) => {
    expect(() => read(content)).toThrow(line);
  });

  test('also when it is not there', () => {
    expect(() => readMedmij(path.join(folder, 'none.json'), surroundings)).toThrow('ENOENT');
  });
});

test('on a loopback address passwords and no certificates will do', () => {
  const changes = { signIn: ['password', 'digid'], clientCertificates: 'none-on-loopback' };
  expect(read({ ...good, ...changes }, { isLocal: true })).toMatchObject({
    passwords: true,
    signIn: ['digid'],
    clientCertificates: 'none-on-loopback',
  });
});

describe('the demo has a provider', () => {
  const load = (environment: Record<string, string>): unknown =>
    loadConfig({ DEMO: 'on', ...environment }, '/tmp').medmij?.providers[0]?.name;

  test('on a loopback address', () => {
    expect(load({})).toBe('demoziekenhuis');
    expect(load({ BASE_URL: 'http://[::1]:8080/fhir' })).toBe('demoziekenhuis');
  });

  test.each<Record<string, string>>([
    { DEMO: 'off' },
    { HOST: '0.0.0.0' },
    { BASE_URL: 'https://fhir.example/fhir' },
    { AUTH_URL: 'https://fhir.example/auth' },
  ])('and not with %j', (environment) => {
    expect(load(environment)).toBeUndefined();
  });
});
