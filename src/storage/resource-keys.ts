/**
 * Rids of resources that others point at. A resource that was never stored here gets its row when
 * it is first mentioned (version 0), so that references and compartments are numbers everywhere,
 * and stay right when it arrives later.
 */
import type { ResourceKey } from '../fhir/resource.js';
import { smallintArray, textArray } from './arrays.js';
import type { Session } from './database.js';
import type { ResourceTypes } from './resource-types.js';

/** A rid never changes, so what is remembered cannot be wrong; the bound keeps memory flat. */
const MAX_REMEMBERED = 50_000;

export class ResourceKeys {
  readonly #types: ResourceTypes;
  readonly #known = new Map<string, number>();

  constructor(types: ResourceTypes) {
    this.#types = types;
  }

  /**
   * The rid of each `Type/id`. Rows made in a transaction are not remembered: it may be rolled back.
   * @param committed true when the session commits each statement
   */
  async resolve(
    session: Session,
    keys: Iterable<ResourceKey>,
    committed: boolean,
  ): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const unknown = new Map<string, ResourceKey>();
    for (const key of keys) {
      const name = `${key.type}/${key.id}`;
      const rid = this.#known.get(name);
      if (rid === undefined) unknown.set(name, key);
      else found.set(name, rid);
    }
    if (unknown.size === 0) return found;
    const looked = await this.#lookUp(session, unknown);
    for (const { key, rid } of looked) {
      found.set(`${key.type}/${key.id}`, rid);
      if (committed) this.remember(key, rid);
    }
    return found;
  }

  remember(key: ResourceKey, rid: number): void {
    if (this.#known.size >= MAX_REMEMBERED) this.#forgetSome();
    this.#known.set(`${key.type}/${key.id}`, rid);
  }

  async #lookUp(session: Session, unknown: Map<string, ResourceKey>): Promise<KeyRow[]> {
    const found = await this.#run(session, SELECT, unknown);
    // Another process may mention the same resource at the same moment.
    for (let round = 0; unknown.size > 0 && round < 3; round++) {
      found.push(...(await this.#run(session, INSERT, unknown)));
      found.push(...(await this.#run(session, SELECT, unknown)));
    }
    if (unknown.size > 0) throw new Error('A referenced resource got no row.');
    return found;
  }

  /** What the statement finds; it is removed from `unknown`. */
  async #run(
    session: Session,
    statement: { readonly name: string; readonly text: string },
    unknown: Map<string, ResourceKey>,
  ): Promise<KeyRow[]> {
    if (unknown.size === 0) return [];
    // One order for all, so that two processes never wait for one another in a circle.
    const keys = [...unknown.values()].sort(byTypeAndId);
    const rows = await session.query<{ type: number; id: string; rid: number }>({
      ...statement,
      values: [
        smallintArray(keys.map((key) => this.#types.number(key.type))),
        textArray(keys.map((key) => key.id)),
      ],
    });
    return rows.map(({ type, id, rid }) => {
      const key = { type: this.#types.name(type), id };
      unknown.delete(`${key.type}/${key.id}`);
      return { key, rid };
    });
  }

  /** The oldest tenth. */
  #forgetSome(): void {
    let left = MAX_REMEMBERED / 10;
    for (const name of this.#known.keys()) {
      if (left-- <= 0) return;
      this.#known.delete(name);
    }
  }
}

interface KeyRow {
  readonly key: ResourceKey;
  readonly rid: number;
}

function byTypeAndId(one: ResourceKey, other: ResourceKey): number {
  if (one.type !== other.type) return one.type < other.type ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

const SELECT = {
  name: 'key-select',
  text: `select r.type, r.id, r.rid
    from unnest($1::smallint[], $2::text[]) as k(type, id)
    join resource r on r.type = k.type and r.id = k.id`,
};

const INSERT = {
  name: 'key-insert',
  text: `insert into resource (rid, updated, version, type, deleted, has_entries, id, tokens)
    select (type::bigint << 44) | nextval('resource_sequence'), now(), 0, type, true, false, id, '{}'
    from unnest($1::smallint[], $2::text[]) as k(type, id)
    on conflict (type, id) do nothing
    returning type, id, rid`,
};
