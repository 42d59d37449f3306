/**
 * What access rules cost: searches in the record of a patient with a token of that patient, against the
 * same searches while AUTH is off, and what looking at a token takes in a warm process.
 */
import { issueToken } from '../../dist/auth/administration/tokens.js';
import { Authenticator } from '../../dist/auth/authenticator.js';
import { addressRanges } from '../../dist/auth/network.js';
import { scopeVocabulary } from '../../dist/auth-settings.js';
import { readDefinitionSet } from '../../dist/packages/artifact.js';
import { Definitions } from '../../dist/packages/registry.js';
import { Database } from '../../dist/storage/database.js';
import { startServer } from '../server.mjs';
import { compare, sideOf } from '../statistics.mjs';
import { inQuiet } from './rounds.mjs';

const CLIENTS = 8;
const PATIENTS = 50;
const CHECKS = 50_000;
const TOKEN_SECONDS = 3600;
const ignore = () => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** @type {readonly ((id: string) => string)[]} */
const SEARCHES = [
  (id) => `/fhir/Observation?patient=${id}&_count=20`,
  (id) => `/fhir/Condition?patient=${id}&_count=20`,
  (id) => `/fhir/Observation?patient=${id}&category=laboratory&_sort=-date&_count=20`,
  (id) => `/fhir/Encounter?patient=${id}&_include=Encounter:service-provider&_count=20`,
];

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../server.mjs').Server} parts.server that asks for no tokens
 * @param {import('../lab.mjs').Helper} parts.load
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {import('../options.mjs').Effort} effort
 */
export async function measureAccess({ lab, server, load, progress }, effort) {
  const guarded = await startServer(lab, { DATABASE_URL: lab.url, AUTH: 'smart' });
  const database = new Database({ url: lab.url, maxConnections: 2, statementTimeout: 30000 }, SILENT);
  try {
    const vocabulary = scopeVocabulary(new Definitions(readDefinitionSet()));
    const tokens = await patientTokens(lab, database, vocabulary);
    const check = await checkMicroseconds(database, vocabulary, [...tokens.values()]);
    const openly = askedOf(tokens, false);
    const withTokens = askedOf(tokens, true);
    const ask = (port, asked, seconds) =>
      load.do({ kind: 'ask', port, clients: CLIENTS, seconds, asked });
    await ask(server.port, openly, effort.warmupSeconds);
    await ask(guarded.port, withTokens, effort.warmupSeconds);
    const sideFor = async (at, asked) => {
      const { result, use } = await lab.watch(at.pid, () =>
        ask(at.port, asked, effort.readSeconds),
      );
      return sideOf(result.count, result.seconds, use);
    };
    const round = async (name) => {
      // "Floor" is the server without access rules.
      const sides = {
        floor: await sideFor(server, openly),
        ours: await sideFor(guarded, withTokens),
      };
      progress(`access ${name}`, sides);
      return sides;
    };
    const { rounds, disturbed } = await inQuiet(effort.rounds, round, (sides) => [
      sides.floor,
      sides.ours,
    ]);
    return { ...compare(rounds), disturbed, check };
  } finally {
    await database.close();
    await guarded.stop();
  }
}

/** @returns {Promise<ReadonlyMap<string, string>>} token by patient */
async function patientTokens(lab, database, vocabulary) {
  const rows = await lab.query(
    `select r.id from resource r where r.type = (select type from resource where id = $1 limit 1)
     order by r.rid limit ${PATIENTS}`,
    [await somePatient(lab)],
  );
  const entries = await Promise.all(
    rows.map(async ({ id }) => [
      id,
      await issueToken(
        database,
        { scope: 'patient/*.rs', patient: id, seconds: TOKEN_SECONDS },
        vocabulary,
      ),
    ]),
  );
  return new Map(entries);
}

async function somePatient(lab) {
  const [row] = await lab.query(
    `select r.id from resource r join version v on v.rid = r.rid and v.version = r.version
     where not r.deleted and v.body ->> 'resourceType' = 'Patient' limit 1`,
  );
  return row.id;
}

function askedOf(tokens, areShown) {
  return [...tokens].flatMap(([id, token]) =>
    SEARCHES.map((search) => ({ path: search(id), ...(areShown ? { token } : {}) })),
  );
}

/** The median and the 99th percentile. */
async function checkMicroseconds(database, vocabulary, tokens) {
  const authenticator = new Authenticator({
    database,
    vocabulary,
    proxies: addressRanges([]),
    workers: 1,
    canHear: () => true,
    clock: Date.now,
  });
  const requests = tokens.map((token) => ({ headers: { authorization: `Bearer ${token}` } }));
  for (const request of requests) await authenticator.authenticate(request);
  const took = new Float64Array(CHECKS);
  for (let at = 0; at < CHECKS; at++) {
    const started = performance.now();
    await authenticator.authenticate(requests[at % requests.length]);
    took[at] = (performance.now() - started) * 1000;
  }
  took.sort();
  return { p50: took[CHECKS / 2], p99: took[Math.floor(CHECKS * 0.99)] };
}
