/**
 * SCH, AIS, AIG, AIL and AIP: Appointment. V2-to-FHIR: SCH[Appointment], AIS, AIG, AIL, AIP.
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { ei, typedIdentifier } from '../datatype/identifier.js';
import { integer } from '../datatype/nm.js';
import { pl } from '../datatype/pl.js';
import { instant, plusMinutes } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, collect, concept, element, list, object } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import { APPOINTMENT_STATUS, PARTICIPANT_STATUS, STATUS_OF_EVENT } from '../table/schedule.js';

export interface ScheduleSegments {
  readonly sch: SegmentSource;
  readonly tq1: readonly SegmentSource[];
  readonly notes: readonly SegmentSource[];
  readonly patients: readonly Draft[];
  /** AIS, AIG, AIL and AIP with the action of their RGS. */
  readonly resources: readonly ScheduledResource[];
}

export interface ScheduledResource {
  readonly segment: SegmentSource;
  /** RGS-2 or field 2 of the segment says that it is taken off. */
  readonly isRemoved: boolean;
}

/** The appointment; undefined when it has no number. */
export function appointment(run: MappingRun, segments: ScheduleSegments): Draft | undefined {
  const { site } = run;
  const { sch } = segments;
  const placer = ei(sch.field(1), site, 'appointment');
  const filler = ei(sch.field(2), site, 'appointment');
  const numbers = [filler, placer].filter((one) => one !== undefined);
  if (numbers.length === 0) {
    site.warn(sch.field(2), 'key-missing');
    return undefined;
  }
  const draft = run.draft({ type: 'Appointment', key: keyOf(...numbers) });
  draft.add(
    'identifier',
    [
      placer === undefined ? undefined : typedIdentifier(placer, 'PLAC'),
      filler === undefined ? undefined : typedIdentifier(filler, 'FILL'),
    ],
    sch.field(1),
    sch.field(2),
  );
  status(draft, sch, run);
  reasons(draft, sch, site, { isCancellation: ['S15', 'S16'].includes(run.trigger) });
  times(draft, segments, site);
  services(draft, segments, site);
  participants(run, draft, segments);
  orders(draft, sch, site);
  return draft;
}

/** SCH-25 wins; where it is empty or no code of the table, the event says it. */
function status(draft: Draft, sch: SegmentSource, run: MappingRun): void {
  const source = sch.field(25);
  const sent = source.isValued
    ? lookUpCode(source, run.site, { field: 'SCH-25', table: '0278' }, APPOINTMENT_STATUS)
    : undefined;
  if (sent !== undefined) draft.set('status', sent, source);
  else draft.set('status', STATUS_OF_EVENT[run.trigger], { path: 'MSH-9' });
  draft.default('status', 'booked');
}

/** SCH-6 says why the event took place: a reason to cancel, or to book. */
function reasons(
  draft: Draft,
  sch: SegmentSource,
  site: Site,
  { isCancellation }: { readonly isCancellation: boolean },
): void {
  const reason = sch.field(7).isValued
    ? codeableConcept(sch.field(7), site, { field: 'SCH-7', table: '0276' })
    : undefined;
  draft.set('reasonCode', list(reason), sch.field(7));
  draft.take('appointmentType', sch.field(8), (source) =>
    codeableConcept(source, site, { field: 'SCH-8', table: '0277' }),
  );
  const event = sch.field(6);
  if (isCancellation && event.isValued) {
    draft.set('cancelationReason', codeableConcept(event, site, { field: 'SCH-6' }), event);
  }
}

/** SCH-11, else TQ1-7 and 8, else the first resource; the end by SCH-9 when only the start is known. */
function times(draft: Draft, segments: ScheduleSegments, site: Site): void {
  const { sch, resources } = segments;
  const first = resources.find(({ isRemoved }) => !isRemoved)?.segment;
  const timing = segments.tq1[0];
  const start = firstValued([sch.field(11).part(4), timing?.field(7), startField(first)]);
  const end = firstValued([sch.field(11).part(5), timing?.field(8)]);
  const minutes = minutesOf(sch.field(9), sch.field(10)) ?? durationOf(first) ?? 0;
  if (minutes > 0) draft.set('minutesDuration', minutes, sch.field(9));
  if (start === undefined) return;
  const from = instant(start, site);
  if (from === undefined) return;
  draft.set('start', from, start);
  const until = end === undefined ? undefined : instant(end, site);
  // app-2: start and end are there together.
  draft.set('end', until ?? plusMinutes(from, minutes), end ?? sch.field(9));
}

function firstValued(sources: readonly (Source | undefined)[]): Source | undefined {
  return sources.find((source) => source?.isValued === true);
}

/** Where AIS, AIG, AIL and AIP have their start and duration. */
const START: Readonly<Record<string, number>> = { AIS: 4, AIG: 8, AIL: 6, AIP: 6 };

function startField(segment: SegmentSource | undefined): Source | undefined {
  const number = START[segment?.name ?? ''];
  return number === undefined ? undefined : segment?.field(number);
}

function durationOf(segment: SegmentSource | undefined): number | undefined {
  const number = START[segment?.name ?? ''];
  if (segment === undefined || number === undefined) return undefined;
  return minutesOf(segment.field(number + 3), segment.field(number + 4));
}

/** A duration in minutes, whatever its unit. */
function minutesOf(amount: Source, unit: Source): number | undefined {
  const value = integer(amount);
  const factor = { S: 1 / 60, H: 60, D: 1440 }[(unit.code ?? 'M').slice(0, 1).toUpperCase()] ?? 1;
  return value === undefined ? undefined : Math.round(value * factor);
}

function services(draft: Draft, { resources, notes }: ScheduleSegments, site: Site): void {
  const present = resources.filter(
    ({ segment, isRemoved }) => segment.name === 'AIS' && !isRemoved,
  );
  const types = collect(present, ({ segment }) =>
    codeableConcept(segment.field(3), site, { field: 'AIS-3' }),
  );
  if (types.length > 0) {
    draft.set('serviceType', types, ...present.map(({ segment }) => segment.field(3)));
  }
  const text = notes
    .flatMap((nte) => nte.field(3).repetitions.map((source) => source.text))
    .join('\n');
  if (text.trim() !== '') draft.set('comment', text, ...notes);
}

function participants(run: MappingRun, draft: Draft, segments: ScheduleSegments): void {
  const { patients, resources, sch } = segments;
  const patientItems = patients.map(({ reference }) => ({ actor: reference, status: 'accepted' }));
  if (patientItems.length > 0) draft.slice('participant', 'patient', patientItems, { path: 'PID' });
  for (const { segment, isRemoved } of resources) {
    const actor = ACTORS[segment.name]?.(run, segment);
    if (actor === undefined) continue;
    const key = `${segment.name} ${segment.field(3).part(1).string ?? ''}`;
    const item = participant(segment, actor, run.site);
    draft.slice('participant', key, isRemoved ? [] : [item], segment.field(3));
  }
  // Without anybody else the contact person of the filler is the one to meet.
  const hasResources = resources.some(({ segment }) => segment.name !== 'AIS');
  if (!hasResources && sch.field(16).isValued) {
    draft.takeEach('participant', 'SCH-16', sch.field(16), (source) => {
      const individual = practitionerRole(run, source);
      return individual === undefined ? undefined : { actor: individual, status: 'accepted' };
    });
  }
}

type ReadActor = (run: MappingRun, segment: SegmentSource) => JsonObject | undefined;

const ACTORS: Readonly<Record<string, ReadActor>> = {
  AIP: (run, segment) => practitionerRole(run, segment.field(3).repetitions[0] ?? segment.field(3)),
  AIL: (run, segment) => pl(run, segment.field(3).repetitions[0] ?? segment.field(3)),
  AIG: (_run, segment) => {
    const name = segment.field(3).part(2).string ?? segment.field(3).part(1).string;
    return name === undefined ? undefined : { display: name };
  },
};

function participant(segment: SegmentSource, actor: JsonObject, site: Site): JsonValue {
  const status = segment.field(segment.name === 'AIG' ? 14 : 12);
  const start = startField(segment);
  const from = start?.isValued === true ? instant(start, site) : undefined;
  const minutes = durationOf(segment);
  return object({
    type: participantTypes(segment, site),
    actor,
    status: PARTICIPANT_STATUS[status.code?.toUpperCase() ?? ''] ?? 'accepted',
    period: element({
      start: from,
      end: from === undefined || minutes === undefined ? undefined : plusMinutes(from, minutes),
    }),
  });
}

/** AIP-4 and AIG-4; who is seen is the primary performer as well. */
function participantTypes(segment: SegmentSource, site: Site): JsonObject[] {
  const role = segment.name === 'AIL' ? undefined : segment.field(4);
  const sent =
    role?.isValued === true
      ? codeableConcept(role, site, { field: `${segment.name}-4` })
      : undefined;
  const performer =
    segment.name === 'AIP'
      ? concept(coding(SYSTEM.participation, 'PPRF', 'primary performer'))
      : undefined;
  return [sent, performer].filter((one) => one !== undefined);
}

/** SCH-26 and 27: the orders that the appointment is for. */
function orders(draft: Draft, sch: SegmentSource, site: Site): void {
  for (const [number, kind] of [
    [26, 'placer'],
    [27, 'filler'],
  ] as const) {
    draft.takeEach('basedOn', `SCH-${number}`, sch.field(number), (source) => {
      const order = ei(source, site, kind);
      return order === undefined
        ? undefined
        : { type: 'ServiceRequest', identifier: order.identifier };
    });
  }
}
