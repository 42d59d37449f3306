/** Hears what other processes announce: LISTEN on a connection of its own. */
import pg from 'pg';
import type { Logger } from '../ports.js';

export interface Subscription {
  /** False while nothing can be heard. */
  readonly isListening: boolean;
  close(): Promise<void>;
}

/** @param payload what was said; undefined after a break, in which anything may have been said */
export type Heard = (payload: string | undefined) => void;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Calls `heard` for every notification on a channel, and whenever the connection is made again after
 * a break, for something may have been missed. The first connection is made before it returns.
 */
export async function listen(
  url: string,
  channel: string,
  heard: Heard,
  log: Logger,
): Promise<Subscription> {
  const listener = new Listener(url, channel, heard, log);
  await listener.connect();
  return listener;
}

class Listener implements Subscription {
  readonly #url: string;
  readonly #channel: string;
  readonly #heard: Heard;
  readonly #log: Logger;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #closed = false;
  isListening = false;

  constructor(url: string, channel: string, heard: Heard, log: Logger) {
    this.#url = url;
    this.#channel = channel;
    this.#heard = heard;
    this.#log = log;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'vuurtoren-listener',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      this.isListening = false;
      this.#reconnect();
    });
    client.on('notification', ({ payload }) => {
      this.#heard(payload);
    });
    this.#client = client;
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(this.#channel)}`);
    this.isListening = true;
    this.#pause = FIRST_PAUSE;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#client?.end();
  }

  #reconnect(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.connect().then(
        () => {
          this.#heard(undefined);
        },
        () => {
          this.#log.debug({ channel: this.#channel }, 'Not listening; trying again');
          this.#reconnect();
        },
      );
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}
