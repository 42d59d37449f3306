/** Discriminators of a slice compiled to tests: https://hl7.org/fhir/R4/profiling.html#discriminator */
import type { ElementDefinition, ElementDefinitionType } from '@medplum/fhirtypes';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { bindingsOf } from './bindings.js';
import { ValueSetJudge } from './coded.js';
import {
  byExistence,
  byType,
  byValue,
  pathSteps,
  type Belongs,
  type PathStep,
  type TypeTest,
} from './discriminator.js';
import { constantOf, matcher } from './pattern.js';
import { lost, typeCode, type Compiling, type ElementPlace } from './place.js';
import type { Run } from './run.js';
import { placesAt } from './slice-path.js';
import { CORE } from './type-restriction.js';

export type Discriminator = NonNullable<
  NonNullable<ElementDefinition['slicing']>['discriminator']
>[number];

export const NEVER: Belongs = () => false;

export function belongsOf(
  compiling: Compiling,
  slice: ElementPlace,
  discriminator: Discriminator,
): Belongs {
  const problem = (text: string): Belongs => {
    slice.context.problems.push(lost(slice.node.id, text));
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
