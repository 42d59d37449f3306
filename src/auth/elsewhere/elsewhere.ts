/**
 * Signing in elsewhere as a whole: the identity providers of the configuration, each by its protocol.
 * A browser leaves from its interaction, comes back to an endpoint of ours that needs no cookie (the
 * form of SAML comes from another site, without any), and is sent with a ticket to its interaction,
 * which only the browser that began it can enter.
 */
import type { Router } from 'express';
import type { RunInteraction } from '../../interactions/types.js';
import type { Clock, Logger } from '../../ports.js';
import { findAccount } from '../../storage/auth/accounts.js';
import type { Database } from '../../storage/database.js';
import type { CameBack, PatientsElsewhere, SignInElsewhere } from '../interaction/elsewhere.js';
import { createGuardedFetch } from '../network.js';
import type { IdentityProvider } from '../people/identity-provider.js';
import { createClientKeys } from '../provider/client-keys.js';
import { deriveKey, randomSecret } from '../secrets.js';
import type { AuthSettings } from '../settings.js';
import { accountOf, type AccountParts } from './account.js';
import type { Flow } from './flow.js';
import { createOidcSignIn } from './oidc/oidc.js';
import { SignInRefused } from './refused.js';
import { elsewhereRouter } from './router.js';
import { createSamlSignIn, newRequestId } from './saml/saml.js';
import type { Source } from './source.js';
import { patientOf } from './patient.js';
import { noteRequest, takeTicket, type Coming } from './under-way.js';

export interface ElsewhereParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  /** Of the database. */
  readonly secret: Buffer;
  readonly run: RunInteraction;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Elsewhere {
  readonly signIn: SignInElsewhere;
  /** For people who sign in as the patient that they are, without an account. */
  readonly patients: PatientsElsewhere;
  readonly router: Router;
}

/** @param patientsPath where people who sign in as patients go on, by the uid of their interaction */
export function createElsewhere(
  parts: ElsewhereParts,
  patientsPath: (uid: string) => string,
): Elsewhere {
  const providers = parts.settings.identityProviders;
  const sources = new Map(providers.map((provider) => [provider.id, sourceOf(parts, provider)]));
  const begins =
    (flow: string) =>
    async (id: string, uid: string): Promise<string | undefined> => {
      const source = sources.get(id);
      return source === undefined ? undefined : begin(parts, source, { flow, uid });
    };
  const flows = [appFlow(parts), patientFlow(parts, patientsPath)];
  return {
    signIn: {
      providers,
      begin: begins(APPS),
      finish: (ticket, uid) => finish(parts.database, ticket, uid),
    },
    patients: {
      providers,
      begin: begins(PATIENTS),
      finish: async (ticket, uid) => {
        const outcome = await takeTicket(parts.database, ticket, uid);
        return outcome === undefined || 'account' in outcome ? { problem: 'failed' } : outcome;
      },
    },
    router: elsewhereRouter({
      ...parts,
      sources,
      flows: new Map(flows.map((flow) => [flow.name, flow])),
    }),
  };
}

const APPS = 'apps';
const PATIENTS = 'patients';

function appFlow(parts: AccountParts): Flow {
  return {
    name: APPS,
    pathOf: (uid) => `/interaction/${uid}`,
    async outcomeOf(provider, stranger) {
      return { account: (await accountOf(parts, provider, stranger)).id };
    },
  };
}

function patientFlow(parts: AccountParts, pathOf: Flow['pathOf']): Flow {
  return {
    name: PATIENTS,
    pathOf,
    async outcomeOf(provider, stranger) {
      return { patient: await patientOf(parts, provider, stranger) };
    },
  };
}

/** URLs of ours that the identity provider has to know. */
function sourceOf({ settings, secret, clock }: ElsewhereParts, provider: IdentityProvider): Source {
  const { issuer } = settings;
  if (provider.kind === 'saml') {
    const base = `${issuer}/saml/${provider.id}`;
    return {
      provider,
      saml: createSamlSignIn({
        provider,
        entityId: `${base}/metadata`,
        acsUrl: `${base}/acs`,
        clock,
      }),
    };
  }
  const fetchDocument = createGuardedFetch(settings.privateHosts);
  return {
    provider,
    oidc: createOidcSignIn({
      ...{ provider, fetchDocument, clock },
      redirectUri: `${issuer}/elsewhere/${provider.id}/callback`,
      keys: createClientKeys(fetchDocument, clock),
      key: deriveKey(secret, `elsewhere ${provider.id}`),
    }),
  };
}

async function begin(
  { database, log }: ElsewhereParts,
  source: Source,
  coming: Coming,
): Promise<string | undefined> {
  const provider = source.provider.id;
  const id = source.saml === undefined ? randomSecret() : newRequestId();
  try {
    const url = await (source.saml ?? source.oidc).begin(id);
    await noteRequest(database, id, { provider, ...coming });
    return url;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    log.warn({ provider, reason: error.message }, 'An identity provider could not be asked');
    return undefined;
  }
}

async function finish(database: Database, ticket: string, uid: string): Promise<CameBack> {
  const outcome = await takeTicket(database, ticket, uid);
  if (outcome === undefined) return { problem: 'failed' };
  if ('problem' in outcome) return outcome;
  if ('patient' in outcome) return { problem: 'failed' };
  const account = await findAccount(database, outcome.account);
  return account?.enabled === true ? { account } : { problem: 'unknown' };
}
