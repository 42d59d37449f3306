/** The resources in files: JSON, XML and NDJSON, plain or packed with gzip. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FhirError } from '../../fhir/errors.js';
import type { Resource } from '../../fhir/resource.js';
import { decodeUtf8, parseJsonResource } from '../../formats/json/parse.js';
import { parseXmlResource } from '../../formats/xml/parse.js';
import type { Definitions } from '../../packages/registry.js';
import type { ValidationIssue } from '../../validation/report.js';

/** One resource, or the reason why there is none. */
export interface Piece {
  /** The file, with `:line` for a line of NDJSON. */
  readonly name: string;
  readonly file: string;
  readonly resource?: Resource;
  /** JSON or XML, for lines and columns. */
  readonly text: string;
  /** Line of the file on which the text begins. */
  readonly firstLine: number;
  readonly problem?: ValidationIssue;
}

const KNOWN = /\.(?:json|xml|ndjson|jsonl)(?:\.gz)?$/i;

/** The files that are named, and those of a known kind below folders that are named. */
export function validatedFiles(paths: readonly string[]): string[] {
  return paths.flatMap((named) => {
    if (!statSync(named).isDirectory()) return [named];
    return readdirSync(named, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && KNOWN.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  });
}

export function* piecesOf(file: string, definitions: Definitions): Generator<Piece> {
  const text = readText(file);
  const kind = /\.([a-z]+)$/i.exec(file.replace(/\.gz$/i, ''))?.[1]?.toLowerCase();
  if (kind === 'ndjson' || kind === 'jsonl') {
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const name = `${file}:${index + 1}`;
      yield piece({ name, file, firstLine: index + 1, text: line }, () => parseJsonResource(line));
    }
  } else if (kind === 'xml' || text.trimStart().startsWith('<')) {
    yield piece({ name: file, file, firstLine: 1, text }, () =>
      parseXmlResource(text, definitions),
    );
  } else {
    yield piece({ name: file, file, firstLine: 1, text }, () => parseJsonResource(text));
  }
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return decodeUtf8(/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes);
}

function piece(
  facts: Pick<Piece, 'name' | 'file' | 'firstLine' | 'text'>,
  parse: () => Resource,
): Piece {
  try {
    return { ...facts, resource: parse() };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { ...facts, problem: problemOf(error, facts.firstLine) };
  }
}

/** Both parsers say the place in their messages. */
function problemOf({ message }: FhirError, firstLine: number): ValidationIssue {
  const [, line, column] = /line (\d+), column (\d+)/.exec(message) ?? [];
  return {
    severity: 'fatal',
    code: 'structure',
    diagnostics: message,
    ...(line === undefined ? {} : { line: Number(line) + firstLine - 1, column: Number(column) }),
  };
}
