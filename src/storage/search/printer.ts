/** What every part of a search statement is printed with. Values are always parameters. */
import { keyText, TOKEN_FORMS, tokenKey, type Key } from '../../search/keys.js';
import { containedType } from '../../search/contained.js';
import type { SearchPath, SearchScope } from '../../search/query.js';
import { keyArray, smallintArray, textArray } from '../arrays.js';
import type { ResourceKey } from '../../fhir/resource.js';
import { RID_BITS, ridRange, type ResourceTypes } from '../resource-types.js';

export { instant } from '../instant.js';

/** Which resources a row can be of. */
export type RowType = Pick<SearchScope, 'type' | 'alike' | 'alsoContained'>;

/** A row of `resource` in a statement. */
export interface Row extends RowType {
  readonly alias: string;
}

export class Printer {
  readonly values: unknown[] = [];
  readonly types: ResourceTypes;
  #aliases = 0;

  constructor(types: ResourceTypes) {
    this.types = types;
  }

  /** A parameter with this value. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** A row of this type under a name of its own. */
  row({ type, alike, alsoContained }: RowType): Row {
    return {
      alias: this.alias('r'),
      type,
      ...(alike === undefined ? {} : { alike }),
      ...(alsoContained === true ? { alsoContained } : {}),
    };
  }

  alias(prefix: string): string {
    return `${prefix}${++this.#aliases}`;
  }

  key(key: Key): string {
    return this.add(keyText(key), 'bigint');
  }

  keys(keys: readonly Key[]): string {
    return this.add(keyArray(keys), 'bigint[]');
  }

  /** A condition on `column`: it is one of these keys. */
  isOneOf(column: string, keys: readonly Key[]): string {
    return keys.length === 1 && keys[0] !== undefined
      ? `${column} = ${this.key(keys[0])}`
      : `${column} = any(${this.keys(keys)})`;
  }

  /** The resource is of this type. A literal, so that PostgreSQL knows how many there are. */
  isOfType(row: Row): string {
    const [first, ...others] = this.#numbers(row);
    return others.length === 0
      ? `${row.alias}.type = ${first}`
      : `${row.alias}.type in (${[first, ...others].join(', ')})`;
  }

  /** `rid` lies in the range of a type. */
  isRidOf(rid: string, type: RowType): string {
    const numbers = this.#numbers(type);
    if (numbers.length > 2) return this.#isRidIn(rid, numbers);
    const ranges = numbers.map((number) => {
      const [from, to] = ridRange(number);
      return `${rid} >= ${from} and ${rid} < ${to}`;
    });
    return ranges.length === 1 ? ranges.join('') : anyOf(ranges.map((range) => `(${range})`));
  }

  #numbers({ type, alike = [], alsoContained }: RowType): number[] {
    return [type, ...alike].flatMap((name) => {
      const own = this.types.number(name);
      return alsoContained === true ? [own, this.types.number(containedType(name))] : [own];
    });
  }

  #isRidIn(rid: string, numbers: readonly number[]): string {
    return `(${rid} >> ${RID_BITS}) = any(${this.add(smallintArray(numbers), 'smallint[]')})`;
  }

  /** `rid` lies in the range of one of these types. */
  isRidOfAny(rid: string, types: readonly string[]): string {
    const [type, ...others] = types;
    if (type !== undefined && others.length === 0) return `(${this.isRidOf(rid, { type })})`;
    return this.#isRidIn(
      rid,
      types.map((name) => this.types.number(name)),
    );
  }

  /** The rids of these resources, as an array. */
  ridsOf(targets: readonly ResourceKey[]): string {
    const type = this.add(
      smallintArray(targets.map((key) => this.types.number(key.type))),
      'smallint[]',
    );
    const id = this.add(textArray(targets.map((key) => key.id)), 'text[]');
    return `array(select t.rid from unnest(${type}, ${id}) as k(type, id) join resource t on t.type = k.type and t.id = k.id)`;
  }

  /** The rid of one resource; null when nothing is known of it. */
  ridOf(target: ResourceKey): string {
    const type = this.types.number(target.type);
    return `(select t.rid from resource t where t.type = ${type} and t.id = ${this.add(target.id, 'text')})`;
  }

  /** The row's patient is the one that this path points at. */
  isAbout(row: Row, path: SearchPath): string {
    const mark = tokenKey(path.key, TOKEN_FORMS.otherPatient, '', '');
    return `not (${this.key(mark)} = any(${row.alias}.tokens))`;
  }
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join('\n and ');
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

/** Joins the rows of a table for each row before, by the index that the condition means. */
export function lookUp(table: string, alias: string, condition: string): string {
  return `join lateral (select x.* from ${table} x where ${condition} offset 0) ${alias} on true`;
}
