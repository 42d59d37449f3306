/** Puts the sending of HL7 v2 messages together: outbox, rules, connections. */
import { newControlId } from './hl7v2/control-id.js';
import { createHash } from 'node:crypto';
import type { Config } from './config/load.js';
import type { Feed } from './hl7v2/feed.js';
import { createGenerate } from './hl7v2/outbound/generate.js';
import { Outbound, type OutboundParts } from './hl7v2/outbound/outbound.js';
import type { Environment } from './interactions/environment.js';
import { createInteractions } from './interactions/run.js';
import type { Logger } from './ports.js';
import type { Database } from './storage/database.js';
import { Outbox } from './storage/outbox/outbox.js';

export interface OutboundDoorParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly environment: Environment;
  readonly log: Logger;
}

export interface OutboundDoor {
  /** Begins nothing more; resolves when the answers that are waited for are there. */
  close(): Promise<void>;
}

/**
 * Begins to make and send messages, when there are destinations.
 * @param onDelivery told how a message fared
 * @throws Error for a rule whose search is not understood
 */
export async function openOutbound(
  parts: OutboundDoorParts,
  onDelivery: OutboundParts['onDelivery'] = () => undefined,
): Promise<OutboundDoor> {
  const { config, database, databaseUrl, environment, log } = parts;
  const { destinations, feeds, retentionDays } = config.hl7;
  const outbox = await Outbox.open(database);
  if (destinations.length === 0) {
    // There may have been some before: nothing is noted for them any more.
    await outbox.configure([], { types: [], onReceipt: false, onProcessing: false });
    return { close: () => Promise.resolve() };
  }
  const byName = new Map<string, Feed>(feeds.map((feed) => [feed.name, feed]));
  const outbound = await Outbound.start({
    destinations,
    outbox,
    databaseUrl,
    retentionDays,
    feed: (name) => byName.get(name),
    generate: createGenerate({
      environment,
      destinations,
      run: createInteractions(environment),
      newControlId,
    }),
    patientKey,
    onDelivery,
    log,
  });
  return { close: () => outbound.stop() };
}

/** 64 bits of a digest, as PostgreSQL writes a bigint. */
function patientKey(id: string): string {
  return createHash('sha256').update(`Patient/${id}`).digest().readBigInt64BE(0).toString();
}
