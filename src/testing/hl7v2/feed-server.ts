/** The whole server with HL7 v2 feeds, spoken to over MLLP and HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { MllpSender } from '../mllp-sender.js';
import { until } from '../process.js';
import { startTestServer, type TestServer } from '../server.js';

/** What is known of a message. */
export interface StoredMessage {
  readonly id: number;
  readonly state: number;
  readonly reason: string | null;
  readonly outcome: JsonObject | null;
}

export interface FeedServer {
  readonly server: TestServer;
  /** Sends a message of these segments. @returns its id, once it was acknowledged */
  send(feed: string, ...segments: readonly string[]): Promise<number>;
  /** Sends one and waits until nothing more can be done. @returns what is known of it then */
  process(feed: string, ...segments: readonly string[]): Promise<StoredMessage>;
  /** Resolves when all that can be processed is. */
  settled(seconds?: number): Promise<void>;
  message(id: number): Promise<StoredMessage>;
  /** The matches of a FHIR search. */
  search(query: string): Promise<Resource[]>;
  stop(): Promise<void>;
}

/** @param feeds the content of the feed files, by name; listeners are added */
export async function startFeedServer(
  feeds: Readonly<Record<string, JsonObject>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<FeedServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-feeds-'));
  for (const [name, feed] of Object.entries(feeds)) {
    const file = path.join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ listen: { port: 0 }, ...feed }));
  }
  const server = await startTestServer({ HL7_FEEDS: folder, ...environment });
  const query = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    server.core.database.query<Row>({ name: '', text, values });

  const send: FeedServer['send'] = async (feed, ...segments) => {
    const sender = await MllpSender.connect(server.hl7Ports.get(feed) ?? 0);
    const answer = (await sender.ask(Buffer.from(segments.join('\r')))) ?? '';
    sender.close();
    if (!/\rMSA.(AA|CA)/.test(answer)) throw new Error(`The message was not taken: ${answer}`);
    const controlId = segments[0]?.split('|')[9];
    const rows = await query<{ id: number }>(
      'select id from hl7_message where control_id = $1 and feed = $2 order by id desc limit 1',
      [controlId, feed],
    );
    return rows[0]?.id ?? 0;
  };
  const settled = (seconds?: number): Promise<void> =>
    until(async () => (await query(READY)).length === 0, seconds);
  const message = async (id: number): Promise<StoredMessage> => {
    const rows = await query<StoredMessage & Record<string, unknown>>(
      'select id, state, reason, outcome from hl7_message where id = $1',
      [id],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('There is no such message.');
    return row;
  };
  return {
    server,
    send,
    settled,
    message,
    async process(feed, ...segments) {
      const id = await send(feed, ...segments);
      await settled();
      return message(id);
    },
    async search(text) {
      const { body } = await server.send('GET', `/${text}`);
      return objectsAt(body, 'entry').flatMap((entry): Resource[] => {
        const isMatch = stringAt(objectAt(entry, 'search') ?? {}, 'mode') === 'match';
        const resource = objectAt(entry, 'resource');
        return isMatch && resource !== undefined ? [resource as Resource] : [];
      });
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Messages that are under way, or could be: those that wait behind others are not. */
const READY = `select from hl7_queue q join hl7_message m on m.id = q.message
  where q.worker is not null or not exists (
    select from hl7_queue_key k where k.key = any(m.order_keys) and k.message < q.message)
  limit 1`;

let count = 0;

/** An MSH with a control id of its own. @param event `ADT^A08` @param time MSH-7 */
export function msh(event: string, time = '20260310100000', facility = 'OLZ'): string {
  count += 1;
  return `MSH|^~\\&|ZIS|${facility}|FHIR|OLZ|${time}||${event}|T${count}|P|2.4`;
}
