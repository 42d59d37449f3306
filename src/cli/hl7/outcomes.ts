/** What became of messages that were just sent to this server, read from its database. */
import { digestOf } from '../../hl7v2/reception/incoming.js';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '../../config/load.js';
import { stringsAt } from '../../fhir/json.js';
import type { Logger } from '../../ports.js';
import { Database } from '../../storage/database.js';
import { findMessageByDigest, type FoundMessage } from '../../storage/inbox/find-message.js';
import { closeDatabase, findDatabase } from '../database.js';

export interface Outcomes {
  /** Lines for people about a message; none when nothing is known of it. */
  of(content: Buffer): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** How long processing is waited for; a busy server may take longer. */
const WAIT_MILLISECONDS = 10_000;
const PAUSE = 50;
const MOST_RESOURCES = 30;

/** @returns undefined when there is no database that this command can reach */
export async function openOutcomes(
  config: Config,
  feed: string,
  log: Logger,
): Promise<Outcomes | undefined> {
  const found = await findDatabase(config, log).catch(() => undefined);
  if (found === undefined) return undefined;
  const settings = { url: found.url, maxConnections: 1, statementTimeout: 10_000 };
  const database = new Database(settings, log);
  const find = async (digest: Buffer): Promise<FoundMessage | undefined> => {
    const end = performance.now() + WAIT_MILLISECONDS;
    for (;;) {
      const message = await findMessageByDigest(database, digest, feed);
      if (message?.state !== 'received' || performance.now() > end) return message;
      await setTimeout(PAUSE);
    }
  };
  return {
    // The acknowledgement was the answer; this is an extra, and its absence no failure.
    of: (content) => find(digestOf(content)).then(lines, () => []),
    async close() {
      await database.close();
      await closeDatabase(found);
    },
  };
}

function lines(message: FoundMessage | undefined): string[] {
  if (message === undefined) return [];
  const { id, state, reason, outcome } = message;
  const why = reason === undefined ? '' : `: ${reason.text}${reason.at ? ` (${reason.at})` : ''}`;
  const resources = stringsAt(outcome ?? {}, 'resources');
  const shown = resources.slice(0, MOST_RESOURCES).map((resource) => `  ${resource}`);
  const more = resources.length - shown.length;
  return [`message ${id} is ${state}${why}`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}
