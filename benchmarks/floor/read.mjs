/**
 * The floor of a read: node:http and one prepared statement for the text by its primary key, with as
 * many processes and connections as the server has.
 */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import pg from 'pg';
import { serveJobs } from '../jobs.mjs';

const SELECT = 'select body::text as body from floor.text where id = $1';

/**
 * @typedef {object} ServeJob
 * @property {string} url
 * @property {number} workers
 * @property {number} connections of each worker
 */

/**
 * Starts the workers.
 * @param {ServeJob} job
 * @returns {Promise<{ port: number }>}
 */
async function serve({ url, workers, connections }) {
  const started = Array.from({ length: workers }, () =>
    cluster.fork({ FLOOR_DATABASE: url, FLOOR_CONNECTIONS: String(connections) }),
  );
  const addresses = await Promise.all(started.map((worker) => once(worker, 'listening')));
  return { port: addresses[0][0].port };
}

function work() {
  process.on('SIGINT', () => undefined);
  const pool = new pg.Pool({
    connectionString: process.env.FLOOR_DATABASE,
    max: Number(process.env.FLOOR_CONNECTIONS),
  });
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const id = url.slice(url.lastIndexOf('/') + 1);
    pool.query({ name: 'read', text: SELECT, values: [id] }).then(
      ({ rows: [row] }) => {
        const body = Buffer.from(row?.body ?? '');
        response.writeHead(row === undefined ? 404 : 200, {
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

if (cluster.isPrimary) serveJobs({ serve });
else work();
