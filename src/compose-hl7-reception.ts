/** Puts together how HL7 v2 messages are received: listeners, reception, the inbox. */
import { newControlId } from './hl7v2/control-id.js';
import { errorName } from './hl7v2/hl7-error.js';
import type { Config } from './config/load.js';
import type { Feed } from './hl7v2/feed.js';
import { readFacts } from './hl7v2/mapping/facts.js';
import { completeSettings, type MappingSettings } from './hl7v2/mapping/settings.js';
import { MemoryBudget } from './hl7v2/mllp/memory-budget.js';
import { startMllpServer, type MllpServer } from './hl7v2/mllp/server.js';
import type { OutcomeWatch } from './hl7v2/processing/outcomes.js';
import type { ReadFacts } from './hl7v2/reception/acceptance.js';
import { createGroupCommit } from './hl7v2/reception/group-commit.js';
import { createReception, type Reception } from './hl7v2/reception/reception.js';
import type { Logger } from './ports.js';
import type { Metrics } from './rest/metrics.js';
import { Database } from './storage/database.js';
import type { Inbox } from './storage/inbox/inbox.js';

/** What is counted. */
export type Hl7Metrics = Pick<Metrics, 'hl7Received' | 'hl7Settled' | 'hl7Delivered'>;

export interface ReceivingParts {
  readonly config: Config;
  readonly inbox: Pick<Inbox, 'store'>;
  readonly outcomes: Pick<OutcomeWatch, 'wait'>;
  /** Messages that are to be processed have been stored. */
  readonly wake: (messages: number) => void;
  /** Whether this process listens for the senders of the feeds. */
  readonly listens: boolean;
  /** Undefined: nothing is counted. */
  readonly metrics?: Pick<Hl7Metrics, 'hl7Received'>;
  readonly log: Logger;
}

export interface Receiving {
  readonly reception: Reception;
  /** Ports that are listened at, by the name of the feed. */
  readonly ports: ReadonlyMap<string, number>;
  /** Takes nothing more; resolves when what was begun is answered. */
  close(): Promise<void>;
}

/** Bytes and messages of one commit. */
const COMMIT_LIMITS = { maxItems: 200, maxBytes: 16_777_216 };
/** One for the commit that is under way, one for the answers that wait for processing. */
const INBOX_CONNECTIONS = 2;

/** What comes in is stored over connections of its own, however busy processing is. */
export function openReceivingDatabase(config: Config, url: string, log: Logger): Database {
  const { statementTimeout } = config;
  return new Database({ url, maxConnections: INBOX_CONNECTIONS, statementTimeout }, log);
}

/** @throws when an address is taken */
export async function openReceiving(parts: ReceivingParts): Promise<Receiving> {
  const { config, inbox, outcomes, wake, log } = parts;
  const { feeds } = config.hl7;
  const group = createGroupCommit(
    (messages: Parameters<Inbox['store']>[0]) => inbox.store(messages),
    COMMIT_LIMITS,
  );
  const reception = createReception({
    readFacts: createReadFacts(mappingSettings(feeds), log),
    store: async (message) => {
      const receipt = await group.add(message, message.content.length);
      parts.metrics?.hl7Received(message.feed, receipt.isNew ? receipt.state : 'repeated');
      return receipt;
    },
    outcomeOf: (id, milliseconds) => outcomes.wait(id, milliseconds),
    wake,
    clock: Date.now,
    newControlId,
    log,
  });
  const servers = await startServers(parts.listens ? feeds : [], reception, parts);
  return {
    reception,
    ports: new Map([...servers].map(([name, { port }]) => [name, port])),
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}

/** The mapping settings of each feed; what is read of a message here needs no code maps. */
function mappingSettings(feeds: readonly Feed[]): (feed: string) => MappingSettings {
  const byName = new Map(feeds.map(({ name, mapping }) => [name, completeSettings(mapping)]));
  const byDefault = completeSettings();
  return (feed) => byName.get(feed) ?? byDefault;
}

function createReadFacts(settings: (feed: string) => MappingSettings, log: Logger): ReadFacts {
  return (message, feed) => {
    try {
      return readFacts(message, settings(feed.name), Date.now());
    } catch (error) {
      // A fault of ours is no reason to refuse the message: processing runs into it again, and tells.
      log.error(
        { feed: feed.name, reason: errorName(error) },
        'The facts of a message were not read',
      );
      return { kind: 'facts', event: '', patients: [], order: NO_ORDER };
    }
  };
}

const NO_ORDER = { eventTime: 0, patients: [], visits: [], orders: [] };

/** All listeners, or none. */
async function startServers(
  feeds: readonly Feed[],
  reception: Reception,
  { config, log }: ReceivingParts,
): Promise<ReadonlyMap<string, MllpServer>> {
  const budget = new MemoryBudget(config.hl7.memory);
  const servers = new Map<string, MllpServer>();
  try {
    for (const feed of feeds) {
      if (feed.listener === undefined) continue;
      const handler = ({ address: peer }: { readonly address: string }) => ({
        receive: (content: Buffer) =>
          reception.receive(content, { feed, peer }).catch((error: unknown) => {
            log.error({ feed: feed.name, reason: errorName(error) }, 'A frame could not be stored');
            throw error;
          }),
        refuse: (head: Buffer, size: number) =>
          reception.refuseOversize(head, size, { feed, peer }),
      });
      servers.set(feed.name, await startMllpServer({ feed, budget, handler, log }, feed.listener));
    }
    return servers;
  } catch (error) {
    await Promise.all([...servers.values()].map((server) => server.close()));
    throw error;
  }
}
