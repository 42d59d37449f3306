/**
 * Two people field by field. Weights are sums of logarithms of odds in the manner of Fellegi and
 * Sunter: what agrees speaks for one person, what differs against it, and what is missing says
 * nothing.
 */
import { jaroWinkler } from './jaro-winkler.js';
import { phoneticName } from './names.js';
import type { Address, Person } from './person.js';

export type Field = 'birth-date' | 'surname' | 'given-name' | 'gender' | 'address' | 'contact';
export type Agreement = 'agrees' | 'partly' | 'differs';

export interface FieldScore {
  readonly field: Field;
  readonly agreement: Agreement;
  readonly weight: number;
}

type Verdict = readonly [agreement: Agreement, weight: number] | undefined;

/** What both tell, field by field. */
export function compareFields(one: Person, other: Person): FieldScore[] {
  const verdicts: Record<Field, Verdict> = {
    'birth-date': compareBirthDates(one.birthDate, other.birthDate),
    surname: compareSurnames(one, other),
    'given-name': compareGivenNames(one, other),
    gender: compareGenders(one, other),
    address: compareAddresses(one.addresses, other.addresses),
    contact: compareContacts(one.contacts, other.contacts),
  };
  return (Object.entries(verdicts) as [Field, Verdict][]).flatMap(([field, verdict]) =>
    verdict === undefined ? [] : [{ field, agreement: verdict[0], weight: verdict[1] }],
  );
}

const AGREED_PRECISION: Readonly<Record<number, Verdict>> = {
  4: ['partly', 3],
  7: ['partly', 5],
  10: ['agrees', 8],
};

export function compareBirthDates(one: string | undefined, other: string | undefined): Verdict {
  if (one === undefined || other === undefined) return undefined;
  const known = Math.min(one.length, other.length);
  if (one.slice(0, known) === other.slice(0, known)) {
    // Who does not know the day often writes the first of January.
    return one.endsWith('-01-01') && known === 10 ? ['agrees', 5] : AGREED_PRECISION[known];
  }
  return isSlip(one, other) ? ['partly', 3] : ['differs', -6];
}

/** Day and month changed places, or one digit is another. */
function isSlip(one: string, other: string): boolean {
  if (one.length !== 10 || other.length !== 10) return false;
  const [year = '', month = '', day = ''] = one.split('-');
  return `${year}-${day}-${month}` === other || differences(one, other) === 1;
}

function differences(one: string, other: string): number {
  return one.split('').filter((character, index) => character !== other[index]).length;
}

const ALIKE = 0.9;

/** A married person may be known under either surname, so each is held against one's own. */
export function compareSurnames(one: Person, other: Person): Verdict {
  const pairs = [
    ...pairsOf(one.own, other.own),
    ...pairsOf(one.own, other.partner),
    ...pairsOf(one.partner, other.own),
  ];
  if (pairs.length === 0) return undefined;
  if (pairs.some(([a, b]) => a === b)) return ['agrees', 6];
  const alike = ([a, b]: readonly [string, string]): boolean =>
    jaroWinkler(a, b) >= ALIKE || phoneticName(a) === phoneticName(b);
  return pairs.some(alike) ? ['partly', 3] : ['differs', -4];
}

export function compareGivenNames(one: Person, other: Person): Verdict {
  const full = pairsOf(one.given, other.given);
  if (full.some(([a, b]) => a === b)) return ['agrees', 4];
  const known = (person: Person): string[] => [...person.given, ...person.callNames];
  const called = [...pairsOf(one.callNames, known(other)), ...pairsOf(known(one), other.callNames)];
  const alike = ([a, b]: readonly [string, string]): boolean => jaroWinkler(a, b) >= ALIKE;
  if (called.some(([a, b]) => a === b) || full.some(alike)) return ['partly', 2];
  if (full.length > 0) return ['differs', -2];
  const initials = pairsOf(one.initials, other.initials);
  if (initials.length === 0) return undefined;
  return initials.some(([a, b]) => a === b) ? ['partly', 1] : ['differs', -2];
}

function compareGenders(one: Person, other: Person): Verdict {
  if (one.gender === undefined || other.gender === undefined) return undefined;
  return one.gender === other.gender ? ['agrees', 1] : ['differs', -3];
}

function compareAddresses(one: readonly Address[], other: readonly Address[]): Verdict {
  const pairs = pairsOf(one, other);
  if (pairs.length === 0) return undefined;
  const near = pairs.filter(([a, b]) => a.postalCode === b.postalCode);
  const same = near.some(
    ([a, b]) => a.houseNumber !== undefined && a.houseNumber === b.houseNumber,
  );
  if (same) return ['agrees', 5];
  return near.length > 0 ? ['partly', 2] : ['differs', -1];
}

function compareContacts(one: readonly string[], other: readonly string[]): Verdict {
  const pairs = pairsOf(one, other);
  if (pairs.length === 0) return undefined;
  return pairs.some(([a, b]) => a === b) ? ['agrees', 4] : ['differs', -0.5];
}

function pairsOf<Value>(
  one: readonly Value[],
  other: readonly Value[],
): (readonly [Value, Value])[] {
  return one.flatMap((a) => other.map((b) => [a, b] as const));
}
