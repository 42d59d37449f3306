/**
 * Where in a profile the path of a discriminator leads, seen from a slice.
 * https://hl7.org/fhir/R4/profiling.html#discriminator
 */
import { isObject } from '../../fhir/json.js';
import type { PathStep } from './discriminator.js';
import { constantOf } from './pattern.js';
import { ownTypeOf, typeCode, type Compiling, type ElementPlace } from './place.js';
import type { TreeNode } from './tree.js';

export function slicePlace(place: ElementPlace, slice: TreeNode): ElementPlace {
  const types = new Set((slice.definition.type ?? []).map(typeCode));
  const narrowed = place.properties.filter(({ type }) => types.has(type));
  return {
    ...place,
    node: slice,
    properties: narrowed.length === 0 ? place.properties : narrowed,
  };
}

/**
 * The elements of the slice that a path leads to: in the slice itself, in slices on the way, or in
 * the profile of a type on the way. A `resolve()` at the end stays at the reference, whose targets
 * then count.
 */
export function placesAt(
  compiling: Compiling,
  slice: ElementPlace,
  steps: readonly PathStep[],
): readonly ElementPlace[] {
  let places: readonly ElementPlace[] = [slice];
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'type' || (step.kind === 'resolve' && index === steps.length - 1)) continue;
    places = places.flatMap((place) => stepFrom(compiling, place, step));
  }
  return places;
}

function stepFrom(
  compiling: Compiling,
  place: ElementPlace,
  step: PathStep,
): readonly ElementPlace[] {
  if (step.kind !== 'child') {
    const found =
      step.kind === 'extension'
        ? extensionPlace(compiling, place, step.url)
        : targetPlace(compiling, place);
    return found === undefined ? [] : [found];
  }
  const child = childPlace(compiling, place, step.name);
  if (child === undefined) return [];
  return [child, ...child.node.slices.map((node) => slicePlace(child, node))];
}

function childPlace(
  compiling: Compiling,
  place: ElementPlace,
  name: string,
): ElementPlace | undefined {
  const node = place.node.children.find((child) => child.name === name);
  const type = ownTypeOf(place);
  if (node !== undefined) {
    const properties = compiling.base.properties(type, node);
    return { node, context: place.context, parentType: type, properties };
  }
  for (const { profile = [] } of place.node.definition.type ?? []) {
    for (const canonical of profile) {
      const root = compiling.rootPlace(canonical, place.context.scope);
      const found =
        root && root.node !== place.node ? childPlace(compiling, root, name) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function extensionPlace(
  compiling: Compiling,
  place: ElementPlace,
  url: string,
): ElementPlace | undefined {
  const all = place.node.children.find(({ name }) => name === 'extension');
  const type = ownTypeOf(place);
  const node = all?.slices.find((slice) => extensionUrl(compiling, place, slice) === url);
  if (all === undefined || node === undefined) return undefined;
  const properties = compiling.base.properties(type, all);
  return { node, context: place.context, parentType: type, properties };
}

function targetPlace(compiling: Compiling, place: ElementPlace): ElementPlace | undefined {
  const targets = (place.node.definition.type ?? []).flatMap(
    ({ targetProfile }) => targetProfile ?? [],
  );
  return targets[0] === undefined
    ? undefined
    : compiling.rootPlace(targets[0], place.context.scope);
}

export function extensionUrl(
  compiling: Compiling,
  place: ElementPlace,
  slice: TreeNode,
): string | undefined {
  const own = childPlace(compiling, slicePlace(place, slice), 'url');
  const url = own && constantOf(own.node.definition)?.value;
  if (typeof url === 'string') return url;
  return isObject(url) ? undefined : slice.definition.type?.[0]?.profile?.[0]?.replace(/\|.*$/, '');
}
