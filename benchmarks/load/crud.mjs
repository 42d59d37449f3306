/** Create, read, update, read, delete: each client goes round with a resource of its own. */
import { runLanes } from '../jobs.mjs';
import { expectStatus, requestText, withConnections } from './connection.mjs';

/** @typedef {'create' | 'read' | 'update' | 'delete'} Operation */

/**
 * A resource to go round with.
 * @typedef {object} Template
 * @property {string} type
 * @property {string} created members of the JSON object, without braces and without an id
 * @property {string} updated the same after a change
 */

/**
 * @typedef {object} CrudJob
 * @property {number} port
 * @property {number} clients
 * @property {number} seconds
 * @property {readonly Template[]} [templates] those of the job before when left out
 */

/** @type {readonly Template[]} */
let known = [];

/**
 * Clients end their round when the time is over, so nothing is left behind.
 * @param {CrudJob} job
 * @returns {Promise<{ seconds: number, milliseconds: Record<Operation, number[]> }>}
 */
export async function runCrud({ port, clients, seconds, templates }) {
  known = templates ?? known;
  /** @type {Record<Operation, number[]>} */
  const milliseconds = { create: [], read: [], update: [], delete: [] };
  let next = 0;
  const took = await withConnections(port, clients, (connections) => {
    const end = performance.now() + seconds * 1000;
    return runLanes(clients, async (lane) => {
      const ask = asker(connections[lane], milliseconds);
      while (performance.now() < end) await goRound(ask, known[next++ % known.length]);
    });
  });
  return { seconds: took, milliseconds };
}

/**
 * @typedef {(operation: Operation, request: string, status: number) => Promise<string>} Ask gives
 *   the head of the answer
 */

/**
 * @param {import('./connection.mjs').Connection} connection
 * @param {Record<Operation, number[]>} milliseconds
 * @returns {Ask}
 */
function asker(connection, milliseconds) {
  return async (operation, request, status) => {
    const started = performance.now();
    const answer = await connection.send(request);
    milliseconds[operation].push(performance.now() - started);
    return expectStatus(answer, [status], `A request to ${operation}`).head;
  };
}

/**
 * @param {Ask} ask
 * @param {Template} template
 */
async function goRound(ask, { type, created, updated }) {
  const head = await ask('create', requestText('POST', `/fhir/${type}`, `{${created}}`), 201);
  const id = /\r\nlocation: \S*\/([^/\s]+)\/_history\/1\r\n/i.exec(head)?.[1];
  if (id === undefined) throw new Error('A create was answered without a Location.');
  const target = `/fhir/${type}/${id}`;
  const read = requestText('GET', target);
  expectVersion(await ask('read', read, 200), 1);
  const body = `{"id":"${id}",${updated}}`;
  expectVersion(await ask('update', requestText('PUT', target, body), 200), 2);
  expectVersion(await ask('read', read, 200), 2);
  await ask('delete', requestText('DELETE', target), 204);
}

/**
 * @param {string} head
 * @param {number} version
 */
function expectVersion(head, version) {
  if (!head.includes(`W/"${version}"`)) throw new Error(`An answer is not of version ${version}.`);
}
