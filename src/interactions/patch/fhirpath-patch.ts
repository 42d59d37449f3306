/** FHIRPath Patch: https://hl7.org/fhir/R4/fhirpatch.html */
import { FhirError } from '../../fhir/errors.js';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { Locate, Location } from '../../fhirpath/locate.js';
import type { Definitions } from '../../packages/registry.js';
import {
  elementAt,
  objectAt,
  repetition,
  repetitions,
  setElement,
  spliceElement,
  type ElementPlace,
  type ElementValue,
} from './element.js';
import { elementValue, propertyFor } from './value.js';

export interface PatchTools {
  readonly definitions: Definitions;
  readonly locate: Locate;
}

const MAX_OPERATIONS = 1000;

/**
 * Applies the operations to the resource, in place and in order.
 * @throws FhirError `invalid-request` for parameters that are no patch; `unprocessable` when an
 * operation does not fit the resource
 */
export function applyFhirPathPatch(
  resource: Resource,
  parameters: Resource,
  tools: PatchTools,
): void {
  const operations = objectsAt(parameters, 'parameter');
  if (operations.length === 0 || operations.length > MAX_OPERATIONS) {
    throw new FhirError(
      'invalid-request',
      `A FHIRPath Patch has 1 to ${MAX_OPERATIONS} parameters named "operation".`,
    );
  }
  operations.forEach((operation, index) => {
    new PatchOperation(resource, operation, index, tools).apply();
  });
}

class PatchOperation {
  readonly #resource: Resource;
  readonly #parts: readonly JsonObject[];
  readonly #name: string | undefined;
  readonly #index: number;
  readonly #tools: PatchTools;

  constructor(resource: Resource, operation: JsonObject, index: number, tools: PatchTools) {
    this.#resource = resource;
    this.#parts = objectsAt(operation, 'part');
    this.#name = stringAt(operation, 'name');
    this.#index = index;
    this.#tools = tools;
  }

  apply(): void {
    if (this.#name !== 'operation') throw this.#wrong('is not named "operation"');
    switch (this.#text('type')) {
      case 'add':
        this.#add();
        return;
      case 'insert':
        this.#insert();
        return;
      case 'delete':
        this.#delete();
        return;
      case 'replace':
        this.#replace();
        return;
      case 'move':
        this.#move();
        return;
      default:
        throw this.#wrong('has no known type');
    }
  }

  #add(): void {
    const [target, ...others] = this.#locations();
    if (target === undefined || others.length > 0) throw this.#misfit('must find one element');
    const { definitions } = this.#tools;
    const parent = objectAt(definitions, this.#resource, target);
    const valuePart = this.#part('value');
    const property = propertyFor(definitions, parent.type, this.#text('name'), valuePart);
    if (property === undefined) throw this.#misfit('names an element that is not allowed there');
    const value = elementValue(definitions, property, valuePart);
    if (property.array) {
      const end = repetitions(parent.object, property.name);
      spliceElement(parent, property, { index: end, remove: 0 }, [value]);
    } else if (parent.object[property.name] === undefined) setElement(parent, property, value);
    else throw this.#misfit('adds an element that is already there');
  }

  #insert(): void {
    const place = this.#collection();
    const index = this.#integer('index');
    const { definitions } = this.#tools;
    const length = repetitions(place.parent.object, place.property.name);
    if (index > length) throw this.#misfit('has an index behind the end');
    const value = elementValue(definitions, place.property, this.#part('value'));
    spliceElement(place.parent, place.property, { index, remove: 0 }, [value]);
  }

  #delete(): void {
    const found = this.#locations();
    if (found.length > 1) throw this.#misfit('finds more than one element');
    const [target] = found;
    if (target !== undefined) put(this.#place(target), undefined);
  }

  #replace(): void {
    const [target, ...others] = this.#locations();
    if (target === undefined || others.length > 0) throw this.#misfit('must find one element');
    const place = this.#place(target);
    const { definitions } = this.#tools;
    const valuePart = this.#part('value');
    const { element } = place.property;
    const property = propertyFor(definitions, place.parent.type, element.name, valuePart);
    if (property === undefined) throw this.#misfit('has a value of a type that is not allowed');
    const value = elementValue(definitions, property, valuePart);
    if (property.name !== place.property.name) put(place, undefined);
    put({ ...place, property }, value);
  }

  #move(): void {
    const { parent, property } = this.#collection();
    const [source, destination] = [this.#integer('source'), this.#integer('destination')];
    const length = repetitions(parent.object, property.name);
    if (source >= length || destination >= length)
      throw this.#misfit('has an index behind the end');
    const moved = repetition(parent, property, source);
    spliceElement(parent, property, { index: source, remove: 1 }, []);
    spliceElement(parent, property, { index: destination, remove: 0 }, [moved]);
  }

  /** The repeating element that the path names: all its repetitions, and only those. */
  #collection(): ElementPlace {
    const [first, ...others] = this.#locations().map((location) => this.#place(location));
    const same = others.every(
      ({ parent, property }) =>
        parent.object === first?.parent.object && property === first.property,
    );
    if (first === undefined || !same || !first.property.array) {
      throw this.#misfit('must find the repetitions of one element');
    }
    return first;
  }

  #place(location: Location): ElementPlace {
    return elementAt(this.#tools.definitions, this.#resource, location);
  }

  #locations(): Location[] {
    return this.#tools.locate(this.#resource, this.#text('path'));
  }

  #part(name: string): JsonObject {
    const part = this.#parts.find((candidate) => candidate['name'] === name);
    if (part === undefined) throw this.#wrong(`has no part "${name}"`);
    return part;
  }

  #text(name: string): string {
    const part = this.#part(name);
    const value = part['valueString'] ?? part['valueCode'];
    if (typeof value !== 'string') throw this.#wrong(`has no text in its part "${name}"`);
    return value;
  }

  #integer(name: string): number {
    const value = this.#part(name)['valueInteger'];
    if (typeof value !== 'number' || value < 0) {
      throw this.#wrong(`has no index in its part "${name}"`);
    }
    return value;
  }

  #wrong(problem: string): FhirError {
    return new FhirError('invalid-request', `Operation ${this.#index} of the patch ${problem}.`);
  }

  #misfit(problem: string): FhirError {
    return new FhirError('unprocessable', `Operation ${this.#index} of the patch ${problem}.`);
  }
}

/** Sets or, without a value, removes one element. */
function put({ parent, property, index }: ElementPlace, value: ElementValue | undefined): void {
  if (index === undefined) {
    setElement(parent, property, value ?? { value: undefined, extra: undefined });
  } else {
    spliceElement(parent, property, { index, remove: 1 }, value === undefined ? [] : [value]);
  }
}
