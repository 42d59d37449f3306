/**
 * Data of a Dutch region: patients of general practices over five years, about 160 resources each,
 * two thirds of them Observations. The same in every run. They come in the order in which they would
 * arrive at a server: day by day, those of all patients mixed.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { dateOf } from './generator/calendar.mjs';
import { careFor } from './generator/care.mjs';
import { personOf } from './generator/person.mjs';
import { Random } from './generator/random.mjs';
import { visitResources } from './generator/visit.mjs';
import { Tally } from './tally.mjs';

/** @typedef {import('./generator/parts.mjs').Resource} Resource */

const RESOURCES_PER_PATIENT = 158;
const CHUNK_CHARACTERS = 1 << 20;

/** @param {number} resources */
export function patientsFor(resources) {
  return Math.max(10, Math.round(resources / RESOURCES_PER_PATIENT));
}

/**
 * All of one patient's resources, in order of time.
 * @param {number} index
 * @returns {Resource[]}
 */
export function resourcesOf(index) {
  const person = personOf(index);
  return person.days.flatMap((_, visit) => visitResources(person, visit));
}

/**
 * Visits of many patients in order of time.
 * @param {number} first number of a patient
 * @param {number} count of patients
 * @returns {Generator<{ day: number, resources: Resource[] }>}
 */
export function* arrivals(first, count) {
  const people = Array.from({ length: count }, (_, index) => personOf(first + index));
  const visits = people.flatMap((person) =>
    person.days.map((day, visit) => ({ person, day, visit, place: placeInDay(person, visit) })),
  );
  visits.sort((one, other) => one.day - other.day || one.place - other.place);
  for (const { person, day, visit } of visits) {
    yield { day, resources: visitResources(person, visit) };
  }
}

/** @param {import('./generator/person.mjs').Person} person */
function placeInDay({ index }, visit) {
  return new Random(4, index, visit).next();
}

/**
 * Writes about so many resources into a folder, a file for each month. The names of the files have
 * the order of time, as `vuurtoren import` wants it.
 * @param {{ folder: string, resources: number }} job
 * @returns {Promise<import('./tally.mjs').Counts>}
 */
export async function writePopulation({ folder, resources }) {
  mkdirSync(folder);
  const tally = new Tally();
  const patients = patientsFor(resources);
  const files = new MonthFiles(folder);
  await files.write('2020-12', careFor(0, patients).map(noted));
  for (const visit of arrivals(0, patients)) {
    await files.write(dateOf(visit.day).slice(0, 7), visit.resources.map(noted));
  }
  await files.end();
  return tally.counts();

  /** @param {Resource} resource */
  function noted(resource) {
    tally.add(resource);
    return JSON.stringify(resource);
  }
}

/** One file after the other. */
class MonthFiles {
  #folder;
  #month = '';
  #text = '';
  /** @type {import('node:fs').WriteStream | undefined} */
  #stream;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * @param {string} month
   * @param {readonly string[]} lines
   */
  async write(month, lines) {
    if (month !== this.#month) {
      await this.end();
      this.#month = month;
      this.#stream = createWriteStream(path.join(this.#folder, `${month}.ndjson`));
    }
    this.#text += `${lines.join('\n')}\n`;
    if (this.#text.length > CHUNK_CHARACTERS) await this.#flush();
  }

  async end() {
    if (this.#stream === undefined) return;
    await this.#flush();
    const closed = once(this.#stream, 'close');
    this.#stream.end();
    await closed;
    this.#stream = undefined;
  }

  async #flush() {
    const isRoomLeft = this.#stream?.write(this.#text) ?? true;
    this.#text = '';
    if (!isRoomLeft && this.#stream !== undefined) await once(this.#stream, 'drain');
  }
}
