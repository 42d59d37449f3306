/** Writes what a transaction asks for: all of it or nothing. */
import { keyText, type Resource, type ResourceKey } from '../../fhir/resource.js';
import { WriteConflict } from '../../storage/database-errors.js';
import type { StoreReader } from '../../storage/reader.js';
import type { Method } from '../../storage/row-write.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { CurrentVersion } from '../../storage/versions.js';
import type { ResourceWrite } from '../../storage/write.js';
import type { Environment, WrittenEntry } from '../environment.js';
import { ensureTargets, ensureUnreferenced } from '../integrity.js';
import { ensureMayDelete, ensureMayUpdate } from '../limits/caller-checks.js';
import { newDeletion, newVersion } from '../new-version.js';
import { patched } from '../patch/patch.js';
import { checkWriteConditions } from '../preconditions.js';
import { existing } from '../read.js';
import type { InteractionResult } from '../types.js';
import { identify, type Identity } from './identities.js';
import { atEntryLater, located, type PlannedWrite, type TransactionPlan } from './plan.js';
import { rewriteLinks } from './references.js';

/** Runs the reads of a transaction over its own reader, which sees what it has written. */
export type RunReads = (reader: StoreReader) => Promise<[number, InteractionResult][]>;

/** The result of each entry, in the order of the Bundle. */
export async function applyTransaction(
  environment: Environment,
  plan: TransactionPlan,
  runReads: RunReads,
): Promise<InteractionResult[]> {
  if (isPlain(environment, plan)) return applyCreates(environment, plan);
  return environment.store.inTransaction((transaction) =>
    applyWithin(environment, transaction, plan, runReads),
  );
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
  const planned: EntryWrite[] = [];
  for (const identity of identities) {
    planned.push(await entryWrite(environment, identity, undefined));
  }
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
    const keys = keysToLock(identities);
    const locked = await transaction.lock(keys);
    const current = await transaction.reader.readManyCurrent(keys);
    // One that appeared in between is not locked. Start over, because locks have an order.
    if (current.size > locked.size) throw new WriteConflict();
    const within = { ...environment, reader: transaction.reader };
    const planned: EntryWrite[] = [];
    for (const identity of identities) {
      const before = current.get(keyText(identity.key));
      const { index } = identity.write;
      planned.push(await atEntryLater(index, entryWrite(within, identity, before)));
    }
    const content = planned.flatMap(({ resource }) => resource ?? []);
    await ensureTargets(environment, transaction, content, new Set(content.map(nameOf)));
    await transaction.write(planned.flatMap(({ write }) => write ?? []));
    await ensureNothingLeft(environment, transaction, planned);
    await environment.alongside?.(transaction, planned.map(writtenEntry));
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
  /** The content that is written. */
  readonly resource?: Resource;
  readonly result: InteractionResult;
}

async function entryWrite(
  environment: Environment,
  { write: planned, key, action }: Identity,
  current: CurrentVersion | undefined,
): Promise<EntryWrite> {
  const { index } = planned;
  if (action === 'nothing') return { index, write: undefined, result: DELETED };
  if (action === 'found') {
    const found = existing(key, current);
    return { index, write: undefined, result: writtenResult(found, 200) };
  }
  return requestedWrite(environment, planned, key, current);
}

async function requestedWrite(
  environment: Environment,
  { index, request }: PlannedWrite,
  key: ResourceKey,
  current: CurrentVersion | undefined,
): Promise<EntryWrite> {
  const version = (resource: Resource, method: Method, status: 200 | 201): EntryWrite => {
    const write = newVersion(environment, resource, { key, current, method });
    return { index, write, resource, result: writtenResult(write, status) };
  };
  checkRequest(environment, request, key, current);
  switch (request.kind) {
    case 'create':
      return version(request.resource, 'POST', 201);
    case 'update':
    case 'conditional-update':
      return version(request.resource, 'PUT', current?.exists === true ? 200 : 201);
    case 'patch':
    case 'conditional-patch':
      return version(await patched(environment, key, current, request.patch), 'PATCH', 200);
    case 'delete':
    case 'conditional-delete':
      return current?.exists === true
        ? { index, write: newDeletion(environment, current), result: DELETED }
        : { index, write: undefined, result: DELETED };
  }
}

function writtenEntry({ index, result }: EntryWrite): WrittenEntry {
  return { index, status: result.status, version: result.version };
}

const DELETED: InteractionResult = { status: 204, isWrite: true };

function checkRequest(
  environment: Environment,
  request: PlannedWrite['request'],
  key: ResourceKey,
  current: CurrentVersion | undefined,
): void {
  if (request.kind === 'create') return;
  const { ifMatch } = request;
  if ('resource' in request) checkWriteConditions(current, request);
  else checkWriteConditions(current, ifMatch === undefined ? {} : { ifMatch });
  if (request.kind === 'update') ensureMayUpdate(environment, key, current);
  if (request.kind === 'delete') ensureMayDelete(environment, key, current);
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

function nameOf({ resourceType, id = '' }: Resource): string {
  return keyText({ type: resourceType, id });
}

/** Once all is written: what is deleted together with all that refers to it leaves nothing dangling. */
async function ensureNothingLeft(
  environment: Environment,
  transaction: StoreTransaction,
  planned: readonly EntryWrite[],
): Promise<void> {
  for (const { index, write } of planned) {
    if (write?.body !== undefined || write?.current === undefined) continue;
    try {
      await ensureUnreferenced(environment, transaction, write.current);
    } catch (error) {
      throw located(error, index);
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
