/** One builder for each open XML element; it makes the element's part of the tree. */
import type { SaxesTagNS } from 'saxes';
import { decimalFromText } from '../../fhir/decimal.js';
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import {
  FHIR_NAMESPACE,
  XHTML_NAMESPACE,
  type XmlProperty,
  type XmlTypeModel,
} from './type-model.js';

export interface Builder {
  readonly path: string;
  /** A child element opens. @param tagStart offset of its `<` in the text */
  child(tag: SaxesTagNS, tagStart: number): Builder;
  /** Returns false when the element may not have text. */
  text(content: string): boolean;
  /** The element closes. @param end offset behind its end tag */
  close(tag: SaxesTagNS, end: number): void;
}

export interface NarrativeTarget extends Builder {
  onDone(done: (xhtml: string) => void): void;
}

export interface BuilderContext {
  readonly model: XmlTypeModel;
  readonly maxRepetitions: number;
  readonly narrative: (tagStart: number, path: string) => NarrativeTarget;
}

interface ElementTarget {
  readonly path: string;
  readonly done: (value: JsonObject) => void;
  /** The element's tag, when it is a resource … */
  readonly resource?: SaxesTagNS;
  /** … and its tag and type when it is a complex element. */
  readonly element?: { readonly tag: SaxesTagNS; readonly type: string };
}

/** Values and extras (`id`, `extension`) of one primitive element with all its repetitions. */
interface PrimitiveRepetitions {
  readonly property: XmlProperty;
  readonly values: (JsonValue | null)[];
  readonly extras: (JsonObject | null)[];
}

/** A resource or complex element. */
export class ElementBuilder implements Builder {
  readonly path: string;
  readonly #context: BuilderContext;
  readonly #done: (value: JsonObject) => void;
  readonly #object: JsonObject = {};
  readonly #properties: ReadonlyMap<string, XmlProperty>;
  readonly #primitives = new Map<string, PrimitiveRepetitions>();
  #lastOrder = -1;

  constructor(context: BuilderContext, target: ElementTarget) {
    this.#context = context;
    this.#done = target.done;
    this.path = target.path;
    const type = target.element?.type ?? target.resource?.local ?? '';
    if (target.resource !== undefined) {
      if (!context.model.isResourceType(type)) {
        throw wrong(`There is no resource type ${type.slice(0, 64)}`, this.path);
      }
      this.#object['resourceType'] = type;
    }
    this.#properties = context.model.properties(type);
    const tag = target.element?.tag ?? target.resource;
    if (tag !== undefined) readAttributes(tag, this.path, this.#attributeNames(), this.#object);
  }

  child(tag: SaxesTagNS, tagStart: number): Builder {
    const property = this.#properties.get(tag.local);
    if (property === undefined || !inRightNamespace(tag, property)) {
      throw wrong(`Unknown element <${tag.name.slice(0, 64)}> in ${this.path}`, this.path);
    }
    this.#checkOrder(property);
    const path = `${this.path}.${property.name}${property.array ? `[${this.#count(property)}]` : ''}`;
    if (property.type === 'xhtml') return this.#narrative(property, tagStart, path);
    if (property.primitive) return this.#primitive(property, tag, path);
    const done = (value: JsonObject): void => {
      this.#add(property, value);
    };
    return property.type === 'Resource'
      ? new ResourceHolder(this.#context, tag, path, done)
      : new ElementBuilder(this.#context, { path, done, element: { tag, type: property.type } });
  }

  text(): boolean {
    return false;
  }

  close(): void {
    for (const { property, values, extras } of this.#primitives.values()) {
      writePrimitive(this.#object, property, values, extras);
    }
    this.#done(this.#object);
  }

  #attributeNames(): string[] {
    return [...this.#properties.values()]
      .filter((property) => property.element.attribute === true)
      .map((property) => property.name);
  }

  #checkOrder(property: XmlProperty): void {
    if (property.order < this.#lastOrder) {
      throw wrong(`Element <${property.name}> stands too late in ${this.path}`, this.path);
    }
    if (property.order === this.#lastOrder && !property.array) {
      throw wrong(`Element <${property.name}> may stand only once in ${this.path}`, this.path);
    }
    this.#lastOrder = property.order;
  }

  #count(property: XmlProperty): number {
    const known = property.primitive
      ? this.#primitives.get(property.name)?.values.length
      : (this.#object[property.name] as JsonValue[] | undefined)?.length;
    if (known !== undefined && known >= this.#context.maxRepetitions) {
      throw wrong(`Element <${property.name}> repeats too often in ${this.path}`, this.path);
    }
    return known ?? 0;
  }

  #add(property: XmlProperty, value: JsonValue): void {
    if (!property.array) this.#object[property.name] = value;
    else {
      const known = this.#object[property.name] as JsonValue[] | undefined;
      if (known === undefined) this.#object[property.name] = [value];
      else known.push(value);
    }
  }

  #narrative(property: XmlProperty, tagStart: number, path: string): Builder {
    const builder = this.#context.narrative(tagStart, path);
    builder.onDone((xhtml) => {
      this.#add(property, xhtml);
    });
    return builder;
  }

  #primitive(property: XmlProperty, tag: SaxesTagNS, path: string): Builder {
    let known = this.#primitives.get(property.name);
    if (known === undefined) {
      known = { property, values: [], extras: [] };
      this.#primitives.set(property.name, known);
      // Keeps the place of the element among the others.
      this.#object[property.name] = undefined;
    }
    const { values, extras } = known;
    const extra: JsonObject = {};
    const attributes: JsonObject = {};
    readAttributes(tag, path, ['value', 'id'], attributes);
    if (attributes['id'] !== undefined) extra['id'] = attributes['id'];
    const value = attributes['value'];
    values.push(typeof value === 'string' ? primitiveValue(property.type, value) : null);
    const index = extras.push(null) - 1;
    const element = this.#context.model.properties('Element');
    return new PrimitiveBuilder(this.#context, element, path, (extensions) => {
      if (extensions.length > 0) extra['extension'] = extensions;
      if (Object.keys(extra).length > 0) extras[index] = extra;
    });
  }
}

/** A primitive element: its value is an attribute, its only children are extensions. */
class PrimitiveBuilder implements Builder {
  readonly path: string;
  readonly #context: BuilderContext;
  readonly #element: ReadonlyMap<string, XmlProperty>;
  readonly #done: (extensions: JsonValue[]) => void;
  readonly #extensions: JsonValue[] = [];

  constructor(
    context: BuilderContext,
    element: ReadonlyMap<string, XmlProperty>,
    path: string,
    done: (extensions: JsonValue[]) => void,
  ) {
    this.#context = context;
    this.#element = element;
    this.path = path;
    this.#done = done;
  }

  child(tag: SaxesTagNS): Builder {
    const type = this.#element.get(tag.local)?.type;
    if (tag.local !== 'extension' || type === undefined || tag.uri !== FHIR_NAMESPACE) {
      throw wrong(`Unknown element <${tag.name.slice(0, 64)}> in ${this.path}`, this.path);
    }
    const path = `${this.path}.extension[${this.#extensions.length}]`;
    const done = (value: JsonObject): void => {
      this.#extensions.push(value);
    };
    return new ElementBuilder(this.#context, { path, done, element: { tag, type } });
  }

  text(): boolean {
    return false;
  }

  close(): void {
    this.#done(this.#extensions);
  }
}

/** `<contained>`, `<resource>`, `<outcome>`: an element around exactly one resource. */
class ResourceHolder implements Builder {
  readonly path: string;
  readonly #context: BuilderContext;
  readonly #done: (value: JsonObject) => void;
  #resource: JsonObject | undefined;

  constructor(
    context: BuilderContext,
    tag: SaxesTagNS,
    path: string,
    done: (value: JsonObject) => void,
  ) {
    this.#context = context;
    this.path = path;
    this.#done = done;
    readAttributes(tag, path, [], {});
  }

  child(tag: SaxesTagNS): Builder {
    if (this.#resource !== undefined || tag.uri !== FHIR_NAMESPACE) {
      throw wrong(`${this.path} holds more than one resource`, this.path);
    }
    return new ElementBuilder(this.#context, {
      path: this.path,
      resource: tag,
      done: (value) => {
        this.#resource = value;
      },
    });
  }

  text(): boolean {
    return false;
  }

  close(): void {
    if (this.#resource === undefined) throw wrong(`${this.path} holds no resource`, this.path);
    this.#done(this.#resource);
  }
}

function wrong(message: string, expression: string): FhirError {
  return new FhirError('malformed', message, { expression });
}

function inRightNamespace(tag: SaxesTagNS, property: XmlProperty): boolean {
  return (
    property.element.attribute !== true &&
    tag.uri === (property.type === 'xhtml' ? XHTML_NAMESPACE : FHIR_NAMESPACE)
  );
}

/** Copies the attributes called `names`; any other besides namespace ones is an error. */
function readAttributes(
  tag: SaxesTagNS,
  path: string,
  names: readonly string[],
  into: JsonObject,
): void {
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.uri === '' && names.includes(attribute.local)) {
      into[attribute.local] = attribute.value;
    } else if (
      attribute.prefix !== 'xmlns' &&
      attribute.name !== 'xmlns' &&
      attribute.uri !== XSI
    ) {
      throw wrong(`Unknown attribute ${attribute.name.slice(0, 64)} on ${path}`, path);
    }
  }
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const DECIMAL = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** The JSON value for an attribute's text; text that doesn't fit the type stays text and is refused later. */
function primitiveValue(type: string, text: string): JsonValue {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (NUMERIC.has(type) && DECIMAL.test(text)) return decimalFromText(text);
  return text;
}

const NUMERIC = new Set(['decimal', 'integer', 'unsignedInt', 'positiveInt']);

/** Writes `name` and `_name`, with nulls where one of the two has nothing in a repetition. */
function writePrimitive(
  object: JsonObject,
  property: XmlProperty,
  values: readonly (JsonValue | null)[],
  extras: readonly (JsonObject | null)[],
): void {
  const { name } = property;
  const hasValue = values.some((value) => value !== null);
  if (hasValue) object[name] = property.array ? [...values] : (values[0] ?? null);
  else Reflect.deleteProperty(object, name);
  if (extras.some((extra) => extra !== null)) {
    object[`_${name}`] = property.array ? [...extras] : (extras[0] ?? null);
  }
}
