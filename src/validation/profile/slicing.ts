/** Slices of an element: https://hl7.org/fhir/R4/profiling.html#slicing */
import { togetherChecks } from './bindings.js';
import { belongsOf, NEVER, type Discriminator } from './belonging.js';
import { allOf, impliedDiscriminators } from './discriminator.js';
import type { Slice, Slicing } from './group.js';
import { lost, maxOf, originOf, type Compiling, type ElementPlace } from './place.js';
import { extensionUrl, slicePlace } from './slice-path.js';
import type { TreeNode } from './tree.js';

/** https://hl7.org/fhir/R4/profiling.html#default-slice */
const DEFAULT_SLICE = '@default';

/**
 * The slicing of an element; undefined when it has no slices.
 * @param outer discriminators of the slicing that the element is a slice of: slices of a slice that
 *   say nothing else are told apart by the same
 */
export function slicingOf(
  compiling: Compiling,
  place: ElementPlace,
  outer: readonly Discriminator[] = [],
): Slicing | undefined {
  const { node, context } = place;
  const stated = node.definition.slicing;
  if (node.slices.length === 0) return undefined;
  const discriminators = stated?.discriminator ?? impliedDiscriminators(node) ?? outer;
  if (discriminators.length === 0) {
    const text = 'its slices have no discriminator';
    context.problems.push(lost(node.id, text));
    return undefined;
  }
  const isDefault = ({ sliceName }: { sliceName: string | undefined }): boolean =>
    sliceName === DEFAULT_SLICE;
  const told = node.slices.filter((slice) => !isDefault(slice));
  const others = node.slices.find(isDefault);
  const made = (slice: TreeNode): Slice => sliceOf(compiling, place, { slice, discriminators });
  const slices = told.map(made);
  const byUrl = urlTable(compiling, place, { discriminators, nodes: told, slices });
  return {
    slices,
    ...(others === undefined ? {} : { others: made(others) }),
    ...(byUrl === undefined ? {} : { byUrl }),
    rules: stated?.rules ?? 'open',
    ordered: stated?.ordered === true,
    origin: originOf(node, context),
  };
}

function sliceOf(
  compiling: Compiling,
  place: ElementPlace,
  { slice, discriminators }: { slice: TreeNode; discriminators: readonly Discriminator[] },
): Slice {
  const own = slicePlace(place, slice);
  const { min = 0, max = '*' } = slice.definition;
  const belongs =
    slice.sliceName === DEFAULT_SLICE
      ? NEVER
      : allOf(discriminators.map((one) => belongsOf(compiling, own, one)));
  return {
    name: slice.sliceName ?? '',
    belongs,
    min,
    max: maxOf(max),
    check: compiling.element(own),
    together: togetherChecks(compiling, own),
    inner: slicingOf(compiling, own, discriminators),
    origin: originOf(slice, place.context),
  };
}

/** Slices of extensions are nearly all told by their url, which a table finds at once. */
function urlTable(
  compiling: Compiling,
  place: ElementPlace,
  {
    discriminators,
    nodes,
    slices,
  }: {
    readonly discriminators: readonly Discriminator[];
    readonly nodes: readonly TreeNode[];
    readonly slices: readonly Slice[];
  },
): ReadonlyMap<string, Slice> | undefined {
  const [only, second] = discriminators;
  if (second !== undefined || only?.type !== 'value' || only.path !== 'url') return undefined;
  const table = new Map<string, Slice>();
  for (const [index, node] of nodes.entries()) {
    const url = extensionUrl(compiling, place, node);
    const slice = slices[index];
    if (url === undefined || slice === undefined || table.has(url)) return undefined;
    table.set(url, slice);
  }
  return table;
}
