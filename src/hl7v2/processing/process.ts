/**
 * One message from what it says to what is stored: facts, identity, mapping, one transaction. All
 * that it writes, what is remembered of it, and its outcome become permanent together or not at all;
 * so a message may be begun any number of times and takes effect once.
 */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText, type Resource } from '../../fhir/resource.js';
import type { Environment, WrittenEntry } from '../../interactions/environment.js';
import { createInteractions } from '../../interactions/run.js';
import type { Reason } from '../../storage/inbox/states.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { Hl7Location } from '../hl7-error.js';
import { lookupsOf } from '../mapping/effect/lookup.js';
import type { Sender } from '../mapping/effect/state.js';
import {
  settledStates,
  toTransaction,
  type Conflict,
  type Transaction,
} from '../mapping/effect/transaction.js';
import { readFacts } from '../mapping/facts.js';
import { mapMessage } from '../mapping/map-message.js';
import type { MappingSettings } from '../mapping/settings.js';
import { isAboutIdentity } from '../mapping/message/adt-identity.js';
import type {
  Mapped,
  MappingContext,
  MessageFacts,
  NotMapped,
  PatientDecision,
} from '../mapping/types.js';
import { formatPath } from '../parser/path.js';
import type {
  CarriedOut,
  Identity,
  IdentityDecision,
  MessageInProcess,
  Outcome,
  Processed,
  SettleWithin,
} from '../types.js';
import { findKnown, keyOf, type Found } from './known.js';

export interface ProcessParts {
  readonly environment: Environment;
  /** The mapping settings of a feed. */
  readonly settings: (feed: string) => MappingSettings;
  readonly identity: Identity;
}

/** How often others may be faster in changing the same resources before the message waits its turn. */
const MOST_ATTEMPTS = 5;

/** See `ProcessMessage`. */
export async function processMessage(
  parts: ProcessParts,
  work: MessageInProcess,
  settle: SettleWithin,
): Promise<Processed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await processOnce(parts, work, settle);
    } catch (error) {
      if (!isOvertaken(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** What was read has changed before it was written: reading it again helps. */
function isOvertaken(error: unknown): boolean {
  return (
    error instanceof FhirError &&
    (error.kind === 'conflict' || error.kind === 'precondition-failed')
  );
}

async function processOnce(
  parts: ProcessParts,
  work: MessageInProcess,
  settle: SettleWithin,
): Promise<Processed> {
  const { environment, identity } = parts;
  const settings = parts.settings(work.feed.name);
  const facts = readFacts(work.message, settings, work.received);
  if (facts.kind === 'not-mapped') return unsettled(notMapped(facts));
  const changed = await carryOutIdentity(parts, work, facts);
  if (changed.kind === 'undecided') return unsettled(changed.outcome);
  const decided = await identity.decide(work, facts.patients);
  if (decided.kind === 'undecided') return unsettled(decided.outcome);
  const context = { ...mappingContext(work, settings, decided.patients), facts };
  const mapped = mapMessage(work.message, context);
  if (mapped.kind === 'not-mapped') return unsettled(notMapped(mapped));
  const known = await findKnown(environment, lookupsOf(mapped));
  const transaction = toTransaction(mapped, known, senderOf(work));
  if (transaction.kind === 'conflict') return unsettled(conflicting(transaction.conflicts));
  const about: About = { mapped, known, decided, changes: changed.notes };
  const outcome = await write(parts, transaction, { about, settle });
  return { outcome, isSettled: true };
}

/**
 * What the message says of which records are one person's comes before who it is about: the numbers
 * of a merge lead to the survivor then.
 */
async function carryOutIdentity(
  { identity, settings }: ProcessParts,
  work: MessageInProcess,
  facts: MessageFacts,
): Promise<CarriedOut> {
  if (!isAboutIdentity(facts.event)) return { kind: 'done', notes: [] };
  const context = mappingContext(work, settings(work.feed.name), []);
  const mapped = mapMessage(work.message, { ...context, facts });
  if (mapped.kind === 'not-mapped') return { kind: 'undecided', outcome: notMapped(mapped) };
  return identity.carryOut(work, mapped.identity);
}

function unsettled(outcome: Outcome): Processed {
  return { outcome, isSettled: false };
}

export function mappingContext(
  work: Pick<MessageInProcess, 'id' | 'feed' | 'received'>,
  settings: MappingSettings,
  patients: readonly PatientDecision[],
): MappingContext {
  const { id, feed, received: receivedAt } = work;
  return { settings, patients, receivedAt, messageId: String(id), feed: feed.name };
}

/** Reasons that are nobody's fault: nothing is to be made of such messages. */
const NOT_WANTED: ReadonlySet<NotMapped['reason']> = new Set(['ignored', 'unknown-event']);

/** Who sent a message, and which one it is. */
export function senderOf({ id, feed }: MessageInProcess): Sender {
  return { feed: feed.name, arrival: id };
}

/** What becomes of a message of which nothing is made. */
export function notMapped({ reason: code, text, location }: NotMapped): Outcome {
  return {
    state: NOT_WANTED.has(code) ? 'ignored' : 'failed',
    reason: { code, text, ...placeOf(location) },
  };
}

function placeOf(location: Hl7Location | undefined): Pick<Reason, 'at'> {
  return location === undefined ? {} : { at: formatPath(location) };
}

/** What becomes of a message that stored resources are in the way of. */
export function conflicting(conflicts: readonly Conflict[]): Outcome {
  const [first] = conflicts;
  return {
    state: 'failed',
    reason: { code: first?.kind ?? 'conflict', text: first?.text ?? '' },
    details: {
      conflicts: conflicts.map(({ kind, type, references, text }) => ({
        kind,
        type,
        references: [...references],
        text,
      })),
    },
  };
}

/** What the outcome tells of a message. */
interface About {
  readonly mapped: Mapped;
  readonly known: Found;
  readonly decided: Extract<IdentityDecision, { kind: 'decided' }>;
  /** Notes about what it changed in identity. */
  readonly changes: readonly string[];
}

type Writable = Extract<Transaction, { readonly kind: 'transaction' }>;

async function write(
  { environment, identity }: ProcessParts,
  transaction: Writable,
  { about, settle }: { readonly about: About; readonly settle: SettleWithin },
): Promise<Outcome> {
  let outcome = processed(about, []);
  const alongside = async (
    store: StoreTransaction,
    written: readonly WrittenEntry[],
  ): Promise<void> => {
    ensureAllWritten(transaction.bundle, written);
    await identity.confirm(store, about.decided.claims, written);
    await store.writeMessageStates(newStates(transaction, written, about.known));
    outcome = processed(about, written);
    await settle(store, outcome);
  };
  const { bundle } = transaction;
  if (bundle === undefined) {
    await environment.store.inTransaction((store) => alongside(store, []));
    return outcome;
  }
  // One message is one transaction, however much it holds.
  const settings = { ...environment.settings, maxBundleEntries: Number.MAX_SAFE_INTEGER };
  const run = createInteractions({ ...environment, settings, alongside });
  await run({ kind: 'transaction', bundle, prefer: 'minimal' }, SYSTEM_ACCESS);
  return outcome;
}

/**
 * A conditional create that found something has written nothing: somebody made the resource after it
 * was looked for. What the message says of it has to be put into that one.
 * @throws FhirError `conflict`
 */
function ensureAllWritten(bundle: Resource | undefined, written: readonly WrittenEntry[]): void {
  const requests = objectsAt(bundle ?? {}, 'entry').map(
    (entry) => objectAt(entry, 'request') ?? {},
  );
  const isMissing = written.some(
    ({ index, status }) => stringAt(requests[index] ?? {}, 'method') === 'POST' && status !== 201,
  );
  if (isMissing) throw new FhirError('conflict', 'A resource came into being in the meantime.');
}

function newStates(
  transaction: Writable,
  written: readonly WrittenEntry[],
  { revisions }: Found,
): Parameters<StoreTransaction['writeMessageStates']>[0] {
  const byIndex = new Map(written.map(({ index, version }) => [index, version]));
  const states = settledStates(transaction, (entry) => {
    const version = byIndex.get(entry);
    return version === undefined ? undefined : keyText(version.key);
  });
  return [...states].map(([reference, state]) => ({
    key: keyOf(reference),
    revision: revisions.get(reference) ?? 0,
    state: state as unknown as JsonObject,
  }));
}

function processed(about: About, written: readonly WrittenEntry[]): Outcome {
  const { mapped, decided, changes } = about;
  const notes = [...changes, ...decided.notes];
  return {
    state: 'processed',
    details: {
      resources: written.flatMap(({ version }) =>
        version === undefined ? [] : [`${keyText(version.key)}/_history/${version.version}`],
      ),
      ...(notes.length > 0 && { notes }),
      ...(decided.alike.length > 0 && { candidates: [...decided.alike] }),
      ...(mapped.warnings.length > 0 && {
        warnings: mapped.warnings.map((warning) => ({ ...warning })),
      }),
    },
  };
}
