/** Reads single resources as fast as answers come, over keep-alive connections. */
import { runLanes } from '../jobs.mjs';
import { expectStatus, requestText, withConnections } from './connection.mjs';

/** Of so many answers one is looked at: looking at all of them would cost the server its share. */
const LOOK_EVERY = 32;

/**
 * @typedef {object} ReadJob
 * @property {number} port
 * @property {number} clients
 * @property {number} seconds
 * @property {readonly import('./import.mjs').Created[]} [resources] what to read, in this order and
 *   over again; those of the job before when it is left out
 */

/** @type {{ id: string, request: string }[]} */
let reads = [];

/**
 * @param {ReadJob} job
 * @returns {Promise<{ count: number, seconds: number }>}
 */
export async function runReads({ port, clients, seconds, resources }) {
  if (resources !== undefined) {
    reads = resources.map(({ type, id }) => ({
      id,
      request: requestText('GET', `/fhir/${type}/${id}`),
    }));
  }
  let count = 0;
  const took = await withConnections(port, clients, (connections) => {
    const end = performance.now() + seconds * 1000;
    return runLanes(clients, async (lane) => {
      while (performance.now() < end) {
        const { id, request } = reads[count % reads.length];
        const isLookedAt = count++ % LOOK_EVERY === 0;
        const { body } = expectStatus(await connections[lane].send(request), [200], 'A read');
        if (isLookedAt && !body.includes(`"id":"${id}"`)) {
          throw new Error('A read gave something else than was asked for.');
        }
      }
    });
  });
  return { count, seconds: took };
}
