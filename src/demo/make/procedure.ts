/** Procedure and ServiceRequest, profiles nl-core-Procedure-event and -request. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { PROCEDURE_CODES, PROCEDURE_SITES, PROCEDURES, REQUESTS } from '../facts/procedures.js';
import type { ProcedureKey } from '../facts/procedures.js';
import { conditionReference } from './condition.js';
import { anatomicalLocation, concept, period, snomed } from './datatypes.js';
import { startOfDay } from './dutch-time.js';
import { locationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference, workplaceOf } from './practitioner.js';
import { demoResource, rowFor } from './resource.js';

export function makeProcedures(person: Person): Resource[] {
  return rowsOf(PROCEDURES, person).map(([, procedure, status, start, end, performer, reason]) => {
    const role = performer === '' ? person.generalPractitioner : performer;
    const workplace = workplaceOf(role);
    const name = `${person.key}-${procedure}-${start}`;
    return demoResource('Procedure', name, 'nl-core-Procedure-event', {
      status,
      code: procedureConcept(procedure),
      subject: patientReference(person),
      ...(end === '' ? { performedDateTime: start } : { performedPeriod: period(start, end) }),
      performer: [{ actor: roleReference(role) }],
      location: workplace === '' ? undefined : locationReference(workplace),
      reasonReference: [conditionReference(person, reason)],
      bodySite: bodySite(procedure),
    });
  });
}

export function makeServiceRequests(person: Person): Resource[] {
  return rowsOf(REQUESTS, person).map(
    ([, procedure, status, priority, authored, planned, requester, reason]) => {
      const name = `${person.key}-${procedure}-${authored}`;
      return demoResource('ServiceRequest', name, 'nl-core-Procedure-request', {
        status,
        intent: 'order',
        priority,
        code: procedureConcept(procedure),
        subject: patientReference(person),
        occurrenceDateTime: planned,
        authoredOn: startOfDay(authored),
        requester: roleReference(requester === '' ? person.generalPractitioner : requester),
        reasonReference: [conditionReference(person, reason)],
        bodySite: bodySite(procedure),
      });
    },
  );
}

function procedureConcept(procedure: ProcedureKey): JsonObject {
  const [, code, display] = rowFor(PROCEDURE_CODES, procedure);
  return concept(snomed(code, display));
}

function bodySite(procedure: ProcedureKey): JsonObject[] | undefined {
  const row = PROCEDURE_SITES.find(([key]) => key === procedure);
  if (row === undefined) return undefined;
  const [, code, display, side] = row;
  return [anatomicalLocation(snomed(code, display), side)];
}
