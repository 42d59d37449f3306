/** Posts transaction Bundles, several at a time. */
import { copyOf, loadCorpus } from '../corpus.mjs';
import { runLanes } from '../jobs.mjs';
import { expectStatus, requestText, withConnections } from './connection.mjs';

/**
 * @typedef {object} ImportJob
 * @property {number} port
 * @property {'synthea' | 'demo'} corpus
 * @property {readonly number[] | 'first'} bundles positions in the corpus
 * @property {number} lanes
 */

/**
 * @typedef {object} Created
 * @property {string} type
 * @property {string} id
 */

/** @type {Map<string, import('../corpus.mjs').Corpus>} */
const corpora = new Map();

/**
 * Only the requests are timed: the copies are made before, the answers are looked through after.
 * @param {ImportJob} job
 * @returns {Promise<{ seconds: number, created: Created[][] }>} what was made, by Bundle
 */
export async function runImport({ port, corpus: name, bundles, lanes }) {
  const corpus = corpora.get(name) ?? (await loadCorpus(name));
  corpora.set(name, corpus);
  const texts =
    bundles === 'first'
      ? corpus.first.map(({ text }) => text)
      : bundles.map((position) => copyOf(corpus.bundles[position].text));
  const requests = texts.map((text) => Buffer.from(requestText('POST', '/fhir', text)));
  /** @type {Buffer[]} */
  const answers = [];
  const seconds = await withConnections(port, lanes, (connections) => {
    let next = 0;
    return runLanes(lanes, async (lane) => {
      for (let index = next++; index < requests.length; index = next++) {
        const answer = await connections[lane].send(requests[index]);
        answers[index] = expectStatus(answer, [200], 'A Bundle').body;
      }
    });
  });
  return { seconds, created: answers.map(createdIn) };
}

/**
 * @param {Buffer} answer
 * @returns {Created[]}
 */
function createdIn(answer) {
  return JSON.parse(answer.toString()).entry.map(({ response }) => {
    const [, type, id] = /(\w+)\/([^/]+)\/_history\//.exec(response.location ?? '') ?? [];
    if (!response.status.startsWith('201') || type === undefined || id === undefined) {
      throw new Error(`An entry was answered with ${JSON.stringify(response).slice(0, 600)}`);
    }
    return { type, id };
  });
}
