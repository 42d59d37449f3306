/** Texts in the charset of a destination, as close as it can say them. */
import { encodeText, type Charset } from '../parser/charset.js';

const QUESTION_MARK = 0x3f;

/**
 * Bytes of a text. A letter that the charset does not have loses its accents (`ő` is sent as `o`);
 * what has no such letter becomes a question mark.
 */
export function encodeClosely(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8' || /^[\x00-\x7f]*$/.test(text)) return encodeText(text, charset);
  const known = new Map<string, string>();
  const close = text.normalize('NFC').replace(/[^\x00-\x7f]/gu, (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const found = closest(character, charset);
    known.set(character, found);
    return found;
  });
  return encodeText(close, charset);
}

function closest(character: string, charset: Charset): string {
  if (encodeText(character, charset)[0] !== QUESTION_MARK) return character;
  return character.normalize('NFKD').replace(/[^\x00-\x7f]/gu, '') || '?';
}
