/**
 * Several messages at once: what they ask of the database is asked together, and what they write is
 * written in one transaction. None of them shares a patient, visit or order with another (see
 * `claimMessages`). Whatever does not go smoothly is left for `processMessage`, which does one message
 * by itself: so each message comes to the same end, this way or that.
 */
import { objectAt, objectsAt, stringAt } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { Environment, WrittenEntry } from '../../interactions/environment.js';
import { ensureValid } from '../../interactions/new-version.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { BatchResult, MessageInProcess, SettleBatchWithin } from '../types.js';
import {
  ensureAllWritten,
  isOvertaken,
  newStates,
  outcomeOf,
  prepare,
  writeBundle,
  type ProcessParts,
  type Writable,
} from './process.js';

/** A message whose transaction is valid, and can be written with those of others. */
interface Ready {
  readonly work: MessageInProcess;
  readonly writable: Writable;
}

const ALONE: BatchResult = { kind: 'alone' };

/**
 * How often what is left is tried together: messages that would write the same resource, and those
 * that others were faster than.
 */
const MOST_ROUNDS = 4;

/** See `ProcessBatch`. @param parts whose environment reads for several at once */
export async function processBatch(
  parts: ProcessParts,
  works: readonly MessageInProcess[],
  settle: SettleBatchWithin,
): Promise<ReadonlyMap<number, BatchResult>> {
  const results = new Map<number, BatchResult>();
  let left = works;
  for (let round = 0; round < MOST_ROUNDS && left.length > 0; round += 1) {
    const ready = await Promise.all(left.map((work) => prepareOne(parts, work, results)));
    const { together, later } = withoutClashes(ready.filter((one) => one !== undefined));
    const written = await writeTogether(parts, together, settle);
    if (written === 'overtaken') {
      left = [...together, ...later].map(({ work }) => work);
      continue;
    }
    for (const { work } of together) results.set(work.id, written.get(work.id) ?? ALONE);
    left = later.map(({ work }) => work);
  }
  for (const { id } of left) results.set(id, ALONE);
  return results;
}

/** @returns undefined when its result is known already */
async function prepareOne(
  parts: ProcessParts,
  work: MessageInProcess,
  results: Map<number, BatchResult>,
): Promise<Ready | undefined> {
  try {
    const prepared = await prepare(parts, work);
    if (prepared.kind === 'settled') {
      results.set(work.id, { kind: 'done', outcome: prepared.outcome, isSettled: false });
      return undefined;
    }
    const { bundle } = prepared.transaction;
    if (bundle !== undefined) await ensureValid(parts.environment, bundle);
    return { work, writable: prepared };
  } catch {
    // It is tried again by itself, and what is wrong is told then.
    results.set(work.id, ALONE);
    return undefined;
  }
}

/** The first of those that would write the same resource, and the others. */
function withoutClashes(ready: readonly Ready[]): {
  readonly together: readonly Ready[];
  readonly later: readonly Ready[];
} {
  const taken = new Set<string>();
  const together: Ready[] = [];
  const later: Ready[] = [];
  for (const one of ready) {
    const names = writesOf(one.writable);
    if (names.some((name) => taken.has(name))) later.push(one);
    else together.push(one);
    // Also of those that come later: what comes after them may not come before them.
    for (const name of names) taken.add(name);
  }
  return { together, later };
}

/** Names for what a transaction writes: two that could mean the same resource have one in common. */
function writesOf({ transaction }: Writable): string[] {
  const { bundle, touched } = transaction;
  const entries = objectsAt(bundle ?? {}, 'entry').flatMap((entry) => {
    const request = objectAt(entry, 'request') ?? {};
    const [url = '', condition] = [stringAt(request, 'url'), stringAt(request, 'ifNoneExist')];
    if (condition === undefined) return [url].filter((text) => text.includes('/'));
    // Conditions on one value exclude one another, whatever its system: see `parseCriteria`.
    const [, value = condition] = /^identifier=(?:[^&]*?)%7C([^&]*)/i.exec(condition) ?? [];
    return [`${url}?${value}`];
  });
  // What is remembered of a resource is written also when the resource itself is as it should be.
  const remembered = touched.filter(({ isRemembered }) => isRemembered);
  return [...entries, ...remembered.map(({ reference }) => reference)];
}

/** @returns nothing but `overtaken` when what was read has changed; no result for what was not written */
async function writeTogether(
  { environment, identity }: ProcessParts,
  ready: readonly Ready[],
  settle: SettleBatchWithin,
): Promise<ReadonlyMap<number, BatchResult> | 'overtaken'> {
  let results = new Map<number, BatchResult>();
  if (ready.length === 0) return results;
  const alongside = async (
    store: StoreTransaction,
    written: readonly WrittenEntry[],
  ): Promise<void> => {
    const parts = partsOf(ready, written);
    for (const { writable, own } of parts) ensureAllWritten(writable, own);
    await identity.confirm(
      store,
      parts.map(({ writable, own }) => ({ claims: writable.about.decided.claims, written: own })),
    );
    await store.writeMessageStates(parts.flatMap(({ writable, own }) => newStates(writable, own)));
    const outcomes = new Map(
      parts.map(({ work, writable, own }) => [work.id, outcomeOf(writable, own)] as const),
    );
    await settle(store, outcomes);
    results = new Map(
      [...outcomes].map(([id, outcome]) => [id, { kind: 'done', outcome, isSettled: true }]),
    );
  };
  try {
    await writeAll({ ...environment, alongside }, ready);
    return results;
  } catch (error) {
    return isOvertaken(error) ? 'overtaken' : new Map();
  }
}

async function writeAll(environment: Environment, ready: readonly Ready[]): Promise<void> {
  const { alongside, store, settings } = environment;
  const entry = ready.flatMap(({ writable }) => entriesOf(writable));
  if (entry.length === 0) {
    await store.inTransaction(async (transaction) => alongside?.(transaction, []));
    return;
  }
  const bundle: Resource = { resourceType: 'Bundle', type: 'transaction', entry };
  // Each of them has been validated by itself.
  await writeBundle({ ...environment, settings: { ...settings, validation: 'off' } }, bundle);
}

function entriesOf({ transaction }: Writable): ReturnType<typeof objectsAt> {
  return objectsAt(transaction.bundle ?? {}, 'entry');
}

/** What each message has written, with the indexes of its own Bundle. */
function partsOf(
  ready: readonly Ready[],
  written: readonly WrittenEntry[],
): (Ready & { readonly own: readonly WrittenEntry[] })[] {
  let first = 0;
  return ready.map((one) => {
    const start = first;
    first += entriesOf(one.writable).length;
    const own = written
      .filter(({ index }) => index >= start && index < first)
      .map((entry) => ({ ...entry, index: entry.index - start }));
    return { ...one, own };
  });
}
