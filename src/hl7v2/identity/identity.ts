/**
 * Who messages are about: by citizen service number and by the numbers of organisations that the feed
 * trusts. Demographics only propose; numbers that contradict one another stop the message.
 */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import { identify, propose } from '../../identity/identify.js';
import type { Person } from '../../identity/person.js';
import type { Environment } from '../../interactions/environment.js';
import { survivorOf } from '../../operations/patient-merge/links.js';
import { currentMany } from '../../operations/patient-merge/records.js';
import type { FeedIdentity } from '../feed.js';
import type { PatientDecision, PatientFacts, Token } from '../mapping/types.js';
import type { Identity, IdentityDecision, MessageInProcess, Outcome } from '../types.js';
import { patientsLike, patientsWith, systemTools, type NumberedPatients } from './candidates.js';
import { ensureUnclaimed, type Claim } from './claims.js';
import { readDecision } from './decision.js';
import { carryOut } from './effects.js';
import { personOfFacts } from './person.js';
import { candidateFacts, contradicts, waitsForPerson } from './undecided.js';

export function createIdentity(environment: Environment): Identity {
  return {
    decide: (work, patients) => decide(environment, work, patients),
    carryOut: (work, effects) => carryOut(environment, work, effects),
    confirm: (transaction, claims, written) =>
      ensureUnclaimed(environment, transaction, claims, written),
  };
}

/** What was found out about one PID. */
type Verdict =
  | {
      readonly kind: 'decided';
      readonly decision: PatientDecision;
      readonly claim?: Claim;
      readonly notes: readonly string[];
      /** Patients much like somebody who is new. */
      readonly alike?: readonly ReturnType<typeof candidateFacts>[];
    }
  | { readonly kind: 'undecided'; readonly outcome: Outcome };

async function decide(
  environment: Environment,
  work: MessageInProcess,
  patients: readonly PatientFacts[],
): Promise<IdentityDecision> {
  const decisions: PatientDecision[] = [];
  const claims: Claim[] = [];
  const notes: string[] = [];
  const alike: ReturnType<typeof candidateFacts>[] = [];
  for (const facts of patients) {
    const verdict = await judge(environment, work, facts);
    if (verdict.kind === 'undecided') return verdict;
    decisions.push(sameAsBefore(verdict.decision, facts, patients));
    if (verdict.claim !== undefined) claims.push(verdict.claim);
    notes.push(...verdict.notes);
    alike.push(...(verdict.alike ?? []));
  }
  return { kind: 'decided', patients: decisions, claims, notes, alike };
}

/** Somebody new who has two PIDs in the message is one patient. */
function sameAsBefore(
  decision: PatientDecision,
  { index, identifiers }: PatientFacts,
  patients: readonly PatientFacts[],
): PatientDecision {
  if (decision.kind === 'existing') return decision;
  const before = patients
    .slice(0, index)
    .find((other) => other.identifiers.some((one) => identifiers.some((own) => isSame(one, own))));
  return before === undefined ? decision : { kind: 'new', as: before.index };
}

async function judge(
  environment: Environment,
  work: MessageInProcess,
  facts: PatientFacts,
): Promise<Verdict> {
  const policy = work.feed.identity;
  const numbers = trusted(facts.identifiers, policy);
  const found = await patientsWith(environment, numbers);
  const person = personOfFacts(facts, numbers);
  const chosen = readDecision(work.decision).patients[facts.index];
  if (chosen !== undefined) return asDecided(environment, chosen, { facts, found, person });
  if (numbers.length === 0) return withoutNumber(environment, facts, person);
  const isUnknown = found.candidates.length === 0;
  const looksFurther = isUnknown && (policy.review !== 'never' || policy.unknown === 'wait');
  const others = looksFurther ? await patientsLike(environment, person) : [];
  const identified = identify(person, [...found.candidates, ...others], policy);
  switch (identified.kind) {
    case 'conflict':
      return undecided(contradicts(identified.reason, facts, identified.ids));
    case 'review':
      return undecided(waitsForPerson('identity-review', facts, identified.proposals));
    case 'matched':
      return existing(identified.id, { found, person, notes: identified.findings });
    case 'new': {
      const { findings, proposals } = identified;
      if (policy.unknown === 'wait') {
        return undecided(waitsForPerson('identity-unknown', facts, proposals));
      }
      return { ...createdAs(found, numbers, findings), alike: proposals.map(candidateFacts) };
    }
  }
}

function undecided(outcome: Outcome): Verdict {
  return { kind: 'undecided', outcome };
}

function createdAs(
  { holders }: NumberedPatients,
  numbers: readonly Token[],
  notes: readonly string[],
): Extract<Verdict, { kind: 'decided' }> {
  return { kind: 'decided', decision: { kind: 'new' }, claim: { numbers, holders }, notes };
}

interface Known {
  readonly found: NumberedPatients;
  readonly person: Person;
  readonly notes: readonly string[];
}

/** A patient who gets what numbers of the message are new. */
function existing(id: string, { found, person, notes }: Known): Verdict {
  const known = found.candidates.find((candidate) => candidate.id === id)?.person;
  const numbers = numbersOf(person).filter(
    (number) => known === undefined || !numbersOf(known).some((one) => isSame(one, number)),
  );
  return {
    kind: 'decided',
    decision: { kind: 'existing', reference: `Patient/${id}` },
    ...(numbers.length > 0 && { claim: { numbers, holders: found.holders } }),
    notes,
  };
}

function numbersOf({ bsns, identifiers }: Person): readonly Token[] {
  return [...bsns.map((value) => ({ system: BSN_SYSTEM, value })), ...identifiers];
}

/** Those by which the feed may name patients. */
function trusted(numbers: readonly Token[], { systems }: FeedIdentity): readonly Token[] {
  return numbers
    .filter(({ system }) => systems.length === 0 || systems.includes(system))
    .map(({ system, value }) => ({ system, value }));
}

/** Somebody without a number would not be found again: a person has to say who it is. */
async function withoutNumber(
  environment: Environment,
  facts: PatientFacts,
  person: Person,
): Promise<Verdict> {
  const proposals = propose(person, await patientsLike(environment, person));
  return undecided(waitsForPerson('identity-no-number', facts, proposals));
}

interface Situation {
  readonly facts: PatientFacts;
  readonly found: NumberedPatients;
  readonly person: Person;
}

/** What a person has decided holds, unless a number of the message is somebody else's. */
async function asDecided(
  environment: Environment,
  chosen: string,
  { facts, found, person }: Situation,
): Promise<Verdict> {
  const notes = ['identity-decided'];
  const owners = found.candidates.map(({ id }) => id);
  if (chosen === 'new') {
    return owners.length > 0
      ? undecided(contradicts('number-of-another', facts, owners))
      : createdAs(found, numbersOf(person), notes);
  }
  const tools = systemTools(environment);
  const id = chosen.slice('Patient/'.length);
  const [patient] = await currentMany(tools, [{ type: 'Patient', id }]);
  if (patient === undefined) return undecided(contradicts('decided-patient-missing', facts, []));
  const survivor = (await survivorOf(tools, patient)).key.id;
  if (owners.some((owner) => owner !== survivor)) {
    return undecided(contradicts('number-of-another', facts, owners));
  }
  return existing(survivor, { found, person, notes });
}

function isSame(one: Token, other: Token): boolean {
  return one.system === other.system && one.value === other.value;
}
