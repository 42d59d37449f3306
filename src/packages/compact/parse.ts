/** Reads a file of `profiles/`. */
import { CompactFormatError, parseLines, remainderOf, wordOf, wordsOf } from './lines.js';
import type { Line } from './lines.js';
import type { Facts, Manifest } from './model.js';
import { parseProfile } from './parse-profile.js';
import { parseCodeSystem, parseValueSet } from './parse-terminology.js';

/** @throws CompactFormatError for anything the format does not know. */
export function parseFacts(text: string): Facts {
  const [head, ...body] = parseLines(text);
  switch (head?.key) {
    case 'profile':
      return parseProfile(head, body);
    case 'valueset':
      return parseValueSet(head, body);
    case 'codesystem':
      return parseCodeSystem(head, body);
    default:
      throw new CompactFormatError('a file starts with profile, valueset or codesystem', {
        number: head?.number ?? 1,
      });
  }
}

function parseDependencies(head: Line): Record<string, string> {
  const dependencies: Record<string, string> = {};
  for (const line of head.children) {
    const [name, version] = wordsOf(line);
    if (line.key !== 'depends' || name === undefined || version === undefined) {
      throw new CompactFormatError('expected: depends NAME VERSION', line);
    }
    dependencies[name] = version;
  }
  return dependencies;
}

export function parseManifest(text: string): Manifest {
  const [head, ...body] = parseLines(text);
  const [name, version] = head?.key === 'package' ? wordsOf(head) : [];
  if (head === undefined || name === undefined || version === undefined) {
    throw new CompactFormatError('a manifest starts with: package NAME VERSION', { number: 1 });
  }
  const sameAs: Record<string, string[]> = {};
  for (const line of body) {
    if (line.key !== 'same-as') throw new CompactFormatError(`unknown: ${line.key}`, line);
    sameAs[wordOf(line)] = line.children.map((file) => {
      const name = file.key === '-' ? remainderOf(file) : undefined;
      if (name === undefined) throw new CompactFormatError('expected: - FILE', file);
      return name;
    });
  }
  return { name, version, dependencies: parseDependencies(head), sameAs };
}
