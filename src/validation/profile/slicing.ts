/** Slices of an element with their discriminators: https://hl7.org/fhir/R4/profiling.html#slicing */
import type { ElementDefinition, ElementDefinitionType } from '@medplum/fhirtypes';
import { isObject } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { bindingsOf } from './bindings.js';
import { ValueSetJudge } from './coded.js';
import {
  allOf,
  byExistence,
  byType,
  byValue,
  impliedDiscriminators,
  pathSteps,
  type Belongs,
  type PathStep,
  type TypeTest,
} from './discriminator.js';
import type { Slice, Slicing } from './group.js';
import { constantOf, matcher } from './pattern.js';
import {
  maxOf,
  originOf,
  ownTypeOf,
  typeCode,
  type Compiling,
  type ElementPlace,
} from './place.js';
import type { Run } from './run.js';
import { CORE } from './type-restriction.js';

type Discriminator = NonNullable<
  NonNullable<ElementDefinition['slicing']>['discriminator']
>[number];

/** The slicing of an element; undefined when it has no slices and is not closed. */
export function slicingOf(compiling: Compiling, place: ElementPlace): Slicing | undefined {
  const { node, context } = place;
  const stated = node.definition.slicing;
  if (node.slices.length === 0) return undefined;
  const discriminators = stated?.discriminator ?? impliedDiscriminators(node) ?? [];
  if (discriminators.length === 0) {
    const text = 'its slices have no discriminator';
    context.problems.push({ element: node.id, text });
    return undefined;
  }
  const slices = node.slices.map((slice) => sliceOf(compiling, place, { slice, discriminators }));
  const byUrl = urlTable(compiling, place, discriminators, slices);
  return {
    slices,
    ...(byUrl === undefined ? {} : { byUrl }),
    rules: stated?.rules ?? 'open',
    ordered: stated?.ordered === true,
    origin: originOf(node, context),
  };
}

function slicePlace(place: ElementPlace, slice: ElementPlace['node']): ElementPlace {
  const types = new Set((slice.definition.type ?? []).map(typeCode));
  const narrowed = place.properties.filter(({ type }) => types.has(type));
  return {
    ...place,
    node: slice,
    properties: narrowed.length === 0 ? place.properties : narrowed,
  };
}

function sliceOf(
  compiling: Compiling,
  place: ElementPlace,
  {
    slice,
    discriminators,
  }: { slice: ElementPlace['node']; discriminators: readonly Discriminator[] },
): Slice {
  const own = slicePlace(place, slice);
  const { min = 0, max = '*' } = slice.definition;
  const inner = slicingOf(compiling, own);
  if (inner !== undefined) {
    const text = 'slices of slices are not checked apart';
    place.context.problems.push({ element: slice.id, text });
  }
  return {
    name: slice.sliceName ?? '',
    belongs: allOf(discriminators.map((one) => belongsOf(compiling, own, one))),
    min,
    max: maxOf(max),
    check: compiling.element(own),
    origin: originOf(slice, place.context),
  };
}

const NEVER: Belongs = () => false;

function belongsOf(
  compiling: Compiling,
  slice: ElementPlace,
  discriminator: Discriminator,
): Belongs {
  const problem = (text: string): Belongs => {
    slice.context.problems.push({ element: slice.node.id, text });
    return NEVER;
  };
  const path = discriminator.path;
  const steps = pathSteps(path);
  if (steps === undefined) return problem('its discriminator has a path that is not allowed');
  if (discriminator.type === 'value' || discriminator.type === 'pattern') {
    return (
      valueDiscriminator(compiling, slice, steps) ??
      problem(`the slice fixes no value for its discriminator ${path}`)
    );
  }
  const [place] = placesAt(compiling, slice, steps);
  if (place === undefined) return problem(`the slice says nothing about its discriminator ${path}`);
  switch (discriminator.type) {
    case 'exists':
      return byExistence(steps, place.node.definition.max !== '0');
    case 'type':
    case 'profile': {
      const profiled = discriminator.type === 'profile';
      const through = throughReference(place, steps, profiled);
      return byType(through, typeTest(compiling, place, through), profiled);
    }
    default:
      return problem('its discriminator is of an unknown type');
  }
}

/** The value may be given at the end of the path, or by a pattern of an element on the way. */
function valueDiscriminator(
  compiling: Compiling,
  slice: ElementPlace,
  steps: readonly PathStep[],
): Belongs | undefined {
  for (let length = steps.length; length >= 0; length--) {
    const part = steps.slice(0, length);
    for (const place of placesAt(compiling, slice, part)) {
      const whole = length === steps.length;
      const given = whole || constantOf(place.node.definition) !== undefined;
      const fits = given ? valueTest(compiling, place) : undefined;
      if (fits !== undefined) return byValue(part, fits);
    }
  }
  return undefined;
}

/** A profile that is asked of a Reference itself means its target. */
function throughReference(
  { node }: ElementPlace,
  steps: readonly PathStep[],
  profiled: boolean,
): readonly PathStep[] {
  const types = node.definition.type ?? [];
  const targets =
    profiled &&
    types.some(({ targetProfile }) => targetProfile !== undefined) &&
    types.every(({ profile }) => profile === undefined);
  return targets && steps.at(-1)?.kind !== 'resolve' ? [...steps, { kind: 'resolve' }] : steps;
}

/**
 * The elements of the slice that a path leads to: in the slice itself, in slices on the way, or in
 * the profile of a type on the way. A `resolve()` at the end stays at the reference, whose targets
 * then count.
 */
function placesAt(
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

function typeTest(
  compiling: Compiling,
  { node, context }: ElementPlace,
  steps: readonly PathStep[],
): TypeTest {
  const types = node.definition.type ?? [];
  const resolved = steps.at(-1)?.kind === 'resolve';
  const canonicals = types.flatMap((type) => (resolved ? type.targetProfile : type.profile) ?? []);
  const profiles = canonicals.flatMap((canonical) => {
    const structure = compiling.parts.source.structure(canonical, context.scope);
    if (structure === undefined || structure.url === CORE + structure.type) return [];
    return [
      {
        type: structure.type,
        check: () => compiling.profile(canonical, context.scope)?.check,
        claimed: (value: FhirNode, run: Run) => compiling.parts.claims(value, structure, run),
      },
    ];
  });
  const names = resolved
    ? canonicals.flatMap((canonical) => targetType(compiling, canonical, context.scope) ?? [])
    : types.map((type: ElementDefinitionType) => typeCode(type));
  return { types: [...new Set(names)], profiles };
}

function targetType(compiling: Compiling, canonical: string, scope: string): string | undefined {
  const structure = compiling.parts.source.structure(canonical, scope);
  return structure?.type ?? (canonical.startsWith(CORE) ? canonical.slice(CORE.length) : undefined);
}

/** What a slice wants at its discriminator: a fixed value or pattern, a code, or certain content. */
function valueTest(
  compiling: Compiling,
  place: ElementPlace,
): ((node: FhirNode, run: Run) => boolean | undefined) | undefined {
  const { definition, children } = place.node;
  const constant = constantOf(definition);
  if (constant !== undefined) {
    const fits = matcher(constant);
    return (node) => fits(node.value);
  }
  const [binding] = definition.binding === undefined ? [] : bindingsOf(definition.binding);
  if (binding?.strength === 'required') {
    const { source } = compiling.parts;
    const judge = new ValueSetJudge(source, binding.canonical, place.context.scope);
    return (node) => {
      const { kind } = judge.judge(node.value);
      return kind === 'unjudged' ? undefined : kind === 'member';
    };
  }
  if (children.length === 0) return undefined;
  const check = compiling.element(place);
  return check && ((node, run) => run.satisfies(check, node));
}

/** Slices of extensions are nearly all told by their url, which a table finds at once. */
function urlTable(
  compiling: Compiling,
  place: ElementPlace,
  discriminators: readonly Discriminator[],
  slices: readonly Slice[],
): ReadonlyMap<string, Slice> | undefined {
  const [only, second] = discriminators;
  if (second !== undefined || only?.type !== 'value' || only.path !== 'url') return undefined;
  const table = new Map<string, Slice>();
  for (const [index, node] of place.node.slices.entries()) {
    const url = extensionUrl(compiling, place, node);
    const slice = slices[index];
    if (url === undefined || slice === undefined || table.has(url)) return undefined;
    table.set(url, slice);
  }
  return table;
}

function extensionUrl(
  compiling: Compiling,
  place: ElementPlace,
  slice: ElementPlace['node'],
): string | undefined {
  const own = childPlace(compiling, slicePlace(place, slice), 'url');
  const url = own && constantOf(own.node.definition)?.value;
  if (typeof url === 'string') return url;
  return isObject(url) ? undefined : slice.definition.type?.[0]?.profile?.[0]?.replace(/\|.*$/, '');
}
