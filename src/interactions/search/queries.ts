/**
 * The searches that are done for what is asked: for contained resources, when those are asked for,
 * and for what contains them. https://hl7.org/fhir/R4/search.html#contained
 */
import { containing, onlyContained, onlyContainedQuery } from '../../search/contained-scope.js';
import { allOf, anyOf } from '../../search/criterion.js';
import type { ContainedOptions, ParsedSearch } from '../../search/parse/request.js';
import type { SearchQuery } from '../../search/query.js';
import type { StoreReader } from '../../storage/reader.js';

/** One for each type of what is found; those for contained resources have types of their own. */
export async function queriesOf(
  reader: StoreReader,
  { queries: asked, options }: Pick<ParsedSearch, 'queries' | 'options'>,
): Promise<readonly SearchQuery[]> {
  const { contained } = options;
  if (contained === undefined) return asked;
  const containers = await reader.containerTypes();
  const search = { asked, containers };
  return contained.returned === 'contained'
    ? containedOnes(search, contained)
    : containingOnes(search, contained);
}

interface ContainedSearch {
  readonly asked: readonly SearchQuery[];
  /** By type of what is contained. */
  readonly containers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The contained resources themselves. */
function containedOnes(
  { asked, containers }: ContainedSearch,
  { both }: ContainedOptions,
): SearchQuery[] {
  const found = asked.filter(({ type }) => containers.has(type)).map(onlyContainedQuery);
  return both ? [...asked, ...found] : found;
}

/** What contains a match, each once, and with `both` matches that are not contained. */
function containingOnes(
  { asked, containers }: ContainedSearch,
  { both }: ContainedOptions,
): SearchQuery[] {
  const types = new Set(asked.flatMap(({ type }) => [...(containers.get(type) ?? [])]));
  const direct = both ? asked : [];
  const found = [...types].map((type) => {
    const inside = asked.filter((query) => containers.get(query.type)?.has(type) === true);
    const contains = containing(
      inside.map(({ type: own, criteria }) => onlyContained({ type: own, criteria })),
    );
    const itself = direct
      .filter((query) => query.type === type)
      .map(({ criteria }) => allOf(criteria));
    const sort = asked[0]?.sort ?? [];
    return { type, sort, criteria: [anyOf([...itself, contains])] };
  });
  return [...direct.filter(({ type }) => !types.has(type)), ...found];
}
