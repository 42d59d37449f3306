/**
 * FHIR's XML as trees of elements, and as the JSON that says the same
 * (https://hl7.org/fhir/R4/xml.html, https://hl7.org/fhir/R4/json.html). It is read here, not by the
 * code of the server, so that a mistake of a writer isn't undone by its own reader.
 */
import r4 from 'fhirpath/fhir-context/r4';
import { SaxesParser } from 'saxes';

const FHIR = 'http://hl7.org/fhir';
const XHTML = 'http://www.w3.org/1999/xhtml';
const MAX_DEPTH = 200;
const NUMBERS = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);

/**
 * @param {string} text a document
 * @returns {{name: string, namespace: string, attributes: object, children: object[], source: string}}
 *   the root; `source` is the text between and with its tags
 * @throws when it isn't well-formed, has a document type, or is too deep
 */
export function parseXml(text) {
  const parser = new SaxesParser({ xmlns: true });
  const open = [];
  let root;
  parser.on('doctype', () => {
    throw new Error('The XML has a document type declaration, which FHIR does not allow.');
  });
  // The position when a tag begins is not told: it is that of the `<` before.
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length >= MAX_DEPTH) throw new Error(`The XML is deeper than ${MAX_DEPTH} levels.`);
    const start = text.lastIndexOf('<', parser.position - 1);
    const element = {
      name: local,
      namespace: uri,
      attributes: plain(attributes),
      children: [],
      start,
    };
    if (open.length === 0) root = element;
    else open.at(-1).children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    element.source = text.slice(element.start, parser.position);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return root;
}

function plain(attributes) {
  return Object.fromEntries(
    Object.values(attributes)
      .filter(({ uri }) => uri === '')
      .map(({ local, value }) => [local, value]),
  );
}

/**
 * @param {string} text a resource in XML
 * @returns {object} the resource as JSON
 * @throws when it isn't well-formed or isn't in FHIR's namespace
 */
export function resourceOfXml(text) {
  const root = parseXml(text.replace(/^\uFEFF/, ''));
  if (root?.namespace !== FHIR) throw new Error('The XML is not in the namespace of FHIR.');
  return resourceOf(root);
}

function resourceOf(element) {
  return { resourceType: element.name, ...complex(element, element.name) };
}

/** The members of a complex element whose children are found below `path` in the model. */
function complex(element, path) {
  const result = {};
  // A type that became a primitive in R5 has a value where R4 has children.
  for (const name of ['id', 'url', 'value']) {
    if (element.attributes[name] !== undefined) result[name] = element.attributes[name];
  }
  for (const child of element.children) addChild(result, child, path);
  return result;
}

function addChild(result, child, path) {
  const { path: childPath, type, repeats } = elementAt(path, child.name);
  const { name } = child;
  if (child.namespace === XHTML) result[name] = child.source;
  else if (type === 'Resource') add(result, name, resourceOf(child.children[0]), repeats);
  else if (isPrimitive(type, child)) addPrimitive(result, child, type, repeats);
  else add(result, name, complex(child, childPath), repeats);
}

function add(result, name, value, repeats) {
  const present = result[name];
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) result[name] = [present, value];
  else result[name] = repeats ? [value] : value;
}

/** A primitive is a value, and beside it, under `_name`, its id and extensions. */
function addPrimitive(result, child, type, repeats) {
  const { name } = child;
  const value = primitive(child.attributes.value, type);
  const beside = complex({ ...child, attributes: { id: child.attributes.id } }, 'Element');
  const hasBeside = Object.keys(beside).length > 0;
  const isList = repeats || result[name] !== undefined || result[`_${name}`] !== undefined;
  if (!isList) {
    if (value !== undefined) result[name] = value;
    if (hasBeside) result[`_${name}`] = beside;
    return;
  }
  const values = listOf(result[name]);
  const besides = listOf(result[`_${name}`]);
  const length = Math.max(values.length, besides.length);
  values.length = besides.length = length;
  values.push(value ?? null);
  besides.push(hasBeside ? beside : null);
  result[name] = Array.from(values, (one) => one ?? null);
  const filled = Array.from(besides, (one) => one ?? null);
  if (filled.some((one) => one !== null)) result[`_${name}`] = filled;
}

function listOf(value) {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function primitive(value, type) {
  if (value === undefined) return undefined;
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (NUMBERS.has(type) && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

function isPrimitive(type, { attributes, children }) {
  if (type !== undefined) return /^[a-z]/.test(type) || type.startsWith('System.');
  // An element that the model lacks, such as a later version's, is what it looks like.
  return attributes.value !== undefined && children.every(({ name }) => name === 'extension');
}

/** Where the model has an element: its own path or its type's, an ancestor's, or another element's. */
function elementAt(parent, name) {
  for (let owner = parent; owner !== undefined; owner = r4.type2Parent[owner] ?? baseOf(owner)) {
    const path = `${owner}.${name}`;
    const elsewhere = r4.pathsDefinedElsewhere[path];
    const type = r4.path2Type[elsewhere ?? path];
    if (type === undefined) continue;
    const repeats = r4.path2Repeating[elsewhere ?? path] === true;
    const isOwn = type === 'BackboneElement' || type === 'Element';
    return { type, repeats, path: isOwn ? (elsewhere ?? path) : type };
  }
  return { type: undefined, repeats: false, path: `${parent}.${name}` };
}

/** Parts of a resource have the members of BackboneElement. */
function baseOf(path) {
  return path.includes('.') ? 'BackboneElement' : undefined;
}
