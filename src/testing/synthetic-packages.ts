/** Packages made up for a test, beside base R4. */
import type { ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { PACKAGES_FOLDER } from '../packages/artifact.js';
import { readCompactPackages } from '../packages/compact-file.js';
import { packageOf, type FhirPackage } from '../packages/fhir-package.js';
import { PackageSet, type PackageSetOptions } from '../packages/package-set.js';
import type { ProfileProblem, Structure } from '../packages/structures.js';

export const EXAMPLE = 'http://example.org/fhir/StructureDefinition/';
export const R4 = 'http://hl7.org/fhir/StructureDefinition/';

export const CORE_PACKAGE = readCompactPackages(PACKAGES_FOLDER)[0]!;

type Element = Partial<ElementDefinition> & { id: string };

/** A differential's element; its path and slice name follow from the id. */
export function element({ id, ...facts }: Element): ElementDefinition {
  const parts = id.split('.').map((part) => part.split(':'));
  const sliceName = parts.at(-1)?.[1];
  const path = parts.map(([name]) => name).join('.');
  return {
    id,
    path,
    ...(sliceName === undefined ? {} : { sliceName }),
    ...facts,
  };
}

export interface ProfileSpec {
  /** Name of the profile; its canonical ends in it. */
  readonly name: string;
  /** A profile of this test by its name, else an R4 type or profile. Default: the type. */
  readonly base?: string;
  /** As ids without the type: `name:official.family`; `` for the root. */
  readonly elements?: Readonly<Record<string, Partial<ElementDefinition>>>;
  readonly more?: Partial<StructureDefinition>;
}

export function profile(type: string, spec: ProfileSpec): StructureDefinition {
  const { name, base = type, elements = {}, more = {} } = spec;
  return {
    resourceType: 'StructureDefinition',
    url: EXAMPLE + name,
    name,
    status: 'draft',
    kind: type === 'Extension' || /Name|Quantity/.test(type) ? 'complex-type' : 'resource',
    abstract: false,
    type,
    baseDefinition: base.includes(':') ? base : (/^[a-z]/.test(base) ? EXAMPLE : R4) + base,
    derivation: 'constraint',
    differential: {
      element: Object.entries(elements).map(([id, facts]) =>
        element({ id: id === '' ? type : `${type}.${id}`, ...facts }),
      ),
    },
    ...more,
  };
}

/** A simple extension with a value of one type. */
export function extension(name: string, type: string): StructureDefinition {
  return profile('Extension', {
    name,
    elements: {
      extension: { max: '0' },
      url: { fixedUri: EXAMPLE + name },
      'value[x]': { type: [{ code: type }] },
    },
  });
}

export function packageWith(
  id: string,
  resources: readonly Resource[],
  dependencies: Readonly<Record<string, string>> = {},
): FhirPackage {
  const [name = '', version = ''] = id.split('#');
  return packageOf(
    { name, version, dependencies },
    resources.map((resource, at) => ({ file: `${at}.json`, resource })),
  );
}

export function setOf(packages: readonly FhirPackage[], options?: PackageSetOptions): PackageSet {
  return new PackageSet([CORE_PACKAGE, ...packages], options);
}

/** The snapshot of the last of some profiles, by element id. */
export function snapshotOf(...profiles: StructureDefinition[]): {
  structure: Structure;
  elements: ReadonlyMap<string, ElementDefinition>;
  problems: readonly ProfileProblem[];
} {
  const set = setOf([packageWith('test#1.0.0', profiles)]);
  const structure = set.structure(profiles.at(-1)!.url, 'test#1.0.0')!;
  const elements = new Map(structure.elements.map((each) => [each.id ?? '', each]));
  return { structure, elements, problems: structure.problems ?? [] };
}
