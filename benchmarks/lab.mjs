/**
 * Where the benchmark works: a temporary folder with a PostgreSQL of its own, and the processes that
 * are started for it. Nothing of it is left, however the benchmark ends.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { stopServer } from '../dist/storage/embedded/cluster.js';
import { startEmbedded } from '../dist/storage/embedded/embedded.js';
import { runningPostmaster } from '../dist/storage/embedded/postmaster.js';
import { withProcessorUse } from './measure/processor.mjs';

const ignore = () => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export class Lab {
  /** @type {(() => void | Promise<void>)[]} */
  #endings = [];
  /** @type {Promise<void> | undefined} */
  #closed;

  constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-bench-'));
    this.url = '';
  }

  /** True from when it is being cleaned up: what fails then fails because of that. */
  get isClosing() {
    return this.#closed !== undefined;
  }

  /** Starts the database, with the settings that the server gives its embedded one. */
  async start() {
    const database = await startEmbedded(this.folder, SILENT);
    this.url = database.url;
  }

  /**
   * Has something done in the end; what came last is done first.
   * @param {() => void | Promise<void>} ending
   */
  atEnd(ending) {
    this.#endings.unshift(ending);
  }

  /**
   * Runs one statement.
   * @param {string} text
   * @param {readonly unknown[]} values
   */
  async query(text, values = []) {
    const client = new pg.Client({ connectionString: this.url });
    // The database ends before this process when the benchmark is interrupted.
    client.on('error', ignore);
    await client.connect();
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Process id of the database. */
  get databasePid() {
    return this.#postmaster()?.pid ?? -1;
  }

  /**
   * Does work and tells how much processor time the database and one more process took for it.
   * @param {number} pid
   * @param {() => Promise<T>} work
   * @template T
   */
  watch(pid, work) {
    const { databasePid } = this;
    return withProcessorUse([pid, databasePid], [process.pid, databasePid], work);
  }

  /**
   * Starts a script of the benchmark as a process.
   * @param {string} script relative to this folder
   */
  helper(script) {
    const helper = new Helper(new URL(script, import.meta.url));
    this.atEnd(() => helper.stop());
    return helper;
  }

  async stopDatabase() {
    const running = this.#postmaster();
    if (running !== undefined) await stopServer(running.pid);
  }

  #postmaster() {
    return runningPostmaster(path.join(this.folder, 'postgres'));
  }

  /** Ends everything; more than one call is one. */
  close() {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close() {
    for (const ending of this.#endings) await ending();
    await this.stopDatabase();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A process that does jobs, one at a time. */
export class Helper {
  #child;

  /** @param {URL} script */
  constructor(script) {
    this.#child = fork(script);
  }

  get pid() {
    return this.#child.pid ?? -1;
  }

  /**
   * Has a job done and gives its result.
   * @param {object} job
   * @returns {Promise<any>}
   */
  async do(job) {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      this.#child.send(job);
      const [answer] = await Promise.race([
        once(this.#child, 'message', { signal }),
        once(this.#child, 'exit', { signal }).then(() => [{ failed: 'A process ended.' }]),
      ]);
      if (answer.failed !== undefined) throw new Error(answer.failed);
      return answer.result;
    } finally {
      ended.abort();
    }
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
