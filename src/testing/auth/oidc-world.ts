/** A server with two OpenID Connect providers, and all ways of becoming an account. */
import { addLinkedAccount } from '../../auth/administration/linked-accounts.js';
import type { Resource } from '../../fhir/resource.js';
import type { Logger } from '../../ports.js';
import { SILENT } from '../server.js';
import type { App } from './app.js';
import type { Page } from './browser.js';
import { selfSigned } from './certificate.js';
import { leaveFor, writeFiles } from './elsewhere.js';
import { startOidcIdp, type OidcAnswer, type OidcIdp } from './oidc-idp.js';
import { startAuthServer, type AuthServer } from './server.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const UZI = 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers';
/** Our secret at the providers. */
export const SECRET = 'geheim & 50%: zó!';

export const DOCTOR = { claims: { preferred_username: 'Dokter@Example' } };

export interface OidcWorld {
  readonly idp: OidcIdp;
  readonly other: OidcIdp;
  readonly server: AuthServer;
  readonly app: App;
  /** What came into the log. */
  readonly logged: string[];
  /** The whole way there and back. */
  signIn(provider: string, answer: OidcAnswer, at?: OidcIdp): Promise<Page>;
  stop(): Promise<void>;
}

export async function startOidcWorld(): Promise<OidcWorld> {
  const logged: string[] = [];
  const log: Logger = {
    ...SILENT,
    info: (...words) => void logged.push(JSON.stringify(words)),
    warn: (...words) => void logged.push(JSON.stringify(words)),
  };
  const [idp, other] = await Promise.all([startOidcIdp(), startOidcIdp()]);
  const keys = [selfSigned(), selfSigned()];
  const entry = (id: string, person: object, more: object = {}): object => ({
    id,
    kind: 'oidc',
    name: { nl: `Aanbieder ${id}`, en: `Provider ${id}` },
    issuer: idp.issuer,
    clientId: `vuurtoren-${id}`,
    secret: { file: 'secret.txt' },
    person,
    ...more,
  });
  const byAccount = { match: { by: 'account', claim: 'preferred_username', ignoreCase: true } };
  const folder = writeFiles({
    'secret.txt': `${SECRET}\n`,
    'key0.pem': keys[0]!.key,
    'key1.pem': keys[1]!.key,
    'providers.json': [
      entry('linked', byAccount),
      entry('bsn', {
        match: { by: 'identifier', claim: 'bsn', type: 'Patient', system: BSN },
        create: true,
      }),
      entry('uzi', {
        name: 'name',
        match: {
          by: 'identifier',
          claim: 'uzi',
          pattern: 'UZI:(\\d{9})',
          type: 'Practitioner',
          system: UZI,
        },
        roles: {
          claim: '/realm_access/roles',
          values: [
            { value: 'beheer', role: 'admin' },
            { value: 'arts', role: 'practitioner' },
          ],
        },
        create: true,
      }),
      entry(
        'mail',
        { match: { by: 'account', claim: 'email' }, role: 'practitioner', create: true },
        {
          authentication: 'client_secret_post',
          acr: ['substantial', 'high'],
          userinfo: true,
          scope: 'openid email',
        },
      ),
      entry('keys', byAccount, {
        authentication: 'private_key_jwt',
        secret: undefined,
        keys: [{ file: 'key0.pem' }, { file: 'key1.pem' }],
      }),
      entry('other', byAccount, { issuer: other.issuer }),
    ],
  });
  const server = await startAuthServer({ IDENTITY_PROVIDERS: `${folder}/providers.json` }, log);
  const put = async (resource: Resource): Promise<void> => {
    const key = { type: resource.resourceType, id: resource.id ?? '' };
    await server.core.run({ kind: 'update', key, resource }, { kind: 'system' });
  };
  const holder = (id: string, value: string, more: object = {}): Resource => ({
    resourceType: 'Patient',
    id,
    identifier: [{ system: BSN, value }],
    ...more,
  });
  await put(holder('one', '999910140', { name: [{ family: 'Jansen', given: ['Jan'] }] }));
  await put(holder('merged', '999910140', { active: false }));
  await put(holder('twin-a', '999911120'));
  await put(holder('twin-b', '999911120'));
  await put(holder('elsewhere', '', { identifier: [{ system: 'urn:mrn', value: '999990561' }] }));
  await put({
    resourceType: 'Practitioner',
    id: 'dr',
    identifier: [{ system: UZI, value: '900012345' }],
  });
  const app = await server.client({
    name: 'App',
    type: 'public',
    redirectUris: ['https://app.example/cb'],
    scope: 'openid user/*.cruds',
  });
  for (const source of ['linked', 'keys', 'other']) {
    await addLinkedAccount(server.core.database, {
      source,
      username: 'dokter@example',
      role: 'practitioner',
      name: 'Dokter',
    });
  }

  return {
    ...{ idp, other, server, app, logged },
    async signIn(provider, answer, at = idp) {
      const { browser, url } = await leaveFor(server, app, provider);
      return browser.get(at.signIn(url, answer));
    },
    async stop() {
      await Promise.all([server.stop(), idp.stop(), other.stop()]);
    },
  };
}
