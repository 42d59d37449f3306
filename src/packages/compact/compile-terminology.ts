/** ValueSets and CodeSystems from the facts of `.valueset` and `.codesystem` files. */
import type {
  CodeSystem,
  CodeSystemConcept,
  CodeSystemProperty,
  ValueSet,
  ValueSetComposeInclude,
} from '@medplum/fhirtypes';
import type { CodeFact, CodeSystemFacts, IncludeFact, ValueSetFacts } from './model.js';

const DEPRECATED = 'http://hl7.org/fhir/StructureDefinition/valueset-deprecated';
const CONCEPT_PROPERTIES = 'http://hl7.org/fhir/concept-properties#';
const PROPERTY_TYPES = {
  status: 'code',
  parent: 'code',
  inactive: 'boolean',
  notSelectable: 'boolean',
} as const;

type Property = keyof typeof PROPERTY_TYPES;
const PROPERTIES = Object.keys(PROPERTY_TYPES) as Property[];

function compileInclude(fact: IncludeFact): ValueSetComposeInclude {
  const { system, version, codes, filters, valueSets } = fact;
  const include = {
    ...(system !== undefined && { system }),
    ...(version !== undefined && { version }),
    ...(codes.length > 0 && {
      concept: codes.map(({ code, deprecated }) => ({
        ...(deprecated && { extension: [{ url: DEPRECATED, valueBoolean: true }] }),
        code,
      })),
    }),
    ...(filters.length > 0 && { filter: [...filters] }),
    ...(valueSets.length > 0 && { valueSet: [...valueSets] }),
  };
  return include as ValueSetComposeInclude;
}

export function compileValueSet(facts: ValueSetFacts): ValueSet {
  const { id, url, version, name, inactive, includes, excludes } = facts;
  return {
    resourceType: 'ValueSet',
    id,
    url,
    ...(version !== undefined && { version }),
    name,
    status: facts.status as ValueSet['status'],
    compose: {
      ...(inactive !== undefined && { inactive }),
      include: includes.map(compileInclude),
      ...(excludes.length > 0 && { exclude: excludes.map(compileInclude) }),
    },
  };
}

function compileCode(fact: CodeFact): CodeSystemConcept {
  const property = [
    ...(fact.status === undefined ? [] : [{ code: 'status', valueCode: fact.status }]),
    ...(fact.parent === undefined ? [] : [{ code: 'parent', valueCode: fact.parent }]),
    ...(fact.inactive ? [{ code: 'inactive', valueBoolean: true }] : []),
    ...(fact.notSelectable ? [{ code: 'notSelectable', valueBoolean: true }] : []),
  ];
  return { code: fact.code, ...(property.length > 0 && { property }) };
}

/** Declares the properties that its codes use. */
function propertiesOf(codes: readonly CodeFact[]): CodeSystemProperty[] {
  const used = (property: Property): boolean =>
    codes.some((fact) => fact[property] !== undefined && fact[property] !== false);
  return PROPERTIES.filter(used).map((code) => ({
    code,
    uri: CONCEPT_PROPERTIES + code,
    type: PROPERTY_TYPES[code],
  }));
}

export function compileCodeSystem(facts: CodeSystemFacts): CodeSystem {
  const { id, url, version, name, codes, caseSensitive } = facts;
  const property = propertiesOf(codes);
  return {
    resourceType: 'CodeSystem',
    id,
    url,
    ...(version !== undefined && { version }),
    name,
    status: facts.status as CodeSystem['status'],
    ...(caseSensitive !== undefined && { caseSensitive }),
    content: facts.content as CodeSystem['content'],
    ...(property.length > 0 && { property }),
    ...(codes.length > 0 && { concept: codes.map(compileCode) }),
  };
}
