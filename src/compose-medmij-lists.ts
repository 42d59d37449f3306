/** The lists of MedMij in a process, and what operators see of them. */
import { REQUIRED_LISTS } from './auth/medmij/lists/list-kind.js';
import { ListService } from './auth/medmij/lists/list-service.js';
import type { ListSettings } from './auth/medmij/lists/settings.js';
import type { MedmijLists } from './auth/medmij/lists/types.js';
import type { Core } from './compose.js';
import type { Config } from './config/load.js';
import { onceAtATime } from './live-definitions.js';
import type { Logger } from './ports.js';
import { medmijListFinding, medmijListGauges, type ListRules } from './rest/medmij-list-state.js';
import type { ReadinessCheck } from './rest/operations-app.js';
import type { Session } from './storage/database.js';
import { loadMedmijLists, MEDMIJ_LIST_CHANNEL } from './storage/medmij-lists.js';
import { listen } from './storage/notifications.js';

export interface ComposedLists {
  readonly lists: MedmijLists;
  close(): Promise<void>;
}

/** Starts to look after the lists that are configured. */
export async function openMedmijLists(
  { database, databaseUrl, environment }: Pick<Core, 'database' | 'databaseUrl' | 'environment'>,
  settings: ListSettings,
  log: Logger,
): Promise<ComposedLists> {
  const { clock } = environment;
  const service = new ListService({ settings, session: database, clock, log });
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

/** For `/readyz`; nothing when no lists are configured. */
export function medmijListChecks(session: Session, { medmijLists }: Config): ReadinessCheck[] {
  const settings = medmijLists.lists;
  if (settings === undefined) return [];
  return [
    {
      name: 'medmij-lists',
      check: async () => medmijListFinding(await loadMedmijLists(session), listRules(settings)),
    },
  ];
}

/** For `/metrics`; empty when no lists are configured. */
export async function medmijListText(session: Session, { medmijLists }: Config): Promise<string> {
  const settings = medmijLists.lists;
  if (settings === undefined) return '';
  return medmijListGauges(await loadMedmijLists(session), listRules(settings));
}
