/**
 * All values of one element: how many there are, and to which slices they belong.
 * https://hl7.org/fhir/R4/profiling.html#slicing
 */
import { isObject } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Origin } from '../report.js';
import type { Belongs } from './discriminator.js';
import type { ElementCheck, Run } from './run.js';

/** Judges all values of an element, or of a slice, of which there is at least one. */
export type TogetherCheck = (nodes: readonly FhirNode[], run: Run) => void;

export interface Slice {
  readonly name: string;
  readonly belongs: Belongs;
  readonly min: number;
  readonly max: number;
  readonly check: ElementCheck | undefined;
  readonly together: readonly TogetherCheck[];
  /** How what is in this slice is sliced again. */
  readonly inner: Slicing | undefined;
  readonly origin: Origin;
}

export interface Slicing {
  readonly slices: readonly Slice[];
  /** For slices of extensions: the slice by its url. */
  readonly byUrl?: ReadonlyMap<string, Slice>;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  /** `@default`: for all that fits no other slice. */
  readonly others?: Slice;
  readonly origin: Origin;
}

export interface Group {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly check: ElementCheck | undefined;
  readonly together: readonly TogetherCheck[];
  readonly slicing: Slicing | undefined;
  readonly origin: Origin;
}

/**
 * Checks the children of one name below an element. What is said of the unsliced element counts for
 * each of them, also for those in a slice.
 */
export function groupCheck(group: Group): ElementCheck {
  const { name, check, slicing, together } = group;
  return (parent, run) => {
    const nodes = run.session.navigator.children(parent, name);
    checkCount(nodes, group, parent, run);
    if (check !== undefined) {
      for (const node of nodes) {
        if (run.stopped) return;
        check(node, run);
      }
    }
    checkTogether(together, nodes, run);
    if (slicing !== undefined) checkSlices(nodes, slicing, parent, run);
  };
}

function checkTogether(
  checks: readonly TogetherCheck[],
  nodes: readonly FhirNode[],
  run: Run,
): void {
  if (nodes.length > 0) for (const check of checks) check(nodes, run);
}

type Counted = Pick<Group, 'name' | 'min' | 'max' | 'origin'>;

function checkCount(
  nodes: readonly FhirNode[],
  { name, min, max, origin }: Counted,
  parent: FhirNode,
  run: Run,
): void {
  if (nodes.length < min) {
    run.report('cardinality-min', parent, tooFew(name, min, nodes.length), { origin });
  } else if (nodes.length > max) {
    run.report('cardinality-max', nodes[max] ?? parent, tooMany(name, max, nodes.length), {
      origin,
    });
  }
}

function tooFew(name: string, min: number, count: number): string {
  return count === 0
    ? `the element "${name}" is missing.`
    : `at least ${min} of "${name}" are needed, there are ${count}.`;
}

function tooMany(name: string, max: number, count: number): string {
  return max === 0
    ? `the element "${name}" is not allowed here.`
    : `at most ${max} of "${name}" are allowed, there are ${count}.`;
}

function checkSlices(
  nodes: readonly FhirNode[],
  slicing: Slicing,
  parent: FhirNode,
  run: Run,
): void {
  const members = new Map<Slice, FhirNode[]>();
  let unknown = 0;
  let last = -1;
  for (const node of nodes) {
    if (run.stopped) return;
    const slice = sliceOf(node, slicing, run);
    if (slice === undefined) unknown++;
    else if (slice === 'none') checkUnsliced(node, slicing, run);
    else {
      add(members, slice, node);
      slice.check?.(node, run);
    }
    last = checkOrder(node, slice, { slicing, last, run });
  }
  const { slices, others } = slicing;
  for (const slice of others === undefined ? slices : [...slices, others]) {
    const own = members.get(slice) ?? [];
    checkSliceCount(slice, own, { unknown, parent, run });
    checkTogether(slice.together, own, run);
    if (slice.inner !== undefined) checkSlices(own, slice.inner, parent, run);
  }
}

function sliceOf(node: FhirNode, slicing: Slicing, run: Run): Slice | 'none' | undefined {
  if (slicing.byUrl !== undefined) {
    const url = isObject(node.value) ? node.value['url'] : undefined;
    return (typeof url === 'string' ? slicing.byUrl.get(url) : undefined) ?? rest(slicing);
  }
  let unknown = false;
  for (const slice of slicing.slices) {
    const belongs = slice.belongs(node, run);
    if (belongs === true) return slice;
    unknown ||= belongs === undefined;
  }
  return unknown ? undefined : rest(slicing);
}

function rest({ others }: Slicing): Slice | 'none' {
  return others ?? 'none';
}

function checkUnsliced(node: FhirNode, slicing: Slicing, run: Run): void {
  const { rules, slices, origin } = slicing;
  if (rules !== 'closed') return;
  const names = slices.map(({ name }) => name).slice(0, 20);
  run.report('slicing-closed', node, `this fits none of the slices (${names.join(', ')}).`, {
    origin,
  });
}

/** Gives the place of the latest slice; what is in no slice stands after all of them. */
function checkOrder(
  node: FhirNode,
  slice: Slice | 'none' | undefined,
  { slicing, last, run }: { slicing: Slicing; last: number; run: Run },
): number {
  const { ordered, rules, slices, origin } = slicing;
  if (slice === undefined || (!ordered && rules !== 'openAtEnd')) return last;
  if (slice === 'none' || slice === slicing.others) {
    return rules === 'openAtEnd' ? slices.length : last;
  }
  const place = slices.indexOf(slice);
  if (last === slices.length || (ordered && place < last)) {
    run.report('slicing-order', node, `the slice "${slice.name}" stands too late.`, { origin });
  }
  return Math.max(last, place);
}

function checkSliceCount(
  slice: Slice,
  nodes: readonly FhirNode[],
  { unknown, parent, run }: { unknown: number; parent: FhirNode; run: Run },
): void {
  const { name, min, max, origin } = slice;
  if (nodes.length < min && nodes.length + unknown >= min) {
    run.report(
      'slicing-unjudged',
      parent,
      `whether the slice "${name}" is there could not be told: the targets of references are not at hand.`,
      { origin, severity: 'warning' },
    );
  } else checkCount(nodes, { name, min, max, origin }, parent, run);
}

function add(members: Map<Slice, FhirNode[]>, slice: Slice, node: FhirNode): void {
  const known = members.get(slice);
  if (known === undefined) members.set(slice, [node]);
  else known.push(node);
}
