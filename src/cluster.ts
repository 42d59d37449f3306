/** The primary process: starts the workers, keeps their number, stops them. */
import cluster, { type Worker } from 'node:cluster';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AggregatorRegistry } from 'prom-client';
import type { Config } from './config/load.js';
import { WORKER_BASE } from './config/process.js';
import type { ToPrimary, ToWorker } from './messages.js';
import type { Logger } from './ports.js';

export interface ClusterSettings {
  readonly config: Config;
  readonly port: number;
  readonly base: string;
  readonly databaseUrl: string;
}

export interface Workers {
  /** Ends all workers, each when it has answered what it was asked. */
  stop(): Promise<void>;
}

/**
 * V8 lets the heap grow by a multiple before it looks for garbage; an import then makes a worker
 * larger than what it holds by half. See docs/decisions/0008-worker-memory.md.
 */
const HEAP_GROWTH = '--heap-growing-percent=60';

/**
 * Beside a process that HL7 v2 senders wait for, the others give way: what they do in its stead can
 * wait, and an acknowledgement can't. See docs/decisions/0028-hl7-throughput.md.
 */
const NICENESS_BESIDE_LISTENER = 10;

const RESTART_PAUSE = 1000;
const LONGEST_RESTART_PAUSE = 30_000;
/** A worker that lived for as long as this did not end because of how it starts. */
const SHORT_LIFE = 60_000;
/** A worker that takes longer than this to stop is killed. */
const STOP_MILLISECONDS = 30_000;

/**
 * Starts the workers; resolves when all of them accept requests.
 * @throws when one can't start
 */
export async function startWorkers(settings: ClusterSettings, log: Logger): Promise<Workers> {
  const pool = new WorkerPool(settings, log);
  try {
    await pool.start();
  } catch (error) {
    await pool.stop();
    throw error;
  }
  return pool;
}

/** `http`: answers requests and processes messages. `hl7`: receives messages. */
const SCRIPTS = { http: './worker.js', hl7: './hl7-listener.js' } as const;

type Role = keyof typeof SCRIPTS;

interface Member {
  readonly role: Role;
  /** When it was started, in milliseconds since the epoch. */
  readonly started: number;
}

class WorkerPool implements Workers {
  readonly #settings: ClusterSettings;
  readonly #log: Logger;
  readonly #aggregator = new AggregatorRegistry();
  /** Those that accept requests, and can be talked to. */
  readonly #ready = new WeakSet<Worker>();
  /** By the number of the worker. */
  readonly #members = new Map<number, Member>();
  /** How many of a role in a row have ended soon after they were started. */
  readonly #shortLives = new Map<Role, number>();
  #stopping = false;

  constructor(settings: ClusterSettings, log: Logger) {
    this.#settings = settings;
    this.#log = log;
  }

  async start(): Promise<void> {
    const roles = Array.from({ length: this.#settings.config.workers }, (): Role => 'http');
    if (this.#hasListener) roles.push('hl7');
    await Promise.all(roles.map((role) => this.#startOne(role)));
    cluster.on('exit', (worker, code, signal) => {
      if (this.#stopping) return;
      const { role, started } = this.#members.get(worker.id) ?? { role: 'http', started: 0 };
      this.#members.delete(worker.id);
      const pause = this.#pauseAfter(role, Date.now() - started);
      this.#log.error(
        { worker: worker.id, role, code, signal, pause },
        'A worker ended; starting another',
      );
      setTimeout(() => {
        this.#replace(role);
      }, pause);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => stopOne(worker, this.#ready.has(worker))));
  }

  get #hasListener(): boolean {
    const { feeds } = this.#settings.config.hl7;
    return feeds.some(({ listener }) => listener !== undefined);
  }

  /** Milliseconds until another one is started: more and more while they end as soon as they start. */
  #pauseAfter(role: Role, lived: number): number {
    const before = lived < SHORT_LIFE ? (this.#shortLives.get(role) ?? 0) : 0;
    this.#shortLives.set(role, before + 1);
    return Math.min(LONGEST_RESTART_PAUSE, RESTART_PAUSE * 2 ** before);
  }

  #replace(role: Role): void {
    if (this.#stopping) return;
    this.#startOne(role).catch((error: unknown) => {
      this.#log.error({ reason: String(error) }, 'A worker could not be started');
    });
  }

  #startOne(role: Role): Promise<void> {
    const { config, port, base, databaseUrl } = this.#settings;
    cluster.setupPrimary({
      exec: fileURLToPath(new URL(SCRIPTS[role], import.meta.url)),
      execArgv: [...process.execArgv, HEAP_GROWTH],
      // Not the terminal's: only the primary reads it.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = cluster.fork({
      PORT: String(port),
      HOST: config.host,
      DATABASE_URL: databaseUrl,
      DATA_DIR: config.dataDir,
      [WORKER_BASE]: base,
    });
    this.#members.set(worker.id, { role, started: Date.now() });
    if (role === 'http' && this.#hasListener) giveWay(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ToPrimary | { kind?: undefined }) => {
        // prom-client talks over the same channel.
        if (message.kind === undefined) return;
        if (message.kind === 'ready') {
          this.#ready.add(worker);
          resolve();
        } else if (message.kind === 'failed') reject(new Error(message.reason));
        else if (message.kind === 'hl7-received') this.#wakeOthers(worker, message.messages);
        else void this.#answerMetrics(worker, message.id);
      });
      worker.once('exit', () => {
        reject(new Error('A worker ended before it was ready.'));
      });
    });
  }

  /** Lets all others know that there are messages to process. */
  #wakeOthers(receiver: Worker, messages: number): void {
    for (const worker of Object.values(cluster.workers ?? {})) {
      if (worker === undefined || worker === receiver || !this.#ready.has(worker)) continue;
      if (this.#members.get(worker.id)?.role === 'http')
        tell(worker, { kind: 'hl7-received', messages });
    }
  }

  async #answerMetrics(worker: Worker, id: number): Promise<void> {
    const text = await this.#aggregator.clusterMetrics().catch(() => '');
    tell(worker, { kind: 'metrics', id, text });
  }
}

/** At once, so that the threads that the process is about to make have its priority. */
function giveWay({ process: { pid } }: Worker): void {
  if (pid !== undefined) setPriority(pid, NICENESS_BESIDE_LISTENER);
}

function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}

function stopOne(worker: Worker, isReady: boolean): Promise<void> {
  if (worker.isDead()) return Promise.resolve();
  return new Promise((resolve) => {
    const kill = setTimeout(() => worker.process.kill('SIGKILL'), STOP_MILLISECONDS);
    worker.once('exit', () => {
      clearTimeout(kill);
      resolve();
    });
    // One that is still starting has no request to finish, and might not hear a message.
    if (isReady) tell(worker, { kind: 'stop' });
    else worker.process.kill('SIGKILL');
  });
}
