/**
 * `path` of variables and assertions: XPath over XML, JSONPath over JSON. Of both languages the
 * usual part: steps to children and descendants, attributes, wildcards, positions and simple filters.
 */
import { jsonToXml } from './convert.mjs';
import { ScriptError } from './problem.mjs';
import { parseXml } from './xml.mjs';

const MAX_NODES = 100_000;

/**
 * @param {Content} content
 * @param {string} path JSONPath when it begins with `$`, XPath when not
 * @returns {unknown[]} values; of XML elements their `value`, or their source when they have none
 * @throws {ScriptError} when the path is more than is understood here
 */
export function valuesAtPath(content, path) {
  if (path.trim().startsWith('$')) return jsonPath(content.resource, path.trim());
  const xml = content.format === 'xml' ? content.text : jsonToXml(content.resource);
  return xPath(parseXml(xml), path.trim());
}

/** A step of JSONPath: child or descendant; a name, `*`, an index, or a filter `?(@.name == 'x')`. */
const JSON_STEP =
  /^(\.\.|\.|)(?:([A-Za-z_][\w-]*)|\*|\[\s*(?:'([^']*)'|"([^"]*)"|(\*)|(-?\d+)|\?\(\s*@\.([\w.]+)\s*(?:==\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))\s*)?\))\s*\])/;

function jsonPath(root, path) {
  let nodes = [root];
  let rest = path.slice(1);
  while (rest !== '') {
    const step = JSON_STEP.exec(rest);
    if (step === null) throw new ScriptError(`The path ${path} is not understood at "${rest}".`);
    rest = rest.slice(step[0].length);
    const from = step[1] === '..' ? nodes.flatMap(withDescendants) : nodes;
    nodes = from.flatMap((node) => jsonStep(node, step));
    if (nodes.length > MAX_NODES) throw new ScriptError(`The path ${path} finds too much.`);
  }
  return nodes;
}

function jsonStep(node, [, , dotted, single, double, , index, filter, ...wanted]) {
  if (node === null || typeof node !== 'object') return [];
  const name = dotted ?? single ?? double;
  if (name !== undefined) {
    return !Array.isArray(node) && Object.hasOwn(node, name) ? [node[name]] : [];
  }
  if (index !== undefined)
    return Array.isArray(node) ? [node.at(Number(index))].filter(isThere) : [];
  const children = Object.values(node);
  if (filter === undefined) return children;
  const value = wanted.find(isThere);
  return children.filter((child) => {
    const found = filter.split('.').reduce((at, key) => at?.[key], child);
    return value === undefined ? found !== undefined : String(found) === value;
  });
}

function isThere(value) {
  return value !== undefined;
}

function withDescendants(node) {
  if (node === null || typeof node !== 'object') return [];
  return [node, ...Object.values(node).flatMap(withDescendants)];
}

/** A step of XPath: `/` or `//`; an attribute or an element, with or without a prefix; predicates. */
const XML_STEP = /^(\/\/|\/|)(@)?(?:[\w-]+:)?([\w-]+|\*|\.)((?:\[[^\]]*\])*)/;

function xPath(root, path) {
  const [, counted] = /^count\((.*)\)$/.exec(path) ?? [];
  if (counted !== undefined) return [xPath(root, counted).length];
  return elementsAt([{ name: '', attributes: {}, children: [root] }], path).map((node) =>
    typeof node === 'string' ? node : (node.attributes.value ?? node.source),
  );
}

function elementsAt(start, path) {
  let nodes = start;
  let rest = path;
  while (rest !== '') {
    const step = XML_STEP.exec(rest);
    if (step === null) throw new ScriptError(`The path ${path} is not understood at "${rest}".`);
    rest = rest.slice(step[0].length);
    nodes = xmlStep(nodes, step, path);
    if (nodes.length > MAX_NODES) throw new ScriptError(`The path ${path} finds too much.`);
  }
  return nodes;
}

function xmlStep(nodes, [, axis, at, name, predicates], path) {
  const elements = nodes.filter((node) => typeof node === 'object');
  const from = axis === '//' ? elements.flatMap(withElementsBelow) : elements;
  if (name === '.') return from;
  if (at !== undefined) return from.map(({ attributes }) => attributes[name]).filter(isThere);
  const tests = [...predicates.matchAll(/\[([^\]]*)\]/g)].map(([, test]) => test.trim());
  return from.flatMap(({ children }) =>
    tests.reduce(
      (found, test) =>
        found.filter((node, index) => holds(node, test, { index, size: found.length, path })),
      children.filter((child) => name === '*' || child.name === name),
    ),
  );
}

function holds(node, test, { index, size, path }) {
  if (/^\d+$/.test(test)) return index === Number(test) - 1;
  if (test === 'last()') return index === size - 1;
  const [, inner, single, double] =
    /^([^=]+?)\s*(?:=\s*(?:'([^']*)'|"([^"]*)"))?$/.exec(test) ?? [];
  if (inner === undefined)
    throw new ScriptError(`The path ${path} has a predicate not understood.`);
  const found = elementsAt([node], inner).map((one) =>
    typeof one === 'string' ? one : one.attributes.value,
  );
  const wanted = single ?? double;
  return wanted === undefined ? found.length > 0 : found.includes(wanted);
}

function withElementsBelow(node) {
  return [node, ...node.children.flatMap(withElementsBelow)];
}
