/**
 * The searches that are done for what is asked: within what the caller may see, and for contained
 * resources, when those are asked for. https://hl7.org/fhir/R4/search.html#contained
 */
import { restrict } from '../restrict.js';
import type { Decision } from '../../access/decide.js';
import {
  containedIn,
  containing,
  onlyContained,
  onlyContainedQuery,
} from '../../search/contained-scope.js';
import { allOf, anyOf } from '../../search/criterion.js';
import type { ContainedOptions, ParsedSearch } from '../../search/parse/request.js';
import type { SearchQuery } from '../../search/query.js';
import type { StoreReader } from '../../storage/reader.js';

/** One for each type of what is found; those for contained resources have types of their own. */
export async function queriesOf(
  reader: StoreReader,
  { queries, options }: Pick<ParsedSearch, 'queries' | 'options'>,
  decision: Decision,
): Promise<readonly SearchQuery[]> {
  const asked = queries.map((query) => restrict(query, decision));
  const { contained } = options;
  if (contained === undefined) return asked;
  const containers = await reader.containerTypes();
  const search = { asked, containers, decision };
  return contained.returned === 'contained'
    ? containedOnes(search, contained)
    : containingOnes(search, contained);
}

interface ContainedSearch {
  /** Within what the caller may see. */
  readonly asked: readonly SearchQuery[];
  /** By type of what is contained. */
  readonly containers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly decision: Decision;
}

/** The contained resources themselves, of containers that the caller may see. */
function containedOnes(
  { asked, containers, decision }: ContainedSearch,
  { both }: ContainedOptions,
): SearchQuery[] {
  const found = asked.flatMap((query) => {
    const types = [...(containers.get(query.type) ?? [])];
    if (types.length === 0) return [];
    const own = onlyContainedQuery(query);
    // Who may see everything may see every container.
    if (decision.kind === 'allow') return [own];
    const visible = types.map((type) => restrict({ type, criteria: [], sort: [] }, decision));
    return [{ ...own, criteria: [...own.criteria, containedIn(visible)] }];
  });
  return both ? [...asked, ...found] : found;
}

/** What contains a match, each once, and with `both` matches that are not contained. */
function containingOnes(
  { asked, containers, decision }: ContainedSearch,
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
    const query = restrict({ type, criteria: [], sort }, decision);
    return { ...query, criteria: [...query.criteria, anyOf([...itself, contains])] };
  });
  return [...direct.filter(({ type }) => !types.has(type)), ...found];
}
