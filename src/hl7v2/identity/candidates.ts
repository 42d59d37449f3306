/** The stored patients that a message may be about. */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { keyText } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { demographicSearches, type BlockingSearch } from '../../identity/blocking.js';
import type { Candidate } from '../../identity/identify.js';
import { personOf, type Person } from '../../identity/person.js';
import { parseCriteria } from '../../interactions/conditional/criteria.js';
import type { Environment } from '../../interactions/environment.js';
import { survivorOf } from '../../operations/patient-merge/links.js';
import type { Current, MergeTools } from '../../operations/patient-merge/records.js';
import type { StoreReader } from '../../storage/reader.js';
import type { Token } from '../mapping/types.js';
import { storedLookup } from '../processing/known.js';

/** Patients that share a number; a number of more names nobody. */
const MOST_OF_NUMBER = 50;
/** Patients that one search by demographics gives to compare with. */
const MOST_ALIKE = 100;

/** Tools that work as the server itself. */
export function systemTools(environment: Environment): MergeTools {
  return { environment, access: SYSTEM_ACCESS };
}

export interface NumberedPatients {
  /** Who stands for them today: when a patient was merged, the survivor. Each once. */
  readonly candidates: readonly (Candidate & { readonly current: Current })[];
  /** `Patient/1` of every Patient that has one of the numbers, retired ones too. */
  readonly holders: ReadonlySet<string>;
}

/** Patients with any of the numbers. */
export async function patientsWith(
  environment: Environment,
  numbers: readonly Token[],
): Promise<NumberedPatients> {
  const stored = await numberedPatients(environment, environment.reader, numbers);
  const candidates = await survivors(environment, stored);
  return { candidates, holders: new Set(stored.map(({ key }) => keyText(key))) };
}

/** The Patients in force that have one of the numbers, as they are. */
export async function numberedPatients(
  environment: Environment,
  reader: StoreReader,
  numbers: readonly Token[],
): Promise<Current[]> {
  if (numbers.length === 0) return [];
  const stored = await reader.findKnownResources({
    keys: [],
    identifiers: [storedLookup(environment, { type: 'Patient', tokens: numbers })],
    most: MOST_OF_NUMBER,
  });
  return stored.map(({ key, rid, version, body }) => ({
    key,
    rid,
    version,
    resource: parseJsonResource(body),
  }));
}

/**
 * Patients who may be the person by birth date, name or address. After an upgrade that adds to what
 * is indexed they can't be searched before `vuurtoren reindex`.
 * @throws FhirError `unavailable` then
 */
export async function patientsLike(
  environment: Environment,
  person: Person,
): Promise<readonly Candidate[]> {
  const { reader } = environment;
  const blocks = demographicSearches(person);
  ensureIndexed(environment, blocks);
  const searches = blocks.map((search) => parseCriteria(environment, 'Patient', search).query);
  const found = await Promise.all(
    searches.map((query) => reader.find(query, { limit: MOST_ALIKE })),
  );
  const ids = [...new Set(found.flat().map(({ id }) => id))];
  const current = await reader.readManyCurrent(ids.map((id) => ({ type: 'Patient', id })));
  const inForce = [...current.values()].flatMap(({ key, rid, version, body }) =>
    body === undefined ? [] : [{ key, rid, version, resource: parseJsonResource(body) }],
  );
  return survivors(environment, inForce);
}

function ensureIndexed({ registry }: Environment, searches: readonly BlockingSearch[]): void {
  const parameters = registry.parameters('Patient');
  if (searches.flat().some(([name]) => parameters.get(name)?.pending === true)) {
    throw new FhirError('unavailable', 'Patients are not indexed for birth dates and names yet.');
  }
}

async function survivors(
  environment: Environment,
  patients: readonly Current[],
): Promise<NumberedPatients['candidates']> {
  const tools = systemTools(environment);
  const byId = new Map<string, NumberedPatients['candidates'][number]>();
  for (const patient of patients) {
    const survivor = await survivorOf(tools, patient);
    const { id } = survivor.key;
    byId.set(id, { id, person: personOf(survivor.resource), current: survivor });
  }
  return [...byId.values()];
}
