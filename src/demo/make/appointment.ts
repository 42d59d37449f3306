/** Appointment: there is no nl-core profile. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { RoleKey } from '../facts/care-providers.js';
import { hl7 } from '../facts/code-systems.js';
import { APPOINTMENTS, SPECIALTY_CODES } from '../facts/encounters.js';
import { concept, snomed } from './datatypes.js';
import { dayOf, dutchTime, minutesLater } from './dutch-time.js';
import { locationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference, workplaceOf } from './practitioner.js';
import { demoResource } from './resource.js';

export function makeAppointments(person: Person): Resource[] {
  return rowsOf(APPOINTMENTS, person).map(([, start, minutes, status, withRole, description]) => {
    const role = withRole === '' ? person.generalPractitioner : withRole;
    return demoResource('Appointment', `${person.key}-${dayOf(start)}`, '', {
      status,
      cancelationReason: status === 'cancelled' ? CANCELLED_BY_PATIENT : undefined,
      specialty: specialty(role),
      appointmentType: concept([
        hl7('v2-0276'),
        'FOLLOWUP',
        'A follow up visit from a previous appointment',
      ]),
      description,
      start: dutchTime(start),
      end: minutesLater(start, minutes),
      minutesDuration: minutes,
      participant: participants(person, role, status === 'proposed' ? 'needs-action' : 'accepted'),
    });
  });
}

const CANCELLED_BY_PATIENT = concept([hl7('appointment-cancellation-reason'), 'pat', 'Patient']);

function specialty(role: RoleKey): JsonObject[] | undefined {
  const code = SPECIALTY_CODES[role];
  return code === undefined ? undefined : [concept(snomed(...code))];
}

/** The patient, whom they see, and the room, when we know where that is. */
function participants(person: Person, role: RoleKey, answer: string): JsonObject[] {
  const workplace = workplaceOf(role);
  const actors = [patientReference(person), roleReference(role)];
  if (workplace !== '') actors.push(locationReference(workplace));
  return actors.map((actor, index) => ({ actor, status: index === 0 ? answer : 'accepted' }));
}
