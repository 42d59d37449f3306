/** Escape sequences. HL7 v2.8, 2.7 (use of escape sequences in text fields). */
import { isHex } from '../../fhir/long-text.js';
import { decodeAs, type Charset } from './charset.js';
import type { Delimiters } from './delimiters.js';

/** What the values of a message are read with. */
export interface Syntax {
  readonly delimiters: Delimiters;
  /** The charset that `\X..\` gives bytes of. */
  readonly charset: Charset;
}

/** Formatting commands, some with a number: `\.sp2\` is two line breaks. */
const FORMATTING = /^\.(?:br|sp|ce|fi|nf|in|ti|sk)\s*([+-]?\d*)\s*$/i;

/** No command is longer, with its number. */
const LONGEST_COMMAND = 32;
/** The most lines or blanks that one command may ask for. */
const MOST_REPEATS = 100;

/**
 * Text of a value without its escapes: delimiters become characters, `\X..\` the characters of its
 * bytes, `\.br\` a newline; highlighting is dropped. Sequences that are unknown, local (`\Z..\`) or
 * switch the charset stay as they stand, and so does an escape character that begins none.
 * @param raw a value after splitting: decoding comes last, once
 */
export function unescape(raw: string, { delimiters, charset }: Syntax): string {
  const { escape } = delimiters;
  if (escape === undefined || !raw.includes(escape)) return raw;
  let text = '';
  let position = 0;
  for (;;) {
    const start = raw.indexOf(escape, position);
    const end = start < 0 ? -1 : raw.indexOf(escape, start + 1);
    if (end < 0) return text + raw.slice(position);
    text += raw.slice(position, start);
    const sequence = readSequence(raw, { start, end }, { delimiters, charset });
    text += sequence.text;
    position = sequence.next;
  }
}

interface Sequence {
  readonly text: string;
  /** Where reading goes on. */
  readonly next: number;
}

function readSequence(raw: string, at: { start: number; end: number }, syntax: Syntax): Sequence {
  const body = raw.slice(at.start + 1, at.end);
  const next = at.end + 1;
  const delimiter = delimiterOf(body, syntax.delimiters);
  if (delimiter !== undefined) return { text: delimiter, next };
  if (body === 'H' || body === 'N') return { text: '', next };
  if (isHexSequence(body)) return readHex(raw, at.start, syntax);
  if (body.startsWith('.')) {
    const formatted = format(body);
    if (formatted !== undefined) return { text: formatted, next };
  }
  if (/^(Z.*|C[0-9A-F]{4}|M[0-9A-F]{4,6})$/is.test(body)) {
    return { text: raw.slice(at.start, next), next };
  }
  return { text: raw.slice(at.start, at.start + 1), next: at.start + 1 };
}

function delimiterOf(body: string, delimiters: Delimiters): string | undefined {
  switch (body) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent ?? '&';
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'P':
      return delimiters.truncation ?? '#';
    default:
      return undefined;
  }
}

function isHexSequence(body: string): boolean {
  return /^X[0-9A-F]/i.test(body) && isHex(body.slice(1));
}

/** Neighbouring sequences are read together: they may hold the bytes of one character. */
function readHex(raw: string, start: number, { delimiters, charset }: Syntax): Sequence {
  const escape = delimiters.escape ?? '';
  let digits = '';
  let position = start;
  while (raw.startsWith(escape, position)) {
    const end = raw.indexOf(escape, position + 1);
    const body = end < 0 ? '' : raw.slice(position + 1, end);
    if (!isHexSequence(body)) break;
    digits += body.slice(1);
    position = end + 1;
  }
  return { text: decodeAs(Buffer.from(digits, 'hex'), charset), next: position };
}

/** What a formatting command of an FT field becomes; undefined when it is none. */
function format(body: string): string | undefined {
  const command = body.length > LONGEST_COMMAND ? null : FORMATTING.exec(body);
  if (command === null) return undefined;
  const repeats = Math.min(Math.abs(Number(command[1] ?? '')) || 1, MOST_REPEATS);
  switch (body.slice(1, 3).toLowerCase()) {
    case 'br':
    case 'ce':
      return '\n';
    case 'sp':
      return '\n'.repeat(repeats);
    case 'sk':
      return ' '.repeat(repeats);
    default:
      return '';
  }
}

/**
 * A text as a value of a message: the reverse of {@link unescape}. Newlines become `\.br\`, other
 * control characters `\X..\`.
 * @throws RangeError when the message has no escape character and the text needs one
 */
export function escapeText(text: string, delimiters: Delimiters): string {
  // Would be read as the explicit null.
  if (text === '""' && delimiters.escape !== undefined) return inEscapes('X2222', delimiters);
  return Array.from(text, (character) => escapeCharacter(character, delimiters)).join('');
}

function escapeCharacter(character: string, delimiters: Delimiters): string {
  switch (character) {
    case delimiters.field:
      return inEscapes('F', delimiters);
    case delimiters.component:
      return inEscapes('S', delimiters);
    case delimiters.repetition:
      return inEscapes('R', delimiters);
    case delimiters.escape:
      return inEscapes('E', delimiters);
    case delimiters.subcomponent:
      return inEscapes('T', delimiters);
    case delimiters.truncation:
      return inEscapes('P', delimiters);
    case '\n':
      return inEscapes('.br', delimiters);
    default:
      return isControl(character) ? inEscapes(`X${hex(character)}`, delimiters) : character;
  }
}

function inEscapes(body: string, { escape }: Delimiters): string {
  if (escape === undefined) {
    throw new RangeError('The message has no escape character, and the text needs one.');
  }
  return `${escape}${body}${escape}`;
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
