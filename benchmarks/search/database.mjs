/** Databases of the benchmark's PostgreSQL, each with a population of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { commandEnvironment, LAUNCH } from '../server.mjs';

/**
 * @typedef {object} Filled
 * @property {number} scale how many resources were asked for
 * @property {string} name of the database
 * @property {string} url
 * @property {import('./tally.mjs').Counts} counts
 * @property {{ name: string, mib: number }[]} sizes of what takes most room
 */

/**
 * Makes a database and fills it with `vuurtoren import`.
 * @param {import('../lab.mjs').Lab} lab
 * @param {import('../lab.mjs').Helper} load
 * @param {number} scale
 * @returns {Promise<Filled>}
 */
export async function fillDatabase(lab, load, scale) {
  const name = `search_${scale}`;
  await lab.query(`create database ${name}`);
  const url = urlOf(lab, name);
  const folder = path.join(lab.folder, name);
  const counts = await load.do({ kind: 'write', folder, resources: scale });
  await importFolder(lab, url, folder);
  rmSync(folder, { recursive: true });
  // What autovacuum would do in the next minutes, while searches are measured.
  await queryAt(url, 'vacuum analyze');
  await queryAt(url, 'checkpoint');
  const [{ count }] = await queryAt(url, 'select count(*) from resource where version > 0');
  if (Number(count) !== counts.resources) {
    throw new Error(`${count} of ${counts.resources} resources are in the database.`);
  }
  return { scale, name, url, counts, sizes: await sizesOf(url) };
}

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {string} name of a database
 */
export function urlOf(lab, name) {
  const url = new URL(lab.url);
  url.pathname = name;
  return url.href;
}

/**
 * @param {string} url
 * @param {string} text
 */
export async function queryAt(url, text) {
  const client = new pg.Client({ connectionString: url });
  // The database ends before this process when the benchmark is interrupted.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {string} url
 * @param {string} folder
 */
async function importFolder(lab, url, folder) {
  const child = spawn(process.execPath, [LAUNCH, 'import', folder], {
    env: commandEnvironment({ DATABASE_URL: url }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  lab.atEnd(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-2000);
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The import failed: ${said}`);
}

const SIZES = `
select relname as name, round(pg_relation_size(c.oid) / 1048576.0)::integer as mib
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and relkind in ('r', 'i') and pg_relation_size(c.oid) >= 1048576
order by pg_relation_size(c.oid) desc`;

/** @param {string} url */
async function sizesOf(url) {
  return queryAt(url, SIZES);
}
