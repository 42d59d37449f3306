/** The bindings of an element, as far as the structural layer does not keep them already. */
import type { ElementDefinition, Extension } from '@medplum/fhirtypes';
import type { Origin } from '../report.js';
import { bindingCheck, ValueSetJudge, type Strength } from './coded.js';
import type { Compiling, ElementPlace } from './place.js';
import type { ElementCheck } from './run.js';

type Binding = NonNullable<ElementDefinition['binding']>;

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/** Purposes of additional bindings that concern instances; others tell what systems must support. */
const PURPOSES: Readonly<Record<string, Strength>> = {
  required: 'required',
  maximum: 'required',
  extensible: 'extensible',
  preferred: 'preferred',
};

interface Wanted {
  readonly strength: Strength;
  readonly canonical: string;
}

export function bindingChecks(
  compiler: Compiling,
  { node, context, properties }: ElementPlace,
  origin: Origin,
): ElementCheck[] {
  const { binding } = node.definition;
  if (binding === undefined) return [];
  const base = properties[0]?.element.valueSet;
  const { source, definitions } = compiler.parts;
  return bindingsOf(binding)
    .filter(
      ({ strength, canonical }) =>
        // The structural layer judges required bindings of R4 whose codes it has.
        strength !== 'required' ||
        withoutVersion(canonical) !== withoutVersion(base ?? '') ||
        definitions.codeList(base ?? '') === undefined,
    )
    .map((wanted) =>
      bindingCheck(
        { ...wanted, judge: new ValueSetJudge(source, wanted.canonical, context.scope) },
        origin,
      ),
    );
}

function withoutVersion(canonical: string): string {
  return canonical.replace(/\|.*$/, '');
}

export function bindingsOf(binding: Binding): Wanted[] {
  const { strength, valueSet, extension = [] } = binding;
  const own: Wanted[] =
    valueSet === undefined || strength === 'example' ? [] : [{ strength, canonical: valueSet }];
  return [...own, ...extension.flatMap(fromExtension)];
}

function fromExtension(extension: Extension): Wanted[] {
  if (extension.url === MAX_VALUE_SET) {
    const canonical = extension.valueCanonical ?? extension.valueUri;
    return canonical === undefined ? [] : [{ strength: 'required', canonical }];
  }
  if (!extension.url.endsWith('/additional-binding')) return [];
  const part = (name: string): Extension | undefined =>
    extension.extension?.find(({ url }) => url === name);
  const strength = PURPOSES[part('purpose')?.valueCode ?? ''];
  const canonical = part('valueSet')?.valueCanonical;
  return strength === undefined || canonical === undefined ? [] : [{ strength, canonical }];
}
