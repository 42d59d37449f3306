#!/usr/bin/env node
// Runs the command line. In a checkout it first installs and builds what is missing or stale, with
// nothing but Node.js and npm; it therefore imports nothing that has to be installed or built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILD_STAMP = path.join(ROOT, 'dist', '.build');
/** Everything that the build reads. */
const BUILD_INPUTS = [
  'src',
  'search-params',
  'profiles',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const OLDEST_NODE = [20, 19];

const inRoot = (...parts) => path.join(ROOT, ...parts);

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (error !== undefined) throw error;
  return status ?? 1;
}

function must(what, status) {
  if (status === 0) return;
  process.stderr.write(`${what} failed.\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  process.stderr.write(
    `Node.js ${OLDEST_NODE.join('.')} or later is needed; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

/** True when node_modules holds just the versions of the lock file. */
function isInstalled() {
  const installedFile = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [wanted, installed] = [read(inRoot('package-lock.json')), read(installedFile)];
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' ||
      installed[name]?.version === entry.version ||
      entry.optional === true ||
      entry.peer === true,
  );
}

function install() {
  if (isInstalled()) return;
  process.stderr.write('Installing dependencies …\n');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  must(
    'npm ci',
    npm !== undefined && npm.endsWith('.js')
      ? run(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
      : run('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }),
  );
}

function* filesBelow(entry) {
  const full = inRoot(entry);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) yield entry;
  else for (const name of readdirSync(full).sort()) yield* filesBelow(path.join(entry, name));
}

function buildFingerprint() {
  const hash = createHash('sha256');
  for (const entry of BUILD_INPUTS) {
    for (const file of filesBelow(entry)) {
      if (file.endsWith('.test.ts')) continue;
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(inRoot(file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function build() {
  const fingerprint = buildFingerprint();
  const done = existsSync(BUILD_STAMP) ? readFileSync(BUILD_STAMP, 'utf8') : '';
  if (done === fingerprint) return;
  process.stderr.write('Building …\n');
  rmSync(inRoot('dist'), { recursive: true, force: true });
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  must('tsc', run(process.execPath, [tsc, '-p', 'tsconfig.build.json']));
  must(
    'Compiling the FHIR definitions',
    run(process.execPath, [inRoot('dist', 'packages', 'build.js')]),
  );
  writeFileSync(BUILD_STAMP, fingerprint);
}

/** A published package comes built; only a checkout has its sources. */
function prepare() {
  if (!existsSync(inRoot('tsconfig.json'))) return;
  install();
  build();
}

checkNode();
prepare();
const [command, ...args] = process.argv.slice(2);
switch (command) {
  case '--build':
    break;
  case '--test': {
    const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
    process.exitCode = run(process.execPath, [
      '--experimental-vm-modules',
      '--no-warnings',
      jest,
      ...args,
    ]);
    break;
  }
  case '--run': {
    const [script, ...rest] = args;
    process.exitCode = run(process.execPath, [inRoot(script), ...rest]);
    break;
  }
  default: {
    const { main } = await import(pathToFileURL(inRoot('dist', 'cli', 'main.js')).href);
    process.exitCode = await main(process.argv.slice(2));
  }
}
