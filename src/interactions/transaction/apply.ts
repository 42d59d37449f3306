/** Writes what a transaction asks for: all of it or nothing. */
import { FhirError } from '../../fhir/errors.js';
import { keyText, type Resource, type ResourceKey } from '../../fhir/resource.js';
import { WriteConflict } from '../../storage/database-errors.js';
import type { StoreReader } from '../../storage/reader.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { CurrentVersion } from '../../storage/versions.js';
import type { ResourceWrite } from '../../storage/write.js';
import type { Environment } from '../environment.js';
import { ensureTargets, ensureUnreferenced } from '../integrity.js';
import { newDeletion, newVersion } from '../new-version.js';
import { patched } from '../patch/patch.js';
import { checkWriteConditions } from '../preconditions.js';
import { existing } from '../read.js';
import type { InteractionResult } from '../types.js';
import { identify, type Identity } from './identities.js';
import { atEntry, type PlannedWrite, type TransactionPlan } from './plan.js';
import { rewriteLinks } from './references.js';

const ATTEMPTS = 5;

/** Runs the reads of a transaction over its own reader, which sees what it has written. */
export type RunReads = (reader: StoreReader) => Promise<[number, InteractionResult][]>;

/** The result of each entry, in the order of the Bundle. */
export async function applyTransaction(
  environment: Environment,
  plan: TransactionPlan,
  runReads: RunReads,
): Promise<InteractionResult[]> {
  if (isPlain(environment, plan)) return applyCreates(environment, plan);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await environment.store.inTransaction((transaction) =>
        applyWithin(environment, transaction, plan, runReads),
      );
    } catch (error) {
      if (!(error instanceof WriteConflict)) throw error;
    }
  }
  throw new FhirError('conflict', 'Resources of the transaction are changed by others. Try again.');
}

/** Only new resources without conditions: one statement does it, no locks are needed. */
function isPlain(
  { settings, alongside }: Environment,
  { writes, reads }: TransactionPlan,
): boolean {
  return (
    settings.referentialIntegrity === 'off' &&
    alongside === undefined &&
    reads.length === 0 &&
    writes.every(({ request, criteria }) => request.kind === 'create' && criteria === undefined)
  );
}

async function applyCreates(
  environment: Environment,
  { size, writes }: TransactionPlan,
): Promise<InteractionResult[]> {
  const identities = writes.map((write) => ({ write, key: write.key, action: 'write' as const }));
  await rewriteLinks(environment, environment.reader, identities);
  const planned = identities.map((identity) => entryWrite(environment, identity, undefined));
  await environment.store.write(planned.flatMap(({ write }) => write ?? []));
  return inOrder(
    size,
    planned.map((entry) => [entry.index, entry.result]),
  );
}

async function applyWithin(
  environment: Environment,
  transaction: StoreTransaction,
  plan: TransactionPlan,
  runReads: RunReads,
): Promise<InteractionResult[]> {
  await transaction.lockCriteria(plan.writes.flatMap(({ criteria }) => criteria?.lock ?? []));
  const identities = await identify(environment, transaction.reader, plan.writes);
  const undo = await rewriteLinks(environment, transaction.reader, identities);
  try {
    await transaction.lock(keysToLock(identities));
    const current = await transaction.reader.readManyCurrent(keysToLock(identities));
    const planned = identities.map((identity) =>
      atEntry(identity.write.index, () =>
        entryWrite(environment, identity, current.get(keyText(identity.key))),
      ),
    );
    await ensureIntegrity(environment, transaction, identities, current);
    await transaction.write(planned.flatMap(({ write }) => write ?? []));
    await environment.alongside?.(transaction);
    const reads = await runReads(transaction.reader);
    return inOrder(plan.size, [
      ...planned.map((entry): [number, InteractionResult] => [entry.index, entry.result]),
      ...reads,
    ]);
  } finally {
    undo();
  }
}

/** New resources under ids of ours are not there yet. */
function keysToLock(identities: readonly Identity[]): ResourceKey[] {
  return identities
    .filter(({ write, action }) => action === 'found' || write.request.kind !== 'create')
    .map(({ key }) => key);
}

interface EntryWrite {
  readonly index: number;
  /** Undefined when the entry changes nothing. */
  readonly write: ResourceWrite | undefined;
  readonly result: InteractionResult;
}

function entryWrite(
  environment: Environment,
  { write: planned, key, action }: Identity,
  current: CurrentVersion | undefined,
): EntryWrite {
  const { index } = planned;
  if (action === 'nothing') return { index, write: undefined, result: DELETED };
  if (action === 'found') {
    const found = existing(key, current);
    return { index, write: undefined, result: writtenResult(found, 200) };
  }
  return requestedWrite(environment, planned, key, current);
}

function requestedWrite(
  environment: Environment,
  planned: PlannedWrite,
  key: ResourceKey,
  current: CurrentVersion | undefined,
): EntryWrite {
  const { index, request } = planned;
  switch (request.kind) {
    case 'create':
      return written(index, versionOf(environment, planned, key, current), 201);
    case 'update':
    case 'conditional-update': {
      checkWriteConditions(current, request);
      const write = versionOf(environment, planned, key, current);
      return written(index, write, current?.exists === true ? 200 : 201);
    }
    case 'patch':
    case 'conditional-patch': {
      checkWriteConditions(current, ifMatchOf(request));
      const resource = patched(environment, key, current, request.patch);
      const write = newVersion(environment, resource, { key, current, method: 'PATCH' });
      return written(index, write, 200);
    }
    case 'delete':
    case 'conditional-delete':
      checkWriteConditions(current, ifMatchOf(request));
      return current?.exists === true
        ? { index, write: newDeletion(environment, current), result: DELETED }
        : { index, write: undefined, result: DELETED };
  }
}

const DELETED: InteractionResult = { status: 204, isWrite: true };

function ifMatchOf(
  request: Extract<PlannedWrite['request'], { ifMatch?: unknown }>,
): Parameters<typeof checkWriteConditions>[1] {
  return request.ifMatch === undefined ? {} : { ifMatch: request.ifMatch };
}

function versionOf(
  environment: Environment,
  { resource, request }: PlannedWrite,
  key: ResourceKey,
  current: CurrentVersion | undefined,
): ResourceWrite {
  if (resource === undefined) throw new Error('A write without a resource.');
  const method = request.kind === 'create' ? 'POST' : 'PUT';
  return newVersion(environment, resource, { key, current, method });
}

function written(index: number, write: ResourceWrite, status: 200 | 201): EntryWrite {
  return { index, write, result: writtenResult(write, status) };
}

function writtenResult(
  version: Pick<ResourceWrite, 'key' | 'version' | 'updated' | 'body'>,
  status: 200 | 201,
): InteractionResult {
  return {
    status,
    version,
    isWrite: true,
    body: { kind: 'text', text: version.body ?? '' },
  };
}

async function ensureIntegrity(
  environment: Environment,
  transaction: StoreTransaction,
  identities: readonly Identity[],
  current: ReadonlyMap<string, CurrentVersion>,
): Promise<void> {
  if (environment.settings.referentialIntegrity === 'off') return;
  const resources = identities.flatMap(({ write }): Resource[] =>
    write.resource === undefined ? [] : [write.resource],
  );
  const batch = new Set(
    identities.filter(({ write }) => write.resource !== undefined).map(({ key }) => keyText(key)),
  );
  await ensureTargets(environment, transaction, resources, batch);
  for (const { write, key } of identities) {
    const version = current.get(keyText(key));
    if (write.request.kind.endsWith('delete') && version !== undefined) {
      await ensureUnreferenced(environment, transaction, version);
    }
  }
}

function inOrder(
  size: number,
  results: readonly (readonly [number, InteractionResult])[],
): InteractionResult[] {
  const ordered = new Map(results);
  return Array.from({ length: size }, (_, index) => {
    const result = ordered.get(index);
    if (result === undefined) throw new Error('An entry of a transaction has no result.');
    return result;
  });
}
