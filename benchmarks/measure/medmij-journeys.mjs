/**
 * Many people with their PGOs at once: each signs in, agrees, gets the data of every gegevensdienst of the
 * demo, and ends the consent. What walks them (`vuurtoren medmij try`) is on the same machine.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { addLocalAccount } from '../../dist/auth/administration/accounts.js';
import { demoBundles } from '../../dist/demo/demo-data.js';
import { Database } from '../../dist/storage/database.js';
import { commandEnvironment, LAUNCH, startServer } from '../server.mjs';

const PASSWORD = 'vuurtoren-benchmark';
const ignore = () => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {number} journeys at once
 * @returns {Promise<{ journeys: number, failed: number, queries: number, medianMilliseconds: number, slowestMilliseconds: number, totalMilliseconds: number }>}
 */
export async function measureMedmijJourneys({ lab }, journeys) {
  // The demo's data go into an empty database only.
  await lab.query('create database journeys');
  const database = lab.url.replace(/[^/]*$/, 'journeys');
  const environment = { DATABASE_URL: database, AUTH: 'smart', DEMO: 'on' };
  const server = await startServer(lab, environment);
  try {
    await addPeople(database, journeys);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...[LAUNCH, 'medmij', 'try', '--base', `http://127.0.0.1:${server.port}/fhir`],
        ...['--user', 'bench-{n}', '--password', PASSWORD, '--journeys', String(journeys)],
      ],
      { env: commandEnvironment(environment) },
    ).catch((error) => error);
    return JSON.parse(stdout);
  } finally {
    await server.stop();
  }
}

/** Those who are grown up and alive: nobody else gets data through MedMij. */
function grownUps() {
  const latest = `${new Date().getFullYear() - 18}-01-01`;
  return demoBundles()
    .flatMap(({ entry }) => entry)
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => resourceType === 'Patient')
    .filter(({ birthDate, active }) => active !== false && birthDate < latest);
}

/** Accounts of the demo's patients, each person several times. */
async function addPeople(url, count) {
  const database = new Database({ url, maxConnections: 2, statementTimeout: 30_000 }, SILENT);
  const patients = grownUps();
  try {
    for (let number = 1; number <= count; number++) {
      const { id } = patients[number % patients.length];
      const person = { username: `bench-${number}`, password: PASSWORD, role: 'patient' };
      await addLocalAccount(database, { ...person, fhirUser: `Patient/${id}` });
    }
  } finally {
    await database.close();
  }
}
