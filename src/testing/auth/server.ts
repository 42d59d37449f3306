/** The whole server with its authorization server, at an address that browsers and apps can use. */
import { definitePort } from '../../address.js';
import { addClient, type ClientInput, type Registered } from '../../auth/administration/clients.js';
import {
  addLocalAccount,
  changeAccount,
  type AccountInput,
} from '../../auth/administration/accounts.js';
import { createLaunch, type LaunchInput } from '../../auth/administration/launches.js';
import { issueToken } from '../../auth/administration/tokens.js';
import { authSettings, scopeVocabulary } from '../../auth-settings.js';
import type { ClientRules } from '../../auth/administration/client-checks.js';
import type { AuthSettings } from '../../auth/settings.js';
import { loadConfig } from '../../config/load.js';
import type { Logger } from '../../ports.js';
import type { Account } from '../../storage/auth/accounts.js';
import {
  SILENT,
  startTestServer,
  type Answer,
  type TestServer,
  type TestServerOptions,
} from '../server.js';

export interface AuthServer extends TestServer {
  readonly settings: AuthSettings;
  readonly rules: ClientRules;
  /** Base URL of the authorization server. */
  readonly auth: string;
  client(input: ClientInput): Promise<Registered>;
  /** An access token of the operator, for requests that set the scene. */
  token(scope: string, patient?: string): Promise<string>;
  user(input: AccountInput): Promise<Account>;
  changeUser(id: string, input: AccountInput): Promise<Account>;
  launch(input: LaunchInput): Promise<string>;
  /** Asks the FHIR API with a token. */
  fetch(token: unknown, path: string): Promise<Answer>;
}

/** Of all users of tests. */
export const PASSWORD = 'correct paard batterij nietje';

/** Where keys of clients are published in tests. */
export const PRIVATE_HOST = '127.0.0.1';

export async function startAuthServer(
  environment: Readonly<Record<string, string>> = {},
  log: Logger = SILENT,
  options: TestServerOptions = {},
): Promise<AuthServer> {
  const port = await definitePort('127.0.0.1', 0);
  const all = {
    AUTH: 'smart',
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}/fhir`,
    PRIVATE_HOSTS: PRIVATE_HOST,
    WORKERS: '1',
    ...environment,
  };
  const server = await startTestServer(all, log, options);
  const { core } = server;
  const settings = authSettings(loadConfig(all, '/tmp'), server.base);
  const vocabulary = scopeVocabulary(core.environment.definitions);
  const rules = { vocabulary, privateHosts: settings.privateHosts };
  return {
    ...server,
    settings,
    rules,
    auth: settings.issuer,
    client: (input) => addClient(core.database, input, rules),
    user: (input) => addLocalAccount(core.database, { password: PASSWORD, ...input }),
    changeUser: (id, input) => changeAccount(core.database, id, input),
    launch: async (input) => (await createLaunch(core.database, input, server.base)).value,
    fetch: (token, path) =>
      server.send('GET', path, { headers: { Authorization: `Bearer ${String(token)}` } }),
    token: (scope, patient) =>
      issueToken(core.database, { scope, patient, seconds: 3600 }, vocabulary),
  };
}
