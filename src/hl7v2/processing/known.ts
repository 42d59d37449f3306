/** Fetches what is stored of the things that a message is about. */
import { escapeValue } from '../../search/value.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { parseCriteria } from '../../interactions/conditional/criteria.js';
import type { Environment } from '../../interactions/environment.js';
import { identityText } from '../../search/types/identity-text.js';
import type { IdentifierLookup as StoredLookup } from '../../storage/inbox/known-resources.js';
import type { IdentifierLookup, ListLookup, Lookups } from '../mapping/effect/lookup.js';
import type { ResourceState } from '../mapping/effect/state.js';
import type { Known } from '../mapping/effect/transaction.js';

/** What is stored, and the revisions of what is remembered of it. */
export interface Found extends Known {
  /** By `Type/id`; 0 for what nothing is remembered of. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** A number that is on more resources of a type than this names nothing. */
const MOST_FOUND = 2000;

/** Resources in force, with what is remembered of them. */
export async function findKnown(environment: Environment, lookups: Lookups): Promise<Found> {
  const { reader } = environment;
  const listed = await Promise.all(lookups.lists.map((list) => findListed(environment, list)));
  const stored = await reader.findKnownResources({
    keys: [...lookups.references.map(keyOf), ...listed.flat()],
    identifiers: lookups.identifiers.map((lookup) => storedLookup(environment, lookup)),
    most: MOST_FOUND,
  });
  return {
    resources: stored.map(({ body, version }) => ({ resource: parseJsonResource(body), version })),
    // Only the mapping writes them, in this form.
    states: new Map(
      stored.flatMap(({ key, state }) =>
        state === undefined ? [] : [[keyText(key), state as unknown as ResourceState] as const],
      ),
    ),
    revisions: new Map(stored.map(({ key, revision }) => [keyText(key), revision])),
  };
}

export function keyOf(reference: string): ResourceKey {
  const [type = '', id = ''] = reference.split('/');
  return { type, id };
}

/** A lookup by all index paths of the type's identifiers. */
export function storedLookup(
  { registry }: Pick<Environment, 'registry'>,
  { type, tokens }: IdentifierLookup,
): StoredLookup {
  const paths = registry.parameter(type, 'identifier')?.paths ?? [];
  return {
    type,
    paths: paths.map(({ path }) => path.key),
    values: tokens.map(({ system, value }) => ({
      system: identityText(system),
      value: identityText(value),
    })),
  };
}

/** Resources about a patient that have an identifier of a system. */
async function findListed(
  environment: Environment,
  { type, patient, system }: ListLookup,
): Promise<ResourceKey[]> {
  const { query } = parseCriteria(environment, type, [
    ['patient', patient],
    ['identifier', `${escapeValue(system)}|`],
  ]);
  const found = await environment.reader.find(query, { limit: MOST_FOUND });
  return found.map(({ id }) => ({ type, id }));
}
