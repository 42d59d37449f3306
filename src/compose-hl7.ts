/** Puts the HL7 v2 door together: listeners, reception, inbox, processing. */
import { randomBytes } from 'node:crypto';
import { openOutbound } from './compose-outbound.js';
import type { Config } from './config/load.js';
import type { Feed } from './hl7v2/feed.js';
import { readFacts } from './hl7v2/mapping/facts.js';
import type { MappingSettings } from './hl7v2/mapping/settings.js';
import { MemoryBudget } from './hl7v2/mllp/memory-budget.js';
import { startMllpServer, type MllpServer } from './hl7v2/mllp/server.js';
import { createIdentity } from './hl7v2/identity/identity.js';
import { OutcomeWatch } from './hl7v2/processing/outcomes.js';
import { Pipeline } from './hl7v2/processing/pipeline.js';
import { processMessage, type ProcessParts } from './hl7v2/processing/process.js';
import type { ReadFacts } from './hl7v2/reception/acceptance.js';
import { createGroupCommit } from './hl7v2/reception/group-commit.js';
import { createReception, type Reception } from './hl7v2/reception/reception.js';
import type { ProcessMessage } from './hl7v2/types.js';
import type { CoreEnvironment, Environment } from './interactions/environment.js';
import type { Logger } from './ports.js';
import type { Metrics } from './rest/metrics.js';
import { startRetention } from './hl7-retention.js';
import { openFeedSettings } from './hl7-settings.js';
import { Database } from './storage/database.js';
import { Inbox } from './storage/inbox/inbox.js';

export interface Hl7Parts {
  readonly config: Config;
  readonly databaseUrl: string;
  /** For processing; what comes in is stored over connections of its own. */
  readonly database: Database;
  readonly environment: CoreEnvironment;
  readonly log: Logger;
  /** Undefined: nothing is counted. */
  readonly metrics?: Hl7Metrics;
}

/** What is counted. */
export type Hl7Metrics = Pick<Metrics, 'hl7Received' | 'hl7Settled' | 'hl7Delivered'>;

export interface Hl7Door {
  readonly feeds: readonly Feed[];
  readonly reception: Reception;
  /** Ports that are listened at, by the name of the feed. */
  readonly ports: ReadonlyMap<string, number>;
  /** Something in the inbox is to be processed. */
  wake(): void;
  /** Takes nothing more; resolves when what was begun is done. */
  close(): Promise<void>;
}

/** Bytes and messages of one commit. */
const COMMIT_LIMITS = { maxItems: 200, maxBytes: 16_777_216 };
/** One for the commit that is under way, one for the answers that wait for processing. */
const INBOX_CONNECTIONS = 2;

/**
 * Opens the door: listens, and begins to process what is in the inbox.
 * @throws when an address is taken
 */
export async function openHl7Door(parts: Hl7Parts): Promise<Hl7Door> {
  const { config, databaseUrl, log } = parts;
  const { feeds } = config.hl7;
  const { statementTimeout } = config;
  const pool = { url: databaseUrl, maxConnections: INBOX_CONNECTIONS, statementTimeout };
  const database = new Database(pool, log);
  const inbox = await Inbox.open(
    { receiving: database, processing: parts.database },
    databaseUrl,
    log,
  );
  const outcomes = new OutcomeWatch((ids) => inbox.findOutcomes(ids));
  const feedSettings = await openFeedSettings(feeds, parts);
  const process = createProcess(parts, feedSettings.of);
  const pipeline = createPipeline(parts, { inbox, outcomes, process });
  const group = createGroupCommit(
    (messages: Parameters<Inbox['store']>[0]) => inbox.store(messages),
    COMMIT_LIMITS,
  );
  const reception = createReception({
    readFacts: createReadFacts(feedSettings.of, log),
    store: async (message) => {
      const receipt = await group.add(message, message.content.length);
      parts.metrics?.hl7Received(message.feed, receipt.isNew ? receipt.state : 'repeated');
      return receipt;
    },
    outcomeOf: (id, milliseconds) => outcomes.wait(id, milliseconds),
    wake: () => {
      pipeline.wake();
    },
    clock: Date.now,
    newControlId,
    log,
  });
  // First of all: what it is to be told of is noted from here on.
  const outbound = await openOutbound(parts, parts.metrics?.hl7Delivered);
  const servers = await startServers(feeds, reception, parts);
  pipeline.start();
  const retention = startRetention(parts);
  return {
    feeds,
    reception,
    ports: new Map([...servers].map(([name, { port }]) => [name, port])),
    wake: () => {
      pipeline.wake();
    },
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
      outcomes.close();
      feedSettings.stop();
      await retention.stop();
      await pipeline.stop();
      await outbound.close();
      await inbox.close();
      await database.close();
    },
  };
}

function createReadFacts(settings: (feed: string) => MappingSettings, log: Logger): ReadFacts {
  return (message, feed) => {
    try {
      return readFacts(message, settings(feed.name), Date.now());
    } catch (error) {
      // A fault of ours is no reason to refuse the message: processing runs into it again, and tells.
      log.error({ feed: feed.name, reason: kindOf(error) }, 'The facts of a message were not read');
      return { kind: 'facts', event: '', patients: [], order: NO_ORDER };
    }
  };
}

const NO_ORDER = { eventTime: 0, patients: [], visits: [], orders: [] };

function createProcess(
  { environment, config }: Hl7Parts,
  settings: (feed: string) => MappingSettings,
): ProcessMessage {
  const partsFor = (own: Environment): ProcessParts => ({
    environment: own,
    settings,
    identity: createIdentity(own),
  });
  const byFeed = new Map(
    config.hl7.feeds.map(({ name }) => [name, partsFor(forFeed(environment, name, config))]),
  );
  const others = partsFor(environment);
  return (work, settle) => processMessage(byFeed.get(work.feed.name) ?? others, work, settle);
}

/** What a feed says is marked as its own where it may be sent on: it is not said back to it. */
function forFeed(environment: CoreEnvironment, feed: string, config: Config): Environment {
  if (config.hl7.destinations.length === 0) return environment;
  return { ...environment, store: environment.store.onBehalfOf(feed) };
}

interface PipelineNeeds {
  readonly inbox: Inbox;
  readonly outcomes: OutcomeWatch;
  readonly process: ProcessMessage;
}

function createPipeline(parts: Hl7Parts, { inbox, outcomes, process }: PipelineNeeds): Pipeline {
  const byName = new Map(parts.config.hl7.feeds.map((feed) => [feed.name, feed]));
  return new Pipeline({
    inbox,
    feed: (name) => byName.get(name),
    process,
    concurrency: parts.config.hl7.concurrency,
    onOutcome: ({ id, feed, received }, outcome) => {
      outcomes.tell(id, outcome);
      parts.metrics?.hl7Settled(feed, outcome.state, (Date.now() - received) / 1000);
    },
    log: parts.log,
  });
}

/** All listeners, or none. */
async function startServers(
  feeds: readonly Feed[],
  reception: Reception,
  { config, log }: Hl7Parts,
): Promise<ReadonlyMap<string, MllpServer>> {
  const budget = new MemoryBudget(config.hl7.memory);
  const servers = new Map<string, MllpServer>();
  try {
    for (const feed of feeds) {
      if (feed.listener === undefined) continue;
      const handler = ({ address: peer }: { readonly address: string }) => ({
        receive: (content: Buffer) =>
          reception.receive(content, { feed, peer }).catch((error: unknown) => {
            log.error({ feed: feed.name, reason: kindOf(error) }, 'A frame could not be stored');
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

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** 20 characters, as many as MSH-10 has before version 2.7. */
function newControlId(): string {
  return `VT${randomBytes(9).toString('hex').toUpperCase()}`;
}
