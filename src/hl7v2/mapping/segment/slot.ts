/** SIU S23 and S24: time of a person or place that is blocked, or open again: Schedule and Slot. */
import type { JsonObject } from '../../../fhir/json.js';
import { integer } from '../datatype/nm.js';
import { ei } from '../datatype/identifier.js';
import { pl } from '../datatype/pl.js';
import { instant, plusMinutes } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import { keyOf, type MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import type { ScheduledResource } from './sch.js';

/** A Slot that nobody can book for each person and place of the message. */
export function blockedTime(
  run: MappingRun,
  sch: SegmentSource,
  resources: readonly ScheduledResource[],
): void {
  const { site } = run;
  const number = ei(sch.field(2), site, 'appointment') ?? ei(sch.field(1), site, 'appointment');
  const start = instantOf(run, sch.field(11).part(4));
  const minutes = integer(sch.field(9));
  const end =
    instantOf(run, sch.field(11).part(5)) ??
    (start === undefined || minutes === undefined ? undefined : plusMinutes(start, minutes));
  if (number === undefined || start === undefined || end === undefined) {
    site.warn(sch, 'element-missing');
    return;
  }
  for (const { segment } of resources) {
    const actor = actorOf(run, segment);
    if (actor === undefined) continue;
    const who = segment.field(3).level.raw;
    const schedule = scheduleOf(run, actor, segment, who);
    const value = site.keyValue(number.system, number.value, who);
    const identifier = { system: site.keySystem('slot'), value };
    const slot = run.draft({ type: 'Slot', key: keyOf(identifier) });
    slot.add('identifier', [identifier], sch.field(2));
    slot.set('schedule', schedule, segment.field(3));
    const isFree = run.trigger === 'S24';
    slot.set('status', isFree ? 'free' : 'busy-unavailable', { path: 'MSH-9' });
    slot.set('start', start, sch.field(11));
    slot.set('end', end, sch.field(11));
  }
}

function instantOf(
  run: MappingRun,
  source: ReturnType<SegmentSource['field']>,
): string | undefined {
  return source.isValued ? instant(source, run.site) : undefined;
}

function actorOf(run: MappingRun, segment: SegmentSource): JsonObject | undefined {
  const first = segment.field(3).repetitions[0] ?? segment.field(3);
  if (segment.name === 'AIP') return practitionerRole(run, first);
  return segment.name === 'AIL' ? pl(run, first) : undefined;
}

function scheduleOf(
  run: MappingRun,
  actor: JsonObject,
  segment: SegmentSource,
  who: string,
): JsonObject {
  const { site } = run;
  const identifier = {
    system: site.keySystem('schedule'),
    value: site.keyValue(segment.name, who),
  };
  const draft = run.draft({ type: 'Schedule', key: keyOf(identifier), authority: 'catalogue' });
  draft.add('identifier', [identifier], segment.field(3));
  draft.set('actor', [actor], segment.field(3));
  draft.default('active', true);
  return draft.reference;
}
