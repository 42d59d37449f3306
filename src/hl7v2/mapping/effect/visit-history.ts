/**
 * Where a patient was during a visit: `Encounter.location` and `classHistory`, made anew from all
 * events of the visit in the order of their times. So a transfer that is told late, or taken back,
 * ends in the same history as one in time.
 */
import { isObject, type JsonObject, type JsonValue } from '../../../fhir/json.js';
import { element, object } from '../element.js';
import type { VisitEvent } from '../types.js';
import { canonical } from './canonical.js';
import type { Register, VisitLine, WorkingState } from './state.js';

/** A stay with more events than this keeps the newest. */
const MOST_LINES = 500;

/** Adds an event to the history and brings the Encounter up to date. */
export function applyVisit(
  encounter: JsonObject,
  event: VisitEvent,
  { at, arrival }: Pick<Register, 'at' | 'arrival'>,
  state: WorkingState,
): void {
  const known = state.visit.length === 0 ? linesOf(encounter) : state.visit;
  const lines = withLine(known, { ...lineOf(event, at), arrival });
  state.visit = lines;
  const history = replay(lines);
  const locations = locationElements(history);
  if (locations.length > 0) encounter['location'] = locations;
  else delete encounter['location'];
  const classes = classElements(history);
  if (classes.length > 0) encounter['classHistory'] = classes;
  else delete encounter['classHistory'];
}

function lineOf({ class: encounterClass, ...event }: VisitEvent, at: number): VisitLine {
  return {
    at,
    ...event,
    ...(encounterClass !== undefined && { class: JSON.stringify(encounterClass) }),
  };
}

/** An Encounter that was not made by messages has a history all the same. */
function linesOf(encounter: JsonObject): readonly VisitLine[] {
  const locations = encounter['location'];
  return (Array.isArray(locations) ? locations : []).flatMap((item) => {
    const { location, period, status } = isObject(item) ? item : {};
    const reference = isObject(location) ? location['reference'] : undefined;
    if (typeof reference !== 'string' || status === 'planned') return [];
    const start = isObject(period) ? period['start'] : undefined;
    const occurred = typeof start === 'string' ? start : '1970-01-01';
    return [{ at: Date.parse(occurred), kind: 'present', occurred, location: reference } as const];
  });
}

/** The lines in the order of their times, with one more; an update that changes nothing is none. */
function withLine(lines: readonly VisitLine[], line: VisitLine): readonly VisitLine[] {
  const text = said(line);
  if (lines.some((one) => one.at === line.at && said(one) === text)) return lines;
  const index = lines.findLastIndex((one) => !isBefore(line, one)) + 1;
  const before = lines.slice(0, index);
  if (line.kind === 'present' && index === lines.length && says(before, line)) return lines;
  return [...before, line, ...lines.slice(index)].slice(-MOST_LINES);
}

/** At the same time what came in earlier is earlier, also when it is processed anew. */
function isBefore(one: VisitLine, other: VisitLine): boolean {
  return one.at === other.at ? (one.arrival ?? 0) < (other.arrival ?? 0) : one.at < other.at;
}

/** What a line says, whichever message said it. */
function said(line: VisitLine): string {
  return canonical({ ...line, arrival: null });
}

function says(lines: readonly VisitLine[], line: VisitLine): boolean {
  const { current, temporary, planned, classes, hasEnded } = replay(lines);
  const isSamePlace = line.location === undefined || line.location === current?.location;
  const isSamePlan = line.planned === undefined || line.planned === (planned ?? '');
  const isSameClass = line.class === undefined || line.class === classes.at(-1)?.class;
  const isSameTemporary = line.temporary === temporary?.location;
  return !hasEnded && isSamePlace && isSamePlan && isSameClass && isSameTemporary;
}

interface Stay {
  readonly location: string;
  readonly start?: string;
  readonly end?: string;
}

interface History {
  past: Stay[];
  current: Stay | undefined;
  temporary: Stay | undefined;
  planned: string | undefined;
  classes: { readonly class: string; readonly start: string }[];
  hasEnded: boolean;
}

function replay(lines: readonly VisitLine[]): History {
  const history: History = {
    past: [],
    current: undefined,
    temporary: undefined,
    planned: undefined,
    classes: [],
    hasEnded: false,
  };
  for (const line of lines) STEPS[line.kind](history, line);
  return history;
}

const STEPS: Readonly<Record<VisitLine['kind'], (history: History, line: VisitLine) => void>> = {
  present: (history, line) => {
    classFrom(history, line);
    if (line.planned !== undefined)
      history.planned = line.planned === '' ? undefined : line.planned;
    // News about a visit that is over do not begin it again.
    if (history.hasEnded) return;
    if (line.location !== undefined) move(history, line, line.location);
    if (line.temporary !== undefined) {
      leaveTemporary(history, line);
      history.temporary = { location: line.temporary, start: line.occurred };
    }
  },
  'cancel-transfer': (history, line) => {
    const { location } = line;
    if (location === undefined || history.current?.location === location) return;
    history.current = undefined;
    reopen(history, location);
  },
  depart: (history, line) => {
    if (history.current === undefined && history.past.length === 0 && line.location !== undefined) {
      history.current = { location: line.location };
    }
    leave(history, line);
    leaveTemporary(history, line);
    history.planned = undefined;
    history.hasEnded = true;
  },
  reopen: (history, line) => {
    history.hasEnded = false;
    if (history.current === undefined) reopen(history, line.location);
  },
  cancel: (history) => {
    history.past = [];
    history.current = undefined;
    history.temporary = undefined;
    history.planned = undefined;
  },
};

function classFrom({ classes }: History, line: VisitLine): void {
  if (line.class !== undefined && classes.at(-1)?.class !== line.class) {
    classes.push({ class: line.class, start: line.occurred });
  }
}

function move(history: History, line: VisitLine, location: string): void {
  if (history.planned === location) history.planned = undefined;
  leaveTemporary(history, line);
  if (history.current?.location === location) return;
  const isFirst = history.current === undefined && history.past.length === 0;
  if (isFirst && line.prior !== undefined && line.prior !== location) {
    history.past.push({ location: line.prior, end: line.occurred });
  }
  leave(history, line);
  history.current = { location, start: line.occurred };
}

function leave(history: History, line: VisitLine): void {
  if (history.current !== undefined) history.past.push({ ...history.current, end: line.occurred });
  history.current = undefined;
}

function leaveTemporary(history: History, line: VisitLine): void {
  if (history.temporary !== undefined) {
    history.past.push({ ...history.temporary, end: line.occurred });
  }
  history.temporary = undefined;
}

/** Back to where the patient was; if that is not known, the place is known but not since when. */
function reopen(history: History, location: string | undefined): void {
  const last = history.past.at(-1);
  if (last !== undefined && (location === undefined || last.location === location)) {
    history.past.pop();
    const { location: place, start } = last;
    history.current = { location: place, ...(start !== undefined && { start }) };
  } else if (location !== undefined) {
    history.current = { location };
  }
}

function locationElements(history: History): JsonValue[] {
  const { past, current, temporary, planned, hasEnded } = history;
  const stays = past.map((stay) => stayElement(stay, 'completed'));
  if (current !== undefined) {
    stays.push(stayElement(current, temporary === undefined ? 'active' : 'reserved'));
  }
  if (temporary !== undefined) stays.push(stayElement(temporary, 'active'));
  if (planned !== undefined && !hasEnded) stays.push(stayElement({ location: planned }, 'planned'));
  return stays;
}

function stayElement({ location, start, end }: Stay, status: string): JsonObject {
  return object({
    location: { reference: location, type: 'Location' },
    status,
    period: element({ start, end }),
  });
}

/** Classes that the visit had before; R4 wants a period for each. */
function classElements({ classes }: History): JsonValue[] {
  return classes.slice(0, -1).map((one, index) => ({
    class: JSON.parse(one.class) as JsonObject,
    period: object({ start: one.start, end: classes[index + 1]?.start }),
  }));
}
