/** Reads `.valueset` and `.codesystem` files: the header, then what is in them. */
import { Header } from './header.js';
import { CompactFormatError, wordOf, wordsOf } from './lines.js';
import type { Line } from './lines.js';
import type { CodeFact, CodeSystemFacts, IncludeFact, ValueSetFacts } from './model.js';

function splitCode(line: Line): { code: string; marks: string[] } {
  const [code, ...marks] = wordsOf(line);
  if (code === undefined) throw new CompactFormatError('a code is missing', line);
  return { code, marks };
}

function refuseOthers(marks: readonly string[], known: RegExp, line: Line): void {
  const stranger = marks.find((mark) => !known.test(mark));
  if (stranger !== undefined) throw new CompactFormatError(`unknown: ${stranger}`, line);
}

function parseFilter(line: Line): IncludeFact['filters'][number] {
  const [property, op, value] = wordsOf(line);
  if (property === undefined || op === undefined || value === undefined) {
    throw new CompactFormatError('expected: filter PROPERTY OPERATOR VALUE', line);
  }
  return { property, op, value };
}

function parseListed(line: Line): IncludeFact['codes'][number] {
  const { code, marks } = splitCode(line);
  refuseOthers(marks, /^deprecated$/, line);
  return { code, deprecated: marks.length > 0 };
}

function parseInclude(line: Line): IncludeFact {
  const under = (key: string): Line[] => line.children.filter((child) => child.key === key);
  const stranger = line.children.find(
    ({ key }) => !['-', 'filter', 'valueset', 'version'].includes(key),
  );
  if (stranger) throw new CompactFormatError(`unknown: ${stranger.key}`, stranger);
  const [version] = under('version');
  return {
    ...(line.rest !== '' && { system: wordOf(line) }),
    ...(version && { version: wordOf(version) }),
    codes: under('-').map(parseListed),
    filters: under('filter').map(parseFilter),
    valueSets: under('valueset').map(wordOf),
  };
}

export function parseValueSet(head: Line, body: readonly Line[]): ValueSetFacts {
  const stranger = body.find(({ key }) => key !== 'include' && key !== 'exclude');
  if (stranger) throw new CompactFormatError(`unknown: ${stranger.key}`, stranger);
  const header = new Header(head, ['inactive']);
  const inactive = header.flag('inactive');
  return {
    form: 'valueset',
    ...header.canonical(),
    ...(inactive !== undefined && { inactive }),
    includes: body.filter(({ key }) => key === 'include').map(parseInclude),
    excludes: body.filter(({ key }) => key === 'exclude').map(parseInclude),
  };
}

function parseCode(line: Line): CodeFact {
  if (line.key !== '-') throw new CompactFormatError(`unknown: ${line.key}`, line);
  const { code, marks } = splitCode(line);
  refuseOthers(marks, /^(inactive|notSelectable|parent=.*|status=.*)$/s, line);
  const marked = (name: string): string | undefined =>
    marks.find((mark) => mark.startsWith(`${name}=`))?.slice(name.length + 1);
  const parent = marked('parent');
  const status = marked('status');
  return {
    code,
    ...(parent !== undefined && { parent }),
    ...(status !== undefined && { status }),
    inactive: marks.includes('inactive'),
    notSelectable: marks.includes('notSelectable'),
  };
}

export function parseCodeSystem(head: Line, body: readonly Line[]): CodeSystemFacts {
  const header = new Header(head, ['content', 'caseSensitive']);
  const caseSensitive = header.flag('caseSensitive');
  return {
    form: 'codesystem',
    ...header.canonical(),
    content: header.need('content'),
    ...(caseSensitive !== undefined && { caseSensitive }),
    codes: body.map(parseCode),
  };
}
