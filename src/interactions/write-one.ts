/** Read, decide, write: the core of every interaction that changes one resource. */
import type { Issue } from '../fhir/issue.js';
import { keyText, type Resource, type ResourceKey } from '../fhir/resource.js';
import { WriteConflict } from '../storage/database-errors.js';
import type { StoreReader } from '../storage/reader.js';
import type { StoreTransaction } from '../storage/store.js';
import type { CurrentVersion, ResourceState } from '../storage/versions.js';
import type { ResourceWrite } from '../storage/write.js';
import type { Environment } from './environment.js';
import { ensureTargets, ensureUnreferenced } from './integrity.js';
import type { InteractionResult } from './types.js';

/** What to write over the version in force; undefined when there is nothing to do. */
export type Decide<State extends ResourceState> = (
  current: State | undefined,
) => Decision | Promise<Decision>;

type Decision = WriteDecision | undefined;

/** How a write reads what is in force: with the text, or without it. */
export type ReadState<State extends ResourceState> = (
  reader: StoreReader,
  key: ResourceKey,
) => Promise<State | undefined>;

/** Enough for writes that do not build on the old content. */
export const withoutText: ReadState<ResourceState> = (reader, key) => reader.readState(key);

/** For patches. */
export const withText: ReadState<CurrentVersion> = (reader, key) => reader.readCurrent(key);

export interface WriteDecision {
  readonly write: ResourceWrite;
  /** The new content; undefined for a deletion. */
  readonly resource: Resource | undefined;
}

const OPTIMISTIC_ATTEMPTS = 3;

/**
 * Writes what `decide` makes of the version in force. When somebody else wrote in between, `decide`
 * is asked again with the new version; after a few times the row is locked first.
 * @returns what was written; undefined when `decide` wanted nothing
 */
export async function writeOne<State extends ResourceState>(
  environment: Environment,
  key: ResourceKey,
  read: ReadState<State>,
  decide: Decide<State>,
): Promise<ResourceWrite | undefined> {
  // A caller with limits writes within a transaction in any case.
  if (environment.settings.referentialIntegrity === 'off' && environment.limits === undefined) {
    for (let attempt = 0; attempt < OPTIMISTIC_ATTEMPTS; attempt++) {
      const written = await unlessConflict(() =>
        writeOptimistically(environment, key, read, decide),
      );
      if (written !== CONFLICT) return written;
    }
  }
  return environment.store.inTransaction((transaction) =>
    writeLocked({ ...environment, transaction }, key, read, decide),
  );
}

const CONFLICT = Symbol('conflict');

async function unlessConflict<T>(work: () => Promise<T>): Promise<T | typeof CONFLICT> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WriteConflict) return CONFLICT;
    throw error;
  }
}

async function writeOptimistically<State extends ResourceState>(
  environment: Environment,
  key: ResourceKey,
  read: ReadState<State>,
  decide: Decide<State>,
): Promise<ResourceWrite | undefined> {
  const decision = await decide(await read(environment.reader, key));
  if (decision === undefined) return undefined;
  await environment.store.write([decision.write]);
  return decision.write;
}

/** The same inside a transaction, with the row locked. */
export async function writeLocked<State extends ResourceState>(
  environment: Environment & { readonly transaction: StoreTransaction },
  key: ResourceKey,
  read: ReadState<State>,
  decide: Decide<State>,
): Promise<ResourceWrite | undefined> {
  const { transaction } = environment;
  await transaction.lock([key]);
  const current = await read(transaction.reader, key);
  const decision = await decide(current);
  if (decision === undefined) return undefined;
  if (decision.resource !== undefined) {
    await ensureTargets(environment, transaction, [decision.resource], new Set([keyText(key)]));
  } else if (current !== undefined) {
    await ensureUnreferenced(environment, transaction, current);
  }
  await transaction.write([decision.write]);
  return decision.write;
}

const STORED: Issue = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'The resource was stored.',
};

/**
 * The result of a write that made a version.
 * @param remarks what validation found that did not keep it out
 */
export function writeResult(
  write: ResourceWrite,
  status: 200 | 201,
  remarks: readonly Issue[] = [],
): InteractionResult {
  return {
    notes: [STORED, ...remarks],
    status,
    version: write,
    isWrite: true,
    ...(write.body === undefined ? {} : { body: { kind: 'text', text: write.body } }),
  };
}
