/**
 * Changes of identity that are no merge of patients: numbers, links, and whose a visit is. Each is
 * one transaction with a Provenance, and changes nothing when it was done before.
 */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText, type Resource } from '../../fhir/resource.js';
import { evidenceOf, type Activity, type MergeReason } from './evidence.js';
import { linkedTo, withLink, withoutLink } from './links.js';
import {
  currentMany,
  withElements,
  writeTogether,
  type Current,
  type MergeTools,
} from './records.js';
import { referrersOf, repoint, repointReferences } from './repoint.js';

/** An identifier by system and value. */
export interface Numbered {
  readonly system: string;
  readonly value: string;
  /** `Identifier.type`, for one that is added. */
  readonly concept?: JsonObject;
}

export interface Renumbering {
  readonly resource: Current;
  /** Numbers that it has from now on. */
  readonly added: readonly Numbered[];
  /** Numbers that it no longer has; they lead to it all the same. */
  readonly retired: readonly Numbered[];
  readonly reason: MergeReason;
}

/**
 * Gives a Patient or Encounter other numbers. A citizen service number that is retired was wrong: it
 * is somebody else's, and is taken off.
 * @returns whether anything changed
 */
export async function renumber(
  tools: MergeTools,
  { resource: current, added, retired, reason }: Renumbering,
): Promise<boolean> {
  const identifiers = objectsAt(current.resource, 'identifier');
  const kept = identifiers.flatMap((one): JsonObject[] => {
    if (!isAmong(one, retired) || isAmong(one, added)) return [one];
    return stringAt(one, 'system') === BSN_SYSTEM ? [] : [{ ...one, use: 'old' }];
  });
  const isFresh = (one: Numbered): boolean => !identifiers.some((other) => isAmong(other, [one]));
  const fresh = added.filter(isFresh).map(plain);
  const aliases = retired
    .filter((one) => isFresh(one) && one.system !== BSN_SYSTEM)
    .filter((one) => !isAmong(plain(one), added))
    .map((one): JsonObject => ({ ...plain(one), use: 'old' }));
  const resource = withElements(current.resource, 'identifier', [...kept, ...fresh, ...aliases]);
  return writeChanged(tools, [{ before: current, resource }], 'amend', reason);
}

function plain({ system, value, concept }: Numbered): JsonObject {
  return { ...(concept !== undefined && { type: concept }), system, value };
}

function isAmong(identifier: JsonObject, numbers: readonly Numbered[]): boolean {
  const [system, value] = [stringAt(identifier, 'system'), stringAt(identifier, 'value')];
  return numbers.some((one) => one.system === system && one.value === value);
}

export interface Linking {
  readonly one: Current;
  readonly other: Current;
  readonly reason: MergeReason;
}

/** Says that two Patients concern one another: https://hl7.org/fhir/R4/valueset-link-type.html */
export function linkPatients(tools: MergeTools, { one, other, reason }: Linking): Promise<boolean> {
  const linked = (patient: Current, to: Current): Resource =>
    linkedTo(patient.resource, 'seealso').includes(to.key.id)
      ? patient.resource
      : withLink(patient.resource, to.key.id, 'seealso');
  const changes = [
    { before: one, resource: linked(one, other) },
    { before: other, resource: linked(other, one) },
  ];
  return writeChanged(tools, changes, 'link', reason);
}

/** Takes such links away. */
export function unlinkPatients(
  tools: MergeTools,
  { one, other, reason }: Linking,
): Promise<boolean> {
  const changes = [
    { before: one, resource: withoutLink(one.resource, other.key.id, 'seealso') },
    { before: other, resource: withoutLink(other.resource, one.key.id, 'seealso') },
  ];
  return writeChanged(tools, changes, 'unlink', reason);
}

/** Says that a Patient is no longer used. Nothing is deleted. */
export function retirePatient(
  tools: MergeTools,
  patient: Current,
  reason: MergeReason,
): Promise<boolean> {
  const resource = { ...patient.resource, active: false };
  return writeChanged(tools, [{ before: patient, resource }], 'amend', reason);
}

export interface VisitMove {
  readonly encounter: Current;
  /** Logical ids of Patients. */
  readonly from: string;
  readonly to: string;
  readonly reason: MergeReason;
}

/** Gives a visit, and all that refers to it, to another patient. */
export async function moveVisit(
  tools: MergeTools,
  { encounter, from, to, reason }: VisitMove,
): Promise<boolean> {
  const parts = await partsOf(tools, encounter);
  const changes = [encounter, ...parts].map((before) => {
    const resource = structuredClone(before.resource);
    repoint(tools.environment, resource, from, to);
    return { before, resource };
  });
  return writeChanged(tools, changes, 'amend', reason);
}

/** What refers to a visit, and what refers to the visits that are part of it. */
async function partsOf(tools: MergeTools, encounter: Current): Promise<readonly Current[]> {
  const direct = await currentMany(tools, await referrersOf(tools, encounter));
  const children = direct.filter(({ key }) => key.type === 'Encounter');
  const all = new Map(direct.map((one) => [keyText(one.key), one]));
  for (const child of children) {
    const more = await currentMany(tools, await referrersOf(tools, child));
    for (const one of more) all.set(keyText(one.key), one);
  }
  all.delete(keyText(encounter.key));
  return [...all.values()];
}

export interface VisitMerge {
  readonly survivor: Current;
  readonly retired: Current;
  readonly reason: MergeReason;
}

/**
 * Two Encounters are one visit: all that refers to the retired one refers to the survivor, which gets
 * its numbers as old ones. The retired one was entered in error.
 */
export async function mergeVisits(
  tools: MergeTools,
  { survivor, retired, reason }: VisitMerge,
): Promise<boolean> {
  const link = { from: keyText(retired.key), to: keyText(survivor.key) };
  const parts = await currentMany(tools, await referrersOf(tools, retired));
  const moved = parts
    .filter(({ key }) => keyText(key) !== link.to)
    .map((before) => {
      const resource = structuredClone(before.resource);
      repointReferences(tools.environment, resource, link);
      return { before, resource };
    });
  const known = objectsAt(survivor.resource, 'identifier');
  const taken = objectsAt(retired.resource, 'identifier').map((one): JsonObject => ({
    ...one,
    use: 'old',
  }));
  const kept = withElements(survivor.resource, 'identifier', [...known, ...taken]);
  const ended = { ...withElements(retired.resource, 'identifier', []), status: 'entered-in-error' };
  const changes = [
    { before: survivor, resource: kept },
    { before: retired, resource: ended },
    ...moved,
  ];
  return writeChanged(tools, changes, 'merge', reason);
}

interface Changed {
  readonly before: Current;
  readonly resource: Resource;
}

async function writeChanged(
  tools: MergeTools,
  changes: readonly Changed[],
  activity: Activity,
  reason: MergeReason,
): Promise<boolean> {
  const changed = changes
    .filter(({ before, resource }) => JSON.stringify(before.resource) !== JSON.stringify(resource))
    .map(({ before, resource }): Current => ({ ...before, resource }));
  if (changed.length === 0) return false;
  const recorded = new Date(tools.environment.clock());
  await writeTogether(tools, changed, evidenceOf({ activity, changed, reason, recorded }));
  return true;
}
