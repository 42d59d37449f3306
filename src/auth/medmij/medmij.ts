/**
 * The MedMij authorization server, by release 2.2 of the framework: apart from that of SMART, on the same tokens.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/ and docs/medmij.md
 */
import type { Router } from 'express';
import type { RunInteraction } from '../../interactions/types.js';
import type { Clock, Logger, NewId } from '../../ports.js';
import { removeChainEvents } from '../../storage/auth/medmij/chain-events.js';
import type { MedmijConsent } from '../../storage/auth/medmij/consents.js';
import type { Database } from '../../storage/database.js';
import type { PatientsElsewhere } from '../interaction/elsewhere.js';
import type { FormGuard } from '../interaction/form.js';
import { MEDMIJ_TOKEN_SECONDS } from './access-token.js';
import { authorizeRouter } from './authorize/router.js';
import { checkAvailability } from './availability/availability.js';
import { createRecorder, type Recorder } from './chain-log/recorder.js';
import type { PeerOf } from './client-certificate.js';
import { createConsents, type Consents } from './consent/consents.js';
import type { ConsentWords } from './consent/resource.js';
import { journeyRouter } from './journey/router.js';
import type { MedmijLists } from './lists/types.js';
import { providerNamed } from './parts.js';
import { serviceName, offeredServices, type ServiceCatalog } from './services.js';
import type { MedmijSettings } from './settings.js';
import { tokenRouter } from './token/router.js';

/** The rest of the network, as this server knows it. */
export interface MedmijNetwork {
  readonly lists: MedmijLists;
  readonly peerOf: PeerOf;
}

export interface CreateMedmijParts extends MedmijNetwork {
  readonly settings: MedmijSettings;
  readonly catalog: ServiceCatalog;
  /** Public base URL of the authorization server. */
  readonly issuer: string;
  readonly database: Database;
  readonly run: RunInteraction;
  readonly guard: FormGuard;
  readonly patients: PatientsElsewhere;
  readonly log: Logger;
  readonly clock: Clock;
  readonly newId: NewId;
}

export interface Medmij {
  readonly routers: readonly Router[];
  readonly consents: Consents;
  readonly chainLog: Recorder;
  /** What people call a provider. @param name without `@medmij` */
  providerName(name: string): string;
  /** Stores what is left of the chain log. */
  close(): Promise<void>;
}

const SWEEP_MILLISECONDS = 60_000;
/** Between two removals of old events. */
const SWEEPS_A_REMOVAL = 60;

/** @throws Error when the settings have a search that can't be run */
export async function createMedmij(parts: CreateMedmijParts): Promise<Medmij> {
  const { settings, database, log, run } = parts;
  for (const { name, availability } of settings.providers) {
    await checkAvailability(run, availability).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown';
      throw new Error(`MEDMIJ, provider "${name}": ${reason}`, { cause: error });
    });
  }
  const chainLog = createRecorder(parts);
  const consents = createConsents({
    ...parts,
    chainLog,
    onceSeconds: settings.codeSeconds + MEDMIJ_TOKEN_SECONDS,
    wordsOf: (consent) => wordsOf(parts, consent),
  });
  let sweeps = 0;
  const timer = setInterval(() => {
    sweeps += 1;
    const work = async (): Promise<void> => {
      await consents.sweep();
      if (sweeps % SWEEPS_A_REMOVAL === 0) await removeChainEvents(database, settings.chainLogDays);
    };
    work().catch(() => {
      log.warn({}, 'Consents of MedMij could not be swept');
    });
  }, SWEEP_MILLISECONDS);
  timer.unref();
  const all = { ...parts, consents, chainLog };
  return {
    routers: [authorizeRouter(all), journeyRouter(all), tokenRouter(all)],
    consents,
    chainLog,
    providerName: (name) => providerNamed(settings, name)?.displayName ?? name,
    async close() {
      clearInterval(timer);
      await chainLog.close();
    },
  };
}

function wordsOf(
  { settings, lists, catalog }: CreateMedmijParts,
  { provider: name, services, kind }: MedmijConsent,
): ConsentWords {
  const provider = providerNamed(settings, name);
  if (provider === undefined) throw new Error('A consent for a provider that is not there.');
  const ids = services ?? offeredServices(provider, kind, catalog);
  return {
    providerName: provider.displayName,
    organization: provider.organization,
    privacyUrl: provider.privacyUrl,
    serviceNames: [...new Set(ids.map((id) => serviceName(id, lists, catalog)))],
  };
}
