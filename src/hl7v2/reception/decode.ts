/** The bytes of one message as a message: charset first, then the parser. */
import { Hl7Error } from '../hl7-error.js';
import {
  decodeBytes,
  type Charset,
  type CharsetRules,
  type CharsetWarning,
} from '../parser/charset.js';
import { parseMessage, type Hl7Message, type ParseLimits } from '../parser/message.js';

export interface DecodedMessage {
  readonly message: Hl7Message;
  readonly charset: Charset;
  readonly warning?: CharsetWarning;
}

export interface DecodeRules {
  readonly charset: CharsetRules;
  readonly limits: ParseLimits;
}

/** The longest header segment in which MSH-18 is looked for. */
const HEADER_BYTES = 4096;
const CHARACTER_SET = 18;

/**
 * Reads a message.
 * @throws Hl7Error when it has no MSH that can be read, or too many segments
 */
export function decodeMessage(bytes: Buffer, rules: DecodeRules): DecodedMessage {
  const { text, charset, warning } = decodeBytes(bytes, declaredCharset(bytes), rules.charset);
  const message = parseMessage(text, { charset, limits: rules.limits });
  return { message, charset, ...(warning !== undefined && { warning }) };
}

/** The first repetition of MSH-18, as far as it can be read before the charset is known. */
function declaredCharset(bytes: Buffer): string {
  const header = bytes.toString('latin1', 0, HEADER_BYTES).replace(/^[^A-Za-z]*/, '');
  try {
    const message = parseMessage(header.split(/[\r\n]/, 1)[0] ?? '');
    return message.segments[0]?.field(CHARACTER_SET).repetition(1).component(1).raw.trim() ?? '';
  } catch (error) {
    if (error instanceof Hl7Error) return '';
    throw error;
  }
}
