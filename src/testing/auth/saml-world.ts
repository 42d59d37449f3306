/** A server with SAML identity providers: one that signs assertions, one like DigiD, others. */
import { randomBytes } from 'node:crypto';
import { addLinkedAccount } from '../../auth/administration/linked-accounts.js';
import type { Resource } from '../../fhir/resource.js';
import type { Logger } from '../../ports.js';
import { SILENT } from '../server.js';
import type { App } from './app.js';
import type { Browser, Page } from './browser.js';
import { selfSigned, type TestKeyPair } from './certificate.js';
import { leaveFor, writeFiles, type Leaving } from './elsewhere.js';
import {
  assertionXml,
  encoded,
  requestIdOf,
  responseXml,
  samlIdp,
  signed,
  type SamlAnswer,
  type SamlIdp,
} from './saml-idp.js';
import { startAuthServer, type AuthServer } from './server.js';

export const SUBSTANTIAL = 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract';
export const HIGH = 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI';
export const PASSWORD_CLASS = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

export interface SamlWorld {
  readonly server: AuthServer;
  readonly app: App;
  readonly adfs: SamlIdp;
  readonly digid: SamlIdp;
  /** Ours, for signing and for encryption. */
  readonly own: TestKeyPair;
  readonly logged: string[];
  /** From the app to the identity provider. */
  leave(provider: string, browser?: Browser): Promise<Leaving>;
  /** What an honest answer to a request says. */
  answerTo(leaving: Leaving, provider: string, changes?: Partial<SamlAnswer>): SamlAnswer;
  /** An honest response of the provider "adfs". */
  honest(leaving: Leaving, changes?: Partial<SamlAnswer>): string;
  /** Brings a response, as a form from another site does: without cookies. @returns where it leads */
  bring(provider: string, xml: string): Promise<Response>;
  /** Brings it, and goes on in the browser. */
  comeBack(leaving: Leaving, provider: string, xml: string): Promise<Page>;
  stop(): Promise<void>;
}

export async function startSamlWorld(): Promise<SamlWorld> {
  const logged: string[] = [];
  const log: Logger = { ...SILENT, warn: (...words) => void logged.push(JSON.stringify(words)) };
  const [adfs, digid, own] = [samlIdp('adfs'), samlIdp('digid'), selfSigned()];
  const server = await startAuthServer(
    { IDENTITY_PROVIDERS: configuration(adfs, digid, own) },
    log,
  );
  const app = await fill(server);
  const answerTo: SamlWorld['answerTo'] = (leaving, provider, changes = {}) => ({
    issuer: provider.startsWith('digid') ? digid.issuer : adfs.issuer,
    audience: `${server.auth}/saml/${provider}/metadata`,
    recipient: `${server.auth}/saml/${provider}/acs`,
    destination: `${server.auth}/saml/${provider}/acs`,
    inResponseTo: requestIdOf(leaving.url),
    assertionId: `_a${randomBytes(8).toString('hex')}`,
    nameId: 'dokter@example',
    attributes: {},
    context: PASSWORD_CLASS,
    status: SUCCESS,
    version: '2.0',
    notBefore: -5,
    notOnOrAfter: 300,
    confirmationNotOnOrAfter: 300,
    ...changes,
  });
  const bring: SamlWorld['bring'] = (provider, xml) =>
    fetch(`${server.auth}/saml/${provider}/acs`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: 'https://adfs.example' },
      body: new URLSearchParams({ SAMLResponse: encoded(xml), RelayState: '' }),
    });
  return {
    ...{ server, app, adfs, digid, own, logged, answerTo, bring },
    leave: (provider, browser) => leaveFor(server, app, provider, browser),
    honest(leaving, changes) {
      const answer = answerTo(leaving, 'adfs', changes);
      return responseXml(answer, signed(assertionXml(answer), 'Assertion', adfs.keys));
    },
    async comeBack({ browser }, provider, xml) {
      const response = await bring(provider, xml);
      const location = response.headers.get('location');
      if (location !== null) return browser.get(location);
      const { url, status, headers } = response;
      return { url, status, headers, text: await response.text() };
    },
    stop: () => server.stop(),
  };
}

function configuration(adfs: SamlIdp, digid: SamlIdp, own: TestKeyPair): string {
  const entry = (id: string, idp: SamlIdp, more: object): object => ({
    id,
    kind: 'saml',
    name: { nl: id, en: id },
    entryPoint: idp.entryPoint,
    issuer: idp.issuer,
    certificates: ['old.pem', `${idp === adfs ? 'adfs' : 'digid'}.pem`],
    person: { match: { by: 'account' } },
    ...more,
  });
  const ours = { key: { file: 'own.key' }, certificate: 'own.pem' };
  const folder = writeFiles({
    'adfs.pem': adfs.keys.certificate,
    'digid.pem': digid.keys.certificate,
    'old.pem': selfSigned().certificate,
    'own.key': own.key,
    'own.pem': own.certificate,
    'providers.json': [
      entry('adfs', adfs, {}),
      entry('adfs-groups', adfs, {
        signed: 'response',
        encryption: ours,
        acceptCbc: true,
        person: {
          name: 'urn:name',
          match: { by: 'account', claim: 'urn:upn', ignoreCase: true },
          roles: { claim: 'urn:groups', values: [{ value: 'artsen', role: 'practitioner' }] },
          create: true,
        },
      }),
      entry('digid', digid, {
        signed: 'both',
        signing: ours,
        encryption: ours,
        authnContext: {
          classes: [SUBSTANTIAL],
          comparison: 'minimum',
          accepted: [SUBSTANTIAL, HIGH],
        },
        person: {
          match: {
            by: 'identifier',
            pattern: 's00000000:(\\d{9})',
            type: 'Patient',
            system: 'http://fhir.nl/fhir/NamingSystem/bsn',
          },
          create: true,
        },
      }),
    ],
  });
  return `${folder}/providers.json`;
}

async function fill(server: AuthServer): Promise<App> {
  const patient = {
    resourceType: 'Patient',
    id: 'one',
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999910140' }],
    name: [{ text: 'Jan Jansen' }],
  } as Resource;
  const key = { type: 'Patient', id: 'one' };
  await server.core.run({ kind: 'update', key, resource: patient }, { kind: 'system' });
  await addLinkedAccount(server.core.database, {
    source: 'adfs',
    username: 'dokter@example',
    role: 'practitioner',
    name: 'Dokter',
  });
  return server.client({
    name: 'App',
    type: 'public',
    redirectUris: ['https://app.example/cb'],
    scope: 'openid user/*.cruds',
  });
}
