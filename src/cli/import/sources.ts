/** What there is to import: files, and the pieces in them. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';

/** A piece that is imported as a whole or not at all. */
export interface ImportItem {
  /** Stable name of the piece: the same when the import is started again. */
  readonly name: string;
  /** JSON texts of one or more resources. */
  readonly texts: readonly string[];
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
  else yield { name: file.name, texts: [readText(file.path)], bytes: file.bytes };
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function* chunks(file: SourceFile): AsyncGenerator<ImportItem> {
  const raw = createReadStream(file.path);
  const input = file.path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let texts: string[] = [];
  let size = 0;
  let first = 1;
  let line = 0;
  let read = 0;
  const chunk = (): ImportItem => {
    const bytes = raw.bytesRead - read;
    read = raw.bytesRead;
    return { name: `${file.name}:${first}`, texts, bytes };
  };
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    if (texts.length === 0) first = line;
    texts.push(text);
    size += text.length;
    if (texts.length < LINES && size < LINES_BYTES) continue;
    yield chunk();
    texts = [];
    size = 0;
  }
  if (texts.length > 0) yield chunk();
}
