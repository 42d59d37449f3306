/** What a person does about a message that waits or failed: decide, or have nothing made of it. */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import type { MessageDetails } from '../../storage/inbox/message-list.js';
import { readDecision } from '../identity/decision.js';
import { isAboutIdentity } from '../identity/undecided.js';
import { existingMessage, type AdministrationParts, type Who } from './parts.js';

export interface DecisionRequest {
  /** For each PID of the message: `Patient/1`, `new`, or null for what stays open. */
  readonly patients?: readonly (string | null)[];
  /** What the message does to identity, such as a merge, may be done. */
  readonly approved?: boolean;
  readonly comment?: string;
}

const PATIENT = /^Patient\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Keeps who is meant, by whom and when it was decided, and has the message processed again; what
 * waits behind it follows. What contradicts the numbers of the message is not done, and told there.
 * @throws FhirError `not-found`; `conflict` when the message does not wait for such a decision;
 * `unprocessable` for a patient that is not there
 */
export async function decideMessage(
  parts: AdministrationParts,
  id: number,
  { request, who }: { readonly request: DecisionRequest; readonly who: Who },
): Promise<JsonObject> {
  const message = await existingMessage(parts, id);
  ensureOpen(message);
  if (!isAboutIdentity(message.reason?.code)) {
    throw new FhirError('conflict', `Message ${id} does not wait for a decision on identity.`);
  }
  const patients = merged(readDecision(message.decision).patients, request.patients ?? []);
  if (request.patients === undefined && request.approved === undefined) {
    throw new FhirError('unprocessable', 'Nothing is decided: give patients or approved.');
  }
  await ensurePatients(parts, patients);
  const isApproved = request.approved ?? readDecision(message.decision).isApproved;
  const details: JsonObject = {
    patients,
    approved: isApproved,
    ...(request.comment !== undefined && { comment: request.comment }),
  };
  const at = new Date(parts.environment.clock()).toISOString();
  const decision: JsonObject = { ...details, by: who, at };
  const action = { who, action: 'decide', message: id, details } as const;
  if (!(await parts.inbox.decide({ id }, decision, action))) {
    throw new FhirError('conflict', `Message ${id} has changed its state meanwhile.`);
  }
  return { message: id, decision };
}

/** @throws FhirError `conflict` for a message that is done, under way, or has no text any more */
function ensureOpen({ id, state, content }: MessageDetails): void {
  if (state !== 'waiting' && state !== 'failed') {
    throw new FhirError('conflict', `Message ${id} is ${state}: there is nothing to decide.`);
  }
  if (content === undefined) {
    throw new FhirError('conflict', `The text of message ${id} was removed.`);
  }
}

/** A later decision about a PID takes the place of an earlier one. */
function merged(
  before: readonly (string | undefined)[],
  now: readonly (string | null)[],
): (string | null)[] {
  const length = Math.max(before.length, now.length);
  return Array.from({ length }, (_, index) => now[index] ?? before[index] ?? null);
}

async function ensurePatients(
  { environment }: AdministrationParts,
  patients: readonly (string | null)[],
): Promise<void> {
  for (const patient of patients) {
    if (patient === null || patient === 'new') continue;
    if (!PATIENT.test(patient)) {
      throw new FhirError('unprocessable', 'A patient is "new", or a reference: "Patient/1".');
    }
    const key = { type: 'Patient', id: patient.slice('Patient/'.length) };
    const state = await environment.reader.readState(key);
    if (state?.exists !== true) {
      throw new FhirError('unprocessable', `There is no ${patient} on this server.`);
    }
  }
}

/**
 * Nothing is made of a message that waits or failed; what waits behind it goes on.
 * @throws FhirError `not-found`; `conflict` when it neither waits nor failed
 */
export async function ignoreMessage(
  parts: AdministrationParts,
  id: number,
  { comment, who }: { readonly comment?: string | undefined; readonly who: Who },
): Promise<JsonObject> {
  const { state } = await existingMessage(parts, id);
  const details = comment === undefined ? {} : { details: { comment } };
  const isDone = await parts.inbox.ignore(id, { who, action: 'ignore', message: id, ...details });
  if (!isDone) {
    throw new FhirError(
      'conflict',
      `Message ${id} is ${state}: only what waits or failed can be ignored.`,
    );
  }
  return { message: id, state: 'ignored' };
}
