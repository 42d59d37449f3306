/**
 * Tests of texts that may be tens of megabytes long, as attachments are. V8 keeps a note of each turn of
 * a loop in an expression where it can't prove that it needs none, which depends on how much compiled
 * code a process has; 64 MB of notes end in a RangeError. So long texts are tested a piece at a time.
 */

/** A FHIR string has at most this many characters: https://hl7.org/fhir/R4/datatypes.html#string */
export const MAX_STRING_LENGTH = 1_048_576;

const PIECE = 65_536;

/** True when each piece of the text fits. @param pattern what any piece of a text that fits is like */
export function eachPieceFits(text: string, pattern: RegExp): boolean {
  for (let at = 0; at < text.length; at += PIECE) {
    if (!pattern.test(text.slice(at, at + PIECE))) return false;
  }
  return true;
}

const BASE64 = /^[0-9A-Za-z+/\s]*$/;

/**
 * Whether a text has only what base64 has, with blanks or without, and at its end at most two characters
 * of padding. How many characters there are is for the caller to judge: senders leave padding out.
 * https://www.rfc-editor.org/rfc/rfc4648#section-4
 */
export function hasOnlyBase64(text: string): boolean {
  const end = text.trimEnd();
  const padding = end.endsWith('==') ? 2 : Number(end.endsWith('='));
  return eachPieceFits(end.slice(0, end.length - padding), BASE64);
}

const HEX = /^[0-9A-Fa-f]*$/;

/** Whether a text is bytes in hexadecimal digits, two for each. */
export function isHex(text: string): boolean {
  return text.length % 2 === 0 && eachPieceFits(text, HEX);
}
