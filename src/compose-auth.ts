/** Puts the authorization server beside the FHIR API. */
import { createAuth, type Auth, type MedmijChoice } from './auth/auth.js';
import type { MedmijNetwork } from './auth/medmij/medmij.js';
import { authSettings, scopeVocabulary } from './auth-settings.js';
import type { Core } from './compose.js';
import { openMedmijNetwork } from './compose-medmij-lists.js';
import type { Config } from './config/load.js';
import { problemsOf } from './interactions/limits/check-policies.js';
import { parseContext } from './interactions/search/context.js';
import type { Logger } from './ports.js';
import { AUTH_CHANNEL } from './storage/auth/tokens.js';
import { listen } from './storage/notifications.js';
import { loadSecret } from './storage/server-facts.js';

export interface ComposedAuth extends Omit<Auth, 'close'> {
  /** Stops listening to the database. */
  close(): Promise<void>;
}

/**
 * Undefined while AUTH is off.
 * @param medmij the lists and certificates of MedMij in place of those of the configuration
 */
export async function composeAuth(
  core: Core,
  config: Config,
  log: Logger,
  medmij?: MedmijNetwork,
): Promise<ComposedAuth | undefined> {
  if (config.auth === 'off') return undefined;
  const { environment, database, databaseUrl } = core;
  const own = medmij === undefined ? await openMedmijNetwork(core, config, log) : undefined;
  let auth: Auth | undefined;
  const subscription = await listen(
    databaseUrl,
    { [AUTH_CHANNEL]: (announcement) => auth?.hear(announcement) },
    log,
  );
  try {
    auth = await createAuth({
      settings: authSettings(config, environment.settings.base),
      database,
      secret: await loadSecret(database),
      vocabulary: scopeVocabulary(environment.definitions),
      run: core.run,
      policyRules: {
        ofFile: config.accessPolicies,
        problemsOf: (policies) => problemsOf(policies, parseContext(environment)),
      },
      canHear: () => subscription.isListening,
      medmij: medmijChoice(config, medmij ?? own),
      log,
      clock: environment.clock,
      newId: environment.newId,
    });
  } catch (error) {
    await subscription.close();
    await own?.close();
    throw error;
  }
  const { close } = auth;
  return {
    ...auth,
    async close() {
      await close();
      await own?.close();
      await subscription.close();
    },
  };
}

function medmijChoice(
  config: Config,
  network: MedmijNetwork | undefined,
): MedmijChoice | undefined {
  const { medmij: settings, gegevensdiensten: catalog } = config;
  if (settings === undefined || network === undefined) return undefined;
  const { lists, peerOf } = network;
  const choice = { settings, catalog, lists };
  if (settings.clientCertificates === 'none-on-loopback') {
    // The configuration has seen to it that only this machine can reach the server.
    return { ...choice, peerOf: (_request, id) => id, dataPeerOf: undefined };
  }
  const { forData } = config.medmijLists.clientCertificates;
  return { ...choice, peerOf, dataPeerOf: forData ? peerOf : undefined };
}
