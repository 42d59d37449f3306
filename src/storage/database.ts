/** The pool of connections, transactions, and what PostgreSQL's errors mean here. */
import pg from 'pg';
import type { Logger } from '../ports.js';
import { isRetryable, toStorageError, WriteConflict } from './database-errors.js';
import type { Statement } from './row-write.js';

export interface DatabaseSettings {
  readonly url: string;
  /** Connections of this process. */
  readonly maxConnections: number;
  /** Milliseconds after which PostgreSQL ends a statement. */
  readonly statementTimeout: number;
}

/** Runs statements: on any connection of the pool, or all on the one of a transaction. */
export interface Session {
  /** @throws FhirError, of which WriteConflict is one; never an error of the driver */
  query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
}

/** How often work that lost a deadlock or a race is tried before the client hears of it. */
const MAX_ATTEMPTS = 8;

/**
 * Every statement here is written so that one plan is right for all values; custom plans would only
 * be planned again and again. Rows are joined in the order that is written, each looked up by an
 * index (docs/decisions/0007-search-plans.md). JIT costs more than these statements take.
 */
const SESSION_OPTIONS = [
  'plan_cache_mode=force_generic_plan',
  'join_collapse_limit=1',
  'from_collapse_limit=1',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_seqscan=off',
  'jit=off',
]
  .map((option) => `-c ${option}`)
  .join(' ');

export class Database implements Session {
  readonly #settings: DatabaseSettings;
  readonly #log: Logger;
  readonly #pool: pg.Pool;
  #origin: string | undefined;

  /** @param pool to be shared with another one */
  constructor(settings: DatabaseSettings, log: Logger, pool = createPool(settings, log)) {
    this.#settings = settings;
    this.#log = log;
    this.#pool = pool;
  }

  /** On whose behalf its transactions write. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /**
   * The same database, whose transactions say on whose behalf they write; triggers on changes read
   * it (`migrations/0011-hl7-outbound.sql`).
   */
  onBehalfOf(origin: string): Database {
    const other = new Database(this.#settings, this.#log, this.#pool);
    other.#origin = origin;
    return other;
  }

  /** A statement that lost a deadlock is run again: by itself it has changed nothing. */
  async query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]> {
    return again(isRetryable, async () => {
      const result = await this.#pool.query<Row>(queryConfig(statement));
      return result.rows;
    });
  }

  /**
   * Runs `work` in one transaction and commits. `work` may run more than once: when PostgreSQL
   * ended the transaction to resolve a deadlock, or others were faster in writing what it had read,
   * it is rolled back and started over after a pause.
   */
  async inTransaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return again(
      (error) => error instanceof WriteConflict || isRetryable(error),
      () => this.#transaction(work),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements; the next statement fails. Without a listener
    // the process would end.
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query(beginOf(this.#origin));
      const result = await work(sessionOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error('rollback failed');
      });
      throw error;
    } finally {
      client.off('error', onError);
      // A connection on which not even rollback works is closed, not given to the next request.
      client.release(broken);
    }
  }
}

function createPool(settings: DatabaseSettings, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    statement_timeout: settings.statementTimeout,
    idle_in_transaction_session_timeout: settings.statementTimeout,
    application_name: 'vuurtoren',
    options: SESSION_OPTIONS,
    keepAlive: true,
  });
  // A connection that breaks while it is idle; the pool has already dropped it.
  pool.on('error', (error: NodeJS.ErrnoException) => {
    log.warn({ code: error.code }, 'A database connection was lost');
  });
  return pool;
}

/** What begins a transaction: one round trip, also when it says on whose behalf. */
function beginOf(origin: string | undefined): string {
  if (origin === undefined) return 'begin';
  return `begin; select set_config('vuurtoren.origin', ${pg.escapeLiteral(origin)}, true)`;
}

/** Does the work until it succeeds, or fails in a way that starting over won't help. */
async function again<T>(helps: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!helps(error) || attempt === MAX_ATTEMPTS) throw toStorageError(error);
      await pause(attempt);
    }
  }
}

function sessionOn(client: pg.PoolClient): Session {
  return {
    async query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]> {
      try {
        return (await client.query<Row>(queryConfig(statement))).rows;
      } catch (error) {
        // Deadlocks must reach inTransaction as they are.
        throw isRetryable(error) ? error : toStorageError(error);
      }
    },
  };
}

function queryConfig(statement: Statement): pg.QueryConfig {
  return { name: statement.name, text: statement.text, values: [...statement.values] };
}

/** Longer each time, and never the same for two transactions that met. */
function pause(attempt: number): Promise<void> {
  const milliseconds = 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** `bigint` columns hold rids and counts: whole numbers below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
