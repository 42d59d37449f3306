/**
 * Which values of a type lie in the row itself: its main date, so that it can order a patient's
 * resources, and the patient it is about. Parameters that are added to R4's don't change this: rows
 * that are already there would be wrong.
 */
import type { IndexPath, SearchParameter } from './index-path.js';

const R4 = 'http://hl7.org/fhir/SearchParameter/';

/** The first of these that a type has, and whose path does not repeat, is its main date. */
const DATES = [
  'date',
  'authoredon',
  'authored',
  'authored-on',
  'recorded-date',
  'effective-time',
  'effective',
  'whenhandedover',
  'created',
  'sent',
  'recorded',
  'start-date',
  'period',
  'birthdate',
  'issued',
  'started',
  'collected',
  'onset-date',
];

/** The path of the main date; undefined for a type that has no such date. */
export function mainDatePath(
  parameters: ReadonlyMap<string, SearchParameter>,
): IndexPath | undefined {
  for (const code of DATES) {
    const parameter = parameters.get(code);
    const [first, ...others] = parameter?.paths ?? [];
    const usable =
      parameter?.kind === 'date' &&
      parameter.definition.url.startsWith(R4) &&
      others.length === 0 &&
      first?.path.typed.every((path) => !path.repeats) === true;
    if (usable) return first.path;
  }
  return undefined;
}

/** The first of these that a type has, and whose path does not repeat, is about the patient. */
const PATIENTS = ['patient', 'subject', 'beneficiary', 'individual', 'for'];

/**
 * @param members the parameters that put the type into the compartment of a patient
 * @returns undefined for a type that has no such path
 */
export function patientPath(members: readonly SearchParameter[]): IndexPath | undefined {
  for (const code of PATIENTS) {
    const paths = members.find((parameter) => parameter.code === code)?.paths ?? [];
    const [first, ...others] = paths;
    const usable =
      others.length === 0 &&
      first?.path.typed.length === 1 &&
      first.path.typed.every(({ type, repeats }) => type === 'Reference' && !repeats);
    if (usable) return first.path;
  }
  return undefined;
}
