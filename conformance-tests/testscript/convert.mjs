/** From JSON to XML, where a script sends a fixture in the other format. The server's writer does it. */
import { ScriptError } from './problem.mjs';
import { openProduct } from './product.mjs';
import { resourceOfXml } from './xml.mjs';

let product;

/** Makes `jsonToXml` usable. */
export async function prepareConversion() {
  product ??= await openProduct();
}

/** @param {object} resource @returns {string} @throws {ScriptError} when the server isn't built */
export function jsonToXml(resource) {
  if (product === undefined) {
    throw new ScriptError(
      'JSON can only be turned into XML where the server is built (npm run build).',
    );
  }
  return product.writeXml(resource);
}

/**
 * @param {{text: string, format: string}} content
 * @param {'json' | 'xml'} format
 * @returns {string} the same resource in that format; text of any other kind as it is
 */
export function inFormat({ text, format }, wanted) {
  if (format === wanted || format === 'other' || wanted === 'other') return text;
  return wanted === 'xml' ? jsonToXml(JSON.parse(text)) : JSON.stringify(resourceOfXml(text));
}
