/** Finds scripts in folders, and reads what lies beside them: suite.json, load/, tokens.json. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Content } from './content.mjs';
import { onlyReads } from './operation-codes.mjs';
import { UsageError } from '../lib/options.mjs';

const NOT_SCRIPTS = new Set(['load', 'fixtures', '_reference']);

/**
 * A suite is a folder with a suite.json; a folder without one that has none below is a suite too.
 *
 * @param {string[]} folders
 * @returns {object[]} `{ name, folder, about, scripts, load, tokens }`
 * @throws {UsageError} when a folder isn't there, or holds no scripts
 */
export function findSuites(folders) {
  const suites = folders.flatMap((folder) => {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new UsageError(`--testscripts: there is no folder ${folder}.`);
    }
    const found = withSuiteFile(path.resolve(folder));
    return (found.length === 0 ? [path.resolve(folder)] : found).map(readSuite);
  });
  if (suites.every(({ scripts }) => scripts.length === 0)) {
    throw new UsageError('--testscripts: there are no TestScripts in what is named.');
  }
  return suites.filter(({ scripts }) => scripts.length > 0);
}

function withSuiteFile(folder) {
  if (existsSync(path.join(folder, 'suite.json'))) return [folder];
  return folders(folder).flatMap((name) => withSuiteFile(path.join(folder, name)));
}

function readSuite(folder) {
  const about = readJson(path.join(folder, 'suite.json')) ?? {};
  const own = path.join(folder, 'tokens.json');
  const all = filesBelow(folder, NOT_SCRIPTS).flatMap((file) => readScript(file, folder));
  return {
    name: about.id ?? path.basename(folder),
    folder,
    about,
    scripts: all.filter((script) => !loads(script)).sort(readingFirst),
    load: [
      ...filesBelow(path.join(folder, 'load'), new Set()),
      ...all.filter(loads).flatMap(fixtureFiles),
    ],
    tokens: existsSync(own) ? own : path.join(path.dirname(folder), 'tokens.json'),
  };
}

/**
 * Nictiz publishes its load sets as scripts for one particular server, which they also empty. What
 * they bring there is what `--load` brings to any server.
 */
function loads({ role }) {
  return role.split('/').includes('_LoadResources');
}

function fixtureFiles({ resource, file, root }) {
  return (resource.fixture ?? [])
    .map((one) => path.resolve(path.dirname(file), one.resource?.reference ?? ''))
    .filter((full) => full.startsWith(root + path.sep) && existsSync(full));
}

/** @returns {object | undefined} @throws {UsageError} when it isn't JSON */
export function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

/** A script in JSON or XML; other files are none of ours. */
function readScript(file, root) {
  if (!/\.(?:json|xml)$/i.test(file)) return [];
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (!text.includes('TestScript')) return [];
  const content = new Content(text);
  if (!content.hasResource || content.resource.resourceType !== 'TestScript') return [];
  const relative = path.relative(root, file).split(path.sep);
  const role = relative.slice(relative[0] === 'scripts' ? 1 : 0, -1).join('/');
  const id = path.basename(file).replace(/\.(?:json|xml)$/i, '');
  const { resource } = content;
  return [
    {
      id,
      role,
      file,
      root,
      resource,
      title: resource.title ?? resource.name,
      reads: reads(resource),
    },
  ];
}

/** True when all operations of a script only read, so that scripts can't disturb each other. */
function reads({ setup, test = [], teardown, fixture = [] }) {
  const actions = [setup, ...test, teardown].flatMap((phase) => phase?.action ?? []);
  const made = fixture.some(({ autocreate, autodelete }) =>
    [autocreate, autodelete].some((value) => value === true || value === 'true'),
  );
  return !made && actions.every(({ operation }) => operation === undefined || onlyReads(operation));
}

function readingFirst(one, other) {
  if (one.reads !== other.reads) return one.reads ? -1 : 1;
  const [a, b] = [`${one.role}/${one.id}`, `${other.role}/${other.id}`];
  return a < b ? -1 : 1;
}

function folders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function filesBelow(folder, without) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (!entry.isDirectory()) return entry.isFile() ? [full] : [];
      return without.has(entry.name) ? [] : filesBelow(full, without);
    });
}
