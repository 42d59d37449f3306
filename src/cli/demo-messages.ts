/** Sends the demo messages to the listener of the feed `default`, as any hospital would. */
import { digestOf } from '../hl7v2/reception/incoming.js';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '../config/load.js';
import { demoMessages } from '../demo/hl7-messages.js';
import { MllpClient } from '../hl7v2/mllp/client.js';
import { readAnswer } from '../hl7v2/outbound/answer.js';
import type { Logger } from '../ports.js';
import { Database } from '../storage/database.js';
import { findMessageByDigest } from '../storage/inbox/find-message.js';

const FEED = 'default';
const ANSWER_MILLISECONDS = 30_000;
/** How long processing is waited for. */
const PROCESS_MILLISECONDS = 30_000;
const PAUSE = 50;

/** Where the feed listens; undefined when it does not, or wants TLS. */
export function demoListener(
  config: Config,
): { readonly host: string; readonly port: number } | undefined {
  const listener = config.hl7.feeds.find(({ name }) => name === FEED)?.listener;
  return listener === undefined || listener.port === 0 || listener.tls !== undefined
    ? undefined
    : { host: listener.host === '0.0.0.0' ? '127.0.0.1' : listener.host, port: listener.port };
}

/**
 * Sends them one after the other, and waits until they are processed.
 * @throws Error when one is refused
 */
export async function loadDemoMessages(
  config: Config,
  databaseUrl: string,
  log: Logger,
): Promise<void> {
  const listener = demoListener(config);
  if (listener === undefined) return;
  const messages = demoMessages().map((text) => Buffer.from(text, 'latin1'));
  const client = new MllpClient({
    ...listener,
    connectTimeout: ANSWER_MILLISECONDS,
    answerTimeout: ANSWER_MILLISECONDS,
  });
  try {
    for (const message of messages) await send(client, message);
  } finally {
    client.close();
  }
  await processed(messages, databaseUrl, log);
  log.info({ messages: messages.length }, 'The demo messages were sent');
}

async function send(client: MllpClient, message: Buffer): Promise<void> {
  let code = '';
  await client.exchange(message, (content) => {
    const read = readAnswer(content);
    if (read.kind !== 'answer') return read.kind === 'commit' ? 'more' : 'garbage';
    ({ code } = read.answer);
    return 'done';
  });
  if (code !== 'AA' && code !== 'CA') throw new Error(`A demo message was refused with ${code}.`);
}

async function processed(
  messages: readonly Buffer[],
  databaseUrl: string,
  log: Logger,
): Promise<void> {
  const settings = { url: databaseUrl, maxConnections: 1, statementTimeout: 10_000 };
  const database = new Database(settings, log);
  const end = performance.now() + PROCESS_MILLISECONDS;
  try {
    for (const message of messages) {
      const digest = digestOf(message);
      const isOpen = async (): Promise<boolean> =>
        (await findMessageByDigest(database, digest, FEED))?.state === 'received';
      while ((await isOpen()) && performance.now() < end) await setTimeout(PAUSE);
    }
  } finally {
    await database.close();
  }
}
