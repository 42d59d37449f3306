/** A server with a feed and destinations that are all one receiver; for tests of what is sent. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../fhir/json.js';
import { MllpSender } from '../mllp-sender.js';
import { until } from '../process.js';
import { startTestServer, type TestServer } from '../server.js';
import type { MllpReceiver, ReceivedMessage } from './receiver.js';

/** A destination that gets all that comes in. */
export const FORWARD_ALL = { rules: [{ name: 'all', forward: {} }] };

/** Writes the files of a feed `zis` and of destinations; gives the settings that name them. */
export function outboundFiles(
  folder: string,
  port: number,
  destinations: Readonly<Record<string, JsonObject>>,
): Record<string, string> {
  const write = (kind: string, name: string, content: JsonObject): void => {
    mkdirSync(path.join(folder, kind), { recursive: true });
    writeFileSync(path.join(folder, kind, `${name}.json`), JSON.stringify(content));
  };
  write('feeds', 'zis', { listen: { port: 0 } });
  const retry = { firstSeconds: 0.05, longestSeconds: 0.2 };
  for (const [name, content] of Object.entries(destinations)) {
    write('destinations', name, {
      host: '127.0.0.1',
      port,
      answerTimeoutSeconds: 1,
      ...content,
      retry: { ...retry, ...(content['retry'] as JsonObject | undefined) },
    });
  }
  return {
    HL7_FEEDS: path.join(folder, 'feeds'),
    HL7_DESTINATIONS: path.join(folder, 'destinations'),
  };
}

/** A message of the feed. @param patient number of the patient */
export function feedMessage(id: string, event: string, patient: string): string {
  return [
    `MSH|^~\\&|ZIS|OLZ|||20260310100000||${event}|${id}|P|2.4`,
    'EVN||20260310100000',
    `PID|1||${patient}^^^OLZ^PI||Jansen&&Jansen^Jan^^^^^L||19800101|M`,
    'PV1|1|N',
  ]
    .map((line) => `${line}\r`)
    .join('');
}

export class OutboundServer {
  readonly server: TestServer;
  /** What a command needs to work on the same database. */
  readonly settings: Record<string, string>;
  readonly #receiver: MllpReceiver;
  readonly #folder: string;

  private constructor(
    server: TestServer,
    receiver: MllpReceiver,
    files: { readonly folder: string; readonly settings: Record<string, string> },
  ) {
    this.server = server;
    this.settings = {
      ...files.settings,
      DATABASE_URL: server.databaseUrl,
      MLLP_PORT: 'off',
    };
    this.#receiver = receiver;
    this.#folder = files.folder;
  }

  static async start(
    receiver: MllpReceiver,
    destinations: Readonly<Record<string, JsonObject>>,
  ): Promise<OutboundServer> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-outbound-'));
    const settings = outboundFiles(folder, receiver.port, destinations);
    return new OutboundServer(await startTestServer(settings), receiver, { folder, settings });
  }

  /** Sends messages to the feed: control id, event, number of the patient. */
  async feed(...messages: readonly (readonly [string, string, string])[]): Promise<void> {
    const sender = await MllpSender.connect(this.server.hl7Ports.get('zis') ?? 0);
    for (const message of messages) {
      const answer = await sender.ask(feedMessage(...message));
      if (answer?.includes('MSA|AA') !== true) throw new Error(`Not taken: ${answer ?? ''}`);
    }
    sender.close();
  }

  rows(text: string): Promise<Record<string, unknown>[]> {
    return this.server.core.database.query({ name: '', text, values: [] });
  }

  /** State and attempts of all messages to be sent. */
  async states(): Promise<unknown[]> {
    const rows = await this.rows('select state, attempts from hl7_outbox order by id');
    return rows.map(({ state, attempts }) => [state, attempts]);
  }

  /** What was received when it is this many messages. */
  async received(count: number): Promise<readonly ReceivedMessage[]> {
    await until(() => this.#receiver.received.length >= count);
    return this.#receiver.received;
  }

  /** Resolves when nothing is left to be processed, made or sent. */
  async settled(): Promise<void> {
    await until(async () => {
      const [row] = await this.rows(
        `select (select count(*) from hl7_change) + (select count(*) from hl7_queue)
          + (select count(*) from hl7_outbox where state = 1) as left`,
      );
      return row?.['left'] === 0;
    });
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.#folder, { recursive: true });
  }
}
