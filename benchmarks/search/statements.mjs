/**
 * The process that asks the server's own code how it searches: the statements, which are all that the
 * floor runs, and their plans.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { composeCore } from '../../dist/compose.js';
import { loadConfig } from '../../dist/config/load.js';
import { SYSTEM_ACCESS } from '../../dist/access/context.js';
import { parseRequest } from '../../dist/interactions/parse-request.js';
import { serveJobs } from '../jobs.mjs';
import { commandEnvironment } from '../server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXPLAIN = 'explain (analyze, buffers) ';
const BASE = 'http://127.0.0.1/fhir';
const ignore = () => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** What the server says to PostgreSQL when it connects. */
const SETTINGS = `
select name, setting from pg_settings
where source = 'client' and name not in ('application_name', 'client_encoding', 'DateStyle')
  and name not like '%timeout'`;

/**
 * @typedef {object} Plan
 * @property {string} sql
 * @property {readonly string[]} plan
 */

/**
 * Does searches and writes the statements of each into a file.
 * @param {{ url: string, searches: readonly string[], file: string }} job
 * @returns {Promise<{ settings: { name: string, setting: string }[] }>} with those of a connection
 */
function record({ url, searches, file }) {
  return withCore(url, async (core, query) => {
    const statements = [];
    for (const search of searches) statements.push(await statementsOf(core, search));
    writeFileSync(file, serialize(statements));
    return { settings: await query({ name: '', text: SETTINGS, values: [] }) };
  });
}

/**
 * Does searches and gives the plans of their statements.
 * @param {{ url: string, searches: readonly string[] }} job
 * @returns {Promise<Plan[][]>}
 */
function explain({ url, searches }) {
  return withCore(url, async (core, query) => {
    const plans = [];
    for (const search of searches) {
      const explained = [];
      for (const { text, values } of await statementsOf(core, search)) {
        const rows = await query({ name: '', text: `${EXPLAIN}${text}`, values });
        explained.push({ sql: text, plan: rows.map((row) => row['QUERY PLAN']) });
      }
      plans.push(explained);
    }
    return plans;
  });
}

async function withCore(url, work) {
  const config = loadConfig(commandEnvironment({ DATABASE_URL: url }), path.resolve(ROOT));
  const core = await composeCore({ config, databaseUrl: url, base: BASE }, SILENT);
  try {
    return await work(core, core.database.query.bind(core.database));
  } finally {
    await core.close();
  }
}

/** What the server runs for a search, but for the statistics that it reads once a minute. */
async function statementsOf({ database, environment, run }, search) {
  const query = database.query;
  const seen = [];
  database.query = (statement) => {
    if (!statement.text.includes('pg_stats')) seen.push({ ...statement });
    return query.call(database, statement);
  };
  await run(parseRequest(environment.definitions, requestOf(search)), SYSTEM_ACCESS);
  database.query = query;
  return seen.map(({ text, values }) => ({ text, values }));
}

/** @param {string} search */
function requestOf(search) {
  const [target, query = ''] = search.split('?');
  return {
    ...{ method: 'GET', segments: target.split('/'), query: [...new URLSearchParams(query)] },
    ...{ conditions: {}, prefer: 'representation', handling: 'strict' },
  };
}

serveJobs({ record, explain });
