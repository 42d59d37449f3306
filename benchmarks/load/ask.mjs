/** Sends the same requests over and over as fast as answers come, over keep-alive connections. */
import { runLanes } from '../jobs.mjs';
import { expectStatus, requestText, withConnections } from './connection.mjs';

/**
 * @typedef {object} Asked
 * @property {string} path
 * @property {string} [token]
 *
 * @typedef {object} AskJob
 * @property {number} port
 * @property {number} clients
 * @property {number} seconds
 * @property {readonly Asked[]} asked
 */

/**
 * @param {AskJob} job
 * @returns {Promise<{ count: number, seconds: number, bytes: number }>} bytes of all bodies
 */
export async function runAsking({ port, clients, seconds, asked }) {
  const requests = asked.map(({ path, token }) => requestText('GET', path, undefined, token));
  let count = 0;
  let bytes = 0;
  const took = await withConnections(port, clients, (connections) => {
    const end = performance.now() + seconds * 1000;
    return runLanes(clients, async (lane) => {
      while (performance.now() < end) {
        const request = requests[count++ % requests.length];
        const { body } = expectStatus(await connections[lane].send(request), [200], 'A search');
        bytes += body.length;
      }
    });
  });
  return { count, seconds: took, bytes };
}
