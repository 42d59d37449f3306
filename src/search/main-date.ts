/** Which date parameter of a type lies in the row itself, so that it can order a patient's resources. */
import type { IndexPath, SearchParameter } from './registry.js';

/** The first of these that a type has, and whose path does not repeat, is its main date. */
const PRECEDENCE = [
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
  for (const code of PRECEDENCE) {
    const parameter = parameters.get(code);
    const [first, ...others] = parameter?.paths ?? [];
    const usable =
      parameter?.kind === 'date' &&
      others.length === 0 &&
      first?.path.typed.every((path) => !path.repeats) === true;
    if (usable) return first.path;
  }
  return undefined;
}
