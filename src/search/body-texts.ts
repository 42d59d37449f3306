/** Values that the bodies themselves are searched for: that costs more than an index does. */
import { wrongValue } from './parse/errors.js';
import { normaliseString } from './types/string.js';
import { unescapeValue } from './value.js';

const MAX_VALUES = 20;
const MAX_LENGTH = 200;

/**
 * @param values still escaped
 * @throws FhirError for too many, or too long ones
 */
export function bodyTexts(values: readonly string[], name: string): string[] {
  if (values.length > MAX_VALUES) {
    throw wrongValue(name, `what has no index takes at most ${MAX_VALUES} values`);
  }
  return values.map((value) => {
    const text = unescapeValue(value);
    if (text.length > MAX_LENGTH) throw wrongValue(name, 'a value is too long');
    return text;
  });
}

/** The same, as strings are compared. */
export function foldedTexts(values: readonly string[], name: string): string[] {
  return bodyTexts(values, name).map((value) => {
    const text = normaliseString(value);
    if (text === '') throw wrongValue(name, 'a value has no letter or digit to search for');
    return text;
  });
}
