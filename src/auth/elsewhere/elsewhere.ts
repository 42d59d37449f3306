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
import type { CameBack, SignInElsewhere } from '../interaction/elsewhere.js';
import { createGuardedFetch } from '../network.js';
import type { IdentityProvider } from '../people/identity-provider.js';
import { createClientKeys } from '../provider/client-keys.js';
import { deriveKey, randomSecret } from '../secrets.js';
import type { AuthSettings } from '../settings.js';
import { createOidcSignIn } from './oidc/oidc.js';
import { SignInRefused } from './refused.js';
import { elsewhereRouter } from './router.js';
import { createSamlSignIn, newRequestId } from './saml/saml.js';
import type { Source } from './source.js';
import { noteRequest, takeTicket } from './under-way.js';

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
  readonly router: Router;
}

export function createElsewhere(parts: ElsewhereParts): Elsewhere {
  const sources = new Map(
    parts.settings.identityProviders.map((provider) => [provider.id, sourceOf(parts, provider)]),
  );
  return {
    signIn: {
      providers: parts.settings.identityProviders,
      begin: async (id, uid) => {
        const source = sources.get(id);
        return source === undefined ? undefined : begin(parts, source, uid);
      },
      finish: (ticket, uid) => finish(parts.database, ticket, uid),
    },
    router: elsewhereRouter({ ...parts, sources }),
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
  uid: string,
): Promise<string | undefined> {
  const provider = source.provider.id;
  const id = source.saml === undefined ? randomSecret() : newRequestId();
  try {
    const url = await (source.saml ?? source.oidc).begin(id);
    await noteRequest(database, id, { provider, uid });
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
  const account = await findAccount(database, outcome.account);
  return account?.enabled === true ? { account } : { problem: 'unknown' };
}
