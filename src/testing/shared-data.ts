/** Real data that lies beside the repository in development and in CI; tests of it skip without it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));

export interface CorpusFile {
  /** Relative to the corpus. */
  readonly name: string;
  readonly text: string;
}

/** True when the corpora are there; says so once when they are not. */
export function hasCorpus(name: string): boolean {
  const present = existsSync(path.join(SHARED, 'corpus', name));
  if (!present)
    process.stderr.write(`Skipping tests of ../shared/corpus/${name}, which is absent.\n`);
  return present;
}

/**
 * The JSON files of a corpus, in the order of their names; none when it is absent, because tables
 * of tests are made before it is known that they are skipped.
 */
export function corpusFiles(name: string): CorpusFile[] {
  const root = path.join(SHARED, 'corpus', name);
  if (!existsSync(root)) return [];
  return namesBelow(root)
    .filter((file) => /\.json(?:\.gz)?$/.test(file) && path.basename(file) !== 'index.json')
    .map((file) => ({ name: path.relative(root, file), text: read(file) }));
}

function namesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? namesBelow(full) : [full];
    });
}

function read(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

export interface CorpusMessage {
  /** Relative to the corpus. */
  readonly file: string;
  /** What is unusual about it, as the corpus' index says. */
  readonly quirks: readonly string[];
  /** As to be sent between the bytes of a frame. */
  readonly bytes: Buffer;
}

/** The HL7 v2 messages of `../shared/corpus/v2`; none when it is absent. */
export function v2CorpusMessages(): CorpusMessage[] {
  const root = path.join(SHARED, 'corpus', 'v2');
  if (!existsSync(root)) return [];
  const index = JSON.parse(readFileSync(path.join(root, 'index.json'), 'utf8')) as {
    messages: { file: string; quirks: string[] }[];
  };
  return index.messages.map(({ file, quirks }) => ({
    file,
    quirks,
    bytes: readFileSync(path.join(root, file)),
  }));
}

/** The lists of `../shared/corpus/medmij-lists`, such as `synthetic/ocl_duplicate_host.xml`; none when it is absent. */
export function medmijLists(): { readonly name: string; readonly bytes: Buffer }[] {
  const root = path.join(SHARED, 'corpus', 'medmij-lists');
  if (!existsSync(root)) return [];
  return namesBelow(root)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => ({ name: path.relative(root, file), bytes: readFileSync(file) }));
}
