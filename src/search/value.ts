/** Values in a search: https://hl7.org/fhir/R4/search.html#escaping */

/** Splits at a separator that has no backslash before it; the parts keep their escapes. */
export function splitValue(text: string, separator: ',' | '|' | '$'): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Takes the backslashes away from `\,`, `\|`, `\$` and `\\`. */
export function unescapeValue(text: string): string {
  return text.includes('\\') ? text.replace(/\\([,|$\\])/g, '$1') : text;
}

/** The inverse of `unescapeValue`: the text as a value, in which nothing divides it. */
export function escapeValue(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}
