/**
 * The availability test (Beschikbaarheidstoets; for sharing the Ontvankelijkheidstoets): a treatment relation,
 * data that the provider gives, and an age of 16 or more. Why a test failed is told to nobody.
 */
import { isObject, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { FhirError } from '../../../fhir/errors.js';
import type { RunInteraction } from '../../../interactions/types.js';
import type { Clock } from '../../../ports.js';
import type { QueryParameter } from '../../../search/parse/parameters.js';
import type { UseCase } from '../../../storage/auth/medmij/requests.js';
import type { AvailabilityRules } from '../settings.js';
import { dutchDate, isOldEnough } from './age.js';

export interface AvailabilityParts {
  readonly run: RunInteraction;
  readonly clock: Clock;
}

/**
 * Judges with the access of the server itself. All questions are asked, also when the answer to the first
 * settles it: how long it takes says nothing.
 * @param patient logical id; undefined for somebody of whom there is no record
 */
export async function isAvailable(
  parts: AvailabilityParts,
  rules: AvailabilityRules,
  kind: UseCase,
  patient: string | undefined,
): Promise<boolean> {
  const id = patient ?? NOBODY;
  const ask = (searches: readonly string[]): Promise<boolean[]> =>
    Promise.all(searches.map((search) => finds(parts.run, search, id)));
  const [record, relation, data, withheld] = await Promise.all([
    readPatient(parts.run, id),
    ask(rules.relation),
    ask(kind === 'collect' ? rules.data : []),
    ask(rules.withheld),
  ]);
  const isThere = patient !== undefined && record?.['active'] !== false;
  const birthDate = record === undefined ? undefined : stringAt(record, 'birthDate');
  return (
    isThere &&
    isOldEnough(birthDate, dutchDate(parts.clock())) &&
    [...relation, ...data].every(Boolean) &&
    !withheld.includes(true)
  );
}

/** An id that no resource has: it is longer than ids may be when they are made here. */
const NOBODY = 'nobody-'.padEnd(64, '0');

async function readPatient(run: RunInteraction, id: string): Promise<JsonObject | undefined> {
  try {
    const { body } = await run({ kind: 'read', key: { type: 'Patient', id } }, { kind: 'system' });
    const patient: unknown = body?.kind === 'text' ? JSON.parse(body.text) : undefined;
    return isObject(patient) ? patient : undefined;
  } catch (error) {
    if (error instanceof FhirError && (error.kind === 'not-found' || error.kind === 'deleted')) {
      return undefined;
    }
    throw error;
  }
}

/** @throws FhirError for a search that makes no sense: `checkAvailability` tells so at start */
async function finds(run: RunInteraction, search: string, patient: string): Promise<boolean> {
  const { type, parameters } = parseSearch(search, patient);
  const { body } = await run(
    {
      kind: 'search-type',
      type,
      parameters: [...parameters, ['_count', '1'], ['_total', 'none']],
      handling: 'strict',
      self: { path: type, query: [] },
    },
    { kind: 'system' },
  );
  const bundle: unknown = body?.kind === 'text' ? JSON.parse(body.text) : {};
  return isObject(bundle) && objectsAt(bundle, 'entry').some(isMatch);
}

function isMatch(entry: Readonly<Record<string, unknown>>): boolean {
  const search = entry['search'];
  return isObject(search) && search['mode'] === 'match';
}

function parseSearch(
  search: string,
  patient: string,
): { readonly type: string; readonly parameters: QueryParameter[] } {
  const [type = '', query = ''] = search.split('?', 2);
  const parameters = [...new URLSearchParams(query)].map(([name, value]): QueryParameter => [
    name,
    value.replaceAll('{patient}', patient),
  ]);
  return { type, parameters };
}

/** Runs every search once. @throws Error with the search that can't be run, and why */
export async function checkAvailability(
  run: RunInteraction,
  { relation, data, withheld }: AvailabilityRules,
): Promise<void> {
  for (const search of [...relation, ...data, ...withheld]) {
    try {
      await finds(run, search, NOBODY);
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      throw new Error(`the search "${search}" can not be run: ${error.message}`, { cause: error });
    }
  }
}
