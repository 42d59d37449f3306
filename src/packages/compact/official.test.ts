/**
 * Our restatement beside the published packages: every fact of every definition. What is left out on
 * purpose is listed here by where it stands; anything else that differs is a mistake.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageId, packageOf } from '../fhir-package.js';
import type { FhirPackage } from '../fhir-package.js';
import { PackageSet } from '../package-set.js';
import { corrected } from '../profile-corrections.js';
import { readPackage } from '../read-package.js';
import { readRestatedPackages } from './compile.js';
import type { RestatedPackage } from './compile.js';

const PROFILES = fileURLToPath(new URL('../../../profiles', import.meta.url));
const PUBLISHED = fileURLToPath(new URL('../../../../shared/fhir-packages', import.meta.url));

type Json = Record<string, unknown>;

const ABOUT = [
  ...['meta', 'extension', 'identifier', 'title', 'experimental', 'date', 'publisher', 'contact'],
  ...['description', 'purpose', 'copyright', 'language', 'immutable', 'mapping', 'count'],
];
/** Texts and what nothing checks, by the path where it stands. */
const LEFT_OUT: Record<string, readonly string[]> = {
  '': ABOUT,
  'differential.element': [
    ...['label', 'short', 'definition', 'comment', 'requirements', 'alias', 'example', 'mapping'],
    ...['condition', 'isModifierReason', 'defaultValueCodeableConcept'],
  ],
  'differential.element.binding': ['description', '_valueSet'],
  'differential.element.constraint': ['human', 'xpath'],
  'compose.include.concept': ['display', 'designation'],
  concept: ['display', 'definition', 'designation', 'extension'],
  // Declarations of `concept.property`: ours are those that are used.
  property: ['code', 'uri', 'type', 'description'],
};

/** Of a list, the members that hold no checked fact. */
const LEFT_OUT_MEMBERS: Record<string, (member: Json) => boolean> = {
  'differential.element.binding.extension': ({ url }) =>
    !String(url).endsWith('/additional-binding'),
  'compose.include.concept.extension': ({ url }) => !String(url).endsWith('/valueset-deprecated'),
  'concept.property': ({ code, valueCode }) =>
    ['child', 'effectiveDate', 'deprecationDate'].includes(String(code)) ||
    (code === 'status' && valueCode === 'active'),
};

/** Lists whose order means nothing. */
const UNORDERED = ['concept.property'];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function factsOfList(list: readonly unknown[], at: string): unknown {
  const leftOut = LEFT_OUT_MEMBERS[at];
  const facts = list
    .filter((member) => !(leftOut && isObject(member) && leftOut(member)))
    .map((member) => factsOf(member, at))
    .filter((member) => !isObject(member) || Object.keys(member).length > 0);
  if (facts.length === 0) return undefined;
  if (!UNORDERED.includes(at)) return facts;
  return facts.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function factsOf(value: unknown, at = ''): unknown {
  if (Array.isArray(value)) return factsOfList(value, at);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !LEFT_OUT[at]?.includes(key))
    .filter(([key, member]) => !(key === 'ordered' && member === false))
    .map(([key, member]) => [key, factsOf(member, at === '' ? key : `${at}.${key}`)] as const)
    .filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries);
}

/** One line for each place where two values differ. */
function differences(ours: unknown, theirs: unknown, at: string): string[] {
  if (!isObject(ours) || !isObject(theirs)) {
    return Object.is(ours, theirs)
      ? []
      : [`${at}: ours ${JSON.stringify(ours)}, published ${JSON.stringify(theirs)}`];
  }
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) => differences(ours[key], theirs[key], `${at}.${key}`));
}

const readJson = (file: string): Json => JSON.parse(readFileSync(file, 'utf8')) as Json;

function readPublished(folder: string): Json[] {
  return readdirSync(folder)
    .filter((name) => /^(StructureDefinition|ValueSet|CodeSystem)-/.test(name))
    .map((name) => readJson(path.join(folder, name)))
    .filter(({ kind }) => kind !== 'logical');
}

const keyOf = (resource: Json): string =>
  `${String(resource['resourceType'])}/${String(resource['id'])}`;

function elementsOf(resource: Json): Json[] {
  return ((resource['differential'] as Json | undefined)?.['element'] ?? []) as Json[];
}

const packages = readRestatedPackages(PROFILES);
const folderOf = ({ name, version }: RestatedPackage): string =>
  path.join(PUBLISHED, `${name}#${version}`, 'package');

const present = existsSync(PUBLISHED);
const why = present ? '' : ` (skipped: ${PUBLISHED} is not there)`;
const describeIf = present ? describe : describe.skip;

describeIf(`beside the published packages${why}`, () => {
  test.each(packages.map((each) => [`${each.name}#${each.version}`, each] as const))(
    '%s: the same definitions with the same facts',
    (id, restated) => {
      const published = readPublished(folderOf(restated));
      const ours = restated.resources as unknown as readonly Json[];
      expect(ours.map(keyOf).sort()).toEqual(published.map(keyOf).sort());

      const byKey = new Map(ours.map((resource) => [keyOf(resource), resource]));
      const found = published.flatMap((resource) => {
        const key = keyOf(resource);
        return differences(factsOf(byKey.get(key)), factsOf(resource), key);
      });
      const elements = published.flatMap(elementsOf).length;
      process.stdout.write(
        `${id}: ${published.length} definitions, ${elements} elements, ${found.length} differences\n`,
      );
      expect(found).toEqual([]);
    },
  );

  test.each(packages.map((each) => [each.name, each] as const))(
    '%s: the same dependencies',
    (_, restated) => {
      const manifest = readJson(path.join(folderOf(restated), 'package.json'));
      expect(restated).toMatchObject({
        name: manifest['name'],
        version: manifest['version'],
        dependencies: manifest['dependencies'],
      });
    },
  );
});

/** Ours as a package, mended as the loader mends the published one. */
function asPackage({ resources, ...manifest }: RestatedPackage): FhirPackage {
  const files = resources.map((resource) => ({
    file: resource.id ?? '',
    resource: corrected(resource, manifest),
  }));
  return packageOf(manifest, files);
}

/** The facts of a snapshot; of a profile that has none, why. */
function snapshotOf(set: PackageSet, url: string, scope: string): Json {
  try {
    const { elements, ...about } = set.structure(url, scope) ?? { elements: [] };
    return factsOf({ ...about, differential: { element: elements } }) as Json;
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** What a value set holds, in an order of its own. */
function contentOf(set: PackageSet, url: string, scope: string): unknown {
  const content = set.valueSet(url, scope);
  const codes = [...(content?.codes ?? [])].map(([system, listed]) => [system, [...listed].sort()]);
  return { codes: Object.fromEntries(codes) as Json, open: [...(content?.open ?? [])].sort() };
}

describeIf(`what comes of it, beside what comes of the published packages${why}`, () => {
  let ours: PackageSet;
  let theirs: PackageSet;
  beforeAll(() => {
    const core = readPackage(path.join(PUBLISHED, 'hl7.fhir.r4.core#4.0.1'));
    ours = new PackageSet([core, ...packages.map(asPackage)]);
    theirs = new PackageSet([core, ...packages.map((each) => readPackage(folderOf(each)))]);
  });

  test('every value set holds the same codes', () => {
    const found = packages.flatMap(({ resources, ...manifest }) => {
      const scope = packageId(manifest);
      return resources
        .filter(({ resourceType }) => resourceType === 'ValueSet')
        .flatMap(({ url = '' }) =>
          differences(contentOf(ours, url, scope), contentOf(theirs, url, scope), url),
        );
    });
    expect(found).toEqual([]);
  });

  test('every profile has the same snapshot', () => {
    const found: string[] = [];
    const failed: string[] = [];
    let elements = 0;
    for (const { name, version, resources } of packages) {
      const scope = packageId({ name, version });
      for (const { resourceType, url = '' } of resources) {
        if (resourceType !== 'StructureDefinition') continue;
        const snapshot = snapshotOf(ours, url, scope);
        found.push(...differences(snapshot, snapshotOf(theirs, url, scope), `${scope} ${url}`));
        elements += elementsOf(snapshot).length;
        if ('error' in snapshot) failed.push(url);
      }
    }
    process.stdout.write(`snapshots: ${elements} elements, ${found.length} differences\n`);
    expect(found).toEqual([]);
    expect(failed).toEqual([]);
  });
});

describe('the comparison itself', () => {
  test('sees a changed, a lacking and an added fact', () => {
    const element = (facts: object): unknown =>
      factsOf({ differential: { element: [{ id: 'Patient.gender', ...facts }] } });
    const theirs = element({ min: 1, max: '1', short: 'text', patternCode: 'male' });
    const ours = element({ min: 0, max: '1', isModifier: true });
    expect(differences(ours, theirs, 'a')).toEqual([
      'a.differential.element.0.min: ours 0, published 1',
      'a.differential.element.0.isModifier: ours true, published undefined',
      'a.differential.element.0.patternCode: ours undefined, published "male"',
    ]);
  });
});
