/** One search condition as SQL on the current row `r`. Values are always parameters. */
import { keyText, type Key } from '../../search/keys.js';
import type { Criterion } from '../../search/query.js';
import { smallintArray, textArray } from '../arrays.js';
import type { ResourceTypes } from '../resource-types.js';

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

export function conditionSql(
  criterion: Criterion,
  parameters: Parameters,
  types: ResourceTypes,
): string {
  switch (criterion.kind) {
    case 'keys':
      return `r.tokens && ${keys(criterion.keys, parameters)}`;
    case 'id':
      return `r.id = any(${parameters.add(criterion.ids, 'text[]')})`;
    case 'updated':
      return (
        `r.updated >= ${parameters.add(instant(criterion.low), 'timestamptz')} and ` +
        `r.updated < ${parameters.add(instant(criterion.high), 'timestamptz')}`
      );
    case 'identifier': {
      const systems = criterion.values.map(({ system }) => system ?? null);
      return `r.rid in (
        select s.rid
        from unnest(${parameters.add(systems, 'text[]')}, ${parameters.add(
          criterion.values.map(({ value }) => value),
          'text[]',
        )})
          as wanted(system, value)
        join search_entry s on s.text = wanted.value and s.system is not null and s.path = any(${keys(criterion.paths, parameters)})
          and (wanted.system is null or s.system = wanted.system))`;
    }
    case 'reference':
      return `r.rid in (
        select s.rid
        from unnest(${parameters.add(smallintArray(criterion.targets.map(({ type }) => types.number(type))), 'smallint[]')},
          ${parameters.add(textArray(criterion.targets.map(({ id }) => id)), 'text[]')}) as wanted(type, id)
        join resource target on target.type = wanted.type and target.id = wanted.id
        join search_entry s on s.target = target.rid and s.path = any(${keys(criterion.paths, parameters)}))`;
    case 'prefix':
      return `r.rid in (
        select s.rid from unnest(${parameters.add(criterion.prefixes, 'text[]')}) as wanted(prefix)
        join search_entry s on s.path = any(${keys(criterion.paths, parameters)})
          and s.text >= wanted.prefix and s.text < wanted.prefix || chr(1114111))`;
  }
}

function keys(list: readonly Key[], parameters: Parameters): string {
  return parameters.add(list.map(keyText), 'bigint[]');
}

function instant(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return milliseconds > 0 ? 'infinity' : '-infinity';
  return new Date(milliseconds).toISOString();
}
