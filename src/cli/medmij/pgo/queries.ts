/** What a PGO asks for, by gegevensdienst: as the information standards have it, else as our data about it say. */
import type { Gegevensdienst } from '../../../access/gegevensdiensten.js';

const ITERATE = ['organization', 'practitioner', 'location']
  .map((name) => `_include:iterate=PractitionerRole:${name}`)
  .join('&');

function medication(type: string, category: string, includes: readonly string[]): string {
  const included = includes.map((name) => `_include=${type}:${name}`).join('&');
  return `${type}?category=http://snomed.info/sct|${category}&${included}&${ITERATE}`;
}

/**
 * Queries by the start of an id, for a version belongs to it: https://informatiestandaarden.nictiz.nl/,
 * Medicatieproces 9, Vaccinatie-Immunisatie 2.0, Lab2Patient 3.0, CiO 2.0, and the guide of BBS.
 */
const STANDARD: Readonly<Record<string, readonly string[]>> = {
  vaccinaties: [
    'Immunization?_include=Immunization:patient&_include=Immunization:performer&_include=Immunization:location',
  ],
  medicatie: [
    medication('MedicationRequest', '33633005', [
      'medication',
      'subject',
      'reason',
      'next-practitioner',
      'requester',
    ]),
    medication('MedicationRequest', '395067002', ['medication', 'subject']),
    medication('MedicationRequest', '52711000146108', [
      'medication',
      'subject',
      'requester',
      'dispense-location',
    ]),
    medication('MedicationDispense', '422037009', ['medication', 'subject', 'performer']),
    medication('MedicationDispense', '373784005', [
      'medication',
      'subject',
      'performer',
      'destination',
    ]),
    medication('MedicationStatement', '422979000', [
      'medication',
      'subject',
      'author',
      'prescriber',
      'source',
    ]),
    medication('MedicationAdministration', '18629005', ['medication', 'subject', 'performer']),
  ],
  laboratorium: [
    'DiagnosticReport?result.category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory&_include=DiagnosticReport:result&_include=DiagnosticReport:performer&_include=DiagnosticReport:subject',
  ],
  pathologie: [
    'DiagnosticReport?category=http://snomed.info/sct|108257001&status=final&_include=DiagnosticReport:based-on&_include=DiagnosticReport:result&_include=DiagnosticReport:results-interpreter&_include=DiagnosticReport:specimen',
  ],
  beelden: ['DocumentReference?status=current'],
  overgevoeligheden: [
    'Flag?category=http://snomed.info/sct|350241000146102&_include=Flag:patient&_revinclude=Provenance:target',
    'Flag?category=http://snomed.info/sct|225419007&_include=Flag:patient&_revinclude=Provenance:target',
  ],
};

/** Paths below the FHIR base. None of them says which patient: the token does. */
export function queriesOf(service: Gegevensdienst): readonly string[] {
  const standard = STANDARD[service.id.replace(/-\d.*$/, '')];
  if (standard !== undefined && !/^\d/.test(service.id)) return standard;
  return service.requests.flatMap(({ type, interactions, search }) => {
    if (type === undefined || !interactions.includes('search-type')) return [];
    return [search === undefined ? type : `${type}?${search}`];
  });
}
