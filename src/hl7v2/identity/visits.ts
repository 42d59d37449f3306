/** Visits that change their number or their patient: ADT A42, A45, A50, A51. */
import { keyText } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { mergeVisits, moveVisit, renumber } from '../../operations/patient-merge/changes.js';
import type { Current } from '../../operations/patient-merge/records.js';
import { patientOf } from '../mapping/effect/lookup.js';
import type { NumberedChange, OwnerChange, Token } from '../mapping/types.js';
import { storedLookup } from '../processing/known.js';
import { theOne, type Effected, type EffectTools } from './effect-tools.js';
import { changeWaits } from './undecided.js';

/** Encounters that share a number; a number of more names none. */
const MOST_VISITS = 10;

/** The visits of a number that are in use. */
async function visitsWith({ environment }: EffectTools, number: Token): Promise<Current[]> {
  const stored = await environment.reader.findKnownResources({
    keys: [],
    identifiers: [storedLookup(environment, { type: 'Encounter', tokens: [number] })],
    most: MOST_VISITS,
  });
  return stored.map(({ key, rid, version, body }) => ({
    key,
    rid,
    version,
    resource: parseJsonResource(body),
  }));
}

/** A42 joins two visits, A50 and A51 change the number of one. */
export async function rekeyVisit(
  tools: EffectTools,
  { from, to, path }: NumberedChange,
): Promise<Effected> {
  const [old, ...olds] = await visitsWith(tools, from);
  const [next, ...nexts] = await visitsWith(tools, to);
  if (olds.length > 0 || nexts.length > 0) {
    return { outcome: changeWaits(path, 'Several visits have the number.') };
  }
  const { reason } = tools;
  if (old === undefined && next === undefined) return { note: 'visit-unknown' };
  if (old === undefined || next === undefined) {
    const resource = old ?? next;
    if (resource === undefined) return {};
    await renumber(tools, { resource, added: [to], retired: [from], reason });
    return { note: 'number-changed' };
  }
  if (keyText(old.key) === keyText(next.key)) return {};
  if (patientOf(old.resource) !== patientOf(next.resource)) {
    return { outcome: changeWaits(path, 'The visits are of two patients.') };
  }
  await mergeVisits(tools, { survivor: next, retired: old, reason });
  return {};
}

/** A45: the visit was registered on the wrong patient. */
export async function moveVisits(
  tools: EffectTools,
  { from, to, moved, path }: OwnerChange,
): Promise<Effected> {
  if (moved === undefined) return { note: 'visit-unknown' };
  const source = await theOne(tools, from, path);
  const target = await theOne(tools, to, path);
  if (source.kind === 'several') return source;
  if (target.kind === 'several') return target;
  const [encounter, ...others] = await visitsWith(tools, moved);
  if (encounter === undefined) return { note: 'visit-unknown' };
  if (others.length > 0) return { outcome: changeWaits(path, 'Several visits have the number.') };
  if (target.kind === 'none') {
    return { outcome: changeWaits(path, 'The patient that the visit goes to is not known.') };
  }
  const owner = patientOf(encounter.resource);
  if (owner === `Patient/${target.patient.id}`) return {};
  const isFromSource = source.kind === 'one' && owner === `Patient/${source.patient.id}`;
  if (!isFromSource) {
    const ids = [target.patient.id, ...(owner === undefined ? [] : [owner.slice(8)])];
    return { outcome: changeWaits(path, 'The visit is not of the patient that it leaves.', ids) };
  }
  await moveVisit(tools, {
    encounter,
    from: source.patient.id,
    to: target.patient.id,
    reason: tools.reason,
  });
  return {};
}
