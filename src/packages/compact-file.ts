/**
 * Compiled packages: per package one file with a resource on each line, and one index for all with
 * what is needed to find them. A process reads the index at start and a line when it is asked for.
 */
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import {
  PackageError,
  packageId,
  type ConformanceEntry,
  type FhirPackage,
  type PackageManifest,
} from './fhir-package.js';

const INDEX = 'packages.json';

interface IndexedPackage {
  readonly manifest: PackageManifest;
  readonly file: string;
  /** Each with where its line begins and how many bytes it has. */
  readonly entries: readonly (readonly [ConformanceEntry, offset: number, length: number])[];
}

export function writeCompactPackages(folder: string, packages: readonly FhirPackage[]): void {
  mkdirSync(folder, { recursive: true });
  const index = packages.map((each): IndexedPackage => {
    const file = `${packageId(each.manifest)}.ndjson`;
    const lines: Buffer[] = [];
    let offset = 0;
    const entries = each.entries.map((entry) => {
      const line = Buffer.from(`${JSON.stringify(each.read(entry))}\n`);
      const place = [entry, offset, line.length] as const;
      lines.push(line);
      offset += line.length;
      return place;
    });
    writeFileSync(path.join(folder, file), Buffer.concat(lines));
    return { manifest: each.manifest, file, entries };
  });
  writeFileSync(path.join(folder, INDEX), JSON.stringify(index));
}

/** @throws PackageError when there are none */
export function readCompactPackages(folder: string): FhirPackage[] {
  let index: IndexedPackage[];
  try {
    index = JSON.parse(readFileSync(path.join(folder, INDEX), 'utf8')) as IndexedPackage[];
  } catch (error) {
    throw new PackageError(folder, 'it holds no compiled packages', error);
  }
  return index.map((each) => openCompactPackage(each, path.join(folder, each.file)));
}

function openCompactPackage(indexed: IndexedPackage, file: string): FhirPackage {
  const places = new Map(
    indexed.entries.map(([entry, offset, length]) => [entry, { offset, length }]),
  );
  return {
    manifest: indexed.manifest,
    entries: [...places.keys()],
    read(entry) {
      const place = places.get(entry);
      if (place === undefined) throw new PackageError(file, `it has no ${entry.url}`);
      return JSON.parse(readPart(file, place)) as Resource;
    },
  };
}

function readPart(file: string, { offset, length }: { offset: number; length: number }): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, offset);
    return bytes.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}
