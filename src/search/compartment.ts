/** Which patients' compartments a resource is in: https://hl7.org/fhir/R4/compartmentdefinition-patient.html */
import type { Resource } from '../fhir/resource.js';
import type { IndexEntries } from './index-entries.js';
import type { Key } from './keys.js';
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

/** Logical ids of the patients, the resource's own first when it is a Patient. */
export function patientsOf(
  resource: Resource,
  entries: IndexEntries,
  paths: CompartmentPaths,
): string[] {
  const patients: string[] = [];
  if (paths.isPatient && resource.id !== undefined) patients.push(resource.id);
  if (paths.keys.size === 0) return patients;
  for (const reference of entries.references) {
    if (reference.type !== 'Patient' || patients.includes(reference.id)) continue;
    if (paths.keys.has(reference.path)) patients.push(reference.id);
  }
  return patients;
}
