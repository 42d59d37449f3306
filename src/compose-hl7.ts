/** Puts the HL7 v2 door together: reception, inbox, processing, sending. */
import { openReceiving, openReceivingDatabase, type Hl7Metrics } from './compose-hl7-reception.js';
import { openOutbound } from './compose-outbound.js';
import type { Config } from './config/load.js';
import type { Feed } from './hl7v2/feed.js';
import { createIdentity } from './hl7v2/identity/identity.js';
import type { MappingSettings } from './hl7v2/mapping/settings.js';
import { processBatch } from './hl7v2/processing/batch.js';
import { OutcomeWatch } from './hl7v2/processing/outcomes.js';
import { Pipeline } from './hl7v2/processing/pipeline.js';
import { processMessage, type ProcessParts } from './hl7v2/processing/process.js';
import type { Reception } from './hl7v2/reception/reception.js';
import type { BatchResult, MessageInProcess, ProcessBatch, ProcessMessage } from './hl7v2/types.js';
import type { CoreEnvironment, Environment } from './interactions/environment.js';
import type { Logger } from './ports.js';
import { startRetention } from './hl7-retention.js';
import { openFeedSettings } from './hl7-settings.js';
import type { Database } from './storage/database.js';
import { Inbox } from './storage/inbox/inbox.js';

export interface Hl7Parts {
  readonly config: Config;
  readonly databaseUrl: string;
  /** For processing; what comes in is stored over connections of its own. */
  readonly database: Database;
  readonly environment: CoreEnvironment;
  readonly log: Logger;
  /** Whether this process listens for the senders of the feeds; true when left out. */
  readonly listens?: boolean;
  /** Called when this process has received what others can process too. */
  readonly onReceived?: (messages: number) => void;
  /** Undefined: nothing is counted. */
  readonly metrics?: Hl7Metrics;
}

export interface Hl7Door {
  readonly feeds: readonly Feed[];
  readonly reception: Reception;
  /** Ports that are listened at, by the name of the feed. */
  readonly ports: ReadonlyMap<string, number>;
  /** Something in the inbox is to be processed. @param messages that have just come in */
  wake(messages: number): void;
  /** Takes nothing more; resolves when what was begun is done. */
  close(): Promise<void>;
}

/**
 * Opens the door: listens, and begins to process what is in the inbox.
 * @throws when an address is taken
 */
export async function openHl7Door(parts: Hl7Parts): Promise<Hl7Door> {
  const { config, databaseUrl, listens = true, onReceived, metrics, log } = parts;
  const { feeds } = config.hl7;
  const receivingDatabase = openReceivingDatabase(config, databaseUrl, log);
  const databases = { receiving: receivingDatabase, processing: parts.database };
  const inbox = await Inbox.open(databases, databaseUrl, log);
  const outcomes = new OutcomeWatch((ids) => inbox.findOutcomes(ids));
  const feedSettings = await openFeedSettings(feeds, parts);
  const processing = createProcess(parts, (feed) => feedSettings.of(feed));
  const pipeline = createPipeline(parts, { inbox, outcomes, ...processing });
  const wake = (messages: number): void => {
    pipeline.received(messages);
    onReceived?.(messages);
  };
  // First of all: what it is to be told of is noted from here on.
  const outbound = await openOutbound(parts, metrics?.hl7Delivered);
  const receiving = await openReceiving({
    ...{ config, inbox, outcomes, wake, listens, log },
    ...(metrics !== undefined && { metrics }),
  });
  pipeline.start();
  const retention = startRetention(parts);
  return {
    feeds,
    reception: receiving.reception,
    ports: receiving.ports,
    wake: (messages) => {
      pipeline.received(messages);
    },
    async close() {
      await receiving.close();
      outcomes.close();
      feedSettings.stop();
      await retention.stop();
      await pipeline.stop();
      await outbound.close();
      await inbox.close();
      await receivingDatabase.close();
    },
  };
}

function createProcess(
  { environment, config }: Hl7Parts,
  settings: (feed: string) => MappingSettings,
): Pick<PipelineNeeds, 'process' | 'processBatch'> {
  const partsOver = (over: Environment): ProcessParts => ({
    environment: over,
    settings,
    identity: createIdentity(over),
  });
  const byFeed = new Map(
    config.hl7.feeds.map(({ name }) => [name, partsOver(forFeed(environment, name, config))]),
  );
  const others = partsOver(environment);
  return {
    process: (work, settle) => processMessage(byFeed.get(work.feed.name) ?? others, work, settle),
    processBatch: async (works, settle) => {
      const results = new Map<number, BatchResult>();
      for (const [feed, group] of groupedByFeed(works, config)) {
        const own = feed === undefined ? environment : forFeed(environment, feed, config);
        // Each batch has a reader of its own, so that none waits for what another one asks.
        const over = partsOver({ ...own, reader: own.store.sharedReader() });
        for (const [id, result] of await processBatch(over, group, settle)) results.set(id, result);
      }
      return results;
    },
  };
}

/** One transaction writes on behalf of one feed; without destinations nobody asks for whom. */
function groupedByFeed(
  works: readonly MessageInProcess[],
  { hl7 }: Config,
): Map<string | undefined, MessageInProcess[]> {
  if (hl7.destinations.length === 0) return new Map([[undefined, [...works]]]);
  const groups = new Map<string | undefined, MessageInProcess[]>();
  for (const work of works) {
    const { name } = work.feed;
    groups.set(name, [...(groups.get(name) ?? []), work]);
  }
  return groups;
}

/** What a feed says is marked as its own where it may be sent on: it is not said back to it. */
function forFeed(environment: CoreEnvironment, feed: string, config: Config): CoreEnvironment {
  if (config.hl7.destinations.length === 0) return environment;
  return { ...environment, store: environment.store.onBehalfOf(feed) };
}

interface PipelineNeeds {
  readonly inbox: Inbox;
  readonly outcomes: OutcomeWatch;
  readonly process: ProcessMessage;
  readonly processBatch: ProcessBatch;
}

function createPipeline(
  parts: Hl7Parts,
  { inbox, outcomes, ...processing }: PipelineNeeds,
): Pipeline {
  const byName = new Map(parts.config.hl7.feeds.map((feed) => [feed.name, feed]));
  return new Pipeline({
    inbox,
    feed: (name) => byName.get(name),
    ...processing,
    concurrency: parts.config.hl7.concurrency,
    onOutcome: ({ id, feed, received }, outcome) => {
      outcomes.tell(id, outcome);
      parts.metrics?.hl7Settled(feed, outcome.state, (Date.now() - received) / 1000);
    },
    log: parts.log,
  });
}
