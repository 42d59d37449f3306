/** How slices begin: https://hl7.org/fhir/R4/profiling.html#slicing */
import type { ElementDefinitionSlicing, ElementDefinitionType } from '@medplum/fhirtypes';
import { without, type Draft, type ElementNode } from './tree.js';

/**
 * A sliced element. Extensions are always sliced by url and choices by type, also where a profile
 * does not say so. One that only speaks of `valueQuantity` leaves no other type.
 */
export function withSlicing(node: ElementNode, draft: Draft): ElementNode {
  if (node.facts.slicing !== undefined) return node;
  if (node.name === 'extension' || node.name === 'modifierExtension') {
    return { ...node, facts: { ...node.facts, slicing: slicingBy('value', 'url') } };
  }
  if (!node.name.endsWith('[x]')) return node;
  const slicing = slicingBy('type', '$this');
  const slices = [...draft.slices.values()];
  if (!slices.every(({ short }) => short === true)) {
    return { ...node, facts: { ...node.facts, slicing } };
  }
  const type = slices.flatMap(({ sliceName }) => typeNamed(node, sliceName ?? '') ?? []);
  return { ...node, facts: { ...node.facts, slicing: { ...slicing, rules: 'closed' }, type } };
}

function slicingBy(type: 'value' | 'type', path: string): ElementDefinitionSlicing {
  return { discriminator: [{ type, path }], ordered: false, rules: 'open' };
}

/**
 * What a slice is before the profile says anything of it: the sliced element, but none need be there.
 * A slice that is named for a type of a choice (`valueQuantity`) has just that type.
 * @param saysType the profile itself says which types the slice has
 */
export function newSlice(sliced: ElementNode, sliceName: string, saysType: boolean): ElementNode {
  const type = saysType ? undefined : typeNamed(sliced, sliceName);
  return {
    name: sliced.name,
    sliceName,
    facts: {
      ...without(sliced.facts, 'slicing'),
      min: 0,
      ...(type === undefined ? {} : { type: [type] }),
    },
    children: sliced.children,
    slices: [],
  };
}

/** The type that a name like `valueQuantity` gives `value[x]`. */
export function typeNamed(choice: ElementNode, name: string): ElementDefinitionType | undefined {
  if (!choice.name.endsWith('[x]')) return undefined;
  const stem = choice.name.slice(0, -3);
  if (!name.startsWith(stem)) return undefined;
  const wanted = name.slice(stem.length);
  return choice.facts.type?.find(({ code }) => capitalised(code) === wanted);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
