/**
 * The Dutch demo data set: invented people with the care they get, in profiles of nl-core and MP9.
 * The tables in `facts/` say what is so; the functions in `make/` say how FHIR puts it.
 */
import type { Resource } from '../fhir/resource.js';
import { makeAllergies } from './make/allergy-intolerance.js';
import { makeAppointments } from './make/appointment.js';
import { transaction } from './make/bundle.js';
import { makeCareTeams, makeGoals, makeHelp } from './make/care-plan.js';
import { makeConditions } from './make/condition.js';
import { makeCoverages } from './make/coverage.js';
import { makeDevices, makeDiets } from './make/device.js';
import { makeReports } from './make/diagnostic-report.js';
import { makeDocuments } from './make/document-reference.js';
import { makeEncounters, makeEpisodes } from './make/encounter.js';
import { makeAlerts, makeContraindications, makeDirectives } from './make/flag.js';
import { makeRefusals, makeVaccinations } from './make/immunization.js';
import { makeFindings, makeLaboratory } from './make/laboratory.js';
import {
  makeApgarScores,
  makePainScores,
  makePregnancies,
  makeSpirometry,
  makeStatuses,
} from './make/lifestyle.js';
import { makeDispenses, makeMedicationUse } from './make/medication-dispense.js';
import { makeAgreements, makeDispenseRequests, makeStops } from './make/medication-request.js';
import { makeMedications } from './make/medication.js';
import { makeInsurers, makeLocations, makeOrganizations } from './make/organization.js';
import { makePatient } from './make/patient.js';
import { PEOPLE } from './make/person.js';
import type { Person } from './make/person.js';
import { makePractitionerRoles, makePractitioners } from './make/practitioner.js';
import { makeProcedures, makeServiceRequests } from './make/procedure.js';
import { makeContacts } from './make/related-person.js';
import { demoId } from './make/resource.js';
import { makeVitalSigns } from './make/vital-signs.js';

/** The patients, in the order of their Bundles. */
export const DEMO_PATIENTS: readonly { id: string; bsn: string; name: string }[] = PEOPLE.map(
  ({ key, bsn, spokenName }) => ({ id: demoId(key), bsn, name: spokenName }),
);

/**
 * The demo data as transaction Bundles, to be loaded in this order: first who gives care and what
 * there is to prescribe, then one Bundle for each patient. Every call gives the same.
 */
export function demoBundles(): Resource[] {
  return [
    transaction('infrastructure', makeInfrastructure()),
    ...PEOPLE.map((person) => transaction(person.key, makeRecord(person))),
  ];
}

function makeInfrastructure(): Resource[] {
  return [
    ...makeOrganizations(),
    ...makeInsurers(),
    ...makeLocations(),
    ...makePractitioners(),
    ...makePractitionerRoles(),
    ...makeMedications(),
  ];
}

/** What is referred to comes first, as far as that goes. */
const MAKERS: readonly ((person: Person) => Resource[])[] = [
  makeContacts,
  makeCoverages,
  makeConditions,
  makeEpisodes,
  makeAllergies,
  makeEncounters,
  makeAppointments,
  makeVitalSigns,
  makeLaboratory,
  makeFindings,
  makeReports,
  makeStatuses,
  makePainScores,
  makePregnancies,
  makeApgarScores,
  makeSpirometry,
  makeAgreements,
  makeStops,
  makeDispenseRequests,
  makeDispenses,
  makeMedicationUse,
  makeVaccinations,
  makeRefusals,
  makeServiceRequests,
  makeProcedures,
  makeDevices,
  makeDiets,
  makeCareTeams,
  makeGoals,
  makeHelp,
  makeContraindications,
  makeAlerts,
  makeDirectives,
  makeDocuments,
];

function makeRecord(person: Person): Resource[] {
  return [makePatient(person), ...MAKERS.flatMap((make) => make(person))];
}
