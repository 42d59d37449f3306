/**
 * Which stored patient a message or record is about. Identifiers decide; demographics only propose,
 * for a wrong patient's result harms two people. What contradicts itself is never settled here.
 */
import { agreeOn, differOn, matchPeople, type Match } from './match.js';
import type { Person, PersonIdentifier } from './person.js';

/** A stored patient that may be meant. */
export interface Candidate {
  /** Logical id of the Patient in force; of the survivor when it was merged. */
  readonly id: string;
  readonly person: Person;
}

export interface Proposal {
  readonly id: string;
  readonly match: Match;
}

/** What a data steward should know of, without standing in the way. */
export type Finding =
  /** The BSN was new to the patient that the number named. */
  | 'bsn-added'
  /** The patient with this BSN has another number of the same authority. */
  | 'second-number-of-authority'
  /** Somebody much like this is known; a new patient was made all the same. */
  | 'possible-duplicate';

export type ConflictReason =
  /** The BSN names one patient and the number another. */
  | 'bsn-and-number-differ'
  /** The patient with this number has another BSN. */
  | 'number-with-another-bsn'
  /** Several patients in force have the BSN, or the number. */
  | 'identifier-of-several'
  /** The identifier is known, but birth date and surname are somebody else's. */
  | 'overlay-suspected'
  /** The message itself gives several BSNs. */
  | 'several-bsns';

export type Identification =
  | {
      readonly kind: 'matched';
      readonly id: string;
      readonly by: 'bsn' | 'identifier';
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'new';
      readonly findings: readonly Finding[];
      readonly proposals: readonly Proposal[];
    }
  /** Only a person can tell; the message waits. */
  | { readonly kind: 'review'; readonly proposals: readonly Proposal[] }
  /** The identifiers contradict one another; the message waits. */
  | { readonly kind: 'conflict'; readonly reason: ConflictReason; readonly ids: readonly string[] };

export interface IdentityPolicy {
  /**
   * When somebody alike makes a message without a known identifier wait: from which grade on;
   * `ambiguous`: when several are probable.
   */
  readonly review: 'ambiguous' | 'probable' | 'possible' | 'never';
}

export const DEFAULT_POLICY: IdentityPolicy = { review: 'probable' };

/**
 * @param incoming who the message is about
 * @param candidates every patient in force that shares an identifier, and those that blocking found
 */
export function identify(
  incoming: Person,
  candidates: readonly Candidate[],
  policy: IdentityPolicy = DEFAULT_POLICY,
): Identification {
  if (incoming.bsns.length > 1) return conflict('several-bsns', []);
  const byBsn = candidates.filter(({ person }) => shareBsn(person, incoming));
  const byNumber = candidates.filter(({ person }) => shareNumber(person, incoming));
  if (idsOf(byBsn).length > 1) return conflict('identifier-of-several', byBsn);
  if (idsOf(byNumber).length > 1) return conflict('identifier-of-several', byNumber);
  const [bsnOwner] = byBsn;
  const [numberOwner] = byNumber;
  if (bsnOwner !== undefined) return knownByBsn(incoming, bsnOwner, numberOwner);
  if (numberOwner !== undefined) return knownByNumber(incoming, numberOwner);
  return unknown(incoming, candidates, policy);
}

function knownByBsn(
  incoming: Person,
  owner: Candidate,
  numberOwner: Candidate | undefined,
): Identification {
  if (numberOwner !== undefined && numberOwner.id !== owner.id) {
    return conflict('bsn-and-number-differ', [owner, numberOwner]);
  }
  if (isOverlay(matchPeople(incoming, owner.person))) return conflict('overlay-suspected', [owner]);
  const findings: Finding[] =
    numberOwner === undefined && hasOtherNumber(owner.person, incoming)
      ? ['second-number-of-authority']
      : [];
  return { kind: 'matched', id: owner.id, by: 'bsn', findings };
}

function knownByNumber(incoming: Person, owner: Candidate): Identification {
  const match = matchPeople(incoming, owner.person);
  if (match.bsn !== undefined) return conflict('number-with-another-bsn', [owner]);
  if (isOverlay(match)) return conflict('overlay-suspected', [owner]);
  const addsBsn = incoming.bsns.length > 0;
  // A BSN is for life: it is attached only to whom the demographics fit as well.
  if (addsBsn && !fits(match)) {
    return { kind: 'review', proposals: [{ id: owner.id, match }] };
  }
  const findings: Finding[] = addsBsn ? ['bsn-added'] : [];
  return { kind: 'matched', id: owner.id, by: 'identifier', findings };
}

function unknown(
  incoming: Person,
  candidates: readonly Candidate[],
  policy: IdentityPolicy,
): Identification {
  const proposals = propose(incoming, candidates);
  if (isForReview(proposals, policy)) return { kind: 'review', proposals };
  return { kind: 'new', findings: proposals.length > 0 ? ['possible-duplicate'] : [], proposals };
}

function isForReview(proposals: readonly Proposal[], { review }: IdentityPolicy): boolean {
  const probable = proposals.filter(({ match }) => match.grade === 'probable').length;
  const enough = { never: false, possible: proposals.length > 0, probable: probable > 0 };
  return review === 'ambiguous' ? probable > 1 : enough[review];
}

/** Those that may be the person, the likeliest first. */
export function propose(incoming: Person, candidates: readonly Candidate[]): Proposal[] {
  const proposals = new Map(
    candidates.map(({ id, person }): [string, Proposal] => [
      id,
      { id, match: matchPeople(incoming, person) },
    ]),
  );
  return [...proposals.values()]
    .filter(({ match }) => match.grade !== 'certainly-not')
    .sort((one, other) => other.match.score - one.match.score || (one.id < other.id ? -1 : 1));
}

/**
 * Everybody who may be the person, the likeliest first, as `identify` sees them: a number in common
 * is certain, unless it contradicts the rest.
 */
export function rankCandidates(
  incoming: Person,
  candidates: readonly Candidate[],
): readonly Proposal[] {
  return candidates
    .map(({ id, person }): Proposal => ({ id, match: gradedMatch(incoming, person) }))
    .filter(({ match }) => match.grade !== 'certainly-not')
    .sort((one, other) => other.match.score - one.match.score || (one.id < other.id ? -1 : 1));
}

/** What contradicts itself is for a person to see, at the least score that is possible. */
const DOUBTFUL = { grade: 'possible', score: 0.5 } as const;

function gradedMatch(incoming: Person, person: Person): Match {
  const match = matchPeople(incoming, person);
  const isNumbered = shareNumber(incoming, person);
  if (!isNumbered && match.bsn !== 'same') return match;
  const isDoubtful = isOverlay(match) || match.bsn === 'other' || match.bsn === 'slip';
  return isDoubtful ? { ...match, ...DOUBTFUL } : { ...match, grade: 'certain', score: 1 };
}

/** Birth date and own surname agree. */
function fits({ fields }: Match): boolean {
  return agreeOn('birth-date', fields) && agreeOn('surname', fields);
}

/** Somebody else's facts under a known number. */
function isOverlay({ fields }: Match): boolean {
  return differOn('birth-date', fields) && differOn('surname', fields);
}

function shareBsn(one: Person, other: Person): boolean {
  return one.bsns.some((bsn) => other.bsns.includes(bsn));
}

function shareNumber(one: Person, other: Person): boolean {
  return one.identifiers.some((identifier) => other.identifiers.some(isSame(identifier)));
}

function isSame(one: PersonIdentifier): (other: PersonIdentifier) => boolean {
  return (other) => one.system === other.system && one.value === other.value;
}

function hasOtherNumber(known: Person, incoming: Person): boolean {
  const systems = new Set(incoming.identifiers.map(({ system }) => system));
  return known.identifiers.some(({ system }) => systems.has(system));
}

function idsOf(candidates: readonly Candidate[]): string[] {
  return [...new Set(candidates.map(({ id }) => id))];
}

function conflict(reason: ConflictReason, candidates: readonly Candidate[]): Identification {
  return { kind: 'conflict', reason, ids: idsOf(candidates) };
}
