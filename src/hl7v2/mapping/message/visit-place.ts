/** What an event says about where a patient is: one line in the history of the visit. */
import type { JsonObject } from '../../../fhir/json.js';
import { pl } from '../datatype/pl.js';
import type { MappingRun } from '../run.js';
import { classOf } from '../segment/pv1.js';
import type { SegmentSource } from '../source.js';
import type { VisitEvent } from '../types.js';
import type { PlaceEffect, VisitEffect } from './adt-events.js';

/** References to the places of a PV1. */
interface Places {
  /** PV1-3, 6, 11 and 42. */
  readonly here?: string;
  readonly prior?: string;
  readonly temporary?: string;
  readonly pending?: string;
}

/** The line for a PV1. */
export function visitEvent(run: MappingRun, pv1: SegmentSource, effect: VisitEffect): VisitEvent {
  const places = placesOf(run, pv1);
  const event: VisitEvent = {
    occurred: run.time.occurred,
    ...EVENTS[effect.place](places, run.trigger),
  };
  // Cancellations repeat the class of what they take back.
  const isTold = event.kind === 'present' && !effect.isCancellation;
  const encounterClass = isTold ? classOf(pv1.field(2), run.site) : undefined;
  return encounterClass === undefined ? event : { ...event, class: encounterClass };
}

type Line = Omit<VisitEvent, 'occurred'>;

const EVENTS: Readonly<Record<PlaceEffect, (places: Places, trigger: string) => Line>> = {
  keep: () => ({ kind: 'present' }),
  present: ({ here, prior, pending }) => ({
    kind: 'present',
    ...(here !== undefined && { location: here }),
    ...(prior !== undefined && { prior }),
    ...(pending !== undefined && { planned: pending }),
  }),
  plan: ({ pending, here }) => {
    const planned = pending ?? here;
    return { kind: 'present', ...(planned !== undefined && { planned }) };
  },
  unplan: () => ({ kind: 'present', planned: '' }),
  track: ({ here, temporary }, trigger) => {
    const isArrival = trigger === 'A10' && temporary === undefined && here !== undefined;
    return {
      kind: 'present',
      ...(temporary !== undefined && { temporary }),
      ...(isArrival && { location: here }),
    };
  },
  depart: ({ here }) => ({ kind: 'depart', ...(here !== undefined && { location: here }) }),
  reopen: ({ here }) => ({ kind: 'reopen', ...(here !== undefined && { location: here }) }),
  'cancel-transfer': ({ here }) => ({
    kind: 'cancel-transfer',
    ...(here !== undefined && { location: here }),
  }),
  cancel: () => ({ kind: 'cancel' }),
};

function placesOf(run: MappingRun, pv1: SegmentSource): Places {
  const [here, prior, temporary, pending] = [3, 6, 11, 42].map((number) =>
    referenceText(pl(run, pv1.field(number))),
  );
  return {
    ...(here !== undefined && { here }),
    ...(prior !== undefined && { prior }),
    ...(temporary !== undefined && { temporary }),
    ...(pending !== undefined && { pending }),
  };
}

function referenceText(reference: JsonObject | undefined): string | undefined {
  const text = reference?.['reference'];
  return typeof text === 'string' ? text : undefined;
}
