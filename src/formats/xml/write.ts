/** A resource tree to FHIR XML: https://hl7.org/fhir/R4/xml.html */
import { decimalText, isExactDecimal } from '../../fhir/decimal.js';
import { isObject, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { toXmlEntities } from './entities.js';
import { FHIR_NAMESPACE, type XmlProperty, type XmlTypeModel } from './type-model.js';

/** @param pretty two-space indentation, for `_pretty=true`; narrative stays as it is */
export function writeXml(resource: Resource, model: XmlTypeModel, pretty = false): string {
  const writer = new XmlWriter(model, pretty);
  writer.resource(resource, ` xmlns="${FHIR_NAMESPACE}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>${pretty ? '' : '\n'}${writer.text()}${pretty ? '\n' : ''}`;
}

class XmlWriter {
  readonly #model: XmlTypeModel;
  readonly #pretty: boolean;
  readonly #parts: string[] = [];
  #depth = 0;

  constructor(model: XmlTypeModel, pretty: boolean) {
    this.#model = model;
    this.#pretty = pretty;
  }

  text(): string {
    return this.#parts.join('');
  }

  resource(resource: JsonObject, namespace = ''): void {
    const type = stringAt(resource, 'resourceType') ?? '';
    this.#complex(type, type, resource, namespace);
  }

  #complex(name: string, type: string, object: JsonObject, attributes: string): void {
    const properties = this.#model.properties(type);
    this.#open(`<${name}${attributes}${attributeText(object, properties)}>`);
    for (const property of properties.values()) {
      if (property.element.attribute !== true) this.#property(property, object);
    }
    this.#close(`</${name}>`);
  }

  #property(property: XmlProperty, object: JsonObject): void {
    const value = object[property.name];
    const extra = property.primitive ? object[`_${property.name}`] : undefined;
    if (value === undefined && extra === undefined) return;
    const values = Array.isArray(value) ? value : [value];
    const extras = Array.isArray(extra) ? extra : [extra];
    const count = Math.max(values.length, extras.length);
    for (let index = 0; index < count; index++) {
      this.#element(property, values[index], extras[index]);
    }
  }

  #element(
    property: XmlProperty,
    value: JsonValue | undefined,
    extra: JsonValue | undefined,
  ): void {
    if (property.type === 'xhtml') {
      this.#line(toXmlEntities(typeof value === 'string' ? value : ''));
    } else if (property.primitive) this.#primitive(property.name, value, extra);
    else if (!isObject(value)) return;
    else if (property.type === 'Resource') {
      this.#open(`<${property.name}>`);
      this.resource(value);
      this.#close(`</${property.name}>`);
    } else this.#complex(property.name, property.type, value, '');
  }

  #primitive(name: string, value: JsonValue | undefined, extra: JsonValue | undefined): void {
    const object = isObject(extra) ? extra : {};
    const id = typeof object['id'] === 'string' ? ` id="${escapeAttribute(object['id'])}"` : '';
    const text = value === undefined || value === null ? '' : ` value="${primitiveText(value)}"`;
    const extensions = this.#model.properties('Element').get('extension');
    if (object['extension'] === undefined || extensions === undefined) {
      this.#line(`<${name}${id}${text}/>`);
      return;
    }
    this.#open(`<${name}${id}${text}>`);
    this.#property(extensions, object);
    this.#close(`</${name}>`);
  }

  #open(tag: string): void {
    this.#line(tag);
    this.#depth++;
  }

  #close(tag: string): void {
    this.#depth--;
    this.#line(tag);
  }

  #line(text: string): void {
    if (this.#pretty) this.#parts.push('\n', '  '.repeat(this.#depth));
    this.#parts.push(text);
  }
}

function attributeText(object: JsonObject, properties: ReadonlyMap<string, XmlProperty>): string {
  let text = '';
  for (const name of ['id', 'url']) {
    const value = object[name];
    if (typeof value === 'string' && properties.get(name)?.element.attribute === true) {
      text += ` ${name}="${escapeAttribute(value)}"`;
    }
  }
  return text;
}

function primitiveText(value: JsonValue): string {
  if (typeof value === 'number' || isExactDecimal(value)) return decimalText(value);
  if (typeof value === 'string') return escapeAttribute(value);
  // Structure is checked before anything is stored, so objects don't get here.
  return typeof value === 'boolean' ? String(value) : '';
}

const SPECIAL = /[&<>"\t\n\r]/g;

/** Tabs and line ends are escaped as well: XML readers turn bare ones in attributes into spaces. */
function escapeAttribute(text: string): string {
  return text.replace(SPECIAL, (char) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
