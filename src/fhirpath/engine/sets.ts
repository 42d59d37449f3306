/** Collections as sets of equal items. */
import { FhirNode } from './node.js';
import { atom, equalItems, type Collection, type Item } from './values.js';

export function includes(items: Collection, item: Item): boolean {
  for (const other of items) if (equalItems(other, item) === true) return true;
  return false;
}

/** The first of each set of equal items. */
export function distinct(items: Collection): Collection {
  if (items.length < 2) return items;
  const kept: Item[] = [];
  const texts = new Set<string>();
  for (const item of items) {
    const key = textKey(item);
    if (key === undefined) {
      if (!includes(kept, item)) kept.push(item);
    } else if (!texts.has(key)) {
      texts.add(key);
      kept.push(item);
    }
  }
  return kept;
}

/** Strings are compared by a set: lists of codes and ids can be long. */
function textKey(item: Item): string | undefined {
  const value = item instanceof FhirNode ? atom(item) : item;
  return typeof value === 'string' ? value : undefined;
}
