/**
 * FHIR packages from disk: a folder with the files of a package, or with a `package` folder that has
 * them; or a `.tgz` of it. https://hl7.org/fhir/R4/packages.html
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import { corrected } from './profile-corrections.js';
import { PackageError, packageOf, type FhirPackage, type PackageManifest } from './fhir-package.js';
import { readTgz } from './tar.js';
import { withoutTexts } from './texts.js';

export interface ReadOptions {
  /** Reads a resource in XML; without it, XML files in a package are refused. */
  readonly parseXml?: (text: string) => unknown;
}

/** A file of a package, by its name. */
interface PackageFile {
  readonly name: string;
  readonly text: () => string;
}

const MAX_FILES = 50_000;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** What is kept of a package: examples and the like are not. */
const CONFORMANCE = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'SearchParameter',
  'ConceptMap',
  'NamingSystem',
  'OperationDefinition',
  'CapabilityStatement',
  'CompartmentDefinition',
]);

/** @throws PackageError naming the package and the file that can't be used */
export function readPackage(location: string, options: ReadOptions = {}): FhirPackage {
  const files = /\.(tgz|tar\.gz)$/i.test(location) ? filesOfTgz(location) : filesOfFolder(location);
  const manifestFile = files.find(({ name }) => name === 'package.json');
  if (manifestFile === undefined) throw new PackageError(location, 'it has no package.json');
  const manifest = readManifest(manifestFile.text(), location);
  const resources = files.flatMap((file) => {
    const resource = readResource(file, location, options);
    return resource === undefined
      ? []
      : [{ file: file.name, resource: withoutTexts(corrected(resource, manifest)) }];
  });
  return packageOf(manifest, resources);
}

function filesOfFolder(location: string): PackageFile[] {
  const inner = path.join(location, 'package');
  const folder = isFolder(inner) ? inner : location;
  if (!isFolder(folder)) throw new PackageError(location, 'there is no such folder or .tgz file');
  const names = readdirSync(folder).sort();
  if (names.length > MAX_FILES) {
    throw new PackageError(location, `it has more than ${MAX_FILES} files`);
  }
  return names.map((name) => ({
    name,
    text: () => {
      const file = path.join(folder, name);
      if (statSync(file).size > MAX_FILE_BYTES) {
        throw new PackageError(location, `${name} is larger than ${MAX_FILE_BYTES} bytes`);
      }
      return readFileSync(file, 'utf8');
    },
  }));
}

function isFolder(location: string): boolean {
  return statSync(location, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesOfTgz(location: string): PackageFile[] {
  if (statSync(location, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new PackageError(location, 'there is no such folder or .tgz file');
  }
  return readTgz(readFileSync(location), location).flatMap(({ name, bytes }) => {
    const [folder, file, ...deeper] = name.replace(/^\.\//, '').split('/');
    if (folder !== 'package' || file === undefined || deeper.length > 0) return [];
    return [{ name: file, text: () => bytes.toString('utf8') }];
  });
}

function readManifest(text: string, location: string): PackageManifest {
  const json = parseJson(text, location, 'package.json');
  const { name, version, dependencies } = json as Partial<Record<string, unknown>>;
  if (typeof name !== 'string' || !MAX_NAME.test(name)) {
    throw new PackageError(location, 'its package.json has no usable name');
  }
  if (typeof version !== 'string' || !MAX_NAME.test(version)) {
    throw new PackageError(location, 'its package.json has no usable version');
  }
  const asked = Object.entries(isObject(dependencies) ? dependencies : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { name, version, dependencies: Object.fromEntries(asked) };
}

/** Undefined for a file that holds no conformance resource. */
function readResource(
  file: PackageFile,
  location: string,
  options: ReadOptions,
): Resource | undefined {
  if (file.name === 'package.json' || file.name.startsWith('.')) return undefined;
  const resource = parseFile(file, location, options);
  if (!isObject(resource) || !CONFORMANCE.has(String(resource['resourceType']))) return undefined;
  return resource as unknown as Resource;
}

function parseFile(file: PackageFile, location: string, { parseXml }: ReadOptions): unknown {
  if (file.name.endsWith('.json')) return parseJson(file.text(), location, file.name);
  if (!file.name.endsWith('.xml')) return undefined;
  if (parseXml === undefined) {
    throw new PackageError(location, `${file.name} is XML, which can't be read here`);
  }
  try {
    return parseXml(file.text());
  } catch (error) {
    throw new PackageError(location, `${file.name}: ${reason(error)}`, error);
  }
}

function parseJson(text: string, location: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new PackageError(location, `${name} is not JSON: ${reason(error)}`, error);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
