/** What the authorization server needs before the first request: keys, and in the demo people and an app. */
import { authSettings, scopeVocabulary } from '../auth-settings.js';
import { addDemoAccount, removeDemoAccounts } from '../auth/administration/demo.js';
import { addClient } from '../auth/administration/clients.js';
import { issueToken, revokeToken } from '../auth/administration/tokens.js';
import { createKeySeal, loadSigningKeys } from '../auth/provider/keys.js';
import type { ClientRules } from '../auth/administration/client-checks.js';
import { parseScopes, type ScopeVocabulary } from '../access/scopes.js';
import { ConfigError, type Config } from '../config/load.js';
import { DEMO_ACCOUNTS, DEMO_CLIENT, DEMO_PASSWORD } from '../demo/demo-access.js';
import { readDefinitionSet } from '../packages/artifact.js';
import { Definitions } from '../packages/registry.js';
import type { Logger } from '../ports.js';
import { findClient, removeClient } from '../storage/auth/clients.js';
import { Database } from '../storage/database.js';
import { loadSecret } from '../storage/server-facts.js';

/** Access of the operator, who started the server. */
export interface OperatorAccess {
  /** A token that lets its bearer do everything, for `work`, and is void after it. */
  withToken<T>(work: (token: string) => Promise<T>): Promise<T>;
  /** A token to read the data of one patient, for an hour. */
  patientToken(patient: string): Promise<string>;
  close(): Promise<void>;
}

const WORK_SECONDS = 600;
const DEMO_SECONDS = 3600;

/** @param base public base URL of the FHIR API */
export async function prepareAuth(
  config: Config,
  { databaseUrl, base }: { readonly databaseUrl: string; readonly base: string },
  log: Logger,
): Promise<OperatorAccess> {
  const database = new Database(
    { url: databaseUrl, maxConnections: 1, statementTimeout: config.statementTimeout },
    log,
  );
  const settings = authSettings(config, base);
  const vocabulary = scopeVocabulary(new Definitions(readDefinitionSet()));
  checkRegistrationScope(settings.registrationScope, vocabulary);
  const seal = createKeySeal(await loadSecret(database), settings.secret);
  await loadSigningKeys(database, seal);
  await prepareDemo(database, config.demo, { vocabulary, privateHosts: settings.privateHosts });
  return {
    async withToken(work) {
      const request = { scope: 'system/*.cruds', seconds: WORK_SECONDS };
      const token = await issueToken(database, request, vocabulary);
      try {
        return await work(token);
      } finally {
        await revokeToken(database, token);
      }
    },
    patientToken: (patient) =>
      issueToken(database, { scope: 'patient/*.rs', patient, seconds: DEMO_SECONDS }, vocabulary),
    close: () => database.close(),
  };
}

/** @throws ConfigError for a scope that there is not: no client would get it, and nobody would know why */
function checkRegistrationScope(scope: string | undefined, vocabulary: ScopeVocabulary): void {
  const [wrong] = parseScopes(scope ?? '', vocabulary).rejected;
  if (wrong === undefined) return;
  throw new ConfigError([
    `DYNAMIC_REGISTRATION_SCOPE has the scope "${wrong.text}", which can't be used. ${wrong.reason}`,
  ]);
}

/** Whoever knows the demo's password must not get in once the demo is off. */
async function prepareDemo(database: Database, isOn: boolean, rules: ClientRules): Promise<void> {
  if (!isOn) {
    await removeDemoAccounts(database);
    await removeClient(database, DEMO_CLIENT.id);
    return;
  }
  for (const account of DEMO_ACCOUNTS) await addDemoAccount(database, account, DEMO_PASSWORD);
  if ((await findClient(database, DEMO_CLIENT.id)) === undefined) {
    await addClient(database, DEMO_CLIENT, rules);
  }
}
