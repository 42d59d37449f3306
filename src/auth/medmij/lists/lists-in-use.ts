/** The lists of the moment in the memory of a process: from the copies in the database. */
import type { Clock, Logger } from '../../../ports.js';
import type { Session } from '../../../storage/database.js';
import { loadMedmijDocument, loadMedmijLists } from '../../../storage/medmij-lists.js';
import {
  LIST_KINDS,
  ListRefused,
  REQUIRED_LISTS,
  type ListContents,
  type ListKind,
} from './list-kind.js';
import { parseList } from './parse.js';
import type { ListedClient, ListedProvider, MedmijLists } from './types.js';

export interface InUseParts {
  readonly session: Session;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds that a list is trusted after its source last confirmed it. */
  readonly maxAge: number;
}

interface Loaded<Kind extends ListKind> {
  readonly digest: string;
  readonly content: ListContents[Kind];
  /** Milliseconds since the epoch. */
  readonly confirmed: number;
}

type LoadedLists = { readonly [Kind in ListKind]?: Loaded<Kind> };

export class ListsInUse implements MedmijLists {
  readonly #parts: InUseParts;
  #lists: LoadedLists = {};
  #loading: Promise<void> = Promise.resolve();

  constructor(parts: InUseParts) {
    this.#parts = parts;
  }

  client(id: string): ListedClient | undefined {
    return this.#fresh('ocl')?.get(id);
  }

  isWhitelisted(hostname: string): boolean {
    return this.#fresh('whl')?.has(hostname) ?? false;
  }

  /** Names do no harm when they are old. */
  serviceName(id: string): string | undefined {
    return this.#lists.gnl?.content.get(id);
  }

  provider(name: string): ListedProvider | undefined {
    return this.#lists.zal?.content.get(name);
  }

  isUsable(): boolean {
    return REQUIRED_LISTS.every((kind) => this.#fresh(kind) !== undefined);
  }

  /**
   * Takes what the database has now. A document is read only when it is another one. Of several calls
   * one works after the other, so that what was read earlier does not take the place of what is newer.
   */
  readonly load = (): Promise<void> => {
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => undefined);
    return loading;
  };

  async #load(): Promise<void> {
    const { session } = this.#parts;
    const stored = new Map((await loadMedmijLists(session)).map((one) => [one.list, one]));
    const lists: Partial<Record<ListKind, Loaded<ListKind>>> = {};
    for (const kind of LIST_KINDS) {
      const copy = stored.get(kind)?.copy;
      if (copy === undefined) continue;
      const loaded = await this.#loaded(kind, copy.digest);
      if (loaded !== undefined) lists[kind] = { ...loaded, confirmed: copy.confirmed.getTime() };
    }
    this.#lists = lists as LoadedLists;
  }

  /** Undefined while the list was never loaded, or is older than it may be. */
  #fresh<Kind extends ListKind>(kind: Kind): ListContents[Kind] | undefined {
    const loaded = this.#lists[kind];
    if (loaded === undefined) return undefined;
    const { clock, maxAge } = this.#parts;
    return clock() - loaded.confirmed <= maxAge ? loaded.content : undefined;
  }

  async #loaded(
    kind: ListKind,
    digest: string,
  ): Promise<Omit<Loaded<ListKind>, 'confirmed'> | undefined> {
    const current = this.#lists[kind];
    if (current?.digest === digest) return current;
    const { session, log } = this.#parts;
    try {
      const stored = await loadMedmijDocument(session, kind);
      if (stored === undefined) return undefined;
      const { content } = await parseList(kind, stored.document);
      return { digest: stored.digest, content };
    } catch (error) {
      if (!(error instanceof ListRefused)) throw error;
      // Only what could be read was stored, but another version may have other rules.
      log.error({ list: kind, reason: error.message }, 'The copy of a list could not be read');
      return undefined;
    }
  }
}
