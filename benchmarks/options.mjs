/** The command line of the benchmark. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Names of what is measured, in the order in which it is. */
export const SECTIONS = ['import', 'read', 'access', 'medmij', 'crud', 'memory', 'startup'];
/** What is measured only when it is asked for: it takes minutes. */
const ON_REQUEST = ['search', 'hl7'];

export const USAGE = `npm run bench -- [options]

  --quick           short rounds: shows that it works, too noisy to judge by
  --only a,b        some of: ${SECTIONS.join(', ')};
                    or what takes long: ${ON_REQUEST.join(', ')}
  --scale a,b       resources in the databases that are searched; 100000,1000000 unless said
  --messages N      HL7 v2 messages while which the memory is watched; 20000 unless said
  --corpus NAME     synthea (../shared/corpus/synthea) or demo; synthea when it is there
  --json FILE       where the results go; benchmarks/results.json unless said
`;

/**
 * @typedef {object} Options
 * @property {boolean} quick
 * @property {ReadonlySet<string>} only
 * @property {string | undefined} corpus
 * @property {readonly number[]} scales
 * @property {number | undefined} messages
 * @property {string} json
 */

/**
 * Reads the command line.
 * @param {readonly string[]} args
 * @returns {Options | undefined} undefined when help is asked for
 * @throws for what is not understood
 */
export function parseOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      corpus: { type: 'string' },
      scale: { type: 'string', default: '100000,1000000' },
      messages: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const only = values.only?.split(',') ?? SECTIONS;
  const unknown = only.find((name) => ![...SECTIONS, ...ON_REQUEST].includes(name));
  if (unknown !== undefined) throw new Error(`--only knows no "${unknown}".`);
  if (values.corpus !== undefined && !['synthea', 'demo'].includes(values.corpus)) {
    throw new Error('--corpus is synthea or demo.');
  }
  return {
    quick: values.quick,
    only: new Set(only),
    corpus: values.corpus,
    scales: scalesOf(values.scale),
    messages: values.messages === undefined ? undefined : messagesOf(values.messages),
    json:
      values.json === undefined
        ? fileURLToPath(new URL('results.json', import.meta.url))
        : path.resolve(values.json),
  };
}

/**
 * @param {string} list
 * @returns {number[]} smallest first
 */
function scalesOf(list) {
  const scales = list.split(',').map(Number);
  if (!scales.every((scale) => Number.isInteger(scale) && scale >= 50_000)) {
    throw new Error('--scale wants numbers of resources, 50000 or more.');
  }
  return scales.sort((one, other) => one - other);
}

/**
 * @param {string} text
 * @returns {number}
 */
function messagesOf(text) {
  const messages = Number(text);
  if (Number.isInteger(messages) && messages >= 100) return messages;
  throw new Error('--messages wants a number of messages, 100 or more.');
}

/**
 * How much is measured.
 * @typedef {object} Effort
 * @property {number} importRounds
 * @property {number} importResources resources of one import round, about
 * @property {number} rounds of everything else that is measured in rounds
 * @property {number} warmupSeconds
 * @property {number} readSeconds of one round
 * @property {number} crudSeconds of one round
 * @property {number} starts
 * @property {SearchEffort} search
 * @property {Hl7Effort} hl7
 * @property {number} journeys of PGOs at once
 *
 * @typedef {object} Hl7Effort
 * @property {number} rounds
 * @property {number} warmup messages before the first round
 * @property {number} received messages of a round of reception
 * @property {number} paced messages of a round of latency
 * @property {number} reports messages of a round of results
 * @property {number} messages while which the memory is watched
 *
 * @typedef {object} SearchEffort
 * @property {number} passes
 * @property {number} searches of one client in a pass
 * @property {number} seconds of many clients in a pass
 * @property {number} ingestRounds
 * @property {number} ingestResources resources of one round
 */

/**
 * @param {boolean} quick
 * @returns {Effort}
 */
export function effortOf(quick) {
  return quick
    ? {
        importRounds: 2,
        importResources: 5000,
        rounds: 2,
        warmupSeconds: 1,
        readSeconds: 1.5,
        crudSeconds: 2,
        starts: 1,
        search: {
          ...{ passes: 1, searches: 20, seconds: 0.5 },
          ...{ ingestRounds: 1, ingestResources: 3000 },
        },
        hl7: { rounds: 1, warmup: 2000, received: 2000, paced: 1000, reports: 400, messages: 2000 },
        journeys: 20,
      }
    : {
        importRounds: 7,
        importResources: 15_000,
        rounds: 7,
        warmupSeconds: 3,
        readSeconds: 3,
        crudSeconds: 4,
        starts: 5,
        search: {
          ...{ passes: 7, searches: 100, seconds: 1.5 },
          ...{ ingestRounds: 5, ingestResources: 8000 },
        },
        hl7: {
          ...{ rounds: 5, warmup: 4000, received: 8000, paced: 5000 },
          ...{ reports: 2500, messages: 20_000 },
        },
        journeys: 100,
      };
}
