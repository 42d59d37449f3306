/**
 * Known mistakes in published packages, corrected in this one place. Each says what is wrong, where
 * it was published, and what is read instead. Base R4 has its own in `corrections.ts`.
 */
import type { ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { correctedElements } from './corrections.js';
import type { PackageManifest } from './fhir-package.js';

interface Correction {
  /** Packages whose name begins with this. */
  readonly package: string;
  readonly profile: string;
  /** Why, with where to see it. */
  readonly because: string;
  readonly change: (element: ElementDefinition) => ElementDefinition;
}

const CORRECTIONS: readonly Correction[] = [
  {
    package: 'nictiz.fhir.nl.r4.vaccinationimmunization',
    profile: 'http://nictiz.nl/fhir/StructureDefinition/imm-PharmaceuticalProduct',
    because:
      'An element has the id of `extension:description.value[x]` and the path of the extension. ' +
      'https://github.com/Nictiz/Nictiz-R4-Vaccination-Immunization',
    change: (element) =>
      element.id === 'Medication.extension:description.value[x]' &&
      element.path === 'Medication.extension'
        ? { ...element, id: 'Medication.extension:description' }
        : element,
  },
];

/** R4's own profiles: https://hl7.org/fhir/R4/downloads.html */
const CORE_CORRECTIONS: Readonly<
  Record<string, (element: ElementDefinition) => ElementDefinition>
> = {
  // No extension may stand in `revision`, yet four of its slices must or may be there.
  'http://hl7.org/fhir/StructureDefinition/codesystem-history': (element) =>
    element.id === 'Extension.extension:revision.extension' ? { ...element, max: '*' } : element,
  // Names of slices where nothing is sliced; they are but labels.
  'http://hl7.org/fhir/StructureDefinition/catalog': withoutLabel,
  'http://hl7.org/fhir/StructureDefinition/familymemberhistory-genetic': withoutLabel,
};

/**
 * Where extensions of R4 stand in R4's own definitions, though their definitions do not say so.
 * https://hl7.org/fhir/R4/extension-structuredefinition-fhir-type.html and so on
 */
const CORE_CONTEXTS: Readonly<Record<string, readonly string[]>> = {
  // On the type itself: R4 has no `_code`.
  'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type': [
    'ElementDefinition.type',
  ],
  'http://hl7.org/fhir/StructureDefinition/regex': ['ElementDefinition.type'],
  'http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version': [
    'ElementDefinition',
    'CapabilityStatement',
    'CodeSystem',
    'OperationDefinition',
    'SearchParameter',
    'ValueSet',
  ],
  'http://hl7.org/fhir/StructureDefinition/valueset-concept-comments': ['CodeSystem.concept'],
};

function withCoreContexts(definition: StructureDefinition): StructureDefinition {
  const more = CORE_CONTEXTS[definition.url];
  if (more === undefined) return definition;
  const added = more.map((expression) => ({ type: 'element' as const, expression }));
  return { ...definition, context: [...(definition.context ?? []), ...added] };
}

function withoutLabel(element: ElementDefinition): ElementDefinition {
  if (element.id === undefined || element.path.endsWith('.extension')) return element;
  const { sliceName, ...rest } = element;
  const id = element.id.replace(/:[^.]*/, '');
  return sliceName === undefined && id === element.id ? element : { ...rest, id };
}

export function corrected(resource: Resource, manifest: PackageManifest): Resource {
  if (resource.resourceType !== 'StructureDefinition') return resource;
  if (manifest.name === 'hl7.fhir.r4.core') return correctedCore(withCoreContexts(resource));
  return CORRECTIONS.filter(
    (each) => manifest.name.startsWith(each.package) && resource.url === each.profile,
  ).reduce(withChangedElements, resource);
}

function withChangedElements(
  definition: StructureDefinition,
  { change }: Correction,
): StructureDefinition {
  const element = definition.differential?.element;
  return element === undefined
    ? definition
    : { ...definition, differential: { element: element.map(change) } };
}

/**
 * A base type has its elements as a snapshot, a profile as a differential. Neither needs both, and
 * the snapshots of R4's own profiles are of mixed quality.
 */
function correctedCore(definition: StructureDefinition): StructureDefinition {
  const { differential, snapshot, ...rest } = definition;
  if (definition.derivation === 'constraint' && (differential?.element ?? []).length > 0) {
    const correct = CORE_CORRECTIONS[definition.url] ?? ((element: ElementDefinition) => element);
    return { ...rest, differential: { element: (differential?.element ?? []).map(correct) } };
  }
  if (snapshot === undefined) return definition;
  return { ...rest, snapshot: { ...snapshot, element: correctedElements(definition) } };
}
