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
  /** Rows of `search_entry` by path, of the most common ones. */
  readonly paths: ReadonlyMap<string, number>;
  /** What a key or path that is not among those has, about. */
  readonly rareToken: number;
  readonly rarePath: number;
}

const NOTHING_KNOWN: Facts = {
  rows: 0,
  types: new Map(),
  tokens: new Map(),
  paths: new Map(),
  rareToken: 100,
  rarePath: 100,
};

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
    return this.#facts.tokens.get(keyText(key)) ?? this.#facts.rareToken;
  }

  /** Rows that `search_entry` has under a path. */
  entryRows(path: Key): number {
    return this.#facts.paths.get(keyText(path)) ?? this.#facts.rarePath;
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
  readonly entries: number;
  readonly types: readonly string[] | null;
  readonly type_parts: readonly number[] | null;
  readonly tokens: readonly string[] | null;
  readonly token_parts: readonly number[] | null;
  readonly paths: readonly string[] | null;
  readonly path_parts: readonly number[] | null;
}

const QUERY = `with s as (
    select tablename, attname, most_common_vals::text::text[] as vals, most_common_freqs::double precision[] as freqs,
      most_common_elems::text::text[] as elems, most_common_elem_freqs::double precision[] as elem_freqs
    from pg_stats where schemaname = current_schema() and (tablename, attname) in
      (values ('resource', 'type'), ('resource', 'tokens'), ('search_entry', 'path'))
  )
  select (select reltuples::double precision from pg_class where oid = 'resource'::regclass) as rows,
    (select reltuples::double precision from pg_class where oid = 'search_entry'::regclass) as entries,
    (select vals from s where attname = 'type') as types, (select freqs from s where attname = 'type') as type_parts,
    (select elems from s where attname = 'tokens') as tokens, (select elem_freqs from s where attname = 'tokens') as token_parts,
    (select vals from s where attname = 'path') as paths, (select freqs from s where attname = 'path') as path_parts`;

function factsOf(row: StatisticsRow): Facts {
  const { rows, entries, types, type_parts, tokens, token_parts, paths, path_parts } = row;
  return {
    rows,
    types: new Map(
      [...counted(types, type_parts, rows)].map(([type, count]) => [Number(type), count]),
    ),
    tokens: counted(tokens, token_parts, rows),
    paths: counted(paths, path_parts, entries),
    // Behind the frequencies of the elements stand their least and greatest.
    rareToken: rarer(tokens === null ? undefined : token_parts?.[tokens.length], rows),
    rarePath: rarer(path_parts?.at(-1), entries),
  };
}

function counted(
  values: readonly string[] | null,
  parts: readonly number[] | null,
  rows: number,
): Map<string, number> {
  return new Map((values ?? []).map((value, index) => [value, (parts?.[index] ?? 0) * rows]));
}

/** Half of the least that is known to be common. */
function rarer(least: number | undefined, rows: number): number {
  return Math.max(1, (least ?? 0.001) * rows) / 2;
}
