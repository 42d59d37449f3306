/** StructureDefinitions to type models. */
import type {
  ElementDefinition,
  ElementDefinitionType,
  StructureDefinition,
} from '@medplum/fhirtypes';
import { correctedElements, isPartOfR4 } from './corrections.js';
import type { ElementModel, TypeKind, TypeModel } from './model.js';

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const STRUCTURE_DEFINITION = 'http://hl7.org/fhir/StructureDefinition/';

/** The code systems that a value set draws on, by its canonical; undefined when one is not known. */
export type SystemsOf = (valueSet: string) => ReadonlySet<string> | undefined;

/**
 * Type models of base types: one per definition and one per nested element in it.
 * Constraints (`SimpleQuantity` and other profiles) are left out.
 */
export function compileTypes(
  definitions: readonly StructureDefinition[],
  systemsOf: SystemsOf,
): TypeModel[] {
  return definitions
    .filter((definition) => isPartOfR4(definition) && definition.derivation !== 'constraint')
    .flatMap((definition) => compileDefinition(definition, systemsOf));
}

function compileDefinition(definition: StructureDefinition, systemsOf: SystemsOf): TypeModel[] {
  const elements = correctedElements(definition);
  const children = new Map<string, ElementDefinition[]>();
  for (const element of elements.slice(1)) {
    const { path } = element;
    const parent = path.slice(0, path.lastIndexOf('.'));
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [element]);
    else siblings.push(element);
  }
  return [...children].map(([path, own]) => ({
    name: path,
    ...(path === definition.name
      ? rootFacts(definition)
      : { kind: 'nested' as const, base: nestedBase(elements, path) }),
    elements: own.map((element) => ({
      ...compileElement(element, definition, children),
      ...impliedSystem(element, systemsOf),
    })),
  }));
}

function rootFacts(definition: StructureDefinition): Pick<TypeModel, 'kind' | 'abstract' | 'base'> {
  const base = definition.baseDefinition?.replace(STRUCTURE_DEFINITION, '');
  return {
    kind: KINDS[definition.kind] ?? 'complex',
    ...(definition.abstract ? { abstract: true } : {}),
    ...(base === undefined ? {} : { base }),
  };
}

const KINDS: Readonly<Record<string, TypeKind>> = {
  'primitive-type': 'primitive',
  'complex-type': 'complex',
  resource: 'resource',
};

function nestedBase(elements: readonly ElementDefinition[], path: string): string {
  return elements.find((element) => element.path === path)?.type?.[0]?.code ?? 'BackboneElement';
}

function compileElement(
  element: ElementDefinition,
  definition: StructureDefinition,
  children: ReadonlyMap<string, unknown>,
): ElementModel {
  const { path } = element;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const choice = name.endsWith('[x]');
  const targets = referenceTargets(element);
  const valueSet = requiredValueSet(element);
  return {
    name: choice ? name.slice(0, -3) : name,
    types: elementTypes(element, definition, children),
    min: element.min ?? 0,
    ...(element.max === '*' ? {} : { max: Number(element.max) }),
    ...(choice ? { choice: true } : {}),
    ...(element.representation?.includes('xmlAttr') === true ? { attribute: true } : {}),
    ...(element.isSummary === true ? { summary: true } : {}),
    ...(element.isModifier === true ? { modifier: true } : {}),
    ...(targets === undefined ? {} : { targets }),
    ...(valueSet === undefined ? {} : { valueSet }),
  };
}

function elementTypes(
  element: ElementDefinition,
  definition: StructureDefinition,
  children: ReadonlyMap<string, unknown>,
): string[] {
  const { path } = element;
  if (element.contentReference !== undefined) return [element.contentReference.replace(/^.*#/, '')];
  if (children.has(path)) return [path];
  if (path === `${definition.name}.id` && definition.kind === 'resource') return ['id'];
  const types = (element.type ?? []).map((type) => typeCode(type, element));
  return [...new Set(types)];
}

/** The type's code; System types of FHIRPath are replaced by the FHIR type they stand for. */
function typeCode(type: ElementDefinitionType, element: ElementDefinition): string {
  const { code } = type;
  if (!code.startsWith('http://hl7.org/fhirpath/')) return code;
  const named = type.extension?.find((extension) => extension.url === FHIR_TYPE)?.valueUrl;
  return named ?? (element.path === 'Extension.url' ? 'uri' : 'string');
}

function referenceTargets(element: ElementDefinition): string[] | undefined {
  const profiles = (element.type ?? []).flatMap((type) =>
    type.code === 'Reference' ? (type.targetProfile ?? []) : [],
  );
  const names = profiles.map((profile) => profile.replace(STRUCTURE_DEFINITION, ''));
  return names.length === 0 || names.includes('Resource') ? undefined : names;
}

function requiredValueSet(element: ElementDefinition): string | undefined {
  return element.binding?.strength === 'required'
    ? element.binding.valueSet?.replace(/\|.*$/, '')
    : undefined;
}

/** A `code` has no system beside it: its binding says which one is meant, whatever its strength. */
function impliedSystem(
  element: ElementDefinition,
  systemsOf: SystemsOf,
): Pick<ElementModel, 'system'> {
  const valueSet = element.binding?.valueSet;
  if (valueSet === undefined || element.type?.some(({ code }) => code === 'code') !== true) {
    return {};
  }
  const [system, ...others] = systemsOf(valueSet) ?? [];
  return system === undefined || others.length > 0 ? {} : { system };
}
