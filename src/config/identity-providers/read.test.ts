import { describe, expect, test } from '@jest/globals';
import { selfSigned } from '../../testing/auth/certificate.js';
import { writeFiles } from '../../testing/auth/elsewhere.js';
import { readIdentityProviders } from './read.js';

const ours = selfSigned();
const other = selfSigned();
const weak = selfSigned(1024);
const OIDC = {
  id: 'keycloak',
  kind: 'oidc',
  name: { nl: 'Ziekenhuis', en: 'Hospital' },
  issuer: 'https://login.example/realms/care',
  clientId: 'vuurtoren',
  secret: { environment: 'KEYCLOAK_SECRET' },
  person: { match: { by: 'account' } },
};
const SAML = {
  id: 'adfs',
  kind: 'saml',
  name: { nl: 'Ziekenhuis', en: 'Hospital' },
  entryPoint: 'https://adfs.example/adfs/ls',
  issuer: 'http://adfs.example/adfs/services/trust',
  certificates: ['own.pem'],
  person: { match: { by: 'identifier', type: 'Practitioner', system: 'urn:oid:2.16' } },
};
const ENVIRONMENT = { KEYCLOAK_SECRET: ' zeer-geheim\n', EMPTY: ' ' };

function read(content: unknown): ReturnType<typeof readIdentityProviders> {
  const folder = writeFiles({
    'providers.json': content,
    'own.key': ours.key,
    'own.pem': ours.certificate,
    'other.pem': other.certificate,
    'weak.key': weak.key,
    'text.txt': 'geen sleutel',
  });
  return readIdentityProviders(`${folder}/providers.json`, ENVIRONMENT);
}

describe('a file of identity providers', () => {
  test('is not needed', () => {
    expect(readIdentityProviders(undefined, {})).toEqual([]);
  });

  test('gives what is not said its default, and secrets from where they are', () => {
    expect(read([OIDC, SAML])).toEqual([
      {
        id: 'keycloak',
        kind: 'oidc',
        names: OIDC.name,
        issuer: OIDC.issuer,
        clientId: 'vuurtoren',
        proof: { method: 'client_secret_basic', secret: 'zeer-geheim' },
        scope: 'openid profile',
        acr: [],
        userinfo: false,
        clockToleranceSeconds: 60,
        person: { create: false, match: { by: 'account', ignoreCase: false } },
      },
      expect.objectContaining({
        kind: 'saml',
        signed: 'assertion',
        acceptCbc: false,
        certificates: [expect.stringContaining('BEGIN CERTIFICATE')],
        person: { create: false, role: 'practitioner', match: SAML.person.match },
      }),
    ]);
  });

  const pair = (key: string, certificate: string): object => ({
    signing: { key: { file: key }, certificate },
  });
  const matching = (match: object, more: object = {}): object => ({
    person: { match, ...more },
  });
  const BSN = { by: 'identifier', type: 'Patient', system: 'http://x' };

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'it is not JSON'],
    ['no array', OIDC, 'it is not a JSON array'],
    ['another kind', [{ ...OIDC, kind: 'ldap' }], '/0/kind must be one of: oidc, saml'],
    ['a typing error', [OIDC, { ...SAML, isuer: 'x' }], '/1 has "isuer"'],
    ['the same id twice', [OIDC, OIDC], 'two entries have the id "keycloak"'],
    ['a reserved id', [{ ...OIDC, id: 'local' }], '/0/id has'],
    ['an id that is no part of a URL', [{ ...OIDC, id: 'A/B' }], '/0/id must match'],
    [
      'a name in one language',
      [{ ...OIDC, name: { nl: 'x' } }],
      "/0/name must have required property 'en'",
    ],
    [
      'a secret in the file itself',
      [{ ...OIDC, secret: 'zeer-geheim' }],
      '/0/secret must be object',
    ],
    [
      'no secret',
      [{ ...OIDC, secret: { environment: 'NONE' } }],
      '/0/secret is empty, or not there',
    ],
    ['an empty secret', [{ ...OIDC, secret: { environment: 'EMPTY' } }], '/0/secret is empty'],
    [
      'a secret that can not be read',
      [{ ...OIDC, secret: { file: 'x' } }],
      '/0/secret names a file',
    ],
    [
      'a secret in two places',
      [{ ...OIDC, secret: { file: 'x', environment: 'y' } }],
      '/0/secret must NOT have',
    ],
    ['a key and a secret', [{ ...OIDC, keys: [{ file: 'own.key' }] }], '/0 has "keys"'],
    [
      'a key that is none',
      [
        {
          ...OIDC,
          secret: undefined,
          authentication: 'private_key_jwt',
          keys: [{ file: 'text.txt' }],
        },
      ],
      '/0/keys/0 is no RSA private key',
    ],
    ['a scope without openid', [{ ...OIDC, scope: 'profile' }], '/0/scope must match'],
    [
      'a weak key',
      [{ ...SAML, ...pair('weak.key', 'own.pem') }],
      '/0/signing/key is no RSA private key',
    ],
    [
      'a certificate of another key',
      [{ ...SAML, ...pair('own.key', 'other.pem') }],
      '/0/signing has a certificate of another key',
    ],
    [
      'a certificate that is none',
      [{ ...SAML, certificates: ['text.txt'] }],
      '/0/certificates/0 is no certificate',
    ],
    [
      'sign-in without https',
      [{ ...SAML, entryPoint: 'http://adfs.example/ls' }],
      '/0/entryPoint must match',
    ],
    ['no certificate', [{ ...SAML, certificates: [] }], '/0/certificates must NOT have'],
    [
      'new people without a role',
      [{ ...OIDC, ...matching({ by: 'account' }, { create: true }) }],
      'needs "role" or "roles"',
    ],
    [
      'an identifier without a system',
      [{ ...OIDC, ...matching({ by: 'identifier', type: 'Patient' }) }],
      "required property 'system'",
    ],
    [
      'an account with a system',
      [{ ...OIDC, ...matching({ by: 'account', system: 'http://x' }) }],
      '/0/person/match has something',
    ],
    [
      'a patient who is an administrator',
      [{ ...OIDC, ...matching(BSN, { role: 'admin' }) }],
      'does not go with a Patient',
    ],
    [
      'a wrong pattern',
      [{ ...OIDC, ...matching({ ...BSN, pattern: '(' }) }],
      'no regular expression',
    ],
    [
      'a pattern without a group',
      [{ ...OIDC, ...matching({ ...BSN, pattern: 'x' }) }],
      'needs one group',
    ],
  ])('with %s is refused', (_what, content, message) => {
    const readIt = (): unknown => read(content);
    expect(readIt).toThrow(message);
    expect(readIt).not.toThrow('zeer-geheim');
    expect(readIt).not.toThrow('geen sleutel');
  });
});
