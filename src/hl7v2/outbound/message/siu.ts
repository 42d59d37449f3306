/** SIU: appointments. The reverse of `mapping/segment/sch.ts`. HL7 v2.8, 10.3, 10.6. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { cwe } from '../datatype/cwe.js';
import { placerAndFiller } from '../datatype/cx.js';
import { pl } from '../datatype/pl.js';
import { timestamp } from '../datatype/time.js';
import { xcn } from '../datatype/xcn.js';
import { GenerationError } from '../router.js';
import { line, type Line, type Lines } from '../segment/lines.js';
import { nte } from '../segment/obx.js';
import { pid } from '../segment/pid.js';
import type { Change } from './adt.js';
import { idOf, ownNumber, type Draft, type MessageContext } from './context.js';

/** HL7 table 0278, by https://hl7.org/fhir/R4/valueset-appointmentstatus.html. */
const STATUSES: Readonly<Record<string, string>> = {
  proposed: 'Pending',
  pending: 'Pending',
  waitlist: 'Waitlist',
  booked: 'Booked',
  arrived: 'Started',
  'checked-in': 'Started',
  fulfilled: 'Complete',
  cancelled: 'Cancelled',
  noshow: 'Noshow',
  'entered-in-error': 'Deleted',
};

/**
 * The message of an Appointment that was made, changed or deleted; undefined when there is nothing to
 * tell: one that was cancelled before anybody heard of it.
 * @throws GenerationError without a patient
 */
export async function appointmentMessage(
  change: Change | { readonly after: undefined; readonly before: Resource },
  context: MessageContext,
): Promise<Draft | undefined> {
  const trigger = appointmentTrigger(change.after, change.before);
  if (trigger === undefined) return undefined;
  // Of what was deleted the last version says what it was.
  const appointment = change.after ?? change.before;
  const patient = await patientOf(appointment, context);
  return {
    type: ['SIU', trigger, 'SIU_S12'],
    patient: idOf(patient),
    lines: [
      sch(appointment, trigger, context),
      ...comment(appointment),
      pid(patient, undefined, context),
      line('RGS', { 1: '1', 2: trigger === 'S12' ? 'A' : 'U' }),
      ...(await resources(appointment, context)),
    ],
  };
}

/** Statuses that end an appointment, and the events that say so. */
const ENDINGS: Readonly<Record<string, string>> = {
  cancelled: 'S15',
  noshow: 'S26',
  'entered-in-error': 'S17',
};

function appointmentTrigger(
  after: JsonObject | undefined,
  before: JsonObject | undefined,
): string | undefined {
  const earlier = stringAt(before ?? {}, 'status') ?? '';
  if (after === undefined) return ENDINGS[earlier] === undefined ? 'S17' : undefined;
  const status = stringAt(after, 'status') ?? '';
  const ending = ENDINGS[status];
  if (before === undefined) return ending === undefined ? 'S12' : undefined;
  if (ending !== undefined) return status === earlier ? undefined : ending;
  // Booked again after it was cancelled.
  if (ENDINGS[earlier] !== undefined) return 'S12';
  const isMoved = ['start', 'end'].some(
    (name) => instantAt(after, name) !== instantAt(before, name),
  );
  return isMoved ? 'S13' : 'S14';
}

function instantAt(appointment: JsonObject, name: string): number {
  const instant = Date.parse(stringAt(appointment, name) ?? '');
  return Number.isNaN(instant) ? 0 : instant;
}

async function patientOf(appointment: Resource, { related }: MessageContext): Promise<Resource> {
  for (const participant of objectsAt(appointment, 'participant')) {
    const actor = await related.read(objectAt(participant, 'actor'), appointment);
    if (actor?.resourceType === 'Patient') return actor;
  }
  throw new GenerationError('The Appointment has no patient that is there.');
}

function sch(appointment: JsonObject, trigger: string, context: MessageContext): Line {
  const { naming } = context.destination;
  const { placer, filler } = placerAndFiller(appointment, naming, ownNumber(appointment, context));
  const minutes = minutesOf(appointment);
  const isCancelled = trigger === 'S15';
  const times = ['start', 'end'].map((name) =>
    timestamp(stringAt(appointment, name), naming.timeZone),
  );
  return line('SCH', {
    1: placer,
    2: filler,
    6: isCancelled ? cwe(objectAt(appointment, 'cancelationReason'), naming) : undefined,
    7: cwe(objectsAt(appointment, 'reasonCode')[0], naming),
    8: cwe(objectAt(appointment, 'appointmentType'), naming),
    9: minutes === undefined ? undefined : String(minutes),
    10: minutes === undefined ? undefined : 'M',
    11: ['', '', '', ...times],
    25: STATUSES[stringAt(appointment, 'status') ?? ''],
  });
}

function minutesOf(appointment: JsonObject): number | undefined {
  const { minutesDuration: given } = appointment;
  if (typeof given === 'number') return given;
  const milliseconds = instantAt(appointment, 'end') - instantAt(appointment, 'start');
  return milliseconds > 0 ? Math.round(milliseconds / 60_000) : undefined;
}

function comment(appointment: JsonObject): Lines {
  const text = stringAt(appointment, 'comment');
  return text === undefined ? [] : [nte(text, 1)];
}

/** AIS for what is done, AIP for persons, AIL for places, AIG for anything else. */
async function resources(appointment: Resource, context: MessageContext): Promise<Lines> {
  const { naming } = context.destination;
  const start = timestamp(stringAt(appointment, 'start'), naming.timeZone);
  const services = objectsAt(appointment, 'serviceType').map((type, index) =>
    line('AIS', { 1: String(index + 1), 3: cwe(type, naming), 4: start }),
  );
  const others: Line[] = [];
  const count = { AIP: 0, AIL: 0, AIG: 0 };
  for (const participant of objectsAt(appointment, 'participant')) {
    const made = await actorLine(objectAt(participant, 'actor'), appointment, context);
    if (made === undefined) continue;
    count[made.name] += 1;
    const { name, content } = made;
    // AIG has its start two fields further on.
    const at = name === 'AIG' ? 8 : 6;
    others.push(line(name, { 1: String(count[name]), 3: content, [at]: start }));
  }
  return [...services, ...others.sort((one, other) => rank(one) - rank(other))];
}

/** The groups follow one another in this order: HL7 v2.8, 10.3. */
function rank({ name }: Line): number {
  return ['AIS', 'AIG', 'AIL', 'AIP'].indexOf(name);
}

interface ActorLine {
  readonly name: 'AIP' | 'AIL' | 'AIG';
  readonly content: Awaited<ReturnType<typeof xcn>>;
}

async function actorLine(
  actor: JsonObject | undefined,
  within: Resource,
  context: MessageContext,
): Promise<ActorLine | undefined> {
  const resource = await context.related.read(actor, within);
  const type = resource?.resourceType ?? stringAt(actor ?? {}, 'type') ?? '';
  if (type === 'Patient' || actor === undefined) return undefined;
  if (type === 'Location') return { name: 'AIL', content: await pl(actor, within, context) };
  if (type === '' || type.startsWith('Practitioner')) {
    return { name: 'AIP', content: await xcn(actor, within, context) };
  }
  const name = stringAt(actor, 'display') ?? stringAt(resource ?? {}, 'name');
  return { name: 'AIG', content: ['', name] };
}
