/**
 * The PostgreSQL that comes with the server, for those who have none: started on demand, shared by
 * all processes that use the same DATA_DIR, stopped by the last of them.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import type { Logger } from '../../ports.js';
import { postgresAccount } from './account.js';
import { findBinaries } from './binaries.js';
import {
  clusterExists,
  createCluster,
  sleep,
  spawnServer,
  stopServer,
  USER,
  type Cluster,
} from './cluster.js';
import { withLock } from './lock.js';
import { runningPostmaster } from './postmaster.js';
import { isAlive } from './process-identity.js';

const DATABASE = 'vuurtoren';
const START_SECONDS = 120;
/** Longer than making a cluster and starting it can take. */
const LOCK_SECONDS = 240;
const WATCH_MILLISECONDS = 500;

export interface EmbeddedDatabase {
  readonly url: string;
  /** Restarts the server whenever it is found dead, on the same port. */
  watch(): void;
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
}

/**
 * Gives a running server on `folder`: the one that runs already, or a new one.
 * @param folder DATA_DIR
 * @param settings PostgreSQL settings for a new one, in place of ours
 */
export async function startEmbedded(
  folder: string,
  log: Logger,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = new EmbeddedServer(clusterIn(folder, settings), folder, log);
  await server.start();
  return server;
}

/** The same, but makes nothing. Undefined when there is no cluster yet. */
export async function openEmbedded(
  folder: string,
  log: Logger,
): Promise<EmbeddedDatabase | undefined> {
  if (!clusterExists(dataFolder(folder))) return undefined;
  const server = new EmbeddedServer(clusterIn(folder, {}), folder, log);
  await server.open();
  return server;
}

function dataFolder(folder: string): string {
  return path.join(path.resolve(folder), 'postgres');
}

function clusterIn(folder: string, settings: Readonly<Record<string, string>>): Cluster {
  const data = dataFolder(folder);
  const account = postgresAccount(data);
  return {
    folder: data,
    binaries: findBinaries(account),
    account,
    logFile: path.join(folder, 'postgres.log'),
    settings,
  };
}

class EmbeddedServer implements EmbeddedDatabase {
  readonly #cluster: Cluster;
  readonly #folder: string;
  readonly #log: Logger;
  #password = '';
  #port = 0;
  #pid = -1;
  #watcher: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Idle, for other processes to see that this one uses the server. */
  #presence: pg.Client | undefined;

  constructor(cluster: Cluster, folder: string, log: Logger) {
    this.#cluster = cluster;
    this.#folder = folder;
    this.#log = log;
  }

  get url(): string {
    return this.#urlOf(DATABASE);
  }

  /** Makes the cluster and the database if they are not there. */
  async start(): Promise<void> {
    await this.#locked(async () => {
      const password = this.#passwordFile();
      if (!existsSync(password)) {
        writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
      }
      if (!clusterExists(this.#cluster.folder)) {
        this.#log.info({}, 'Making the embedded database');
        createCluster(this.#cluster, readFileSync(password, 'utf8').trim());
      }
      await this.#run();
      await this.#ensureDatabase();
    });
  }

  /** Takes what is there. */
  async open(): Promise<void> {
    await this.#locked(() => this.#run());
  }

  #passwordFile(): string {
    return path.join(this.#folder, 'postgres-password');
  }

  /** The server that runs already, or a new one. */
  async #run(): Promise<void> {
    this.#password = readFileSync(this.#passwordFile(), 'utf8').trim();
    const running = runningPostmaster(this.#cluster.folder);
    if (running !== undefined) {
      this.#pid = running.pid;
      this.#port = running.port;
    } else {
      this.#port = this.#port === 0 ? await freePort() : this.#port;
      this.#pid = spawnServer(this.#cluster, this.#port);
    }
    await this.#untilReady();
    this.#presence = await this.#connect('postgres', 'vuurtoren');
  }

  /** One process at a time makes, starts or stops. */
  #locked(work: () => Promise<void>): Promise<void> {
    const onWait = ({ pid }: { readonly pid: number }): void => {
      this.#log.info({ process: pid }, 'Waiting for another process at the embedded database');
    };
    const milliseconds = LOCK_SECONDS * 1000;
    return withLock(path.join(this.#folder, 'postgres.lock'), { onWait, milliseconds }, work);
  }

  watch(): void {
    if (this.#stopped) return;
    this.#watcher = setInterval(() => {
      if (!isAlive(this.#pid)) void this.#restart();
    }, WATCH_MILLISECONDS);
    this.#watcher.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watcher);
    await this.#locked(async () => {
      await this.#presence?.end().catch(() => undefined);
      if (!(await this.#isShared())) await stopServer(this.#pid);
    });
  }

  async #restart(): Promise<void> {
    clearInterval(this.#watcher);
    this.#log.error({}, 'The embedded database is gone; starting it again');
    try {
      await this.start();
      this.#log.info({}, 'The embedded database is back');
    } catch (error) {
      this.#log.error({ reason: String(error) }, 'The embedded database could not be started');
    }
    this.watch();
  }

  /** A server that was killed can leave children that hold its memory for a moment: try again. */
  async #untilReady(): Promise<void> {
    const end = Date.now() + START_SECONDS * 1000;
    while (Date.now() < end) {
      if (await this.#answers()) return;
      if (!isAlive(this.#pid)) {
        await sleep(300);
        this.#pid = spawnServer(this.#cluster, this.#port);
      }
      await sleep(25);
    }
    throw new Error(`The embedded database did not start; see ${this.#cluster.logFile}`);
  }

  async #answers(): Promise<boolean> {
    try {
      const client = await this.#connect('postgres');
      await client.end();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') throw wrongPassword(this.#cluster.folder);
      return false;
    }
  }

  async #ensureDatabase(): Promise<void> {
    await this.#withClient('postgres', async (client) => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
        DATABASE,
      ]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    });
  }

  /** Whether another process of ours is connected. */
  async #isShared(): Promise<boolean> {
    try {
      return await this.#withClient('postgres', async (client) => {
        const { rowCount } = await client.query(
          `select 1 from pg_stat_activity
           where backend_type = 'client backend' and application_name = 'vuurtoren' limit 1`,
        );
        return (rowCount ?? 0) > 0;
      });
    } catch {
      return false;
    }
  }

  async #withClient<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = await this.#connect(database);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async #connect(database: string, name?: string): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#urlOf(database),
      ...(name === undefined ? {} : { application_name: name }),
    });
    // Without a listener a connection that breaks ends the process.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  #urlOf(database: string): string {
    return `postgresql://${USER}:${this.#password}@127.0.0.1:${this.#port}/${database}`;
  }
}

function wrongPassword(folder: string): Error {
  return new Error(
    `The embedded database in ${folder} has another password than postgres-password.`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
