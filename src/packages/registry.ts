/** Looks definitions up by name and canonical. Everything above reads definitions through this. */
import type {
  CodeList,
  CompartmentModel,
  DefinitionSet,
  ElementModel,
  SearchParameterModel,
  TypeModel,
} from './model.js';

/** One property of a type as it stands in JSON: a choice element has one for each of its types. */
export interface Property {
  readonly name: string;
  /** The property's type: `Quantity` for `valueQuantity`. */
  readonly type: string;
  readonly primitive: boolean;
  readonly array: boolean;
  readonly element: ElementModel;
  /** Position of the element in the specification's order. */
  readonly order: number;
}

export class Definitions {
  readonly fhirVersion: string;
  /** Names of all concrete resource types, sorted. */
  readonly resourceTypes: readonly string[];
  readonly searchParameters: readonly SearchParameterModel[];
  readonly compartments: readonly CompartmentModel[];
  readonly #types: ReadonlyMap<string, TypeModel>;
  readonly #codeLists: ReadonlyMap<string, CodeList>;
  readonly #properties = new Map<string, ReadonlyMap<string, Property>>();
  readonly #resourceTypes: ReadonlySet<string>;

  constructor(set: DefinitionSet) {
    this.fhirVersion = set.fhirVersion;
    this.searchParameters = set.searchParameters;
    this.compartments = set.compartments;
    this.#types = new Map(set.types.map((type) => [type.name, type]));
    this.#codeLists = new Map(Object.entries(set.codeLists));
    this.resourceTypes = set.types
      .filter((type) => type.kind === 'resource' && type.abstract !== true)
      .map((type) => type.name)
      .sort();
    this.#resourceTypes = new Set(this.resourceTypes);
  }

  isResourceType(name: string): boolean {
    return this.#resourceTypes.has(name);
  }

  type(name: string): TypeModel | undefined {
    return this.#types.get(name);
  }

  isPrimitive(name: string): boolean {
    return this.#types.get(name)?.kind === 'primitive';
  }

  /** True when `name` is `base` or specialises it, over any number of steps. */
  isA(name: string, base: string): boolean {
    for (let at: string | undefined = name; at !== undefined; at = this.#types.get(at)?.base) {
      if (at === base) return true;
    }
    return false;
  }

  /** The codes of a value set, when it can be enumerated. */
  codeList(valueSet: string): CodeList | undefined {
    return this.#codeLists.get(valueSet);
  }

  /** The JSON properties of a type by name, in the specification's order; empty for an unknown type. */
  properties(typeName: string): ReadonlyMap<string, Property> {
    let properties = this.#properties.get(typeName);
    if (properties === undefined) {
      properties = new Map(
        (this.#types.get(typeName)?.elements ?? [])
          .flatMap((element, order) => this.#propertiesOf(element, order))
          .map((property) => [property.name, property]),
      );
      this.#properties.set(typeName, properties);
    }
    return properties;
  }

  #propertiesOf(element: ElementModel, order: number): Property[] {
    return element.types.map((type) => ({
      name: element.choice === true ? element.name + capitalised(type) : element.name,
      type,
      primitive: this.isPrimitive(type),
      array: element.max === undefined || element.max > 1,
      element,
      order,
    }));
  }
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
