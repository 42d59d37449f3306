/**
 * The floor of a page: node:http and the statements that the server runs for the same search,
 * with as many processes and connections as the server has. What it sends is a Bundle of the same
 * resources; it knows nothing of searches, and looks them up by the number in the URL.
 */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { deserialize } from 'node:v8';
import pg from 'pg';
import { serveJobs } from '../jobs.mjs';

/** @type {Map<string, string>} */
const names = new Map();

/**
 * @typedef {object} ServeJob
 * @property {string} url
 * @property {number} workers
 * @property {number} connections of each worker
 * @property {string} file with the statements of each search
 * @property {readonly { name: string, setting: string }[]} settings of each connection
 * @property {number} size of a page: the server asks for one resource more
 */

/**
 * Starts the workers.
 * @param {ServeJob} job
 * @returns {Promise<{ port: number }>}
 */
async function serve(job) {
  const started = Array.from({ length: job.workers }, () =>
    cluster.fork({ FLOOR_JOB: JSON.stringify(job) }),
  );
  const addresses = await Promise.all(started.map((worker) => once(worker, 'listening')));
  return { port: addresses[0][0].port };
}

function work() {
  process.on('SIGINT', () => undefined);
  /** @type {ServeJob} */
  const job = JSON.parse(process.env.FLOOR_JOB ?? '');
  const searches = deserialize(readFileSync(job.file)).map((statements) => statements.map(named));
  const pool = new pg.Pool({
    connectionString: job.url,
    max: job.connections,
    options: job.settings.map(({ name, setting }) => `-c ${name}=${setting}`).join(' '),
  });
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    pageOf(pool, searches[Number(url.slice(url.lastIndexOf('/') + 1))], job.size).then(
      (text) => {
        const body = Buffer.from(text);
        response.writeHead(200, {
          'Content-Type': 'application/fhir+json',
          'Content-Length': body.length,
        });
        response.end(body);
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
}

/** Statements with the same text have the same name. */
function named(statement) {
  const name = names.get(statement.text) ?? `page-${names.size}`;
  names.set(statement.text, name);
  return { ...statement, name };
}

async function pageOf(pool, statements, size) {
  let rows = [];
  for (const statement of statements) ({ rows } = await pool.query(statement));
  const entries = rows
    .slice(0, size)
    .map(({ body }) => `{"resource":${body},"search":{"mode":"match"}}`);
  return `{"resourceType":"Bundle","type":"searchset","entry":[${entries.join(',')}]}`;
}

if (cluster.isPrimary) serveJobs({ serve });
else work();
