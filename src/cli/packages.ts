/** `vuurtoren packages add NAME@VERSION|FILE` and `vuurtoren packages list`. */
import type { Config } from '../config/load.js';
import { packageId } from '../packages/fhir-package.js';
import { addPackage, installedFolder } from '../packages/install.js';
import { PackageRegistry } from '../packages/package-registry.js';
import type { PackageSet } from '../packages/package-set.js';
import { openPackagesInUse, packageReading } from '../packages-in-use.js';
import { UsageError } from './usage.js';

type Write = (text: string) => void;

/** @returns the exit code: 1 when a package that is depended on could not be had in any version */
export async function packagesCommand(
  config: Config,
  args: readonly string[],
  write: Write = (text) => process.stdout.write(text),
): Promise<number> {
  const [verb, ...rest] = args;
  const [what, ...more] = rest;
  if (verb === 'list' && what === undefined) {
    listPackages(openPackagesInUse(config), write);
    return 0;
  }
  if (verb === 'add' && what !== undefined && more.length === 0) return add(config, what, write);
  throw new UsageError('packages takes `list`, or `add` and one NAME@VERSION or file.');
}

async function add(config: Config, what: string, write: Write): Promise<number> {
  const before = openPackagesInUse(config);
  const { added, failed } = await addPackage(what, {
    ...packageReading(),
    folder: installedFolder(config.dataDir),
    registry: new PackageRegistry(config.packageRegistry),
    present: before.packages.map(({ manifest }) => manifest),
  });
  for (const id of added) write(`added    ${id}\n`);
  for (const { reason } of failed) write(`missing  ${reason}\n`);
  const after = openPackagesInUse(config);
  const lacking = after.missing.filter(({ of, used }) => added.includes(of) && used === undefined);
  for (const { of, name, wanted, used } of after.missing) {
    if (added.includes(of) && used !== undefined) {
      write(`instead  ${of} asks for ${name}#${wanted}; ${name}#${used} is used\n`);
    }
  }
  if (added.length > 0) write('A running server takes it into account when it starts again.\n');
  return lacking.length === 0 ? 0 : 1;
}

function listPackages(set: PackageSet, write: Write): void {
  for (const { manifest, entries } of set.packages) {
    const id = packageId(manifest);
    const profiles = entries.filter(({ derivation }) => derivation === 'constraint').length;
    write(`${id}  ${profiles} profiles, ${entries.length} resources\n`);
    for (const { of, name, wanted, used } of set.missing) {
      if (of !== id) continue;
      write(
        `  ${name}#${wanted} ${used === undefined ? 'is missing' : `is replaced by #${used}`}\n`,
      );
    }
  }
}
