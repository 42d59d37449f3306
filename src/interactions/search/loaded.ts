/**
 * Definitions of packages among the matches of a search: where it asks for a `url` or an `_id`. What
 * else it asks for is answered from what would be indexed of them.
 */
import { writeJson } from '../../formats/json/write.js';
import type { Resource } from '../../fhir/resource.js';
import type { IndexEntries } from '../../search/index-entries.js';
import type { Key } from '../../search/keys.js';
import type { ParsedSearch } from '../../search/parse/request.js';
import type { Criterion } from '../../search/query.js';
import type { Environment } from '../environment.js';
import { seesAll } from '../limits/caller-checks.js';
import {
  loadedDefinitions,
  type LoadedDefinition,
  type LoadedDefinitions,
} from '../loaded-definitions.js';
import { inSpecificationOrder } from '../new-version.js';

export interface LoadedMatch {
  readonly type: string;
  readonly id: string;
  readonly body: string;
}

/** A list of more values is no search for a definition. */
const MAX_VALUES = 100;

/** What the packages have of what is asked for; stored ones of the same canonical go first. */
export function loadedMatches(
  environment: Environment,
  { queries, used }: Pick<ParsedSearch, 'queries' | 'used'>,
): LoadedMatch[] {
  const [query, second] = queries;
  if (query === undefined || second !== undefined) return [];
  if (!seesAll(environment, query.type, 's')) return [];
  const loaded = loadedDefinitions(environment.structures);
  const found = candidates(loaded, query.type, used).filter(
    (definition) => !isStored(environment, definition),
  );
  return found.flatMap((definition) => {
    const resource = definition.resource();
    const fits = new LoadedRow(definition, environment.extractor.extract(resource));
    return query.criteria.every((criterion) => fits.meets(criterion) === true)
      ? [matchOf(environment, resource)]
      : [];
  });
}

function matchOf({ definitions }: Environment, resource: Resource): LoadedMatch {
  const body = writeJson(inSpecificationOrder(resource, definitions));
  return { type: resource.resourceType, id: resource.id ?? '', body };
}

function candidates(
  loaded: LoadedDefinitions,
  type: string,
  used: ParsedSearch['used'],
): LoadedDefinition[] {
  const values = (wanted: string): string[] | undefined =>
    used.find(([name]) => name === wanted)?.[1].split(',', MAX_VALUES);
  const ids = values('_id');
  if (ids !== undefined) return ids.flatMap((id) => loaded.byId({ type, id }) ?? []);
  const urls = values('url') ?? [];
  return [...new Set(urls)].flatMap((url) => loaded.byUrl(type, url));
}

function isStored({ structures }: Environment, { key, url, version }: LoadedDefinition): boolean {
  return structures
    .list(key.type)
    .some(({ scope, entry }) => scope === '' && entry.url === url && entry.version === version);
}

/** What would stand in the index of a definition. */
class LoadedRow {
  readonly #definition: LoadedDefinition;
  readonly #entries: IndexEntries;

  constructor(definition: LoadedDefinition, entries: IndexEntries) {
    this.#definition = definition;
    this.#entries = entries;
  }

  /** Undefined for what is not known here; such a definition is left out. */
  meets(criterion: Criterion): boolean | undefined {
    switch (criterion.kind) {
      case 'all':
        return every(criterion.of.map((inner) => this.meets(inner)));
      case 'any':
        return some(criterion.of.map((inner) => this.meets(inner)));
      case 'not': {
        const inner = this.meets(criterion.of);
        return inner === undefined ? undefined : !inner;
      }
      case 'keys':
        return criterion.keys.some((key) => this.#has(key));
      case 'id':
        return criterion.ids.includes(this.#definition.key.id);
      case 'text':
        return criterion.match === 'below' ? undefined : this.#hasText(criterion);
      default:
        return undefined;
    }
  }

  #has({ high, low }: Key): boolean {
    const { tokens } = this.#entries;
    for (let at = 0; at < tokens.length; at += 2) {
      if (tokens[at] === high && tokens[at + 1] === low) return true;
    }
    return false;
  }

  #hasText({ paths, match, values }: Extract<Criterion, { kind: 'text' }>): boolean {
    return this.#entries.strings.some(
      ({ path, text }) =>
        paths.some(({ high, low }) => path.high === high && path.low === low) &&
        values.some((value) =>
          match === 'prefix' ? text.startsWith(value) : text.includes(value),
        ),
    );
  }
}

function every(all: readonly (boolean | undefined)[]): boolean | undefined {
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

function some(all: readonly (boolean | undefined)[]): boolean | undefined {
  if (all.includes(true)) return true;
  return all.includes(undefined) ? undefined : false;
}
