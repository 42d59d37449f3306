/** The Provenance of a change of identity, such as a merge or its undoing: https://hl7.org/fhir/R4/provenance.html */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText, type Resource, type ResourceKey, type VersionKey } from '../../fhir/resource.js';
import { parseVersionId } from '../../fhir/resource.js';
import type { Current } from './records.js';

const LIFECYCLE = 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle';

/** https://terminology.hl7.org/CodeSystem-iso-21089-lifecycle.html; `amend`: numbers, or whose a visit is. */
export type Activity = 'merge' | 'unmerge' | 'link' | 'unlink' | 'amend';

/** Why it was done, and by whom. */
export interface MergeReason {
  /** Who decided: a reference, or a name for what has no resource, such as a feed. */
  readonly who: { readonly reference?: string; readonly display?: string };
  /** What it rests on, such as a message. */
  readonly source?: JsonObject;
}

export interface EvidenceFacts {
  readonly activity: Activity;
  /** The resources as they were read, before they change; the patients among them. */
  readonly changed: readonly Current[];
  readonly reason: MergeReason;
  readonly recorded: Date;
}

/** Targets are the versions that come about, entities those that they replace, in the same order. */
export function evidenceOf({ activity, changed, reason, recorded }: EvidenceFacts): Resource {
  const entities = changed.map(({ key, version }): JsonObject => ({
    role: 'revision',
    what: { reference: versionText({ ...key, version }) },
  }));
  return {
    resourceType: 'Provenance',
    target: changed.map(({ key, version }) => ({
      reference: versionText({ ...key, version: version + 1 }),
    })),
    recorded: recorded.toISOString(),
    activity: { coding: [{ system: LIFECYCLE, code: activity }] },
    agent: [{ who: { ...reason.who } }],
    entity: [
      ...entities,
      ...(reason.source === undefined ? [] : [{ role: 'source', what: reason.source }]),
    ],
  };
}

function versionText(key: VersionKey): string {
  return `${keyText(key)}/_history/${key.version}`;
}

export function isEvidenceOf(provenance: Resource, activity: Activity): boolean {
  return objectsAt(objectAt(provenance, 'activity') ?? {}, 'coding').some(
    (coding) => stringAt(coding, 'system') === LIFECYCLE && stringAt(coding, 'code') === activity,
  );
}

/** The versions that were replaced. */
export function replacedVersions(provenance: Resource): VersionKey[] {
  return objectsAt(provenance, 'entity')
    .filter((entity) => stringAt(entity, 'role') === 'revision')
    .flatMap((entity) => versionKeyOf(stringAt(objectAt(entity, 'what') ?? {}, 'reference')));
}

function versionKeyOf(reference = ''): VersionKey[] {
  const [type, id, , version] = reference.split('/');
  const number = parseVersionId(version ?? '');
  if (type === undefined || id === undefined || number === undefined) return [];
  const key: ResourceKey = { type, id };
  return [{ ...key, version: number }];
}
