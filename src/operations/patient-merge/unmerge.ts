/** Two persons were taken for one: a merge is undone by what its Provenance tells. */
import { FhirError } from '../../fhir/errors.js';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText, type Resource, type ResourceKey, type VersionKey } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { linkFinder } from '../../interactions/references.js';
import { evidenceOf, isEvidenceOf, replacedVersions, type MergeReason } from './evidence.js';
import { linkedTo, withoutLink } from './links.js';
import {
  currentMany,
  currentPatient,
  versionOf,
  withElements,
  writeTogether,
  type Current,
  type MergeTools,
} from './records.js';
import { referrersOf, repoint } from './repoint.js';

export interface UnmergeRequest {
  /** Logical id of the Patient that was retired by the merge. */
  readonly retired: string;
  readonly reason: MergeReason;
}

export interface UnmergeResult {
  readonly survivor: string;
  /** Resources that refer to the retired Patient again. */
  readonly moved: number;
  /**
   * `Type/id` of what refers to the survivor and was written after the merge: whose it is, only a
   * person can tell.
   */
  readonly undecided: readonly string[];
}

/**
 * Gives the retired Patient back its state, its numbers and what the merge took from it. What was
 * changed since then keeps its changes.
 * @throws FhirError `conflict` when it was not merged, or only its survivor's own merge can be undone
 */
export async function unmergePatients(
  tools: MergeTools,
  request: UnmergeRequest,
): Promise<UnmergeResult> {
  const retired = await currentPatient(tools, request.retired);
  const [survivorId] = linkedTo(retired.resource, 'replaced-by');
  if (survivorId === undefined) throw new FhirError('conflict', 'The Patient is not merged.');
  const survivor = await currentPatient(tools, survivorId);
  if (linkedTo(survivor.resource, 'replaced-by').length > 0) {
    throw new FhirError(
      'conflict',
      'The Patient that stands for this one was merged itself later.',
    );
  }
  const merge = await evidenceOfMerge(tools, retired);
  const versions = replacedVersions(merge);
  const before = await stateBefore(tools, retired.key, versions);
  const moved = await takenBack(tools, versions, { retired, survivor });
  const changed: Current[] = [
    { ...survivor, resource: withoutRetired(survivor, retired, before) },
    { ...retired, resource: restored(retired, survivor, before) },
    ...moved,
  ];
  const evidence = evidenceOf({
    activity: 'unmerge',
    changed,
    reason: request.reason,
    recorded: new Date(tools.environment.clock()),
  });
  const undecided = await writtenSince(tools, survivor, merge, moved);
  await writeTogether(tools, changed, evidence);
  return { survivor: survivorId, moved: moved.length, undecided };
}

/** The newest Provenance of a merge that has the Patient among its targets. */
async function evidenceOfMerge(tools: MergeTools, retired: Current): Promise<Resource> {
  const found = await tools.environment.reader.revincluded({
    rids: [retired.rid],
    paths: undefined,
    urlPaths: [],
    types: ['Provenance'],
    limit: 1000,
  });
  const merges = found
    .map(({ body }) => parseJsonResource(body))
    .filter((provenance) => isEvidenceOf(provenance, 'merge') && names(provenance, retired.key))
    .sort((one, other) => (recordedAt(one) < recordedAt(other) ? 1 : -1));
  const [newest] = merges;
  if (newest === undefined) {
    throw new FhirError('conflict', 'Nothing tells how this Patient was merged.');
  }
  return newest;
}

function names(provenance: Resource, key: ResourceKey): boolean {
  return replacedVersions(provenance).some((version) => keyText(version) === keyText(key));
}

function recordedAt(provenance: Resource): string {
  return stringAt(provenance, 'recorded') ?? '';
}

async function stateBefore(
  tools: MergeTools,
  key: ResourceKey,
  versions: readonly VersionKey[],
): Promise<Resource> {
  const version = versions.find((one) => keyText(one) === keyText(key));
  return versionOf(tools, key, version?.version ?? 0);
}

interface Patients {
  readonly retired: Current;
  readonly survivor: Current;
}

/** What the merge moved, pointing at the retired Patient again where it did before. */
async function takenBack(
  tools: MergeTools,
  versions: readonly VersionKey[],
  { retired, survivor }: Patients,
): Promise<Current[]> {
  const others = versions.filter((version) => !isOneOf(version, [retired, survivor]));
  const current = await currentMany(tools, others);
  const moved: Current[] = [];
  for (const one of current) {
    const version = others.find((other) => keyText(other) === keyText(one.key))?.version ?? 0;
    const before = await versionOf(tools, one.key, version);
    if (pointBack(tools, one.resource, before, { retired, survivor })) moved.push(one);
  }
  return moved;
}

/**
 * A resource that also referred to the survivor before the merge keeps as many of those references:
 * the first ones, in the order of the resource, as they were then.
 */
function pointBack(
  { environment }: MergeTools,
  resource: Resource,
  before: Resource,
  { retired, survivor }: Patients,
): boolean {
  const links = linkFinder(environment);
  const to = { retired: keyText(retired.key), survivor: keyText(survivor.key) };
  const owners: string[] = [];
  links.find(before, ({ kind, text }) => {
    if (kind === 'reference' && (text === to.retired || text === to.survivor)) owners.push(text);
  });
  if (!owners.includes(to.survivor)) {
    return repoint(environment, resource, survivor.key.id, retired.key.id) > 0;
  }
  let place = 0;
  let changed = false;
  links.find(resource, (link) => {
    if (link.kind !== 'reference' || link.text !== to.survivor) return;
    const owner = owners[place];
    place += 1;
    if (owner !== to.retired) return;
    link.set(owner);
    changed = true;
  });
  return changed;
}

function isOneOf(key: ResourceKey, patients: readonly Current[]): boolean {
  return patients.some((patient) => keyText(patient.key) === keyText(key));
}

function restored(retired: Current, survivor: Current, before: Resource): Resource {
  const unlinked = withoutLink(retired.resource, survivor.key.id, 'replaced-by');
  const identified = withElements(unlinked, 'identifier', objectsAt(before, 'identifier'));
  const rest = Object.entries(identified).filter(([name]) => name !== 'active');
  const { active } = before;
  return {
    ...(Object.fromEntries(rest) as Resource),
    ...(active === undefined ? {} : { active }),
  };
}

/** Without the link, and without the old numbers that came from the retired Patient. */
function withoutRetired(survivor: Current, retired: Current, before: Resource): Resource {
  const theirs = objectsAt(before, 'identifier');
  const unlinked = withoutLink(survivor.resource, retired.key.id, 'replaces');
  const kept = objectsAt(survivor.resource, 'identifier').filter(
    (one) => stringAt(one, 'use') !== 'old' || !theirs.some((other) => isSame(one, other)),
  );
  return withElements(unlinked, 'identifier', kept);
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return ['system', 'value'].every((name) => one[name] === other[name]);
}

/** What refers to the survivor and came about after the merge. */
async function writtenSince(
  tools: MergeTools,
  survivor: Current,
  merge: Resource,
  moved: readonly Current[],
): Promise<string[]> {
  const known = new Set(moved.map(({ key }) => keyText(key)));
  const merged = new Date(recordedAt(merge));
  const keys = await referrersOf(tools, survivor);
  const found = await tools.environment.reader.readManyCurrent(keys);
  const first = await Promise.all(
    [...found.values()]
      .filter(({ key, updated }) => updated > merged && !known.has(keyText(key)))
      .map(async ({ key }) => ({
        key,
        created: (await tools.environment.reader.readVersion({ ...key, version: 1 }))?.updated,
      })),
  );
  return first.flatMap(({ key, created }) =>
    created !== undefined && created > merged ? [keyText(key)] : [],
  );
}
