/** The authorization server as a whole: what `compose.ts` puts beside the FHIR API. */
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Router } from 'express';
import type { AccessContext } from '../access/context.js';
import type { ScopeVocabulary } from '../access/scopes.js';
import type { JsonObject } from '../fhir/json.js';
import type { RunInteraction } from '../interactions/types.js';
import type { Clock, Logger } from '../ports.js';
import { removeExpired } from '../storage/auth/expiry.js';
import type { Database } from '../storage/database.js';
import { savePublicBase } from '../storage/server-facts.js';
import type { PolicyRules } from './administration/policies.js';
import { adminRouters, type AdminRouter } from './admin/routers.js';
import { Authenticator } from './authenticator.js';
import { createDoor } from './door.js';
import { grantsRouter, saveGrantsClient } from './grants-page.js';
import { createElsewhere } from './elsewhere/elsewhere.js';
import { createFormGuard } from './interaction/form.js';
import { introspectionRouter } from './introspection.js';
import { interactionRouter } from './interaction/router.js';
import { MEDMIJ_TOKEN, medmijAccess } from './medmij/access-token.js';
import { createPatients } from './people/patients.js';
import { addressRanges, createGuardedFetch } from './network.js';
import { createClientKeys } from './provider/client-keys.js';
import { createKeySeal, loadSigningKeys } from './provider/keys.js';
import type { Provider } from './provider/library.js';
import { createProvider } from './provider/provider.js';
import { registrationRouter } from './registration/router.js';
import { providerPages } from './screens/provider-pages.js';
import { deriveKey } from './secrets.js';
import type { AuthSettings } from './settings.js';
import { smartConfiguration } from './smart/discovery.js';
import { styleRouter } from './smart/style.js';
import { launchChecker } from './smart/launch.js';

export interface AuthParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  /** Of the database. */
  readonly secret: Buffer;
  readonly vocabulary: ScopeVocabulary;
  readonly run: RunInteraction;
  readonly policyRules: PolicyRules;
  /** False while announcements of the database can't be heard. */
  readonly canHear: () => boolean;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Auth {
  readonly authenticate: (request: IncomingMessage) => Promise<AccessContext>;
  /** For requests below AUTH_PATH. */
  readonly listener: RequestListener;
  readonly smartConfiguration: JsonObject;
  /** What administrators do with it. */
  readonly adminRouters: readonly AdminRouter[];
  /** Takes an announcement of AUTH_CHANNEL; undefined when some may have been missed. */
  hear(announcement: string | undefined): void;
  readonly close: () => void;
}

const CLEARING_MILLISECONDS = 15 * 60_000;

export async function createAuth(parts: AuthParts): Promise<Auth> {
  const { settings, database, vocabulary, clock, canHear, log } = parts;
  const proxies = addressRanges(settings.trustedProxies);
  await savePublicBase(database, settings.fhirBase);
  await saveGrantsClient(database, settings);
  const provider = await currentProvider(parts);
  const authenticator = new Authenticator({
    ...{ database, vocabulary, proxies, canHear, clock },
    kinds: new Map([[MEDMIJ_TOKEN, medmijAccess]]),
    workers: settings.workers,
  });
  const clearing = setInterval(() => {
    removeExpired(database).catch(() => {
      log.warn({}, 'What has expired could not be cleared away');
    });
  }, CLEARING_MILLISECONDS);
  clearing.unref();
  const { authenticate } = authenticator;
  const introspection = { issuer: settings.issuer, provider: provider.get, authenticate };
  const routers = [...pages(parts, provider.get), introspectionRouter(introspection)];
  return {
    authenticate,
    listener: createDoor({
      ...{ issuer: settings.issuer, proxies, routers, log },
      provider: provider.listener,
    }),
    smartConfiguration: smartConfiguration(settings),
    adminRouters: adminRouters(parts),
    hear(announcement) {
      authenticator.hear(announcement);
      if (announcement === undefined || announcement === 'keys') provider.renew();
    },
    close: () => {
      clearInterval(clearing);
    },
  };
}

/** Our own pages. */
function pages(parts: AuthParts, provider: () => Provider): Router[] {
  const { settings, database, vocabulary, secret, run } = parts;
  const guard = createFormGuard(deriveKey(secret, 'forms'), new URL(settings.issuer).origin);
  const patients = createPatients(run, vocabulary);
  const shared = { settings, database, vocabulary, patients, guard, provider };
  const elsewhere = createElsewhere(parts);
  return [
    interactionRouter({ ...shared, elsewhere: elsewhere.signIn }),
    elsewhere.router,
    grantsRouter(shared),
    styleRouter(),
    ...(settings.registrationScope === undefined
      ? []
      : [registrationRouter({ settings, database, vocabulary, log: parts.log })]),
  ];
}

interface CurrentProvider {
  readonly get: () => Provider;
  readonly listener: () => RequestListener;
  /** Makes another one with the signing keys of now; until it is there, the one there is answers. */
  readonly renew: () => void;
}

async function currentProvider(parts: AuthParts): Promise<CurrentProvider> {
  const { settings, database, secret, log } = parts;
  const seal = createKeySeal(secret, settings.secret);
  const keys = createClientKeys(createGuardedFetch(settings.privateHosts), parts.clock);
  const make = async (): Promise<Provider> =>
    createProvider({
      ...{ settings, database, log, keys },
      vocabulary: parts.vocabulary,
      signingKeys: await loadSigningKeys(database, seal),
      cookieKey: deriveKey(secret, 'cookies'),
      pages: providerPages(settings),
      checkLaunch: launchChecker(database),
    });
  let current = await make();
  let listener = listenerOf(current);
  return {
    get: () => current,
    listener: () => listener,
    renew() {
      make().then(
        (provider) => {
          current = provider;
          listener = listenerOf(provider);
        },
        () => {
          log.error({}, 'The signing keys could not be read; those there are stay in use');
        },
      );
    },
  };
}

function listenerOf(provider: Provider): RequestListener {
  const listen = provider.callback();
  return (request, response) => {
    void listen(request, response);
  };
}
