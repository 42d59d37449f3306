/** The bindings of an element, as far as the structural layer does not keep them already. */
import type { ElementDefinition, Extension } from '@medplum/fhirtypes';
import type { JsonValue } from '../../fhir/json.js';
import type { Origin } from '../report.js';
import { bindingCheck, reportOther, ValueSetJudge, type Strength } from './coded.js';
import type { TogetherCheck } from './group.js';
import { originOf, type Compiling, type ElementPlace } from './place.js';
import type { ElementCheck } from './run.js';

type Binding = NonNullable<ElementDefinition['binding']>;

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/**
 * Purposes of additional bindings that concern instances. Others, such as `minimum`, tell what systems
 * must support; so does the extension minValueSet. `current` is for new records, which an instance
 * does not tell from older ones: it warns.
 */
const PURPOSES: Readonly<Record<string, Strength>> = {
  required: 'required',
  maximum: 'required',
  extensible: 'extensible',
  current: 'extensible',
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
  /** Enough that one of the repetitions fits. */
  readonly any?: true;
}

/** The bindings of one value. */
export function bindingChecks(
  compiler: Compiling,
  place: ElementPlace,
  origin: Origin,
): ElementCheck[] {
  const { node, context, properties } = place;
  const { binding } = node.definition;
  if (binding === undefined) return [];
  const base = properties[0]?.element.valueSet;
  const besides = BESIDES[node.definition.path];
  const { source, definitions } = compiler.parts;
  return bindingsOf(binding)
    .filter(
      ({ strength, canonical, any }) =>
        any === undefined &&
        // The structural layer judges required bindings of R4 whose codes it has.
        (strength !== 'required' ||
          withoutVersion(canonical) !== withoutVersion(base ?? '') ||
          definitions.codeList(base ?? '') === undefined),
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

/** Bindings of which one of all repetitions has to be: checked on all of them together. */
export function togetherChecks(
  { parts: { source } }: Compiling,
  { node, context }: ElementPlace,
): TogetherCheck[] {
  const { binding } = node.definition;
  const wanted = binding === undefined ? [] : bindingsOf(binding).filter(({ any }) => any === true);
  const origin = originOf(node, context);
  return wanted.map((each) => {
    const judge = new ValueSetJudge(source, each.canonical, context.scope);
    return (nodes, run) => {
      const answers = nodes.map(({ value }) => judge.judge(value).kind);
      const [first] = nodes;
      if (first === undefined || answers.some((kind) => kind === 'member' || kind === 'unjudged')) {
        return;
      }
      reportOther(each, 'other', first, { run, origin });
    };
  });
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
  return extension.url.endsWith('/additional-binding') ? additional(extension) : [];
}

function additional(binding: Extension): Wanted[] {
  const part = (name: string): Extension | undefined =>
    binding.extension?.find(({ url }) => url === name);
  const strength = PURPOSES[part('purpose')?.valueCode ?? ''];
  const canonical = part('valueSet')?.valueCanonical;
  // Whether a usage is that of an instance can't be told from it.
  if (strength === undefined || canonical === undefined || part('usage') !== undefined) return [];
  return [{ strength, canonical, ...(part('any')?.valueBoolean === true ? { any: true } : {}) }];
}
