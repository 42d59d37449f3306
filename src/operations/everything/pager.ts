/**
 * The pages of `$everything`: patient by patient, of each its records type by type, and then what
 * these refer to. A page goes on behind the last resource of the one before.
 */
import type { Environment } from '../../interactions/environment.js';
import type { CursorPosition } from '../../interactions/cursor.js';
import type { SearchQuery } from '../../search/query.js';
import type { AskedEverything } from './asked.js';
import { recordsOf } from './records.js';

/** Whose records they are. */
export interface Owner {
  readonly id: string;
  /** Place among all patients, where all are asked for. */
  readonly rid: number;
}

/** Where a resource stands among all that the operation gives. */
export interface Place {
  readonly owner: Owner;
  /** The type of a record; `REFERENCED` for what records refer to. */
  readonly phase: string;
  readonly rid: number;
}

const REFERENCED = '';

export interface EverythingEntry {
  readonly place: Place;
  readonly type: string;
  readonly id: string;
  /** JSON text. */
  readonly body: string;
  readonly isRecord: boolean;
}

export function cursorOf({ owner, phase, rid }: Place): CursorPosition {
  return [owner.id, owner.rid, phase, rid];
}

/** @param cursor of this server: its seal has been opened */
export function placeOf([id, ownRid, phase, rid]: CursorPosition): Place {
  const owner = { id: String(id), rid: Number(ownRid) };
  return { owner, phase: String(phase), rid: Number(rid) };
}

export interface EverythingSearch {
  readonly environment: Environment;
  readonly asked: AskedEverything;
}

/** @param after undefined: from the beginning */
export async function everythingOf(
  search: EverythingSearch,
  owner: Owner,
  limit: number,
  after?: Place,
): Promise<EverythingEntry[]> {
  const present = await search.environment.reader.compartmentTypes(owner.id);
  const types = inOrder([...present]);
  const found: EverythingEntry[] = [];
  if (after?.phase !== REFERENCED) {
    const asked = types.filter((type) => search.asked.types?.includes(type) ?? true);
    const left = after === undefined ? asked : asked.filter((type) => !isBefore(type, after.phase));
    for (const type of left) {
      const rid = type === after?.phase ? after.rid : undefined;
      found.push(...(await records(search, { owner, type, rid }, limit - found.length)));
      if (found.length >= limit) return found;
    }
  }
  const rid = after?.phase === REFERENCED ? after.rid : undefined;
  const rest = { owner, types, rid };
  return [...found, ...(await referenced(search, rest, limit - found.length))];
}

/** The Patient first, then as the alphabet has it. */
function inOrder(types: readonly string[]): string[] {
  return [...types].sort((one, other) => (isBefore(one, other) ? -1 : 1));
}

function isBefore(one: string, other: string): boolean {
  if (one === other || other === 'Patient') return false;
  return one === 'Patient' || one < other;
}

async function records(
  search: EverythingSearch,
  { owner, type, rid }: { owner: Owner; type: string; rid: number | undefined },
  limit: number,
): Promise<EverythingEntry[]> {
  const { environment, asked } = search;
  const query = recordsOf(environment, asked, { patient: owner.id, type });
  const page = { limit, ...(rid === undefined ? {} : { after: [rid] as const }) };
  const found = await environment.reader.find(query, page);
  return found.map(({ id, body, rid: own }) => ({
    place: { owner, phase: type, rid: own },
    type,
    id,
    body,
    isRecord: true,
  }));
}

/** Besides what records refer to, the Provenance of them, which is no record itself. */
async function referenced(
  search: EverythingSearch,
  { owner, types, rid }: { owner: Owner; types: readonly string[]; rid: number | undefined },
  limit: number,
): Promise<EverythingEntry[]> {
  const { environment, asked } = search;
  const { registry, reader } = environment;
  const targets = registry.parameter('Provenance', 'target')?.paths.map(({ path }) => path.key);
  const found = await reader.referenced({
    patient: owner.id,
    records: types.map((type) => allRecords(search, owner.id, type)),
    types: asked.types,
    ...(targets === undefined ? {} : { telling: { type: 'Provenance', paths: targets } }),
    ...(asked.since === undefined ? {} : { since: asked.since }),
    ...(rid === undefined ? {} : { after: rid }),
    limit,
  });
  return found.map((resource) => ({
    ...resource,
    place: { owner, phase: REFERENCED, rid: resource.rid },
    isRecord: false,
  }));
}

/** Of the time that is asked, whenever they were updated. */
function allRecords(
  { environment, asked }: EverythingSearch,
  patient: string,
  type: string,
): SearchQuery {
  return recordsOf(environment, { ...asked, since: undefined }, { patient, type });
}
