/** How likely two records are of one person: https://hl7.org/fhir/R4/patient-operation-match.html */
import { compareFields, type FieldScore } from './compare.js';
import type { Person } from './person.js';

/** https://hl7.org/fhir/R4/valueset-match-grade.html */
export type MatchGrade = 'certain' | 'probable' | 'possible' | 'certainly-not';

export interface Match {
  readonly grade: MatchGrade;
  /** The odds as a logarithm to base 2, beyond what is expected of two people. */
  readonly weight: number;
  /** From 0 to 1. */
  readonly score: number;
  readonly fields: readonly FieldScore[];
  readonly bsn: 'same' | 'slip' | 'other' | undefined;
}

const PROBABLE = 17;
const POSSIBLE = 10;

/**
 * A shared BSN decides, and so does another one. Without, the fields are weighed; what they give is
 * a proposal, never more.
 */
export function matchPeople(one: Person, other: Person): Match {
  const bsn = compareBsns(one.bsns, other.bsns);
  const fields = one.placeholder || other.placeholder ? [] : compareFields(one, other);
  const weight = fields.reduce((sum, field) => sum + field.weight, 0);
  const grade = gradeOf(bsn, weight, fields);
  return { grade, weight, score: scoreOf(grade, weight), fields, bsn };
}

function gradeOf(bsn: Match['bsn'], weight: number, fields: readonly FieldScore[]): MatchGrade {
  if (bsn === 'same') return 'certain';
  if (bsn === 'other' || weight < POSSIBLE) return 'certainly-not';
  // Two digits that changed places are for a person to judge.
  if (bsn === 'slip' || weight < PROBABLE) return 'possible';
  // Twins share all but the given name.
  return agreeOn('given-name', fields) ? 'probable' : 'possible';
}

/** Whether a field agrees in full. */
export function agreeOn(field: FieldScore['field'], fields: readonly FieldScore[]): boolean {
  return fields.some((score) => score.field === field && score.agreement === 'agrees');
}

/** Whether a field is known of both and differs. */
export function differOn(field: FieldScore['field'], fields: readonly FieldScore[]): boolean {
  return fields.some((score) => score.field === field && score.agreement === 'differs');
}

/** The probability that the weights stand for, with even odds at the least that is possible. */
function scoreOf(grade: MatchGrade, weight: number): number {
  if (grade === 'certain') return 1;
  if (grade === 'certainly-not') return 0;
  return Math.round(1000 / (1 + 2 ** (POSSIBLE - weight))) / 1000;
}

function compareBsns(one: readonly string[], other: readonly string[]): Match['bsn'] {
  if (one.length === 0 || other.length === 0) return undefined;
  if (one.some((bsn) => other.includes(bsn))) return 'same';
  return one.some((bsn) => other.some((against) => isTransposed(bsn, against))) ? 'slip' : 'other';
}

/** Two neighbouring digits changed places. */
function isTransposed(one: string, other: string): boolean {
  const first = one.split('').findIndex((digit, index) => digit !== other[index]);
  if (first < 0) return false;
  return (
    one[first] === other[first + 1] &&
    one[first + 1] === other[first] &&
    one.slice(first + 2) === other.slice(first + 2)
  );
}
