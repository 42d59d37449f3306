/** Which patients' compartments a resource is in: https://hl7.org/fhir/R4/compartmentdefinition-patient.html */
import type { Resource } from '../fhir/resource.js';
import type { IndexEntries } from './index-entries.js';
import { pushTokenKey, TOKEN_FORMS, type Key } from './keys.js';
import type { SearchRegistry } from './registry.js';

export interface CompartmentPaths {
  readonly isPatient: boolean;
  /** Keys of the reference paths that tie the type to a patient; each path has one key object. */
  readonly keys: ReadonlySet<Key>;
}

export function compartmentPaths(registry: SearchRegistry, type: string): CompartmentPaths {
  const keys = registry
    .compartmentParameters('Patient', type)
    .flatMap((parameter) => parameter.paths.map(({ path }) => path.key));
  return { isPatient: type === 'Patient', keys: new Set(keys) };
}

/**
 * Logical ids of the patients: the resource's own first when it is a Patient, else the one it is
 * about. Where the first is another one, a key says so.
 * @param about key of the path to the patient that the resource is about
 */
export function patientsOf(
  resource: Resource,
  entries: IndexEntries,
  paths: CompartmentPaths,
  about: Key | undefined,
): string[] {
  const patients: string[] = [];
  if (paths.isPatient && resource.id !== undefined) patients.push(resource.id);
  if (paths.keys.size === 0) return patients;
  const members = entries.references.filter(
    ({ type, path }) => type === 'Patient' && paths.keys.has(path),
  );
  const subject = members.find(({ path }) => path === about);
  if (subject !== undefined) patients.push(subject.id);
  else if (about !== undefined && members.length > 0) {
    pushTokenKey(entries.tokens, about, TOKEN_FORMS.otherPatient, '', '');
  }
  for (const { id } of members) if (!patients.includes(id)) patients.push(id);
  return patients;
}
