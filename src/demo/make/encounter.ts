/** Encounter and EpisodeOfCare, profiles nl-core-Encounter and nl-core-EpisodeOfCare. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { LocationKey, RoleKey } from '../facts/care-providers.js';
import { hl7 } from '../facts/code-systems.js';
import { ADMISSIONS, CLASSES, ENCOUNTERS, EPISODES } from '../facts/encounters.js';
import { PROBLEM_CODES } from '../facts/problems.js';
import { conditionReference } from './condition.js';
import { coding, concept, nictizExtension, period, snomed } from './datatypes.js';
import { dayOf, dutchTime } from './dutch-time.js';
import { locationReference, organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { employerReference, roleReference, workplaceOf } from './practitioner.js';
import { demoResource, referPlainly, rowFor } from './resource.js';

type EncounterClass = keyof typeof CLASSES;

export function makeEncounters(person: Person): Resource[] {
  return rowsOf(ENCOUNTERS, person).map(([, kind, start, end, seenBy, reason]) => {
    const role = seenBy === '' ? person.generalPractitioner : seenBy;
    const place = placeOf(kind, role);
    const span = { start: dutchTime(start), ...(end === '' ? {} : { end: dutchTime(end) }) };
    return demoResource('Encounter', encounterName(person, start), 'nl-core-Encounter', {
      status: end === '' ? 'in-progress' : 'finished',
      class: coding([hl7('v3-ActCode'), kind, CLASSES[kind]]),
      subject: patientReference(person),
      participant: [{ individual: roleReference(role) }],
      period: span,
      reasonReference: reason === '' ? undefined : [conditionReference(person, reason)],
      hospitalization: kind === 'IMP' ? admission(person, start) : undefined,
      location: place === '' ? undefined : [{ location: locationReference(place) }],
      serviceProvider: employerReference(role),
    });
  });
}

/** Emergencies have their own department; a visit at home and a call have no place of ours. */
function placeOf(kind: EncounterClass, role: RoleKey): LocationKey | '' {
  if (kind === 'EMER') return 'spoedpost';
  return kind === 'HH' || kind === 'VR' ? '' : workplaceOf(role);
}

function admission(person: Person, start: string): JsonObject {
  const place = (way: 'from' | 'to'): JsonObject => {
    const row = rowsOf(ADMISSIONS, person).find(
      ([, date, direction]) => date === dayOf(start) && direction === way,
    );
    return concept(row === undefined ? HOME : snomed(row[3], row[4]));
  };
  return { admitSource: place('from'), dischargeDisposition: place('to') };
}

const HOME = snomed('264362003', 'thuis');

function encounterName(person: Person, start: string): string {
  return `${person.key}-${dayOf(start)}`;
}

/** The encounter that began on this day, if there was one. */
export function encounterOn(person: Person, date: string): JsonObject | undefined {
  const row = rowsOf(ENCOUNTERS, person).find(([, , start]) => dayOf(start) === date);
  return row === undefined ? undefined : referPlainly('Encounter', encounterName(person, row[2]));
}

export function makeEpisodes(person: Person): Resource[] {
  return rowsOf(EPISODES, person).map(([, problem, status, start, end]) =>
    demoResource('EpisodeOfCare', `${person.key}-${problem}`, 'nl-core-EpisodeOfCare', {
      extension: [
        nictizExtension(
          'EpisodeOfCare.EpisodeOfCareName',
          'String',
          rowFor(PROBLEM_CODES, problem)[2],
        ),
      ],
      status,
      diagnosis: [{ condition: conditionReference(person, problem) }],
      patient: patientReference(person),
      managingOrganization: organizationReference('huisartsen'),
      period: period(start, end),
      careManager: roleReference(person.generalPractitioner),
    }),
  );
}
