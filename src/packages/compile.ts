/** Base R4 (and `search-params/`) to one definition set. Runs at build time only. */
import type {
  CodeSystem,
  CompartmentDefinition,
  Resource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { CodeListCompiler } from './compile-code-lists.js';
import { compileTypes } from './compile-types.js';
import { isPartOfR4 } from './corrections.js';
import type {
  CodeList,
  CompartmentModel,
  DefinitionSet,
  SearchParameterModel,
  TypeModel,
} from './model.js';

/** What the compiler reads: every conformance resource of a package, in any order. */
export function compileDefinitions(resources: readonly Resource[]): DefinitionSet {
  const codeLists = new CodeListCompiler([
    ...ofType<ValueSet>(resources, 'ValueSet'),
    ...ofType<CodeSystem>(resources, 'CodeSystem'),
  ]);
  const types = compileTypes(
    ofType<StructureDefinition>(resources, 'StructureDefinition'),
    (valueSet) => codeLists.systems(valueSet),
  );
  return {
    fhirVersion: '4.0.1',
    types,
    searchParameters: ofType<SearchParameter>(resources, 'SearchParameter')
      .filter(isPartOfR4)
      .map(compileSearchParameter),
    compartments: ofType<CompartmentDefinition>(resources, 'CompartmentDefinition').map(
      compileCompartment,
    ),
    codeLists: requiredCodeLists(types, codeLists),
  };
}

function ofType<T extends Resource>(resources: readonly Resource[], type: T['resourceType']): T[] {
  return resources.filter((resource): resource is T => resource.resourceType === type);
}

/** The compact form of a SearchParameter: https://hl7.org/fhir/R4/searchparameter.html */
export function compileSearchParameter(parameter: SearchParameter): SearchParameterModel {
  const { url, code, type, base } = parameter;
  return {
    url,
    ...(parameter.version === undefined ? {} : { version: parameter.version }),
    code,
    type,
    base,
    ...(parameter.expression === undefined ? {} : { expression: parameter.expression }),
    ...(parameter.target === undefined ? {} : { target: parameter.target }),
    ...(parameter.component === undefined ? {} : { component: parameter.component.map(component) }),
  };
}

function component(part: NonNullable<SearchParameter['component']>[number]): {
  definition: string;
  expression: string;
} {
  return { definition: part.definition, expression: part.expression };
}

function compileCompartment(definition: CompartmentDefinition): CompartmentModel {
  const members = (definition.resource ?? [])
    .filter((resource) => (resource.param ?? []).length > 0)
    .map((resource) => [resource.code, resource.param ?? []] as const);
  return {
    code: definition.code,
    url: definition.url,
    members: Object.fromEntries(members),
  };
}

function requiredCodeLists(
  types: readonly TypeModel[],
  compiler: CodeListCompiler,
): Record<string, CodeList> {
  const urls = new Set(
    types.flatMap((type) => type.elements.flatMap((element) => element.valueSet ?? [])),
  );
  return Object.fromEntries(
    [...urls].flatMap((url) => {
      const codes = compiler.compile(url);
      return codes === undefined ? [] : [[url, codes] as const];
    }),
  );
}
