/**
 * ADT: what happened to a patient or a visit, by what is different from the version before. The events
 * are those that `mapping/message/adt-*.ts` reads.
 */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { GenerationError } from '../router.js';
import { nk1 } from '../segment/nk1.js';
import { line, repeated, type Lines } from '../segment/lines.js';
import { evn } from '../segment/msh.js';
import { patientNumbers, pd1, pid } from '../segment/pid.js';
import { noVisit, patientClass, pv1 } from '../segment/pv1.js';
import { idOf, type Draft, type MessageContext } from './context.js';

export interface Change {
  readonly after: Resource;
  readonly before: Resource | undefined;
}

/** Structures of the events: HL7 table 0354. */
const STRUCTURES: Readonly<Record<string, string>> = {
  A01: 'ADT_A01',
  A02: 'ADT_A02',
  A03: 'ADT_A03',
  A04: 'ADT_A01',
  A05: 'ADT_A05',
  A08: 'ADT_A01',
  A11: 'ADT_A09',
  A13: 'ADT_A01',
  A28: 'ADT_A05',
  A31: 'ADT_A05',
  A40: 'ADT_A39',
};

/** The message of a Patient that was made or changed: A28 and A31, or A08; A40 when it was merged. */
export async function patientMessage(
  { after, before }: Change,
  events: 'A28-A31' | 'A08',
  context: MessageContext,
): Promise<Draft> {
  const survivor = await mergedInto(after, before, context);
  if (survivor !== undefined) return mergeMessage(after, survivor, context);
  const trigger = events === 'A08' ? 'A08' : before === undefined ? 'A28' : 'A31';
  return {
    type: typeOf(trigger),
    patient: idOf(after),
    lines: [
      evn(trigger, context.changed, context.destination),
      pid(after, before, context),
      ...(await pd1(after, context)),
      ...(await contacts(after, context)),
      noVisit(),
    ],
  };
}

function typeOf(trigger: string): Draft['type'] {
  return ['ADT', trigger, STRUCTURES[trigger] ?? `ADT_${trigger}`];
}

/** The Patient that replaces this one since this version. */
async function mergedInto(
  after: JsonObject,
  before: JsonObject | undefined,
  { related }: MessageContext,
): Promise<Resource | undefined> {
  const replaced = (patient: JsonObject): JsonObject | undefined =>
    objectsAt(patient, 'link').find((link) => stringAt(link, 'type') === 'replaced-by');
  if (before === undefined || replaced(before) !== undefined) return undefined;
  const link = replaced(after);
  return link === undefined ? undefined : related.read(objectAt(link, 'other'), after);
}

function mergeMessage(merged: JsonObject, survivor: JsonObject, context: MessageContext): Draft {
  return {
    type: typeOf('A40'),
    patient: idOf(survivor),
    lines: [
      evn('A40', context.changed, context.destination),
      pid(survivor, undefined, context),
      line('MRG', { 1: repeated(patientNumbers(merged, context)) }),
    ],
  };
}

async function contacts(patient: JsonObject, context: MessageContext): Promise<Lines> {
  const to = `Patient/${idOf(patient)}`;
  const people = await context.related.referring('RelatedPerson', 'patient', to);
  return people
    .filter((person) => person['active'] !== false)
    .map((person, index) => nk1(person, index + 1, context));
}

/**
 * The message of an Encounter; undefined when there is nothing to tell: a visit that was never there.
 * @throws GenerationError without a patient
 */
export async function encounterMessage(
  { after, before }: Change,
  context: MessageContext,
): Promise<Draft | undefined> {
  const trigger = encounterTrigger(after, before);
  if (trigger === undefined) return undefined;
  const patient = await subjectOf(after, context);
  return {
    type: typeOf(trigger),
    patient: idOf(patient),
    lines: [
      evn(trigger, context.changed, context.destination),
      pid(patient, undefined, context),
      ...(await pd1(patient, context)),
      await pv1(after, before, context),
    ],
  };
}

/** The patient that a resource is about. @throws GenerationError when there is none */
export async function subjectOf(
  resource: Resource,
  { related }: MessageContext,
): Promise<Resource> {
  const patient = await related.read(objectAt(resource, 'subject'), resource);
  if (patient?.resourceType === 'Patient') return patient;
  throw new GenerationError(`The ${resource.resourceType} refers to no patient that is there.`);
}

const OVER = new Set(['finished']);
const UNDONE = new Set(['cancelled', 'entered-in-error']);
const PRESENT = new Set(['in-progress', 'onleave', 'arrived', 'triaged']);

function encounterTrigger(after: JsonObject, before: JsonObject | undefined): string | undefined {
  const status = stringAt(after, 'status') ?? '';
  const earlier = before === undefined ? undefined : (stringAt(before, 'status') ?? '');
  // What was never told, or is taken back already, needs no message any more.
  if (earlier === undefined || UNDONE.has(earlier)) return newTrigger(after, status);
  if (UNDONE.has(status)) return 'A11';
  return statusTrigger(after, status, earlier) ?? (hasMoved(after, before ?? {}) ? 'A02' : 'A08');
}

/** The event that a change of status is; undefined when it is none. */
function statusTrigger(after: JsonObject, status: string, earlier: string): string | undefined {
  if (OVER.has(status) !== OVER.has(earlier)) return OVER.has(status) ? 'A03' : 'A13';
  return PRESENT.has(status) && !PRESENT.has(earlier) ? arrival(after) : undefined;
}

function newTrigger(encounter: JsonObject, status: string): string | undefined {
  if (UNDONE.has(status)) return undefined;
  if (OVER.has(status)) return 'A03';
  return status === 'planned' ? 'A05' : arrival(encounter);
}

/** An admission, or the registration of somebody who does not stay. */
function arrival(encounter: JsonObject): string {
  return patientClass(encounter) === 'I' ? 'A01' : 'A04';
}

function hasMoved(after: JsonObject, before: JsonObject): boolean {
  const current = (encounter: JsonObject): string | undefined => {
    const active = objectsAt(encounter, 'location').filter(
      (one) => (stringAt(one, 'status') ?? 'active') === 'active',
    );
    return stringAt(objectAt(active.at(-1) ?? {}, 'location') ?? {}, 'reference');
  };
  const place = current(after);
  return place !== undefined && current(before) !== undefined && place !== current(before);
}
