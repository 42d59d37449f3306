/**
 * Type models to checks, compiled once and kept. A check closes over all it needs; checking never
 * looks at a definition again.
 */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { ElementModel } from '../../packages/model.js';
import type { Definitions, Property } from '../../packages/registry.js';
import {
  kindOf,
  repeating,
  repeatingPrimitive,
  single,
  type ValueCheck,
} from '../check/element.js';
import { checkNarrative } from '../check/narrative.js';
import {
  checkObject,
  type Member,
  type ObjectShape,
  type RequiredElement,
} from '../check/object.js';
import { referenceCheck } from '../check/reference.js';
import type { Findings } from '../report.js';
import { codedCheck } from './binding.js';
import { primitiveCheck } from './primitive.js';

export class TypeCompiler {
  readonly #definitions: Definitions;
  readonly #checks = new Map<string, ValueCheck>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** The check for a complex type, nested element or resource type; compiled at its first use. */
  checkFor(type: string): ValueCheck {
    let check = this.#checks.get(type);
    if (check === undefined) {
      // Types contain themselves, so the check must be known before its members are compiled.
      let shape: ObjectShape | undefined;
      check = (value, findings) => {
        shape ??= this.#shape(type);
        checkObject(value, shape, findings);
      };
      this.#checks.set(type, check);
    }
    return check;
  }

  /** Any resource, judged by its own `resourceType`. */
  readonly checkResource: ValueCheck = (value, findings) => {
    const type = isObject(value) ? value['resourceType'] : undefined;
    if (!isObject(value)) {
      findings.add('json-type', `a resource is an object in JSON, not ${kindOf(value)}.`);
    } else if (typeof type !== 'string' || !this.#definitions.isResourceType(type)) {
      findings.add('unknown-type', '"resourceType" is missing or names no R4 resource type.');
    } else this.checkFor(type)(value, findings);
  };

  #shape(type: string): ObjectShape {
    const properties = [...this.#definitions.properties(type).values()];
    const choices = new Map<ElementModel, number>();
    const members = new Map<string, Member>();
    for (const property of properties) {
      const choice = choiceNumber(property.element, choices);
      members.set(property.name, this.#member(property, choice));
      if (property.primitive && property.type !== 'xhtml') {
        members.set(`_${property.name}`, this.#extraMember(property));
      }
    }
    return {
      members,
      required: requiredElements(properties),
      isResource: this.#definitions.type(type)?.kind === 'resource',
    };
  }

  #member(property: Property, choice: number | undefined): Member {
    const value = this.#valueCheck(property);
    const { max } = property.element;
    const repeat = property.primitive ? repeatingPrimitive : repeating;
    return {
      check: property.array ? repeat(value, max) : single(value),
      ...(choice === undefined ? {} : { choice }),
      ...(property.array && property.primitive ? { pairedWith: `_${property.name}` } : {}),
    };
  }

  /** `_name`: the id and extensions of a primitive. */
  #extraMember(property: Property): Member {
    const check = this.checkFor('Element');
    return {
      check: property.array ? repeatingPrimitive(check, property.element.max) : single(check),
      ...(property.array ? { pairedWith: property.name } : {}),
    };
  }

  #valueCheck(property: Property): ValueCheck {
    const { type, element } = property;
    if (type === 'Resource') return this.checkResource;
    if (type === 'xhtml') return checkNarrative;
    if (property.primitive) return primitiveCheck(type, this.#codeList(element));
    const shape = this.checkFor(type);
    if (type === 'Reference') return both(shape, this.#referenceCheck(element));
    const codes = this.#codeList(element);
    return codes === undefined ? shape : both(shape, codedCheck(type, codes));
  }

  #referenceCheck({ targets }: ElementModel): ValueCheck {
    return referenceCheck(targets, (name) => this.#definitions.isResourceType(name));
  }

  #codeList(element: ElementModel): ReturnType<Definitions['codeList']> {
    return element.valueSet === undefined
      ? undefined
      : this.#definitions.codeList(element.valueSet);
  }
}

function both(one: ValueCheck, other: ValueCheck): ValueCheck {
  return (value: JsonValue, findings: Findings) => {
    one(value, findings);
    other(value, findings);
  };
}

function choiceNumber(
  element: ElementModel,
  choices: Map<ElementModel, number>,
): number | undefined {
  if (element.choice !== true) return undefined;
  const known = choices.get(element) ?? choices.size;
  choices.set(element, known);
  return known;
}

function requiredElements(properties: readonly Property[]): RequiredElement[] {
  const names = new Map<ElementModel, string[]>();
  for (const property of properties.filter((candidate) => candidate.element.min > 0)) {
    const known = names.get(property.element) ?? [];
    known.push(property.name, ...(property.primitive ? [`_${property.name}`] : []));
    names.set(property.element, known);
  }
  return [...names].map(([element, own]) => ({ element: element.name, names: own }));
}
