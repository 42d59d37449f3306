/**
 * How many rows there are of what, from the statistics that PostgreSQL's ANALYZE keeps. They choose
 * the index that leads a search, so they need to be right in size only, and may be a minute old.
 */
import { keyText, type Key } from '../../search/keys.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';

const MAX_AGE = 60_000;
/** Before the first ANALYZE a table is small, or being filled. */
const UNKNOWN_ROWS = 1000;

interface Facts {
  readonly rows: number;
  /** Rows by number of the type. */
  readonly types: ReadonlyMap<number, number>;
  /** Rows by key, of the most common ones. */
  readonly tokens: ReadonlyMap<string, number>;
  /** What a key that is not among those has at most. */
  readonly rare: number;
}

const NOTHING_KNOWN: Facts = { rows: 0, types: new Map(), tokens: new Map(), rare: 100 };

export class SearchStatistics {
  readonly #session: Session;
  readonly #types: ResourceTypes;
  #facts = NOTHING_KNOWN;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(session: Session, types: ResourceTypes) {
    this.#session = session;
    this.#types = types;
  }

  /** Rows of a type. */
  typeRows(type: string): number {
    if (this.#facts.rows === 0) return UNKNOWN_ROWS;
    return this.#facts.types.get(this.#types.number(type)) ?? this.#facts.rows / 1000;
  }

  /** Rows that have a key in their token array. */
  tokenRows(key: Key): number {
    return this.#facts.tokens.get(keyText(key)) ?? this.#facts.rare;
  }

  /** Reads them anew when they are old; only the first call ever has to wait for it. */
  async refresh(): Promise<void> {
    if (Date.now() - this.#readAt < MAX_AGE) return;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    if (this.#readAt === -Infinity) await this.#reading;
    else this.#reading.catch(() => undefined);
  }

  /** Whatever the age, such as after many rows were written. */
  async renew(): Promise<void> {
    await this.#read();
  }

  async #read(): Promise<void> {
    const [row] = await this.#session.query<StatisticsRow>({ name: '', text: QUERY, values: [] });
    this.#readAt = Date.now();
    this.#facts = row === undefined || row.rows <= 0 ? NOTHING_KNOWN : factsOf(row);
  }
}

interface StatisticsRow {
  readonly rows: number;
  readonly types: readonly number[] | null;
  readonly type_parts: readonly number[] | null;
  readonly tokens: readonly string[] | null;
  readonly token_parts: readonly number[] | null;
}

const QUERY = `select c.reltuples::double precision as rows,
    t.most_common_vals::text::integer[] as types, t.most_common_freqs::double precision[] as type_parts,
    k.most_common_elems::text::text[] as tokens, k.most_common_elem_freqs::double precision[] as token_parts
  from pg_class c
  left join pg_stats t on t.schemaname = c.relnamespace::regnamespace::text and t.tablename = c.relname and t.attname = 'type'
  left join pg_stats k on k.schemaname = c.relnamespace::regnamespace::text and k.tablename = c.relname and k.attname = 'tokens'
  where c.oid = 'resource'::regclass`;

function factsOf({ rows, types, type_parts, tokens, token_parts }: StatisticsRow): Facts {
  const parts = token_parts ?? [];
  const known = tokens ?? [];
  return {
    rows,
    types: new Map((types ?? []).map((type, index) => [type, (type_parts?.[index] ?? 0) * rows])),
    tokens: new Map(known.map((key, index) => [key, (parts[index] ?? 0) * rows])),
    // Behind the frequencies of the elements stand their least and greatest.
    rare: Math.max(1, ((known.length > 0 ? parts[known.length] : undefined) ?? 0.001) * rows) / 2,
  };
}
