/**
 * Who messages are about, by citizen service number and by the numbers of organisations. Somebody
 * of whom no number is known is new; numbers that contradict one another stop the message. Two
 * patients that are both known are merged; other changes of identity wait for a person.
 */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import type { JsonObject } from '../../fhir/json.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import {
  identify,
  type Candidate,
  type Identification,
  type Proposal,
} from '../../identity/identify.js';
import { isPlaceholder, plainName } from '../../identity/names.js';
import { personOf, type Person } from '../../identity/person.js';
import type { Environment } from '../../interactions/environment.js';
import { survivorOf } from '../../operations/patient-merge/links.js';
import { mergePatients } from '../../operations/patient-merge/merge.js';
import type { MergeTools } from '../../operations/patient-merge/records.js';
import type { IdentityEffect, PatientDecision, PatientFacts, Token } from '../mapping/types.js';
import type { Identity, IdentityDecision, MessageInProcess, Outcome } from '../types.js';
import { storedLookup } from './known.js';

/** Patients that share a number of a message; more name nobody. */
const MOST_CANDIDATES = 50;

export function createNumberIdentity(environment: Environment): Identity {
  return {
    decide: (work, patients) => decide(environment, work, patients),
    carryOut: (work, effects) => carryOut(environment, work, effects),
  };
}

async function decide(
  environment: Environment,
  work: MessageInProcess,
  patients: readonly PatientFacts[],
): Promise<IdentityDecision> {
  const decisions: PatientDecision[] = [];
  const notes: string[] = [];
  for (const facts of patients) {
    const chosen = chosenFor(work.decision, facts.index);
    if (chosen !== undefined) {
      decisions.push(chosen);
      continue;
    }
    const candidates = await candidatesOf(environment, facts.identifiers);
    const found = identify(personOfFacts(facts), candidates);
    if (found.kind === 'review' || found.kind === 'conflict') {
      return { kind: 'undecided', outcome: undecided(found, facts) };
    }
    decisions.push(
      found.kind === 'new'
        ? { kind: 'new' }
        : { kind: 'existing', reference: `Patient/${found.id}` },
    );
    notes.push(...found.findings);
  }
  return { kind: 'decided', patients: decisions, notes };
}

/** What a person has decided: `{ "patients": ["Patient/1", "new"] }`, one for each PID. */
function chosenFor(decision: JsonObject | undefined, index: number): PatientDecision | undefined {
  const { patients } = decision ?? {};
  const chosen = Array.isArray(patients) ? patients[index] : undefined;
  if (typeof chosen !== 'string') return undefined;
  return chosen === 'new' ? { kind: 'new' } : { kind: 'existing', reference: chosen };
}

/** Patients in force with one of the numbers; who was merged is stood for by the survivor. */
async function candidatesOf(
  environment: Environment,
  identifiers: readonly Token[],
): Promise<Candidate[]> {
  const tools: MergeTools = { environment, access: SYSTEM_ACCESS };
  const lookup = storedLookup(environment, { type: 'Patient', tokens: identifiers });
  const stored = await environment.reader.findKnownResources({
    keys: [],
    identifiers: [lookup],
    most: MOST_CANDIDATES,
  });
  const candidates: Candidate[] = [];
  for (const { key, rid, version, body } of stored) {
    const current = { key, rid, version, resource: parseJsonResource(body) };
    const survivor = await survivorOf(tools, current);
    candidates.push({ id: survivor.key.id, person: personOf(survivor.resource) });
  }
  return candidates;
}

/** The one patient that numbers name; undefined when they name nobody, or several. */
async function oneOf(
  environment: Environment,
  identifiers: readonly Token[],
): Promise<string | undefined> {
  const candidates = await candidatesOf(environment, identifiers);
  const [id, ...others] = new Set(candidates.map((candidate) => candidate.id));
  return others.length > 0 ? undefined : id;
}

async function carryOut(
  environment: Environment,
  work: MessageInProcess,
  effects: readonly IdentityEffect[],
): Promise<Outcome | undefined> {
  for (const effect of effects) {
    if (effect.kind !== 'merge') return needsPerson(effect.path);
    const survivor = await oneOf(environment, effect.survivor);
    const retired = await oneOf(environment, effect.retired);
    if (survivor === undefined || retired === undefined) return needsPerson(effect.path);
    // A merge that was done before leads both numbers to the survivor.
    if (survivor === retired) continue;
    const who = { display: `HL7 v2 feed ${work.feed.name}` };
    const source = { display: `HL7 v2 message ${work.id}` };
    await mergePatients(
      { environment, access: SYSTEM_ACCESS },
      { survivor, retired, reason: { who, source } },
    );
  }
  return undefined;
}

function undecided(
  found: Extract<Identification, { kind: 'review' | 'conflict' }>,
  { path }: PatientFacts,
): Outcome {
  const at = `${path}-3`;
  if (found.kind === 'conflict') {
    const text = CONFLICTS[found.reason];
    return {
      state: 'failed',
      reason: { code: found.reason, text, at },
      details: { candidates: found.ids.map((id) => ({ reference: `Patient/${id}` })) },
    };
  }
  const text = 'A known patient may be meant; a person has to decide.';
  return {
    state: 'waiting',
    reason: { code: 'identity-review', text, at },
    details: { candidates: found.proposals.map(candidateFacts) },
  };
}

function candidateFacts({ id, match }: Proposal): JsonObject {
  const { grade, score, fields } = match;
  return {
    reference: `Patient/${id}`,
    grade,
    score,
    fields: fields.map(({ field, agreement, weight }) => ({ field, agreement, weight })),
  };
}

const CONFLICTS = {
  'bsn-and-number-differ': 'The citizen service number names one patient, the number another.',
  'number-with-another-bsn': 'The patient with this number has another citizen service number.',
  'identifier-of-several': 'Several patients have this number.',
  'overlay-suspected': 'The number is known, birth date and surname are somebody else’s.',
  'several-bsns': 'The message gives several citizen service numbers of one patient.',
} as const satisfies Record<Extract<Identification, { kind: 'conflict' }>['reason'], string>;

function needsPerson(path: string): Outcome {
  const text = 'The message merges, links or moves patients or visits; a person has to do it.';
  return { state: 'waiting', reason: { code: 'identity-change', text, at: path } };
}

/** What a PID says about who someone is, in the forms that stored patients are compared in. */
function personOfFacts({ identifiers, demographics }: PatientFacts): Person {
  const { ownName, family, partnerName, given, callName, gender, birthDate } = demographics;
  const plain = (...texts: readonly (string | undefined)[]): string[] =>
    texts
      .flatMap((text) => (text === undefined ? [] : plainName(text)))
      .filter((text) => text !== '');
  const own = plain(ownName ?? family);
  const [first] = plain(...given);
  const isInitial = /^\p{L}\.?$/u.test(given[0]?.trim() ?? '');
  const givenNames = first === undefined || isInitial ? [] : [first];
  return {
    bsns: identifiers.flatMap(({ system, value }) => (system === BSN_SYSTEM ? [value] : [])),
    identifiers: identifiers.filter(({ system }) => system !== BSN_SYSTEM),
    own,
    partner: plain(partnerName),
    given: givenNames,
    callNames: plain(callName),
    initials: first === undefined ? [] : [first.slice(0, 1)],
    placeholder: isPlaceholder({ own, given: givenNames }),
    birthDate,
    gender: gender === 'male' || gender === 'female' ? gender : undefined,
    addresses: [],
    contacts: [],
  };
}
