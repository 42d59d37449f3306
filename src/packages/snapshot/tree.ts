/**
 * Elements of a StructureDefinition as a tree. A node is an element, or a slice of one; it knows its
 * own name only, so that a branch can be hung into another tree as it is (a data type into an
 * element of that type, an element into each of its slices) and trees can share branches.
 * https://hl7.org/fhir/R4/elementdefinition.html#id
 */
import type { ElementDefinition } from '@medplum/fhirtypes';

/** What an ElementDefinition says, apart from where it stands. */
export type Facts = Omit<Partial<ElementDefinition>, 'id' | 'path' | 'sliceName'>;

export interface ElementNode {
  /** `name`, `value[x]`; the root has the type's name. */
  readonly name: string;
  readonly sliceName?: string;
  readonly facts: Facts;
  /** Empty while nothing is said of what is inside. */
  readonly children: readonly ElementNode[];
  /** The slices of this element; of a slice, its re-slices. */
  readonly slices: readonly ElementNode[];
}

/** A list of elements as a tree; a differential has nodes of which it says nothing. */
export interface Draft {
  readonly name: string;
  readonly sliceName?: string;
  /** A slice that is written `valueQuantity`, without a word of `value[x]`. */
  readonly short?: boolean;
  facts: Facts;
  readonly children: Map<string, Draft>;
  readonly slices: Map<string, Draft>;
}

interface Step {
  readonly name: string;
  readonly sliceName?: string | undefined;
  readonly short?: boolean;
}

export function newDraft(name: string, sliceName?: string): Draft {
  return {
    name,
    ...(sliceName === undefined ? {} : { sliceName }),
    facts: {},
    children: new Map(),
    slices: new Map(),
  };
}

/**
 * Grows a tree from a differential or snapshot.
 * @param report told of an element whose id, path and slice name do not agree
 */
export function growDraft(
  elements: readonly ElementDefinition[],
  report: (element: string, text: string) => void,
): Draft | undefined {
  const [first] = elements;
  if (first === undefined) return undefined;
  const root = newDraft(first.path.split('.')[0] ?? '');
  const open = new Map<string, Draft>([[root.name, root]]);
  for (const element of elements) {
    const draft = place(element, root, open);
    if (draft === undefined) {
      report(element.id ?? element.path, 'its path is not inside the type');
      continue;
    }
    draft.facts = { ...draft.facts, ...factsOf(element) };
    for (const path of open.keys()) if (path.startsWith(`${element.path}.`)) open.delete(path);
    open.set(element.path, draft);
  }
  return root;
}

function place(
  element: ElementDefinition,
  root: Draft,
  open: ReadonlyMap<string, Draft>,
): Draft | undefined {
  const path = element.path.split('.');
  if (path[0] !== root.name) return undefined;
  const steps = stepsOfId(element, path);
  if (steps !== undefined) return steps.slice(1).reduce(enter, root);
  return placeByOrder(path, root, open, element.sliceName);
}

/** The steps that the id names, when it agrees with path and slice name. */
function stepsOfId(element: ElementDefinition, path: readonly string[]): Step[] | undefined {
  const parts = element.id?.split('.');
  if (parts?.length !== path.length) return undefined;
  const steps = parts.map((part, at) => {
    const colon = part.indexOf(':');
    if (colon < 0) return { name: part };
    const name = part.slice(0, colon);
    return { name, sliceName: part.slice(colon + 1), short: name !== path[at] };
  });
  const agree = steps.every((step, at) => isSameName(step.name, path[at] ?? ''));
  const slice = steps.at(-1)?.sliceName;
  const sameSlice = element.sliceName === undefined || element.sliceName === slice;
  return agree && sameSlice ? steps : undefined;
}

function isSameName(name: string, inPath: string): boolean {
  return name === inPath || (name.endsWith('[x]') && inPath.startsWith(name.slice(0, -3)));
}

/** Without a usable id, an element belongs to the last one before it with the path of its parent. */
function placeByOrder(
  path: readonly string[],
  root: Draft,
  open: ReadonlyMap<string, Draft>,
  sliceName: string | undefined,
): Draft {
  let at = root;
  for (let depth = 1; depth < path.length; depth += 1) {
    const name = path[depth] ?? '';
    const last = depth === path.length - 1;
    const known = last ? undefined : open.get(path.slice(0, depth + 1).join('.'));
    at = known ?? enter(at, last ? { name, sliceName } : { name });
  }
  return at;
}

/** Goes to a child, or to a slice of it: `a/b` is a slice of slice `a`. */
function enter(parent: Draft, { name, sliceName, short }: Step): Draft {
  let at = getOrAdd(parent.children, name, () => newDraft(name));
  if (sliceName === undefined) return at;
  let end = sliceName.indexOf('/');
  while (end >= 0) {
    at = sliceOf(at, sliceName.slice(0, end));
    end = sliceName.indexOf('/', end + 1);
  }
  return sliceOf(at, sliceName, short);
}

function sliceOf(draft: Draft, sliceName: string, short = false): Draft {
  return getOrAdd(draft.slices, sliceName, () => ({
    ...newDraft(draft.name, sliceName),
    ...(short ? { short } : {}),
  }));
}

function getOrAdd<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function factsOf(element: ElementDefinition): Facts {
  return without(element, 'id', 'path', 'sliceName');
}

/** What is left of an object without some of its properties. */
export function without<T extends object, K extends keyof T>(
  value: T,
  ...names: readonly K[]
): Omit<T, K> {
  const left: T = { ...value };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left;
}

/** A snapshot's tree: nothing in it is left open. */
export function nodeOf(draft: Draft): ElementNode {
  return {
    name: draft.name,
    ...(draft.sliceName === undefined ? {} : { sliceName: draft.sliceName }),
    facts: draft.facts,
    children: [...draft.children.values()].map(nodeOf),
    slices: [...draft.slices.values()].map(nodeOf),
  };
}

/** The id of a child or slice within its parent. */
export function childId(parentId: string, node: Pick<ElementNode, 'name' | 'sliceName'>): string {
  const own = node.sliceName === undefined ? node.name : `${node.name}:${node.sliceName}`;
  return parentId === '' ? own : `${parentId}.${own}`;
}

/**
 * The tree as a list in the order of a snapshot: an element, its children, then its slices.
 * @returns undefined when there are more than `limit`
 */
export function flatten(root: ElementNode, limit: number): ElementDefinition[] | undefined {
  const elements: ElementDefinition[] = [];
  const visit = (node: ElementNode, parentPath: string, parentId: string): void => {
    if (elements.length > limit) return;
    const path = parentPath === '' ? node.name : `${parentPath}.${node.name}`;
    const id = childId(parentId, node);
    const slice = node.sliceName === undefined ? {} : { sliceName: node.sliceName };
    elements.push({ id, path, ...slice, ...node.facts });
    for (const child of node.children) visit(child, path, id);
    for (const reslice of node.slices) visit(reslice, parentPath, parentId);
  };
  visit(root, '', '');
  return elements.length > limit ? undefined : elements;
}
