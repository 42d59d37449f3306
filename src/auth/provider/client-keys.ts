/**
 * Public keys of clients that publish them at a URL, so that they can change them by themselves.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html
 */
import { isObject, type JsonObject } from '../../fhir/json.js';
import type { Clock } from '../../ports.js';
import type { Fetched, FetchDocument } from '../network.js';

export interface KeySet {
  readonly keys: readonly JsonObject[];
}

export interface ClientKeys {
  /**
   * The keys at the URL, as new as its Cache-Control asks for; newer when none of them has this id.
   * @throws Error when they can't be had
   */
  at(url: string, kid: string | undefined): Promise<KeySet>;
}

interface Entry {
  readonly set: Promise<KeySet>;
  readonly fetched: number;
  freshUntil: number;
}

/** What the answer of somebody else may ask for, in seconds. */
const SHORTEST = 5;
const LONGEST = 3600;
const UNSAID = 300;
/** An unknown key id makes us look again, but no sooner. */
const IMPATIENCE = 10;
const MAX_ENTRIES = 1000;
const MAX_KEYS = 100;

export function createClientKeys(fetchDocument: FetchDocument, clock: Clock): ClientKeys {
  const entries = new Map<string, Entry>();
  const seconds = (): number => clock() / 1000;

  const fetchKeys = (url: string): Entry => {
    const fetched = seconds();
    const document = fetchDocument(url);
    const entry: Entry = {
      set: document.then(keysOf),
      fetched,
      // Also a failure is remembered for a moment: whoever sends us requests can't send on more.
      freshUntil: fetched + SHORTEST,
    };
    document.then(
      ({ headers }) => {
        entry.freshUntil = fetched + lifetime(headers['cache-control']);
      },
      () => undefined,
    );
    entry.set.catch(() => undefined);
    entries.delete(url);
    entries.set(url, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= MAX_ENTRIES) break;
      entries.delete(oldest);
    }
    return entry;
  };

  return {
    async at(url, kid) {
      const known = entries.get(url);
      if (known === undefined || known.freshUntil <= seconds()) return fetchKeys(url).set;
      const set = await known.set;
      const isMissing = kid !== undefined && !set.keys.some((key) => key['kid'] === kid);
      if (!isMissing || known.fetched + IMPATIENCE > seconds()) return set;
      return fetchKeys(url).set;
    },
  };
}

function lifetime(cacheControl: string | undefined): number {
  if (cacheControl === undefined) return UNSAID;
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return SHORTEST;
  const age = /\bmax-age=(\d{1,9})/i.exec(cacheControl)?.[1];
  return age === undefined ? UNSAID : Math.min(LONGEST, Math.max(SHORTEST, Number(age)));
}

function keysOf({ status, body }: Fetched): KeySet {
  if (status !== 200) throw new Error(`the key set's URL answered ${status}`);
  return publicKeys(JSON.parse(body));
}

const MEMBERS = {
  RSA: ['kty', 'kid', 'alg', 'use', 'key_ops', 'n', 'e'],
  EC: ['kty', 'kid', 'alg', 'use', 'key_ops', 'crv', 'x', 'y'],
} as const;

/**
 * The keys of a set that signatures can be checked with. Private parts, if somebody published them,
 * are left out.
 * @throws Error when it is no key set
 */
export function publicKeys(set: unknown): KeySet {
  const keys: unknown = isObject(set) ? set['keys'] : undefined;
  if (!Array.isArray(keys)) throw new Error('it is no JSON Web Key Set');
  if (keys.length > MAX_KEYS) throw new Error(`it has more than ${MAX_KEYS} keys`);
  return {
    keys: keys
      .filter(isObject)
      .map(publicPart)
      .filter((key) => key !== undefined),
  };
}

function publicPart(key: JsonObject): JsonObject | undefined {
  const { kty } = key;
  if (kty !== 'RSA' && kty !== 'EC') return undefined;
  return Object.fromEntries(
    MEMBERS[kty].flatMap((name) => (key[name] === undefined ? [] : [[name, key[name]]])),
  );
}
