/** The grammar of `profiles/`: lines of words, nested by two spaces. What the words mean is elsewhere. */

/** A line and the lines nested under it. */
export interface Line {
  readonly number: number;
  /** The first word. */
  readonly key: string;
  /** What follows it. */
  readonly rest: string;
  readonly children: readonly Line[];
}

/** What is wrong, and on which line. */
export class CompactFormatError extends Error {
  constructor(message: string, line: { readonly number: number }) {
    super(`line ${line.number}: ${message}`);
    this.name = 'CompactFormatError';
  }
}

interface OpenLine extends Line {
  readonly children: OpenLine[];
}

function readLine(text: string, number: number): OpenLine {
  const space = text.indexOf(' ');
  const key = space < 0 ? text : text.slice(0, space);
  return { number, key, rest: space < 0 ? '' : text.slice(space + 1), children: [] };
}

/** Empty lines and lines that start with `#` are skipped. */
export function parseLines(text: string): Line[] {
  const roots: OpenLine[] = [];
  const open: OpenLine[] = [];
  text.split('\n').forEach((raw, index) => {
    const content = raw.trimStart();
    if (content === '' || content.startsWith('#')) return;
    const line = readLine(content, index + 1);
    const depth = (raw.length - content.length) / 2;
    const siblings = depth === 0 ? roots : open[depth - 1]?.children;
    if (siblings === undefined || depth > open.length) {
      throw new CompactFormatError('not nested by two spaces under the line above', line);
    }
    siblings.push(line);
    open.length = depth;
    open.push(line);
  });
  return roots;
}

/** A word as it is, or quoted when it would not be read as one word. */
export function word(text: string): string {
  return /^[^\s"]\S*$/.test(text) ? text : JSON.stringify(text);
}

/** The remainder of a line as it is, or quoted when it would not come back the same. */
export function remainder(text: string): string {
  const plain = text !== '' && text.trim() === text && !/^"|[\n\r\u2028\u2029]/.test(text);
  return plain ? text : JSON.stringify(text);
}

function unquote(text: string, line: Line): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    throw new CompactFormatError(`badly quoted: ${text}`, line);
  }
}

/** The first words after the key, and what is left of the line. */
function splitWords(line: Line, limit: number): { words: string[]; rest: string } {
  const words: string[] = [];
  let rest = line.rest.trimStart();
  while (rest !== '' && words.length < limit) {
    const [raw = ''] = /^(?:"(?:[^"\\]|\\.)*"|\S+)/.exec(rest) ?? [];
    words.push(unquote(raw, line));
    rest = rest.slice(raw.length).trimStart();
  }
  return { words, rest };
}

/** The words after the key. */
export function wordsOf(line: Line, limit = Infinity): string[] {
  return splitWords(line, limit).words;
}

/** The one word after the key. */
export function wordOf(line: Line): string {
  const [only, ...more] = wordsOf(line);
  if (only === undefined || more.length > 0) {
    throw new CompactFormatError(`"${line.key}" takes one word`, line);
  }
  return only;
}

/** What follows the key and `skipped` more words, if anything: a text that may have spaces. */
export function remainderOf(line: Line, skipped = 0): string | undefined {
  const { rest } = splitWords(line, skipped);
  return rest === '' ? undefined : unquote(rest, line);
}
