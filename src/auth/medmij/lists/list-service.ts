/** The lists of MedMij in one process: what it knows of them, and its part in keeping them fresh. */
import type { Clock, Logger } from '../../../ports.js';
import type { Session } from '../../../storage/database.js';
import { followMedmijLists } from '../../../storage/medmij-lists.js';
import { isUrl } from './fetch.js';
import { LIST_KINDS } from './list-kind.js';
import { ListsInUse } from './lists-in-use.js';
import { refreshLists, type RefreshParts } from './refresh.js';
import type { ListSettings } from './settings.js';
import type { MedmijLists } from './types.js';

export interface ListServiceParts {
  readonly settings: ListSettings;
  readonly session: Session;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called in the process that has fetched a new list. */
  readonly onNew?: (lists: MedmijLists) => void;
}

/** How often it is looked whether a list is due. */
const PAUSE = 10_000;

export class ListService {
  readonly #parts: ListServiceParts;
  readonly #lists: ListsInUse;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  readonly #stop = new AbortController();
  #wasUsable: boolean | undefined;

  constructor(parts: ListServiceParts) {
    this.#parts = parts;
    const maxAge = parts.settings.maxAgeSeconds * 1000;
    this.#lists = new ListsInUse({ ...parts, maxAge });
  }

  get #refreshing(): RefreshParts {
    return { ...this.#parts, stop: this.#stop.signal };
  }

  get lists(): MedmijLists {
    return this.#lists;
  }

  /**
   * Takes what the database has, and looks after it from then on. Files are read before it returns;
   * the network is not waited for.
   */
  async start(): Promise<void> {
    const { session, settings } = this.#parts;
    await followMedmijLists(session, settings.sources, settings.refreshSeconds);
    const files = LIST_KINDS.filter((kind) => {
      const source = settings.sources[kind];
      return source !== undefined && !isUrl(source);
    });
    if (files.length > 0) await refreshLists(this.#refreshing, files);
    await this.#lists.load();
    this.#next(0);
  }

  /** The database has announced that a list is not what it was. */
  readonly load = async (): Promise<void> => {
    await this.#lists.load();
    this.#tellUse();
  };

  /**
   * Fetches what is due, unless another process does, and tells when the lists became too old. Of several
   * calls one works after the other: whoever waits for one has what those before it have fetched.
   */
  look(): Promise<void> {
    const looking = this.#running.then(() => this.#look());
    this.#running = looking.catch(() => undefined);
    return looking;
  }

  async #look(): Promise<void> {
    const done = await refreshLists(this.#refreshing);
    if (done.some(({ outcome }) => outcome !== 'failed')) await this.#lists.load();
    if (done.some(({ outcome }) => outcome === 'new')) this.#parts.onNew?.(this.#lists);
    this.#tellUse();
  }

  /** Ends what is under way; resolves when it has ended. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #next(pause: number): void {
    if (this.#stop.signal.aborted) return;
    this.#timer = setTimeout(() => {
      void this.look()
        .catch(() => {
          this.#parts.log.warn({}, 'The lists of MedMij could not be looked after');
        })
        .then(() => {
          this.#next(PAUSE);
        });
    }, pause).unref();
  }

  #tellUse(): void {
    const isUsable = this.#lists.isUsable();
    if (isUsable === this.#wasUsable) return;
    const { log } = this.#parts;
    if (isUsable) log.info({}, 'The lists of MedMij are there');
    else
      log.error(
        {},
        'The Whitelist or the OAuth client list of MedMij is missing or older than allowed; nobody gets access through MedMij',
      );
    this.#wasUsable = isUsable;
  }
}
