/**
 * The floor of an import: the same resources as rows of one table, with the same keys and the same
 * transactions, and nothing else. A process of its own, as the server is.
 */
import pg from 'pg';
import { runLanes, serveJobs } from '../jobs.mjs';

/** @typedef {import('../load/import.mjs').Created} Created */

const TABLE = `
create schema if not exists floor;
create table if not exists floor.resource (
  id   text collate "C" primary key,
  body jsonb not null,
  keys bigint[] not null
);
create index if not exists resource_keys on floor.resource using gin (keys);`;

/** What the server stored: the rows are the same text and the same keys, whatever the server does. */
const STORED = `
select r.id, v.body::text as body, r.tokens::text as keys, cardinality(r.tokens) as key_count
from unnest($1::text[], $2::text[]) with ordinality as made(type, id, place)
join resource_type t on t.name = made.type
join resource r on r.type = t.number and r.id = made.id
join version v on v.rid = r.rid and v.version = r.version
order by made.place`;

/** One statement for a Bundle, which commits itself. */
const INSERT = `
insert into floor.resource (id, body, keys)
select id, body::jsonb, keys::bigint[]
from unnest($1::text[], $2::text[], $3::text[]) as made(id, body, keys)`;

/** @type {pg.Client[]} */
let clients = [];
/** @type {Awaited<ReturnType<typeof storedRows>>[]} */
let bundles = [];

/**
 * Makes the table and opens connections.
 * @param {{ url: string, lanes: number }} job
 */
async function open({ url, lanes }) {
  clients = Array.from({ length: lanes }, () => new pg.Client({ connectionString: url }));
  // The database ends before this process when the benchmark is interrupted.
  for (const client of clients) client.on('error', () => process.exit());
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0].query(TABLE);
}

/**
 * Reads what is to be inserted.
 * @param {{ made: readonly (readonly Created[])[] }} job what the server made of each Bundle
 * @returns {Promise<{ resources: number, keys: number, bytes: number }>}
 */
async function prepare({ made }) {
  bundles = [];
  for (const resources of made) bundles.push(await storedRows(clients[0], resources));
  const sum = (pick) => bundles.reduce((total, bundle) => total + pick(bundle), 0);
  return {
    resources: sum(({ values }) => values[0].length),
    keys: sum(({ keys }) => keys),
    bytes: sum(({ bytes }) => bytes),
  };
}

/**
 * Inserts it: each Bundle is a transaction.
 * @returns {Promise<{ seconds: number }>}
 */
async function insert() {
  let next = 0;
  const seconds = await runLanes(clients.length, async (lane) => {
    for (let index = next++; index < bundles.length; index = next++) {
      await clients[lane].query({ name: 'insert', text: INSERT, values: bundles[index].values });
    }
  });
  return { seconds };
}

/**
 * @param {pg.Client} client
 * @param {readonly Created[]} made
 */
async function storedRows(client, made) {
  const { rows } = await client.query(STORED, [
    made.map(({ type }) => type),
    made.map(({ id }) => id),
  ]);
  if (rows.length !== made.length) throw new Error('The server did not store what it said.');
  return {
    values: [rows.map(({ id }) => id), rows.map(({ body }) => body), rows.map(({ keys }) => keys)],
    keys: rows.reduce((total, row) => total + row.key_count, 0),
    bytes: rows.reduce((total, { body }) => total + body.length, 0),
  };
}

serveJobs({ open, prepare, insert });
