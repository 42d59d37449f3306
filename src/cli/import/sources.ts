/** What there is to import: files, and the pieces in them. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createGunzip, gunzipSync } from 'node:zlib';
import { progressKey } from './progress-key.js';

/** One JSON text, as it stands in a file. */
export interface SourceText {
  /** File and, where a file has one text on each line, its number: `patients.ndjson:3`. */
  readonly name: string;
  /** What is remembered when it is in. */
  readonly key: string;
  /** UTF-8, it is to be hoped. */
  readonly bytes: Buffer;
}

/** Texts that are imported together. */
export interface ImportItem {
  /** That of the first text. */
  readonly name: string;
  /** Full path of the file. */
  readonly path: string;
  /** True for a whole file, which may be a Bundle to be taken apart; false for lines, each a resource. */
  readonly isFile: boolean;
  /** One or more resources. */
  readonly texts: readonly SourceText[];
  /** Part of all bytes that are to be read, for the progress. */
  readonly bytes: number;
}

const JSON_FILE = /\.json(?:\.gz)?$/i;
const NDJSON_FILE = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;
/** Lines of NDJSON that are written together. */
const LINES = 500;
const LINES_BYTES = 4 * 1024 * 1024;

export interface SourceFile {
  readonly path: string;
  /** Relative to what was named on the command line. */
  readonly name: string;
  readonly bytes: number;
}

/** The files below these paths, each folder in the order of their names. */
export function sourceFiles(paths: readonly string[]): SourceFile[] {
  return paths.flatMap((named) => {
    const full = path.resolve(named);
    return statSync(full).isDirectory()
      ? filesIn(full, full)
      : [sourceFile(full, path.dirname(full))];
  });
}

function filesIn(folder: string, root: string): SourceFile[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(full, root);
      const isData = JSON_FILE.test(entry.name) || NDJSON_FILE.test(entry.name);
      return isData ? [sourceFile(full, root)] : [];
    });
}

function sourceFile(full: string, root: string): SourceFile {
  return { path: full, name: path.relative(root, full), bytes: statSync(full).size };
}

/** The items of a file, one after the other: a large file is never in memory as a whole. */
export async function* itemsOf(file: SourceFile): AsyncGenerator<ImportItem> {
  if (NDJSON_FILE.test(file.path)) yield* chunks(file);
  else {
    const bytes = readBytes(file.path);
    const text = { name: file.name, key: progressKey(file.path, 0, bytes), bytes };
    yield { name: file.name, path: file.path, isFile: true, texts: [text], bytes: file.bytes };
  }
}

function readBytes(file: string): Buffer {
  const bytes = readFileSync(file);
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

async function* chunks(file: SourceFile): AsyncGenerator<ImportItem> {
  const raw = createReadStream(file.path);
  const input: AsyncIterable<Buffer> = file.path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let texts: SourceText[] = [];
  let size = 0;
  let read = 0;
  let line = 0;
  const chunk = (): ImportItem => {
    const bytes = raw.bytesRead - read;
    read = raw.bytesRead;
    return { name: texts[0]?.name ?? file.name, path: file.path, isFile: false, texts, bytes };
  };
  for await (const bytes of linesOf(input)) {
    line++;
    if (isBlank(bytes)) continue;
    texts.push({ name: `${file.name}:${line}`, key: progressKey(file.path, line, bytes), bytes });
    size += bytes.length;
    if (texts.length < LINES && size < LINES_BYTES) continue;
    yield chunk();
    texts = [];
    size = 0;
  }
  if (texts.length > 0) yield chunk();
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** Bytes, because what is not UTF-8 must be seen: a decoder would put U+FFFD in its place. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let started: Buffer[] = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield withoutReturn(Buffer.concat([...started, chunk.subarray(start, end)]));
      started = [];
      start = end + 1;
    }
    if (start < chunk.length) started.push(chunk.subarray(start));
  }
  if (started.length > 0) yield withoutReturn(Buffer.concat(started));
}

/** Line ends of Windows are no part of what the line says. */
function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

/** White space of JSON is what lies below the space, as far as lines can have it. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte <= SPACE);
}
