/** A StructureDefinition with its differential, from the facts of a `.profile` file. */
import type {
  ElementDefinition,
  ElementDefinitionBinding,
  ElementDefinitionConstraint,
  ElementDefinitionType,
  Extension,
  StructureDefinition,
} from '@medplum/fhirtypes';
import type {
  AdditionalBinding,
  BindingFact,
  ConstraintFact,
  ElementFact,
  ProfileFacts,
  SlicingFact,
  TypeFact,
  ValueFact,
} from './model.js';

const ADDITIONAL_BINDING = 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding';

function additionalBinding({ purpose, valueSet, key }: AdditionalBinding): Extension {
  return {
    url: ADDITIONAL_BINDING,
    extension: [
      ...(key === undefined ? [] : [{ url: 'key', valueId: key }]),
      { url: 'purpose', valueCode: purpose },
      { url: 'valueSet', valueCanonical: valueSet },
    ],
  };
}

function compileBinding({ strength, valueSet, additional }: BindingFact): ElementDefinitionBinding {
  return {
    ...(additional.length > 0 && { extension: additional.map(additionalBinding) }),
    strength: strength as NonNullable<ElementDefinitionBinding['strength']>,
    ...(valueSet !== undefined && { valueSet }),
  };
}

/** FHIR asks for a text with each constraint; ours says no more than which one it is. */
function compileConstraint(fact: ConstraintFact): ElementDefinitionConstraint {
  return {
    key: fact.key,
    severity: fact.severity as NonNullable<ElementDefinitionConstraint['severity']>,
    human: `Rule ${fact.key} is not met`,
    ...(fact.expression !== undefined && { expression: fact.expression }),
    ...(fact.source !== undefined && { source: fact.source }),
  };
}

function compileType({ code, profiles, targets }: TypeFact): ElementDefinitionType {
  return {
    code,
    ...(profiles.length > 0 && { profile: [...profiles] }),
    ...(targets.length > 0 && { targetProfile: [...targets] }),
  };
}

function compileSlicing({ rules, ordered, discriminators }: SlicingFact): object {
  return {
    ...(discriminators.length > 0 && { discriminator: [...discriminators] }),
    ...(ordered && { ordered }),
    rules,
  };
}

function valued(prefix: string, fact: ValueFact | undefined): object {
  return fact === undefined ? {} : { [`${prefix}${fact.type}`]: fact.value };
}

/** `Patient` and `.name:official.family` make `Patient.name:official.family`. */
function fullId(type: string, id: string): string {
  return id === '.' ? type : type + id;
}

function placeOf(
  type: string,
  fact: ElementFact,
): { id: string; path: string; sliceName?: string } {
  const id = fullId(type, fact.id);
  const segments = id.split('.').map((segment) => segment.split(':'));
  const sliceName = fact.slice ?? segments.at(-1)?.slice(1).join(':') ?? '';
  return {
    id,
    path: fact.path ?? segments.map(([name]) => name).join('.'),
    ...(sliceName !== '' && { sliceName }),
  };
}

function compileElement(type: string, fact: ElementFact): ElementDefinition {
  const { min, max, maxLength, isModifier } = fact;
  const element = {
    ...placeOf(type, fact),
    ...(fact.slicing && { slicing: compileSlicing(fact.slicing) }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(fact.content !== undefined && { contentReference: fact.content }),
    ...(fact.types.length > 0 && { type: fact.types.map(compileType) }),
    ...valued('fixed', fact.fixed),
    ...valued('pattern', fact.pattern),
    ...valued('minValue', fact.minValue),
    ...valued('maxValue', fact.maxValue),
    ...(maxLength !== undefined && { maxLength }),
    ...(fact.constraints.length > 0 && { constraint: fact.constraints.map(compileConstraint) }),
    ...(isModifier !== undefined && { isModifier }),
    ...(fact.binding && { binding: compileBinding(fact.binding) }),
  };
  return element as ElementDefinition;
}

export function compileProfile(facts: ProfileFacts): StructureDefinition {
  const { id, url, version, name, contexts, contextInvariants } = facts;
  const definition = {
    resourceType: 'StructureDefinition',
    id,
    url,
    ...(version !== undefined && { version }),
    name,
    status: facts.status,
    fhirVersion: '4.0.1',
    kind: facts.kind,
    abstract: facts.abstract,
    ...(contexts.length > 0 && { context: [...contexts] }),
    ...(contextInvariants.length > 0 && { contextInvariant: [...contextInvariants] }),
    type: facts.type,
    baseDefinition: facts.base,
    derivation: 'constraint',
    differential: { element: facts.elements.map((fact) => compileElement(facts.type, fact)) },
  };
  return definition as StructureDefinition;
}
