// Packages on disk: https://hl7.org/fhir/R4/packages.html
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EXAMPLE, profile } from '../testing/synthetic-packages.js';
import { tarOf, type TarEntry } from '../testing/tar-of.js';
import { readCompactPackages, writeCompactPackages } from './compact-file.js';
import { PackageError } from './fhir-package.js';
import { openPackages } from './open-packages.js';
import { readPackage } from './read-package.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const MANIFEST = { name: 'test.pack', version: '1.0.0', dependencies: { other: '2.0.x' } };
const P = profile('Patient', { name: 'p', elements: { name: { min: 1, definition: 'Text.' } } });
const FILES = {
  'package.json': JSON.stringify(MANIFEST),
  'StructureDefinition-p.json': `\uFEFF${JSON.stringify(P)}`,
  'Patient-example.json': '{"resourceType":"Patient"}',
  '.index.json': 'not read',
  'readme.md': 'not read',
};

let count = 0;
function folderOf(files: Readonly<Record<string, string>>, inner = ''): string {
  count += 1;
  const location = path.join(folder, String(count));
  mkdirSync(path.join(location, inner), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(location, inner, name), text);
  }
  return location;
}

function archiveOf(bytes: Uint8Array): string {
  count += 1;
  const location = path.join(folder, `${count}.tgz`);
  writeFileSync(location, bytes);
  return location;
}

const tgzOf = (entries: TarEntry[]) => archiveOf(gzipSync(tarOf(entries)));
const entriesOf = (files: Readonly<Record<string, string>>): TarEntry[] =>
  Object.entries(files).map(([name, text]) => ({ name: `package/${name}`, text }));

describe('a package', () => {
  test.each([
    ['a flat folder', () => folderOf(FILES)],
    ['a folder with a package folder', () => folderOf(FILES, 'package')],
    ['a .tgz', () => tgzOf(entriesOf(FILES))],
    [
      'a .tgz with more in it',
      () =>
        tgzOf([
          { name: 'package/', text: '', type: '5' },
          ...entriesOf(FILES),
          { name: 'package/example/StructureDefinition-x.json', text: 'not read' },
          { name: '../../etc/StructureDefinition-y.json', text: 'not read' },
          { name: 'package/link.json', text: '', type: '2' },
        ]),
    ],
    [
      'a .tgz with long names',
      () =>
        tgzOf([
          { name: 'pax', type: 'x', text: '27 path=package/package.json\n' },
          { name: 'package/short', text: FILES['package.json'] },
          { name: 'pax', type: 'g', text: '11 comment=x\n' },
          { name: 'long', type: 'L', text: 'package/StructureDefinition-p.json\0' },
          { name: 'package/short', text: FILES['StructureDefinition-p.json'] },
        ]),
    ],
  ])('is read from %s', (_title, make) => {
    const read = readPackage(make());
    expect(read.manifest).toEqual(MANIFEST);
    expect(read.entries).toEqual([
      {
        resourceType: 'StructureDefinition',
        url: `${EXAMPLE}p`,
        file: 'StructureDefinition-p.json',
        type: 'Patient',
        kind: 'resource',
        derivation: 'constraint',
      },
    ]);
    expect(read.read(read.entries[0]!)).toMatchObject({
      differential: { element: [{ path: 'Patient.name', min: 1 }] },
    });
    expect(JSON.stringify(read.read(read.entries[0]!))).not.toContain('Text.');
  });

  test('in XML is read by the reader that is given', () => {
    const location = folderOf({ ...FILES, 'StructureDefinition-x.xml': '<x/>' });
    const parseXml = () => ({ ...P, url: `${EXAMPLE}x` });
    expect(readPackage(location, { parseXml }).entries).toHaveLength(2);
  });
});

describe('a package that can not be used', () => {
  const withoutManifest = { 'StructureDefinition-p.json': FILES['StructureDefinition-p.json'] };

  test.each([
    ['nothing there', () => path.join(folder, 'none'), 'there is no such folder'],
    ['no archive there', () => path.join(folder, 'none.tgz'), 'there is no such folder'],
    ['no package.json', () => folderOf(withoutManifest), 'it has no package.json'],
    ['no name', () => folderOf({ 'package.json': '{"version":"1"}' }), 'no usable name'],
    [
      'a name that is a path',
      () => folderOf({ 'package.json': '{"name":"../x","version":"1"}' }),
      'no usable name',
    ],
    ['no version', () => folderOf({ 'package.json': '{"name":"x"}' }), 'no usable version'],
    [
      'a file that is no JSON',
      () => folderOf({ ...FILES, 'ValueSet-bad.json': '{"resourceType":' }),
      'ValueSet-bad.json is not JSON',
    ],
    [
      'XML with no reader for it',
      () => folderOf({ ...FILES, 'ValueSet-v.xml': '<ValueSet/>' }),
      'ValueSet-v.xml is XML',
    ],
    ['no gzip', () => archiveOf(Buffer.from('plain')), "it can't be unpacked"],
    ['no tar', () => archiveOf(gzipSync(Buffer.alloc(1024, 'x'))), 'not a tar archive'],
    [
      'an archive that is cut short',
      () => archiveOf(gzipSync(tarOf(entriesOf(FILES)).subarray(0, 560))),
      'the archive is cut short',
    ],
  ])('for %s is refused with its name', (_title, make, reason) => {
    const location = make();
    expect(() => readPackage(location)).toThrow(PackageError);
    expect(() => readPackage(location)).toThrow(location);
    expect(() => readPackage(location)).toThrow(reason);
  });

  test('for XML that is wrong names the file', () => {
    const location = folderOf({ ...FILES, 'ValueSet-v.xml': '<ValueSet/>' });
    const parseXml = () => {
      throw new Error('no good');
    };
    expect(() => readPackage(location, { parseXml })).toThrow(/ValueSet-v\.xml: no good/);
  });

  test('for a bomb is refused without unpacking it', () => {
    const part = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const bomb = archiveOf(Buffer.concat([part, part, part, part, part]));
    expect(() => readPackage(bomb)).toThrow("it can't be unpacked");
  });
});

describe('packages to load', () => {
  test('can stand together in a folder, beside the built-in ones', () => {
    const place = path.join(folder, 'several');
    mkdirSync(path.join(place, 'one'), { recursive: true });
    writeFileSync(path.join(place, 'one', 'package.json'), FILES['package.json']);
    const other = entriesOf({ ...FILES, 'package.json': '{"name":"other","version":"2.0.1"}' });
    writeFileSync(path.join(place, 'two.tgz'), gzipSync(tarOf(other)));
    writeFileSync(path.join(place, '.partial.tgz'), 'cut off');
    writeFileSync(path.join(place, 'readme.md'), 'no package');
    const ids = openPackages([place]).packages.map(({ manifest }) => manifest.name);
    expect(ids).toEqual(expect.arrayContaining(['hl7.fhir.r4.core', 'test.pack', 'other']));
    expect(() => openPackages([folderOf({})])).toThrow('it has no package in it');
  });

  test('take the place of the built-in one with their name and version', () => {
    const builtIn = openPackages().packages.find(
      ({ manifest }) => manifest.name !== 'hl7.fhir.r4.core',
    );
    const location = folderOf({ ...FILES, 'package.json': JSON.stringify(builtIn?.manifest) });
    const set = openPackages([location]);
    expect(set.packages).toHaveLength(openPackages().packages.length);
    expect(set.structure(`${EXAMPLE}p`, '')?.scope).toBe(
      `${builtIn?.manifest.name}#${builtIn?.manifest.version}`,
    );
  });
});

describe('compiled packages', () => {
  test('come back as they were', () => {
    const read = readPackage(folderOf(FILES));
    const place = path.join(folder, 'compiled');
    writeCompactPackages(place, [read]);
    const [back] = readCompactPackages(place);
    expect(back?.manifest).toEqual(read.manifest);
    expect(back?.entries).toEqual(read.entries);
    expect(back?.read(back.entries[0]!)).toEqual(read.read(read.entries[0]!));
    expect(() => readCompactPackages(folder)).toThrow('it holds no compiled packages');
  });
});
