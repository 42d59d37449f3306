/** Which resource each write of a transaction means, once its criteria have been searched. */
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import type { StoreReader } from '../../storage/reader.js';
import { findMatches, oneMatch } from '../conditional/criteria.js';
import { targetOf } from '../conditional/update.js';
import type { Environment } from '../environment.js';
import { ensureSeesDuplicates } from '../limits/caller-checks.js';
import { FhirError } from '../../fhir/errors.js';
import { atEntry, duplicate, type PlannedWrite } from './plan.js';

export interface Identity {
  readonly write: PlannedWrite;
  readonly key: ResourceKey;
  /** `write`: as the entry says. `found`: If-None-Exist found it. `nothing`: nothing to delete. */
  readonly action: 'write' | 'found' | 'nothing';
}

/** @throws FhirError when criteria match too much, or two entries turn out to mean one resource */
export async function identify(
  environment: Environment,
  reader: StoreReader,
  writes: readonly PlannedWrite[],
): Promise<Identity[]> {
  const searched = writes.filter((write) => write.criteria !== undefined);
  const found = await findMatches(
    reader,
    searched.flatMap(({ criteria }) => criteria ?? []),
  );
  const matches = new Map(searched.map((write, position) => [write, found[position] ?? []]));
  const deleted = deletedKeys(writes, matches);
  const identities = writes.map((write) => {
    const ids = matches.get(write);
    if (ids === undefined) return { write, key: write.key, action: 'write' as const };
    // Deletions come first, so what they delete is no match for the entries after them.
    const isDeletion = write.request.kind === 'conditional-delete';
    const left = isDeletion
      ? ids
      : ids.filter((id) => !deleted.has(keyText({ type: write.key.type, id })));
    return atEntry(write.index, () => identityOf(environment, write, oneMatch(left)));
  });
  ensureDistinct(identities);
  return identities;
}

function deletedKeys(
  writes: readonly PlannedWrite[],
  matches: ReadonlyMap<PlannedWrite, readonly string[]>,
): Set<string> {
  return new Set(
    writes.flatMap((write) => {
      if (write.request.kind === 'delete') return [keyText(write.key)];
      if (write.request.kind !== 'conditional-delete') return [];
      return (matches.get(write) ?? []).map((id) => keyText({ type: write.key.type, id }));
    }),
  );
}

function identityOf(
  environment: Environment,
  write: PlannedWrite,
  match: string | undefined,
): Identity {
  const { type } = write.key;
  const matched = match === undefined ? undefined : { type, id: match };
  switch (write.request.kind) {
    case 'create':
      if (matched !== undefined) return { write, key: matched, action: 'found' };
      ensureSeesDuplicates(environment, type);
      return { write, key: write.key, action: 'write' };
    case 'conditional-update': {
      const key = targetOf(environment, type, write.givenId, match);
      return { write, key, action: 'write' };
    }
    case 'conditional-patch':
      if (matched === undefined) {
        throw new FhirError('not-found', 'Nothing matches the search criteria.');
      }
      return { write, key: matched, action: 'write' };
    default:
      return matched === undefined
        ? { write, key: write.key, action: 'nothing' }
        : { write, key: matched, action: 'write' };
  }
}

function ensureDistinct(identities: readonly Identity[]): void {
  const keys = new Set<string>();
  const locks = new Set<string>();
  for (const { write, key, action } of identities) {
    if (action === 'nothing') continue;
    const name = keyText(key);
    if (keys.has(name)) throw duplicate(write.index, 'means the same resource as another entry');
    keys.add(name);
    const { criteria } = write;
    if (criteria === undefined) continue;
    const lock = `${criteria.lock.high} ${criteria.lock.low}`;
    if (locks.has(lock)) throw duplicate(write.index, 'has the same criteria as another entry');
    locks.add(lock);
  }
}
