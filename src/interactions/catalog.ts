/**
 * The interactions this server has, in the codes of R4: the door routes them, the
 * CapabilityStatement lists them. https://hl7.org/fhir/R4/valueset-restful-interaction.html
 */

/** With one type: on an instance or on the type. */
export const TYPE_INTERACTIONS = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
] as const;

/**
 * With the whole system. Searches within a compartment have no code: the CapabilityStatement names
 * the compartments.
 */
export const SYSTEM_INTERACTIONS = [
  'transaction',
  'batch',
  'history-system',
  'search-system',
] as const;

export type TypeInteraction = (typeof TYPE_INTERACTIONS)[number];
export type SystemInteraction = (typeof SYSTEM_INTERACTIONS)[number];
