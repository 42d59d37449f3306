/**
 * Who sends a request. A token is looked up in the database once and then remembered for a moment;
 * the database announces at once when it is no longer good, so that it is dead in every process.
 */
import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { AccessContext } from '../access/context.js';
import type { ScopeVocabulary } from '../access/scopes.js';
import { FhirError } from '../fhir/errors.js';
import type { Clock } from '../ports.js';
import type { Database } from '../storage/database.js';
import { findLiveToken, type LiveToken } from '../storage/auth/tokens.js';
import { appAccess, bearerToken, unauthenticated } from './bearer.js';
import { addressRanges, clientAddress, isWithin } from './network.js';
import { RateLimiter } from './rate-limit.js';
import { hashOf } from './secrets.js';

/** What a token of one kind means. */
export type AccessOf = (token: LiveToken, tokenId: string) => AccessContext;

export interface AuthenticatorParts {
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  /** Further kinds of tokens, by `kind`. */
  readonly kinds?: ReadonlyMap<string, AccessOf>;
  /** Proxies whose word about addresses counts. */
  readonly proxies: BlockList;
  /** Processes that share a client's rate limit. */
  readonly workers: number;
  /** False while announcements can't be heard: nothing is remembered then. */
  readonly canHear: () => boolean;
  readonly clock: Clock;
}

interface Remembered {
  readonly access: AccessContext;
  readonly clientId: string | undefined;
  readonly ranges: BlockList | undefined;
  readonly rateLimit: number | undefined;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Also limits the harm when an announcement got lost, as with a connection that died unnoticed. */
const MEMORY_MILLISECONDS = 15_000;
const MAX_REMEMBERED = 20_000;
const TOKEN_ID_LENGTH = 32;

export class Authenticator {
  readonly #parts: AuthenticatorParts;
  readonly #remembered = new Map<string, Remembered>();
  readonly #limiter: RateLimiter;
  /** Counts announcements: what was read before one may be what it is about. */
  #announcements = 0;

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts;
    this.#limiter = new RateLimiter(parts.workers, parts.clock);
  }

  /** @throws FhirError `unauthenticated`, `forbidden` (wrong address) or `throttled` */
  readonly authenticate = async (request: IncomingMessage): Promise<AccessContext> => {
    const known = await this.#find(bearerToken(request.headers.authorization));
    if (known.ranges !== undefined) {
      const address = clientAddress(request, this.#parts.proxies);
      if (!isWithin(known.ranges, address)) {
        throw new FhirError('forbidden', 'This client may not send requests from this address.');
      }
    }
    if (known.rateLimit !== undefined && known.clientId !== undefined) {
      this.#limiter.count(known.clientId, known.rateLimit);
    }
    return known.access;
  };

  /** @param announcement of the database; undefined when some may have been missed */
  hear(announcement: string | undefined): void {
    this.#announcements += 1;
    const [what, which] = announcement?.split(' ') ?? [];
    if (what === 'keys') return;
    if (what === 'token' && which !== undefined) this.#remembered.delete(which);
    else if (what === 'client' && which !== undefined) this.#forgetClient(which);
    else this.#remembered.clear();
  }

  #forgetClient(id: string): void {
    for (const [key, { clientId }] of this.#remembered) {
      if (clientId === id) this.#remembered.delete(key);
    }
  }

  async #find(token: string): Promise<Remembered> {
    const hash = hashOf(token);
    const key = hash.toString('hex');
    const known = this.#remembered.get(key);
    if (known !== undefined && known.until > this.#parts.clock() && this.#parts.canHear()) {
      return known;
    }
    const before = this.#announcements;
    const live = await findLiveToken(this.#parts.database, hash);
    if (live === undefined) {
      this.#remembered.delete(key);
      throw unauthenticated('The access token is unknown, expired or revoked.', 'invalid_token');
    }
    const found = this.#meaning(live, key);
    if (before === this.#announcements && this.#parts.canHear()) this.#remember(key, found);
    return found;
  }

  #meaning(live: LiveToken, key: string): Remembered {
    const { vocabulary, kinds, clock } = this.#parts;
    const tokenId = key.slice(0, TOKEN_ID_LENGTH);
    const other = kinds?.get(live.kind);
    if (other === undefined && live.kind !== 'app') throw new Error('A token of an unknown kind.');
    return {
      access: other?.(live, tokenId) ?? appAccess(live, tokenId, vocabulary),
      clientId: live.clientId,
      ranges: live.ipRanges.length === 0 ? undefined : addressRanges(live.ipRanges),
      rateLimit: live.rateLimit,
      until: Math.min(live.expires.getTime(), clock() + MEMORY_MILLISECONDS),
    };
  }

  #remember(key: string, found: Remembered): void {
    this.#remembered.delete(key);
    this.#remembered.set(key, found);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= MAX_REMEMBERED) return;
      this.#remembered.delete(oldest);
    }
  }
}
