/**
 * What a PGO waits for: the medication of a patient with 500 resources of it, with all that they refer
 * to, against a plain search of the same page in the record of the same patient by an app.
 */
import { issueMedmijToken } from '../../dist/auth/medmij/access-token.js';
import { issueToken } from '../../dist/auth/administration/tokens.js';
import { scopeVocabulary } from '../../dist/auth-settings.js';
import { readDefinitionSet } from '../../dist/packages/artifact.js';
import { Definitions } from '../../dist/packages/registry.js';
import { Database } from '../../dist/storage/database.js';
import { startServer } from '../server.mjs';
import { medicationBundles, PATIENTS } from './medmij-data.mjs';

const TOKEN_SECONDS = 3600;
const WARMUP = 40;
const ignore = () => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

const MA = 'category=http://snomed.info/sct|33633005';
const INCLUDES = [
  '_include=MedicationRequest:medication',
  '_include=MedicationRequest:reason',
  '_include=MedicationRequest:next-practitioner',
  '_include=MedicationRequest:requester',
  '_include:iterate=PractitionerRole:organization',
  '_include:iterate=PractitionerRole:practitioner',
  '_include:iterate=PractitionerRole:location',
];
const PAGES = [50, 200];

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {import('../options.mjs').Effort} effort
 * @returns {Promise<{ pages: readonly object[] }>} medians in milliseconds by page size
 */
export async function measureMedmij({ lab }, effort) {
  const server = await startServer(lab, {
    DATABASE_URL: lab.url,
    AUTH: 'smart',
    VALIDATION: 'off',
    WORKERS: '1',
  });
  const database = new Database(
    { url: lab.url, maxConnections: 2, statementTimeout: 30000 },
    SILENT,
  );
  try {
    const tokens = await tokensOf(database);
    await load(server, tokens.operator);
    await database.query({ name: '', text: 'analyze resource, search_entry', values: [] });
    const pages = [];
    for (const size of PAGES) pages.push(await measurePage(server, tokens, size, effort));
    return { pages };
  } finally {
    await database.close();
    await server.stop();
  }
}

async function tokensOf(database) {
  const vocabulary = scopeVocabulary(new Definitions(readDefinitionSet()));
  const seconds = TOKEN_SECONDS;
  const operator = await issueToken(database, { scope: 'system/*.cruds', seconds }, vocabulary);
  const patients = await Promise.all(
    PATIENTS.map(async (patient) => ({
      app: await issueToken(database, { scope: 'patient/*.rs', patient, seconds }, vocabulary),
      pgo: await issueMedmijToken(
        database,
        {
          ...{ patient, services: ['medicatie-3.0'], provider: null },
          ...{ pgo: 'pgo.example', correlation: null, consent: null },
        },
        seconds,
      ),
    })),
  );
  return { operator, patients };
}

async function load(server, token) {
  for (const bundle of medicationBundles()) {
    const response = await fetch(`http://127.0.0.1:${server.port}/fhir`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(bundle),
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  }
}

/** One after the other and in turns, so that both meet the same machine. */
async function measurePage(server, { patients }, size, { rounds, readSeconds }) {
  const took = { plain: [], medmij: [] };
  const until = performance.now() + rounds * readSeconds * 1000;
  for (let turn = 0; turn < WARMUP || performance.now() < until; turn++) {
    const { app, pgo } = patients[turn % patients.length];
    const plain = await timed(server, app, `MedicationRequest?_count=${size}`);
    const path = `MedicationRequest?${MA}&${INCLUDES.join('&')}&_count=${size}`;
    const medmij = await timed(server, pgo, path);
    if (turn < WARMUP) continue;
    took.plain.push(plain);
    took.medmij.push(medmij);
  }
  const plain = median(took.plain);
  const medmij = median(took.medmij);
  return { size, plain, medmij, ratio: medmij / plain, turns: took.plain.length };
}

async function timed(server, token, path) {
  const started = performance.now();
  const response = await fetch(`http://127.0.0.1:${server.port}/fhir/${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  const took = performance.now() - started;
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return took;
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
