/**
 * Keeps the copies of the lists in the database fresh: of all processes one fetches a list that is due,
 * and the others hear of it.
 */
import type { Logger } from '../../../ports.js';
import type { Session } from '../../../storage/database.js';
import {
  claimMedmijLists,
  confirmMedmijList,
  failMedmijList,
  saveMedmijList,
  type DueList,
  type ListSaving,
} from '../../../storage/medmij-lists.js';
import { fetchList } from './fetch.js';
import { ListRefused, type ListKind } from './list-kind.js';
import { parseList } from './parse.js';
import type { ListSettings } from './settings.js';

export interface RefreshParts {
  readonly settings: Pick<ListSettings, 'tls' | 'refreshSeconds'>;
  readonly session: Session;
  readonly log: Logger;
  /** Ends downloads that are under way. */
  readonly stop?: AbortSignal;
}

/** What came of one attempt. */
export type RefreshOutcome = 'new' | 'unchanged' | 'failed';

export interface Refreshed {
  readonly list: ListKind;
  readonly outcome: RefreshOutcome;
  /** Why it failed. */
  readonly reason?: string;
}

/** Longer than a download may take. */
const LEASE_SECONDS = 60;
/** After a failure it is tried again sooner. */
const RETRY_SECONDS = 60;

/**
 * Fetches what is due, or the named lists whether they are due or not.
 * @returns what became of those that this process fetched
 */
export async function refreshLists(
  parts: RefreshParts,
  lists?: readonly ListKind[],
): Promise<Refreshed[]> {
  const due = await claimMedmijLists(parts.session, LEASE_SECONDS, lists);
  return Promise.all(due.map((one) => refreshOne(parts, one)));
}

async function refreshOne(parts: RefreshParts, due: DueList): Promise<Refreshed> {
  const { session, log, settings } = parts;
  const list = due.list as ListKind;
  try {
    const outcome = await renew(parts, list, due);
    if (outcome === 'new') log.info({ list }, 'A new list of MedMij was loaded');
    return { list, outcome };
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    const reason = error.message;
    const retrySeconds = Math.min(RETRY_SECONDS, settings.refreshSeconds);
    await failMedmijList(session, { ...due, reason }, retrySeconds);
    log.warn({ list, reason }, 'A list of MedMij was not renewed; the copy there is stays');
    return { list, outcome: 'failed', reason };
  }
}

async function renew(
  { session, settings, stop }: RefreshParts,
  list: ListKind,
  due: DueList,
): Promise<RefreshOutcome> {
  const { refreshSeconds, tls } = settings;
  const fetched = await fetchList(due.source, due.etag, tls, stop);
  if (fetched.kind === 'unchanged') {
    await confirmMedmijList(session, due, refreshSeconds);
    return 'unchanged';
  }
  const { sequence, issued } = await parseList(list, fetched.document);
  const saving = await saveMedmijList(session, {
    ...due,
    ...fetched,
    sequence,
    issued,
    refreshSeconds,
  });
  return outcomeOf(saving);
}

/** @throws ListRefused: https://datatracker.ietf.org/doc/html/rfc4949 calls it a replay attack */
function outcomeOf(saving: ListSaving): RefreshOutcome {
  if (saving === 'older') throw new ListRefused('its Volgnummer is lower than that of the copy');
  if (saving === 'different') {
    throw new ListRefused('its Volgnummer is that of the copy, and its content is another');
  }
  return saving === 'stored' ? 'new' : 'unchanged';
}
