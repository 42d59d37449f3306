/** What the files of `profiles/` may hold: facts, no texts. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRestatedPackages } from './compile.js';
import { parseLines } from './lines.js';
import type { Line } from './lines.js';
import { parseFacts } from './parse.js';
import { printFacts } from './print.js';

const PROFILES = fileURLToPath(new URL('../../../profiles', import.meta.url));

const files = readdirSync(PROFILES, { recursive: true, encoding: 'utf8' })
  // What stands beside the packages is about them, no part of them.
  .filter((name) => name.includes(path.sep))
  .map((name) => path.join(PROFILES, name))
  .filter((name) => statSync(name).isFile());
const texts = files.map((file) => [path.relative(PROFILES, file), readFileSync(file, 'utf8')]);
const facts = texts.filter(([name]) => !name!.endsWith('.manifest'));

function flatten(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...flatten(line.children)]);
}

/** Every line of every file, with where it stands. */
const lines = texts.flatMap(([name, text]) =>
  flatten(parseLines(text!)).map((line) => ({ ...line, at: `${name!}:${line.number}` })),
);

const KEYS = [
  ...['package', 'depends', 'same-as', 'profile', 'valueset', 'codesystem', '-'],
  ...['url', 'name', 'version', 'status', 'kind', 'type', 'base', 'abstract', 'context'],
  ...['invariant', 'to', 'slicing', 'fixed', 'pattern', 'minValue', 'maxValue', 'maxLength'],
  ...['binding', 'additional', 'constraint', 'source', 'content', 'modifier', 'path', 'slice'],
  ...['inactive', 'include', 'exclude', 'filter', 'caseSensitive'],
];

test('there are only files of the four kinds', () => {
  const stranger = files.filter((name) => !/\.(profile|valueset|codesystem|manifest)$/.test(name));
  expect(stranger).toEqual([]);
  expect(files.length).toBeGreaterThan(900);
});

test('lines start with a word of the format or an element id, none of which takes a text', () => {
  const stranger = lines.filter(({ key }) => !KEYS.includes(key) && !key.startsWith('.'));
  expect(stranger.map(({ at, key }) => `${at} ${key}`)).toEqual([]);
});

test('no remarks', () => {
  const remarks = texts.filter(([, text]) => /^\s*#/m.test(text!));
  expect(remarks.map(([name]) => name)).toEqual([]);
});

test('nothing reads as a sentence: only expressions, values and contexts have spaces', () => {
  const spaced = ['constraint', 'fixed', 'pattern', 'minValue', 'maxValue', 'invariant', 'context'];
  // A list of words: types with profiles, discriminators, additional bindings, marks of a code.
  const wordy = lines
    .filter(({ key }) => !spaced.includes(key))
    .filter(
      ({ rest }) => rest.split(' ').filter((word) => /^[a-z]{2,}[,.]?$/i.test(word)).length > 3,
    );
  expect(wordy.map(({ at, rest }) => `${at} ${rest}`)).toEqual([]);
  // A code may have spaces of its own.
  const quoted = lines.filter(
    ({ key, rest }) => ![...spaced, '-'].includes(key) && rest.includes('"'),
  );
  expect(quoted.map(({ at }) => at)).toEqual([]);
});

test('values hold codes, systems and numbers: no display, no text', () => {
  const members = ['system', 'code', 'coding', 'value', 'unit', 'use', 'type'];
  const wrong = lines
    .filter(({ key }) => ['fixed', 'pattern', 'minValue', 'maxValue'].includes(key))
    .filter(({ rest }) =>
      [...rest.matchAll(/"(\w+)":/g)].some(([, member]) => !members.includes(member!)),
    );
  expect(wrong.map(({ at, rest }) => `${at} ${rest}`)).toEqual([]);
});

test('no line is longer than a fact needs', () => {
  const limit = (key: string): number => (key === 'constraint' ? 800 : 200);
  const long = lines.filter(({ key, rest }) => rest.length > limit(key));
  expect(long.map(({ at, rest }) => `${at} ${rest.length}`)).toEqual([]);
});

test('a resource has no fields for texts, and a rule says no more than its key', () => {
  const members = [
    'short',
    'definition',
    'comment',
    'requirements',
    'alias',
    'description',
    'title',
  ];
  const all = JSON.stringify(readRestatedPackages(PROFILES).map(({ resources }) => resources));
  const found = [...members, 'display', 'designation', 'purpose', 'copyright', 'text', 'mapping'];
  expect(found.filter((member) => all.includes(`"${member}":`))).toEqual([]);
  const human = [...all.matchAll(/"human":"([^"]*)"/g)].map(([, text]) => text);
  expect(human.filter((text) => !/^Rule [\w.-]+ is not met$/.test(text!))).toEqual([]);
});

test('each file is named after its id and printed as the format prints it', () => {
  const odd = facts.filter(([name, text]) => {
    const model = parseFacts(text!);
    return path.basename(name!) !== `${model.id}.${model.form}` || printFacts(model) !== text;
  });
  expect(odd.map(([name]) => name)).toEqual([]);
});

test('no two folders hold the same file twice', () => {
  const seen = new Map<string, string>();
  const twice = facts.filter(([name, text]) => {
    const key = `${path.basename(name!)}\n${text!}`;
    const before = seen.get(key);
    seen.set(key, name!);
    return before !== undefined;
  });
  expect(twice.map(([name]) => name)).toEqual([]);
});

test('all of it is small and read fast', () => {
  const size = texts.reduce((sum, [, text]) => sum + text!.length, 0);
  expect(size).toBeLessThan(1_000_000);
  const start = performance.now();
  const packages = readRestatedPackages(PROFILES);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(packages.map(({ resources }) => resources.length > 0)).not.toContain(false);
});
