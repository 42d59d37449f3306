/** Sends what arrives for new patients, as transactions over HTTP. */
import { runLanes } from '../jobs.mjs';
import { expectStatus, requestText, withConnections } from '../load/connection.mjs';
import { careFor } from './generator/care.mjs';
import { arrivals } from './generate.mjs';

/** Resources of a transaction, about. */
const BUNDLE_SIZE = 100;

/**
 * Where new patients will have their care. What is there already gets a new version.
 * @param {{ port: number, first: number, patients: number }} job numbers of the patients
 */
export async function postCare({ port, first, patients }) {
  await withConnections(port, 1, async ([connection]) => {
    const { request } = bundleOf(careFor(first, patients));
    expectStatus(await connection.send(request), [200], 'A Bundle');
  });
}

/**
 * Only the requests are timed.
 * @param {{ port: number, first: number, patients: number, lanes: number }} job numbers of the
 *   patients, who must be new
 * @returns {Promise<{ resources: number, seconds: number }>}
 */
export async function postArrivals({ port, first, patients, lanes }) {
  const bundles = bundlesOf(first, patients);
  /** @type {Buffer[]} */
  const answers = [];
  const seconds = await withConnections(port, lanes, (connections) => {
    let next = 0;
    return runLanes(lanes, async (lane) => {
      for (let index = next++; index < bundles.length; index = next++) {
        const answer = await connections[lane].send(bundles[index].request);
        answers[index] = expectStatus(answer, [200], 'A Bundle').body;
      }
    });
  });
  const resources = bundles.reduce((sum, { size }) => sum + size, 0);
  const created = answers.reduce((sum, answer) => sum + createdIn(answer), 0);
  if (created !== resources) throw new Error(`${created} of ${resources} resources were created.`);
  return { resources, seconds };
}

/** @param {Buffer} answer */
function createdIn(answer) {
  const { entry } = JSON.parse(answer.toString());
  return entry.filter(({ response }) => response.status.startsWith('201')).length;
}

/** In the order of their arrival. */
function bundlesOf(first, patients) {
  const bundles = [];
  let waiting = [];
  for (const { resources } of arrivals(first, patients)) {
    waiting.push(...resources);
    if (waiting.length < BUNDLE_SIZE) continue;
    bundles.push(bundleOf(waiting));
    waiting = [];
  }
  if (waiting.length > 0) bundles.push(bundleOf(waiting));
  return bundles;
}

/** @param {readonly import('./generator/parts.mjs').Resource[]} resources */
function bundleOf(resources) {
  const entry = resources.map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  return { size: entry.length, request: Buffer.from(requestText('POST', '/fhir', bundle)) };
}
