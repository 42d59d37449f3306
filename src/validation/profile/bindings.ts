/** The bindings of an element, as far as the structural layer does not keep them already. */
import type { ElementDefinition, Extension } from '@medplum/fhirtypes';
import type { JsonValue } from '../../fhir/json.js';
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

/**
 * Short names that R4's text allows beside MIME types:
 * https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.format
 */
const BESIDES: Readonly<Record<string, ReadonlySet<JsonValue | undefined>>> = {
  'CapabilityStatement.format': new Set(['xml', 'json', 'ttl']),
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
  const besides = BESIDES[node.definition.path];
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
        {
          ...wanted,
          ...(besides === undefined ? {} : { besides }),
          judge: new ValueSetJudge(source, wanted.canonical, context.scope),
        },
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
  return [...own, ...extension.flatMap((each) => fromExtension(each, strength))];
}

/**
 * The maximum of an extensible binding is a required one over it. Of a preferred binding, which an
 * instance may leave for any code or none, it is what a code should at least be from: so the
 * reference validator judges as well.
 * https://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html
 */
function fromExtension(extension: Extension, of: Binding['strength']): Wanted[] {
  if (extension.url === MAX_VALUE_SET) {
    const canonical = extension.valueCanonical ?? extension.valueUri;
    const strength = of === 'preferred' ? 'extensible' : 'required';
    return canonical === undefined ? [] : [{ strength, canonical }];
  }
  if (!extension.url.endsWith('/additional-binding')) return [];
  const part = (name: string): Extension | undefined =>
    extension.extension?.find(({ url }) => url === name);
  const strength = PURPOSES[part('purpose')?.valueCode ?? ''];
  const canonical = part('valueSet')?.valueCanonical;
  return strength === undefined || canonical === undefined ? [] : [{ strength, canonical }];
}
