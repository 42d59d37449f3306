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

/** What to do when something is announced, by the name of the channel. */
export type Channels = Readonly<Record<string, Heard>>;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Calls what belongs to a channel for every notification on it, and all of them whenever the
 * connection is made again after a break, for something may have been missed. The first connection
 * is made before it returns.
 */
export async function listen(url: string, channels: Channels, log: Logger): Promise<Subscription> {
  const listener = new Listener(url, channels, log);
  await listener.connect();
  return listener;
}

class Listener implements Subscription {
  readonly #url: string;
  readonly #channels: Channels;
  readonly #log: Logger;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #closed = false;
  isListening = false;

  constructor(url: string, channels: Channels, log: Logger) {
    this.#url = url;
    this.#channels = channels;
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
    client.on('notification', ({ channel, payload }) => this.#channels[channel]?.(payload));
    this.#client = client;
    await client.connect();
    for (const channel of Object.keys(this.#channels)) {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    }
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
          for (const heard of Object.values(this.#channels)) heard(undefined);
        },
        () => {
          this.#log.debug({}, 'Not listening to the database; trying again');
          this.#reconnect();
        },
      );
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}
