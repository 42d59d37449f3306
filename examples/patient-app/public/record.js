// What the app reads, by fhir-kit-client.
import { Client } from 'fhir-kit-client';
import { SessionEndedError } from './session.js';
import { allergyLine, medicationLine, problemLine, resultLine } from './words.js';

/** In the order of the Dutch patient summary (BgZ). A list without `limit` is read to its end. */
const LISTS = [
  { title: 'Problemen', type: 'Condition', search: {}, line: problemLine },
  { title: 'Allergieën', type: 'AllergyIntolerance', search: {}, line: allergyLine },
  {
    title: 'Medicatie',
    type: 'MedicationRequest',
    search: { status: 'active,on-hold', _sort: '-authoredon' },
    line: medicationLine,
  },
  {
    title: 'Laboratoriumuitslagen',
    type: 'Observation',
    search: {
      category: 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory',
      _sort: '-date',
    },
    line: resultLine,
    limit: 25,
  },
];

const PAGE_SIZE = 100;
const MAX_PAGES = 10;

/**
 * @param {import('./session.js').Session} session
 * @returns {Promise<{ patient: object, lists: object[] }>}
 */
export async function loadRecord(session, fhirBase) {
  const reader = new Reader(session, fhirBase);
  const id = session.patient;
  const [patient, ...lists] = await Promise.all([
    reader.request((client) => client.read({ resourceType: 'Patient', id })),
    ...LISTS.map((list) => loadList(reader, session, list)),
  ]);
  return { patient, lists };
}

async function loadList(reader, session, { title, type, search, line, limit }) {
  if (!session.maySearch(type)) return { title, isWithheld: true };
  const { resources, hasMore } = await reader.search(
    type,
    {
      ...search,
      patient: session.patient,
      _count: limit ?? PAGE_SIZE,
    },
    limit === undefined ? MAX_PAGES : 1,
  );
  // What was entered in error is no fact about the patient.
  const lines = resources.filter((resource) => !isInError(resource)).map(line);
  return { title, lines, hasMore, limit };
}

function isInError({ status, verificationStatus }) {
  const codes = verificationStatus?.coding?.map(({ code }) => code) ?? [];
  return status === 'entered-in-error' || codes.includes('entered-in-error');
}

class Reader {
  #session;
  #client;
  #fhirBase;

  constructor(session, fhirBase) {
    this.#session = session;
    this.#fhirBase = fhirBase;
    this.#client = new Client({ baseUrl: fhirBase });
  }

  /** Once more with another token when the server takes this one no longer. */
  async request(send) {
    this.#client.bearerToken = await this.#session.accessToken();
    try {
      return await send(this.#client);
    } catch (error) {
      if (error.response?.status !== 401) throw error;
    }
    await this.#session.renew();
    this.#client.bearerToken = await this.#session.accessToken();
    try {
      return await send(this.#client);
    } catch (error) {
      if (error.response?.status === 401) throw new SessionEndedError();
      throw error;
    }
  }

  /** Follows the pages, so that no list ends before its end unnoticed. */
  async search(resourceType, searchParams, maxPages) {
    const resources = [];
    let bundle = await this.request((client) => client.search({ resourceType, searchParams }));
    for (let page = 1; ; page++) {
      const entries = bundle.entry ?? [];
      resources.push(
        ...entries.filter(({ search }) => search?.mode === 'match').map((entry) => entry.resource),
      );
      const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
      if (next === undefined || page === maxPages)
        return { resources, hasMore: next !== undefined };
      // The token goes along, and is for this server only.
      if (new URL(next).origin !== new URL(this.#fhirBase).origin) {
        throw new Error('The next page is on another server.');
      }
      const current = bundle;
      bundle = await this.request((client) => client.nextPage({ bundle: current }));
    }
  }
}
