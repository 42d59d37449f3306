/**
 * How the resources of a type relate to a patient. The compartment of R4 decides; a table says which
 * of the other types are about nobody, and all that is left belongs to nobody's patient.
 * https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */
import type { Definitions } from '../packages/registry.js';

export type Relation =
  /** The patient itself. Patients it is linked to are others: `Patient.link` is not followed. */
  | 'patient'
  /** In the compartment of the patients that it names. */
  | 'record'
  /** In no compartment of R4, but its search parameter `patient` names one: Device, Task. */
  | 'tied'
  /** Binary: it is seen with what it belongs to. */
  | 'attached'
  /** About no patient: care providers, products, knowledge. */
  | 'shared'
  /** Anything else. It may hold the data of any patient, or of the server. */
  | 'other';

/**
 * Types that have no place for a patient's data. Conformance and knowledge resources can name a
 * group of patients as their subject, not a person.
 */
export const SHARED: ReadonlySet<string> = new Set([
  ...['Practitioner', 'PractitionerRole', 'Organization', 'OrganizationAffiliation'],
  ...['HealthcareService', 'Location', 'Endpoint', 'InsurancePlan'],
  ...['Medication', 'MedicationKnowledge', 'Substance', 'DeviceDefinition'],
  ...['ActivityDefinition', 'PlanDefinition', 'Questionnaire', 'Measure', 'Library'],
  ...['ObservationDefinition', 'SpecimenDefinition', 'ChargeItemDefinition'],
  ...['ValueSet', 'CodeSystem', 'ConceptMap', 'NamingSystem', 'StructureDefinition'],
  ...['SearchParameter', 'OperationDefinition', 'CompartmentDefinition', 'CapabilityStatement'],
  ...['ImplementationGuide', 'StructureMap', 'GraphDefinition', 'MessageDefinition'],
]);

/** The parameter that ties types to a patient which the compartment has left out. */
export const TYING_PARAMETER = 'patient';

export type RelationOf = (type: string) => Relation;

/** @returns the relation of each resource type of these definitions */
export function createRelations(definitions: Definitions): RelationOf {
  const members = definitions.compartments.find(({ code }) => code === 'Patient')?.members ?? {};
  const tied = new Set(
    definitions.searchParameters
      .filter(({ code, type }) => code === TYING_PARAMETER && type === 'reference')
      .flatMap(({ base }) => base),
  );
  return (type) => {
    if (type === 'Patient') return 'patient';
    if (type === 'Binary') return 'attached';
    if ((members[type]?.length ?? 0) > 0) return 'record';
    if (tied.has(type)) return 'tied';
    return SHARED.has(type) ? 'shared' : 'other';
  };
}
