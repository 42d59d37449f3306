/** Which events are mapped, and by what. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { MappingRun } from '../run.js';
import { VISIT_EFFECTS } from './adt-events.js';
import { adtLink, adtMerge, MERGE_EVENTS, type MergeGroup } from './adt-identity.js';
import { adtAllergies, adtDeletePerson, adtDeleteVisit, adtPerson } from './adt-person.js';
import { adtSwap } from './adt-swap.js';
import { adtVisit } from './adt-visit.js';
import { mdmT02 } from './mdm-t02.js';
import { orders } from './orders.js';
import { allSegments, oruR01 } from './oru-r01.js';
import { oulR22 } from './oul-r22.js';
import { personSegments, type PersonSegments } from './person-segments.js';
import { pharmacy } from './pharmacy.js';
import { siuS12 } from './siu-s12.js';
import { vxuV04 } from './vxu-v04.js';

type Handler = (run: MappingRun, root: SegmentGroup) => void;

export interface EventHandler {
  readonly map: Handler;
  /** Segments without which the event makes no sense. */
  readonly required: readonly string[];
  /** About one person: with a second PID it would not be clear whose the other segments are. */
  readonly isOfOne: boolean;
}

/** Whether an event is mapped: `ADT`, `A01`. */
export function isMapped(code: string, trigger: string): boolean {
  return handlerOf(code, trigger) !== undefined;
}

/** How an event is mapped; undefined when it is not. */
export function handlerOf(code: string, trigger: string): EventHandler | undefined {
  if (code === 'ADT') return adtHandler(trigger);
  const [map, ...required] = HANDLERS[`${code}^${trigger}`] ?? [];
  return map === undefined ? undefined : { map, required, isOfOne: OF_ONE.has(code) };
}

function adtHandler(trigger: string): EventHandler | undefined {
  const special = ADT[trigger];
  if (special !== undefined) {
    return { map: special, required: ['PID'], isOfOne: !OF_TWO.has(trigger) };
  }
  if (MERGE_EVENTS[trigger] !== undefined) {
    return {
      map: (run, root) => {
        adtMerge(run, mergeGroups(run, root));
      },
      required: ['PID', 'MRG'],
      isOfOne: false,
    };
  }
  if (VISIT_EFFECTS[trigger] === undefined) return undefined;
  return { map: onePerson(adtVisit), required: ['PID'], isOfOne: true };
}

/** Events of ADT that have two PIDs. */
const OF_TWO: ReadonlySet<string> = new Set(['A17', 'A24', 'A37']);
/** Other messages whose structures have one PID. */
const OF_ONE: ReadonlySet<string> = new Set(['ORM', 'MDM', 'VXU']);

const ADT: Readonly<Record<string, Handler>> = {
  A17: (run, root) => {
    adtSwap(run, persons(run, root));
  },
  A23: onePerson(adtDeleteVisit),
  A24: (run, root) => {
    adtLink(run, persons(run, root));
  },
  A28: onePerson(adtPerson),
  A29: onePerson(adtDeletePerson),
  A31: onePerson(adtPerson),
  A37: (run, root) => {
    adtLink(run, persons(run, root));
  },
  A60: onePerson(adtAllergies),
};

/** Code and trigger, handler, required segments. */
const HANDLERS: Readonly<Record<string, readonly [Handler, ...string[]]>> = Object.fromEntries([
  ...events('ORU', 'R01 R30 R31 R32', oruR01, 'PID', 'OBR'),
  ...events('OUL', 'R22', oulR22, 'PID', 'OBR'),
  ...events('ORM', 'O01', orders, 'PID', 'ORC'),
  ...events('OML', 'O21', orders, 'PID', 'ORC'),
  ...events('OMG', 'O19', orders, 'PID', 'ORC'),
  ...events('OMP', 'O09', pharmacy, 'PID', 'ORC'),
  ...events('RDE', 'O11 O25 O01', pharmacy, 'PID', 'ORC'),
  ...events('RDS', 'O13 O01', pharmacy, 'PID', 'ORC'),
  ...events('SIU', 'S12 S13 S14 S15 S16 S17 S18 S19 S20 S21 S22 S26', siuS12, 'SCH', 'PID'),
  ...events('SIU', 'S23 S24', siuS12, 'SCH'),
  ...events('MDM', 'T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11', mdmT02, 'PID', 'TXA'),
  ...events('VXU', 'V04', vxuV04, 'PID', 'RXA'),
]);

function events(
  code: string,
  triggers: string,
  handler: Handler,
  ...required: readonly string[]
): (readonly [string, readonly [Handler, ...string[]]])[] {
  return triggers
    .split(' ')
    .map((trigger) => [`${code}^${trigger}`, [handler, ...required]] as const);
}

/** Structures of one person, whose segments may stand in groups. */
function onePerson(map: (run: MappingRun, segments: PersonSegments) => void): Handler {
  return (run, root) => {
    const segments = personSegments(run, allSegments(root));
    if (segments !== undefined) map(run, segments);
  };
}

/** Structures with a PID for each person. */
function persons(run: MappingRun, root: SegmentGroup): readonly PersonSegments[] {
  const groups = root.groupsNamed('PATIENT');
  return (groups.length > 0 ? groups : [root]).flatMap(
    (group) => personSegments(run, allSegments(group)) ?? [],
  );
}

/** Each MRG with the PID before it, and the PV1 that belongs to it. */
function mergeGroups(run: MappingRun, root: SegmentGroup): readonly MergeGroup[] {
  const patients = root.groupsNamed('PATIENT');
  return (patients.length > 0 ? patients : [root]).flatMap((group) => {
    const person = personSegments(run, allSegments(group));
    if (person === undefined) return [];
    const infos = group.groupsNamed('MERGE_INFO');
    return (infos.length > 0 ? infos : [group]).map((info) => ({
      person,
      mrg: run.source(info.segment('MRG')),
      pv1: run.source(info.segment('PV1')) ?? person.pv1,
    }));
  });
}
