const BACKSLASH = 92;

/**
 * Where the string that begins at `start` of a JSON text ends: the offset of its closing quote, or the
 * length of the text when it has none. Takes strings of any length, which an expression does not: see
 * `fhir/long-text.ts`.
 */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
