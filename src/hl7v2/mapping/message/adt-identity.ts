/**
 * Which records are one person's: ADT A18, A24, A30, A34 to A37 and A39 to A51. They are described
 * here and carried out by identity: the mapping changes no references.
 * Structures ADT_A18, A24, A30, A37, A39, A43, A45, A50. HL7 v2.8, 3.3.18 to 3.3.51.
 */
import type { Draft } from '../draft.js';
import type { MappingRun } from '../run.js';
import { asPatientIdentifier, priorAccount, priorNumbers, priorVisit } from '../segment/mrg.js';
import { cx, identifierType, token } from '../datatype/identifier.js';
import { object } from '../element.js';
import { patientNumbers } from '../segment/pid.js';
import { visitNumber } from '../segment/pv1.js';
import type { SegmentSource } from '../source.js';
import type { IdentityEffect, PatientIdentifier, Token } from '../types.js';
import { personOf, type PersonSegments } from './person-segments.js';

/** A patient with what is to become theirs. */
export interface MergeGroup {
  readonly person: PersonSegments;
  readonly mrg: SegmentSource | undefined;
  readonly pv1: SegmentSource | undefined;
}

/** What the numbers of a group mean: the numbers that stay and those that go. */
interface Numbers {
  readonly survivor: readonly PatientIdentifier[];
  readonly retired: readonly PatientIdentifier[];
  readonly account: { readonly from: Token; readonly to: Token } | undefined;
  readonly visit: { readonly from: Token; readonly to: Token } | undefined;
  readonly movedAccount: Token | undefined;
  readonly movedVisit: Token | undefined;
  readonly path: string;
}

type Describe = (numbers: Numbers) => readonly IdentityEffect[];

const merge: Describe = ({ survivor, retired, path }) =>
  retired.length === 0 ? [] : [{ kind: 'merge', survivor, retired, path }];

function visits(kind: 'merge-visit' | 'change-visit'): Describe {
  return ({ visit, path }) => (visit === undefined ? [] : [{ kind, ...visit, path }]);
}

function accounts(kind: 'merge-account' | 'change-account'): Describe {
  return ({ account, path }) => (account === undefined ? [] : [{ kind, ...account, path }]);
}

function moves(kind: 'move-visit' | 'move-account' | 'move-patient'): Describe {
  return ({ survivor, retired, movedVisit, movedAccount, path }) => {
    const moved = kind === 'move-visit' ? movedVisit : movedAccount;
    if (retired.length === 0 || (moved === undefined && kind !== 'move-patient')) return [];
    const what = kind === 'move-patient' || moved === undefined ? {} : { moved };
    return [{ kind, from: retired, to: survivor, ...what, path }];
  };
}

const change: Describe = ({ survivor, retired, path }) =>
  retired.length === 0 ? [] : [{ kind: 'change-identifier', from: retired, to: survivor, path }];

/** By trigger event. */
export const MERGE_EVENTS: Readonly<Record<string, Describe>> = {
  A18: merge,
  A30: merge,
  A34: merge,
  A35: accounts('merge-account'),
  A36: (numbers) => [...merge(numbers), ...accounts('merge-account')(numbers)],
  A39: merge,
  A40: merge,
  A41: accounts('merge-account'),
  A42: visits('merge-visit'),
  A43: moves('move-patient'),
  A44: moves('move-account'),
  A45: moves('move-visit'),
  A46: change,
  A47: change,
  A48: change,
  A49: accounts('change-account'),
  A50: visits('change-visit'),
  A51: visits('change-visit'),
};

/**
 * Events with MRG: the patient of each PID as it is from now on, and what becomes of the numbers.
 * A survivor's demographics come from the PID; those of the retired record are not read.
 */
export function adtMerge(run: MappingRun, groups: readonly MergeGroup[]): void {
  const describe = MERGE_EVENTS[run.trigger];
  if (describe === undefined) return;
  // One PID can have several MRG: it is the same patient each time.
  const pids = [...new Set(groups.map(({ person }) => person.pid.path))];
  for (const group of groups) {
    const person = personOf(run, group.person, pids.indexOf(group.person.pid.path));
    const numbers = numbersOf(run, group);
    if (LEAVES_ALIAS.has(describe)) addAliases(person, numbers);
    run.identity.push(...describe(numbers));
  }
}

/** Events after which the old number of a patient leads to the new one, known before or not. */
const LEAVES_ALIAS: ReadonlySet<Describe> = new Set([merge, change, MERGE_EVENTS['A36'] ?? merge]);

/** A citizen service number that was wrong is somebody else's, and stays no alias. */
function addAliases(patient: Draft, { survivor, retired, path }: Numbers): void {
  const aliases = retired.filter(
    ({ kind, system, value }) =>
      kind !== 'bsn' && !survivor.some((one) => one.system === system && one.value === value),
  );
  const items = aliases.map(({ type, system, value }) =>
    object({ use: 'old', type: identifierType(type), system, value }),
  );
  if (items.length > 0) patient.add('identifier', items, { path: `${path}-1` });
}

/** Whether an event says something about which records are one person's. @param event `ADT^A40` */
export function isAboutIdentity(event: string): boolean {
  const [code, trigger = ''] = event.split('^');
  return code === 'ADT' && (MERGE_EVENTS[trigger] !== undefined || OTHERS.has(trigger));
}

const OTHERS: ReadonlySet<string> = new Set(['A23', 'A24', 'A29', 'A37']);

function numbersOf(run: MappingRun, { person, mrg, pv1 }: MergeGroup): Numbers {
  const { site } = run;
  const survivor = patientNumbers(person.pid, site).map(asPatientIdentifier);
  const account = cx(person.pid.field(18), site, 'account');
  const visit = pv1 === undefined ? undefined : visitNumber(pv1, site);
  const movedAccount = mrg === undefined ? undefined : priorAccount(mrg, site);
  const movedVisit = mrg === undefined ? undefined : priorVisit(mrg, site);
  return {
    survivor,
    retired: mrg === undefined ? [] : priorNumbers(mrg, site),
    account: pair(movedAccount, account),
    visit: pair(movedVisit, visit),
    movedAccount: movedAccount ?? (account === undefined ? undefined : token(account)),
    movedVisit: movedVisit ?? (visit === undefined ? undefined : token(visit)),
    path: mrg?.path ?? person.pid.path,
  };
}

function pair(
  from: Token | undefined,
  to: Token | undefined,
): { readonly from: Token; readonly to: Token } | undefined {
  return from === undefined || to === undefined ? undefined : { from, to: token(to) };
}

/** A24 links two patients, A37 takes it back. */
export function adtLink(run: MappingRun, persons: readonly PersonSegments[]): void {
  const [one, other] = persons.map(({ pid }) =>
    patientNumbers(pid, run.site).map(asPatientIdentifier),
  );
  for (const [index, segments] of persons.entries()) personOf(run, segments, index);
  if (one === undefined || other === undefined) return;
  const kind = run.trigger === 'A37' ? 'unlink' : 'link';
  run.identity.push({ kind, one, other, path: persons[1]?.pid.path ?? 'PID' });
}
