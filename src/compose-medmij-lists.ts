/** The lists of MedMij and the certificates of its PGOs in a process, and what operators see of them. */
import { authSettings } from './auth-settings.js';
import { createPeerOf } from './auth/medmij/client-certificate.js';
import { demoLists } from './auth/medmij/lists/demo-lists.js';
import { REQUIRED_LISTS } from './auth/medmij/lists/list-kind.js';
import { ListService } from './auth/medmij/lists/list-service.js';
import { ownEntryProblems, type OwnNetwork } from './auth/medmij/lists/own-entries.js';
import type { ListSettings } from './auth/medmij/lists/settings.js';
import type { MedmijLists } from './auth/medmij/lists/types.js';
import type { MedmijNetwork } from './auth/medmij/medmij.js';
import { addressRanges } from './auth/network.js';
import { ConfigError, type Config } from './config/load.js';
import type { CoreEnvironment } from './interactions/environment.js';
import { onceAtATime } from './live-definitions.js';
import type { Logger } from './ports.js';
import { medmijListFinding, medmijListGauges, type ListRules } from './rest/medmij-list-state.js';
import type { ReadinessCheck } from './rest/operations-app.js';
import type { Session } from './storage/database.js';
import { loadMedmijLists, MEDMIJ_LIST_CHANNEL } from './storage/medmij-lists.js';
import { listen } from './storage/notifications.js';

export interface ComposedNetwork extends MedmijNetwork {
  close(): Promise<void>;
}

/** What of the core it is made of. */
export interface NetworkCore {
  readonly database: Session;
  readonly databaseUrl: string;
  readonly environment: Pick<CoreEnvironment, 'settings' | 'clock'>;
}

/**
 * The rest of the network by the configuration: its lists, and who callers are. Undefined when no care
 * provider takes part in MedMij.
 * @throws ConfigError
 */
export async function openMedmijNetwork(
  core: NetworkCore,
  config: Config,
  log: Logger,
): Promise<ComposedNetwork | undefined> {
  checkMedmijNetwork(config);
  const own = ownNetwork(config, core.environment.settings.base);
  if (own === undefined) return undefined;
  const { lists: settings, clientCertificates } = config.medmijLists;
  if (settings === undefined) {
    return { lists: demoLists(own), peerOf: () => undefined, close: () => Promise.resolve() };
  }
  const opened = await openLists(core, { settings, own }, log);
  const { lists } = opened;
  const peerOf = createPeerOf({
    lists,
    header: clientCertificates.header,
    proxies: addressRanges(config.trustedProxies),
    clock: core.environment.clock,
  });
  return { lists, peerOf, close: () => opened.close() };
}

/**
 * What of the settings of MedMij does not go together.
 * @throws ConfigError
 */
export function checkMedmijNetwork({ medmij, medmijLists, tls, demo }: Config): void {
  if (medmij === undefined) return;
  const isLocal = medmij.clientCertificates === 'none-on-loopback';
  if (medmijLists.lists === undefined && !(isLocal && demo)) {
    throw new ConfigError(['MEDMIJ is set; MEDMIJ_LISTS must say where the lists of MedMij are.']);
  }
  const canSee =
    tls?.clientAuthorities !== undefined || medmijLists.clientCertificates.header !== undefined;
  if (!isLocal && !canSee) {
    throw new ConfigError([
      'MEDMIJ requires certificates of PGOs; TLS_CLIENT_CA or MEDMIJ_CLIENT_CERTIFICATE_HEADER must be set.',
    ]);
  }
}

/** What this server is in the network. @param base public base URL of the FHIR API */
export function ownNetwork(config: Config, base: string): OwnNetwork | undefined {
  if (config.medmij === undefined) return undefined;
  return {
    providers: config.medmij.providers,
    services: config.gegevensdiensten.ids,
    issuer: authSettings(config, base).issuer,
    fhirBase: base,
  };
}

interface OpenedLists {
  readonly lists: MedmijLists;
  close(): Promise<void>;
}

async function openLists(
  { database, databaseUrl, environment }: NetworkCore,
  { settings, own }: { readonly settings: ListSettings; readonly own: OwnNetwork },
  log: Logger,
): Promise<OpenedLists> {
  const service = new ListService({
    ...{ settings, log, session: database, clock: environment.clock },
    onNew(lists) {
      if (settings.sources.zal === undefined) return;
      const problems = ownEntryProblems(lists, own);
      if (problems.length > 0) {
        log.warn({ problems }, 'The lists of MedMij differ from what this server is');
      }
    },
  });
  // Listened first: nothing that changes meanwhile is missed.
  const subscription = await listen(
    databaseUrl,
    { [MEDMIJ_LIST_CHANNEL]: onceAtATime(service.load, log) },
    log,
  );
  try {
    await service.start();
  } catch (error) {
    await subscription.close();
    throw error;
  }
  return {
    lists: service.lists,
    async close() {
      await subscription.close();
      await service.close();
    },
  };
}

export function listRules({ maxAgeSeconds }: ListSettings, now = Date.now()): ListRules {
  return { required: REQUIRED_LISTS, maxAgeSeconds, now };
}

/** Undefined when no lists are looked after. */
function listSettings({ auth, medmij, medmijLists }: Config): ListSettings | undefined {
  return auth === 'off' || medmij === undefined ? undefined : medmijLists.lists;
}

/** For `/readyz`; nothing when no lists are looked after. */
export function medmijListChecks(session: Session, config: Config): ReadinessCheck[] {
  const settings = listSettings(config);
  if (settings === undefined) return [];
  return [
    {
      name: 'medmij-lists',
      check: async () => medmijListFinding(await loadMedmijLists(session), listRules(settings)),
    },
  ];
}

/** For `/metrics`; empty when no lists are looked after. */
export async function medmijListText(session: Session, config: Config): Promise<string> {
  const settings = listSettings(config);
  if (settings === undefined) return '';
  return medmijListGauges(await loadMedmijLists(session), listRules(settings));
}
