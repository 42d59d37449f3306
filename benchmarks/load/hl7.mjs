/** Sends the messages of a hospital over several connections: as fast as they are answered, or paced. */
import { setTimeout } from 'node:timers/promises';
import { admission, report } from '../hl7/messages.mjs';
import { runLanes } from '../jobs.mjs';
import { frameOf, withMllpConnections } from './mllp.mjs';

/**
 * @typedef {object} Hl7Job
 * @property {number} port
 * @property {number} connections
 * @property {'admissions' | 'reports'} feed
 * @property {number} patients of whom there are reports
 * @property {number} first number of the first message
 * @property {number} count
 * @property {number} [perSecond] as fast as they are answered when left out
 */

/** Frames that are made before the clock starts; the rest is made while it runs. */
const PREPARED = 20_000;

/**
 * A connection sends its next message when the one before is acknowledged; a paced one when its time
 * has come, and its latency counts from then: waiting behind a slow answer is waiting too.
 * @param {Hl7Job} job
 * @returns {Promise<{ seconds: number, milliseconds: number[] }>}
 */
export async function runHl7({ port, connections: lanes, perSecond, ...feed }) {
  const frames = Array.from({ length: Math.min(PREPARED, feed.count) }, (_, index) =>
    frameAt(feed, index),
  );
  /** @type {number[]} */
  const milliseconds = [];
  const seconds = await withMllpConnections(port, lanes, (connections) => {
    const started = performance.now();
    let next = 0;
    return runLanes(lanes, async (lane) => {
      for (let index = next++; index < feed.count; index = next++) {
        const frame = frames[index] ?? frameAt(feed, index);
        const since = await due(perSecond && started + (index / perSecond) * 1000);
        expectAccepted(await connections[lane].send(frame), feed.first + index);
        milliseconds.push(performance.now() - since);
      }
    });
  });
  return { seconds, milliseconds };
}

/**
 * Waits until a message is due. A timer that is late is not the server's fault.
 * @param {number | undefined} at
 * @returns {Promise<number>} since when its sender waits
 */
async function due(at) {
  const now = performance.now();
  if (at === undefined) return now;
  if (at <= now) return at;
  await setTimeout(at - now);
  return performance.now();
}

/**
 * @param {Pick<Hl7Job, 'feed' | 'patients' | 'first'>} feed
 * @param {number} index
 */
function frameAt({ feed, patients, first }, index) {
  const number = first + index;
  return frameOf(feed === 'admissions' ? admission(number) : report(number, patients));
}

/**
 * @param {string} answer
 * @param {number} number
 * @throws a measure of refusals would be worth nothing
 */
function expectAccepted(answer, number) {
  const [, code, id] = /\rMSA\|(\w\w)\|\w(\d+)/.exec(answer) ?? [];
  if (code === 'CA' && Number(id) === number) return;
  throw new Error(`Message ${number} was answered with ${answer.slice(0, 600)}`);
}
