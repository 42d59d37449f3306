/**
 * Which segments belong together: the groups of a message structure, found in a message that need
 * not obey it. Every segment is kept: unknown ones and Z segments stay with the group before them,
 * and those out of order go to the open group that knows them.
 */
import { group, type GroupItem } from './grammar.js';
import { readHeader } from './header.js';
import type { Hl7Message } from './message.js';
import type { Segment } from './segment.js';
import { STRUCTURE_GRAMMARS } from './structures.js';

/** Segments that belong together, in their order, and groups within. */
export class SegmentGroup {
  readonly name: string;
  readonly #segments: Segment[] = [];
  readonly #groups: SegmentGroup[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Segments directly in this group. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Groups directly in this group. */
  get groups(): readonly SegmentGroup[] {
    return this.#groups;
  }

  segment(name: string): Segment | undefined {
    return this.#segments.find((segment) => segment.name === name);
  }

  segmentsNamed(name: string): readonly Segment[] {
    return this.#segments.filter((segment) => segment.name === name);
  }

  /** The first group of that name directly in this one. */
  group(name: string): SegmentGroup | undefined {
    return this.#groups.find((one) => one.name === name);
  }

  /** All groups of that name at any depth, in the order of the message. */
  groupsNamed(name: string): readonly SegmentGroup[] {
    return this.#groups.flatMap((one) => [
      ...(one.name === name ? [one] : []),
      ...one.groupsNamed(name),
    ]);
  }

  /** For the reader below. */
  add(part: Segment | SegmentGroup): void {
    if (part instanceof SegmentGroup) this.#groups.push(part);
    else this.#segments.push(part);
  }
}

/** A group that is being filled, and how far in its grammar it is. */
interface Open {
  readonly grammar: GroupItem;
  readonly group: SegmentGroup;
  position: number;
}

const NO_GRAMMAR = group('UNKNOWN', 'MSH');

/**
 * The groups of a message by its structure (MSH-9.3, or what MSH-9.1 and 9.2 imply).
 * @returns the whole message as one group; without inner ones when the structure is unknown
 */
export function groupSegments(message: Hl7Message): SegmentGroup {
  const { structure } = readHeader(message);
  const grammar = STRUCTURE_GRAMMARS.get(structure ?? '') ?? NO_GRAMMAR;
  const root = new SegmentGroup(structure ?? NO_GRAMMAR.name);
  let open: Open[] = [{ grammar, group: root, position: 0 }];
  for (const segment of message.segments) open = place(segment, open);
  return root;
}

/** Puts a segment where it belongs; returns the groups that are then open, outermost first. */
function place(segment: Segment, open: readonly Open[]): Open[] {
  const inOrder = placeInOrder(segment, open);
  if (inOrder !== undefined) return inOrder;
  const depth = open.findLastIndex(({ grammar }) => grammar.contents.has(segment.name));
  if (depth >= 0) return enter(segment, open.slice(0, depth + 1), 'contains');
  open.at(-1)?.group.add(segment);
  return [...open];
}

/** As the grammar has it, in the innermost group that can go on or begin again with the segment. */
function placeInOrder(segment: Segment, open: readonly Open[]): Open[] | undefined {
  for (let depth = open.length - 1; depth >= 0; depth -= 1) {
    const level = open[depth];
    if (level === undefined) continue;
    const { grammar, position } = level;
    if (findItem(grammar, segment.name, { from: position, by: 'starts' }) >= 0) {
      return enter(segment, open.slice(0, depth + 1), 'starts');
    }
    if (depth > 0 && grammar.isRepeating && grammar.starters.has(segment.name)) {
      return enterGroup(segment, open.slice(0, depth), grammar);
    }
  }
  return undefined;
}

/** Whether a group takes a segment that begins it, or any that it contains. */
type Admission = 'starts' | 'contains';

function findItem(
  grammar: GroupItem,
  name: string,
  { from, by }: { from: number; by: Admission },
): number {
  return grammar.items.findIndex((item, index) => {
    if (index < from) return false;
    if (item.kind === 'segment') return item.name === name;
    return (by === 'starts' ? item.starters : item.contents).has(name);
  });
}

/** Adds the segment to the innermost open group, or to one within that. */
function enter(segment: Segment, open: readonly Open[], by: Admission): Open[] {
  const level = open.at(-1);
  if (level === undefined) return [];
  const from = by === 'starts' ? level.position : 0;
  const index = findItem(level.grammar, segment.name, { from, by });
  const item = level.grammar.items[index];
  if (item?.kind === 'group') {
    level.position = Math.max(level.position, index);
    return enterGroup(segment, open, item);
  }
  level.group.add(segment);
  // What is required comes once: when it comes again, its group begins again.
  const next = item?.isOptional === false ? index + 1 : index;
  level.position = Math.max(level.position, next);
  return [...open];
}

function enterGroup(segment: Segment, outer: readonly Open[], grammar: GroupItem): Open[] {
  const parent = outer.at(-1)?.group;
  const before = parent?.groups.findLast((one) => one.name === grammar.name);
  const begins = grammar.starters.has(segment.name);
  const continued = begins && grammar.isRepeating ? undefined : before;
  const entered = continued ?? new SegmentGroup(grammar.name);
  if (continued === undefined) parent?.add(entered);
  const by = begins ? 'starts' : 'contains';
  return enter(segment, [...outer, { grammar, group: entered, position: 0 }], by);
}
