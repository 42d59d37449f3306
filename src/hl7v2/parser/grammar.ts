/** How a message structure is written down: items in their order, groups within groups. */

export interface SegmentItem {
  readonly kind: 'segment';
  readonly name: string;
  readonly isOptional: boolean;
}

export interface GroupItem {
  readonly kind: 'group';
  readonly name: string;
  readonly isOptional: boolean;
  readonly isRepeating: boolean;
  readonly items: readonly GrammarItem[];
  /** Segments that begin the group: those before its first required item, and that one. */
  readonly starters: ReadonlySet<string>;
  /** Segments at any depth. */
  readonly contents: ReadonlySet<string>;
}

export type GrammarItem = SegmentItem | GroupItem;

/**
 * A group or a whole structure.
 * @param parts segments as `OBR` (required) and `ORC?` (optional), and groups. Whether a segment
 * repeats makes no difference to where it belongs, so it is not said.
 */
export function group(name: string, ...parts: readonly (string | GroupItem)[]): GroupItem {
  const items = parts.flatMap((part): readonly GrammarItem[] =>
    typeof part === 'string' ? part.split(' ').map(segmentItem) : [part],
  );
  return {
    kind: 'group',
    name,
    isOptional: false,
    isRepeating: false,
    items,
    starters: startersOf(items),
    contents: contentsOf(items),
  };
}

function segmentItem(text: string): SegmentItem {
  return { kind: 'segment', name: text.slice(0, 3), isOptional: text.endsWith('?') };
}

/** A group that may be missing. */
export function optional(item: GroupItem): GroupItem {
  return { ...item, isOptional: true };
}

/** A group that may come several times. */
export function repeating(item: GroupItem): GroupItem {
  return { ...item, isRepeating: true };
}

function startersOf(items: readonly GrammarItem[]): ReadonlySet<string> {
  const starters = new Set<string>();
  for (const item of items) {
    if (item.kind === 'segment') starters.add(item.name);
    else for (const name of item.starters) starters.add(name);
    if (!item.isOptional) break;
  }
  return starters;
}

function contentsOf(items: readonly GrammarItem[]): ReadonlySet<string> {
  return new Set(
    items.flatMap((item) => (item.kind === 'segment' ? [item.name] : [...item.contents])),
  );
}
