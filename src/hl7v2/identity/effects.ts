/**
 * What messages say about which records are one person's, carried out: merges, links, numbers and
 * visits that change hands. What a person has to see first waits.
 */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import type { Environment } from '../../interactions/environment.js';
import {
  linkPatients,
  renumber,
  retirePatient,
  unlinkPatients,
  type Numbered,
} from '../../operations/patient-merge/changes.js';
import type { MergeReason } from '../../operations/patient-merge/evidence.js';
import { mergePatients } from '../../operations/patient-merge/merge.js';
import { wasUnmerged } from '../../operations/patient-merge/undone.js';
import { identifierType } from '../mapping/datatype/identifier.js';
import type {
  Deletion,
  IdentityEffect,
  NumberChange,
  OwnerChange,
  PatientIdentifier,
  PatientLink,
  PatientMerge,
} from '../mapping/types.js';
import type { CarriedOut, MessageInProcess } from '../types.js';
import { systemTools, type NumberedPatients } from './candidates.js';
import { readDecision } from './decision.js';
import { theOne, type Effected, type EffectTools } from './effect-tools.js';
import { changeWaits } from './undecided.js';
import { moveVisits, rekeyVisit } from './visits.js';

type One = NumberedPatients['candidates'][number];

/** See `Identity.carryOut`. */
export async function carryOut(
  environment: Environment,
  work: MessageInProcess,
  effects: readonly IdentityEffect[],
): Promise<CarriedOut> {
  const tools: EffectTools = {
    ...systemTools(environment),
    reason: reasonOf(work),
    isApproved: readDecision(work.decision).isApproved,
    received: work.received,
  };
  const notes: string[] = [];
  for (const effect of effects) {
    const mustWait = work.feed.identity.changes === 'wait' && !tools.isApproved;
    const done = mustWait ? { outcome: changeWaits(effect.path) } : await effectOf(tools, effect);
    if ('outcome' in done) return { kind: 'undecided', outcome: done.outcome };
    if (done.note !== undefined) notes.push(done.note);
  }
  return { kind: 'done', notes };
}

function reasonOf({ id, feed }: MessageInProcess): MergeReason {
  return {
    who: { display: `HL7 v2 feed ${feed.name}` },
    source: { display: `HL7 v2 message ${id}` },
  };
}

type Carry<Kind extends IdentityEffect['kind']> = (
  tools: EffectTools,
  effect: Extract<IdentityEffect, { readonly kind: unknown }> & { readonly kind: Kind },
) => Promise<Effected>;

/** How each kind is carried out. */
const CARRY: { readonly [Kind in IdentityEffect['kind']]: Carry<Kind> } = {
  merge,
  'change-identifier': changeIdentifier,
  link,
  unlink: link,
  'move-visit': moveVisits,
  'merge-visit': rekeyVisit,
  'change-visit': rekeyVisit,
  'move-patient': moveNumbers,
  'move-account': moveNumbers,
  'merge-account': noAccount,
  'change-account': noAccount,
  'delete-person': deletePerson,
  'delete-visit': deleteVisit,
};

function effectOf(tools: EffectTools, effect: IdentityEffect): Promise<Effected> {
  // The entry of a kind takes effects of that kind, which TypeScript can't see over a union.
  const carry = CARRY[effect.kind] as (
    tools: EffectTools,
    effect: IdentityEffect,
  ) => Promise<Effected>;
  return carry(tools, effect);
}

/** No resource is made of accounts, so there is nothing to change. */
function noAccount(): Promise<Effected> {
  return Promise.resolve({ note: 'account-not-kept' });
}

/** The mapping says that the visit was entered in error, once a person has approved. */
function deleteVisit({ isApproved }: EffectTools, { path }: Deletion): Promise<Effected> {
  return Promise.resolve<Effected>(isApproved ? {} : { outcome: changeWaits(path) });
}

async function merge(
  tools: EffectTools,
  { survivor, retired, path }: PatientMerge,
): Promise<Effected> {
  const stays = await theOne(tools, survivor, path);
  const goes = await theOne(tools, retired, path);
  if (stays.kind === 'several') return stays;
  if (goes.kind === 'several') return goes;
  // The mapping gives the number to the survivor as an old one: late messages go right.
  if (goes.kind === 'none') return { note: 'retired-number-unknown' };
  if (stays.kind === 'none') return rename(tools, goes.patient, { from: retired, to: survivor });
  if (stays.patient.id === goes.patient.id) return {};
  return mergeBoth(tools, { stays: stays.patient, goes: goes.patient, retired, path });
}

interface Pair {
  readonly stays: One;
  readonly goes: One;
  readonly retired: readonly PatientIdentifier[];
  readonly path: string;
}

async function mergeBoth(tools: EffectTools, pair: Pair): Promise<Effected> {
  const { stays, goes } = pair;
  const why = await doubtsAbout(tools, pair);
  if (why !== undefined) return { outcome: changeWaits(pair.path, why, [stays.id, goes.id]) };
  const { reason } = tools;
  await mergePatients(tools, { survivor: stays.id, retired: goes.id, reason });
  return {};
}

/** Why a person has to approve a merge first. */
async function doubtsAbout(tools: EffectTools, pair: Pair): Promise<string | undefined> {
  if (tools.isApproved) return undefined;
  const { stays, goes, retired } = pair;
  // A correction names the number that was wrong; else they are two persons.
  const wrong = new Set(retired.filter(({ kind }) => kind === 'bsn').map(({ value }) => value));
  const differs =
    stays.person.bsns.length > 0 &&
    goes.person.bsns.some((bsn) => !stays.person.bsns.includes(bsn) && !wrong.has(bsn));
  if (differs) return 'The patients have different citizen service numbers.';
  return (await wasUnmerged(tools, [stays.current, goes.current], tools.received))
    ? 'The merge was done before and taken back by hand.'
    : undefined;
}

interface Numbers {
  readonly from: readonly PatientIdentifier[];
  readonly to: readonly PatientIdentifier[];
}

async function rename(
  tools: EffectTools,
  { current, person }: One,
  { from, to }: Numbers,
): Promise<Effected> {
  const hasBsn = person.bsns.some((bsn) => !from.some(({ value }) => value === bsn));
  await renumber(tools, {
    resource: current,
    // Another valid citizen service number than the one sent is for identity to judge.
    added: to.filter(({ system }) => system !== BSN_SYSTEM || !hasBsn).map(typed),
    retired: from.map(typed),
    reason: tools.reason,
  });
  return { note: 'number-changed' };
}

/** With the type that the message gives; a citizen service number needs none. */
function typed({ kind, system, value, type }: PatientIdentifier): Numbered {
  const concept = kind === 'bsn' ? undefined : identifierType(type);
  return { system, value, ...(concept !== undefined && { concept }) };
}

async function changeIdentifier(
  tools: EffectTools,
  { from, to, path }: NumberChange,
): Promise<Effected> {
  const old = await theOne(tools, from, path);
  const next = await theOne(tools, to, path);
  if (old.kind === 'several') return old;
  if (next.kind === 'several') return next;
  if (old.kind === 'none') return { note: 'retired-number-unknown' };
  if (next.kind === 'none' || next.patient.id === old.patient.id) {
    return rename(tools, old.patient, { from, to });
  }
  if (tools.isApproved) {
    return mergeBoth(tools, { stays: next.patient, goes: old.patient, retired: from, path });
  }
  const why = 'Both the old and the new number are known, of two patients.';
  return { outcome: changeWaits(path, why, [next.patient.id, old.patient.id]) };
}

async function link(
  tools: EffectTools,
  { kind, one, other, path }: PatientLink,
): Promise<Effected> {
  const [left, right] = [await theOne(tools, one, path), await theOne(tools, other, path)];
  if (left.kind === 'several') return left;
  if (right.kind === 'several') return right;
  if (left.kind === 'none' || right.kind === 'none') {
    if (kind === 'unlink') return {};
    return { outcome: changeWaits(path, 'One of the patients to be linked is not known.') };
  }
  const { id } = left.patient;
  if (id === right.patient.id) {
    if (kind === 'link') return {};
    const why = 'The patients to be unlinked were merged; the merge has to be undone by hand.';
    return { outcome: changeWaits(path, why, [id]) };
  }
  const pair = {
    one: left.patient.current,
    other: right.patient.current,
    reason: tools.reason,
  };
  await (kind === 'link' ? linkPatients(tools, pair) : unlinkPatients(tools, pair));
  return {};
}

/** All that is under a number can't be told apart from what else a patient has. */
async function moveNumbers(tools: EffectTools, { from, to, path }: OwnerChange): Promise<Effected> {
  const source = await theOne(tools, from, path);
  const target = await theOne(tools, to, path);
  if (source.kind === 'none') return { note: 'retired-number-unknown' };
  if (source.kind === 'one' && target.kind === 'one' && source.patient.id === target.patient.id) {
    return {};
  }
  const why = 'What belongs to the number has to be moved by hand.';
  const ids = [source, target].flatMap((one) => (one.kind === 'one' ? [one.patient.id] : []));
  return { outcome: changeWaits(path, why, ids) };
}

async function deletePerson(tools: EffectTools, { patient, path }: Deletion): Promise<Effected> {
  const found = await theOne(tools, patient, path);
  if (found.kind === 'several') return found;
  if (found.kind === 'none') return { note: 'retired-number-unknown' };
  if (!tools.isApproved) return { outcome: changeWaits(path, undefined, [found.patient.id]) };
  await retirePatient(tools, found.patient.current, tools.reason);
  return {};
}
