/**
 * The search expression of a granular scope, what stands behind the question mark:
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters
 */

/** Name and value of a search parameter, decoded. Commas in the value mean OR. */
export type FilterParameter = readonly [name: string, value: string];

export type ParsedFilter =
  | { readonly kind: 'filter'; readonly parameters: readonly FilterParameter[] }
  | { readonly kind: 'unusable'; readonly reason: string };

const MAX_PARAMETERS = 10;

/** Parameters of every type that select resources by what they are; the others say how to answer. */
const COMMON = new Set(['_id', '_lastUpdated', '_profile', '_security', '_source', '_tag']);
const OWN = /^[A-Za-z][A-Za-z0-9-]*$/;

/**
 * Reads `category=a|b&status=final`: all parameters must hold, commas mean one of several values.
 * Modifiers, chains, `_has` and `_filter` are experimental in SMART; a scope that has one is not
 * granted. Whether a type has the parameter is known to whoever enforces the scope.
 * @param text without the question mark; form encoding as in a URL
 */
export function parseFilter(text: string): ParsedFilter {
  if (!isDecodable(text)) return unusable('it is wrongly encoded');
  const parameters = [...new URLSearchParams(text)];
  if (parameters.length === 0) return unusable('it has no search parameter');
  if (parameters.length > MAX_PARAMETERS) {
    return unusable(`it has more than ${MAX_PARAMETERS} search parameters`);
  }
  for (const [name, value] of parameters) {
    if (/[:.]/.test(name)) return unusable('modifiers and chains are not supported');
    if (!COMMON.has(name) && !OWN.test(name)) {
      return unusable('it has a parameter that selects no resources');
    }
    if (value.includes('\0') || alternatives(value).includes('')) {
      return unusable('a parameter lacks a value');
    }
  }
  return { kind: 'filter', parameters };
}

function unusable(reason: string): ParsedFilter {
  return { kind: 'unusable', reason };
}

/** URLSearchParams takes anything; a scope whose meaning is not certain must not be granted. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What need not be encoded: easier to read on a consent screen and in a log. */
const READABLE = new Map(
  ['|', ':', '/', ',', '$', '@', ';'].map((character) => [
    encodeURIComponent(character),
    character,
  ]),
);

/** The filter as it stands behind the question mark of a scope. */
export function printFilter(parameters: readonly FilterParameter[]): string {
  return parameters.map((parameter) => parameter.map(encoded).join('=')).join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/%../g, (code) => READABLE.get(code) ?? code);
}

/** True when whatever fulfils the first filter fulfils the second. May say no too often. */
export function implies(
  narrow: readonly FilterParameter[],
  wide: readonly FilterParameter[],
): boolean {
  return wide.every(([name, value]) => {
    const allowed = new Set(alternatives(value));
    return narrow.some(
      ([own, asked]) => own === name && alternatives(asked).every((one) => allowed.has(one)),
    );
  });
}

/** Splits at commas that have no backslash before them; the parts keep their escapes. */
function alternatives(value: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === ',') {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, value.slice(start)];
}

/** Resources that fulfil both filters. */
export function both(
  one: readonly FilterParameter[],
  other: readonly FilterParameter[],
): readonly FilterParameter[] {
  if (implies(one, other)) return one;
  if (implies(other, one)) return other;
  return [...one, ...other];
}
