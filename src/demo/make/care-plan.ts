/** CareTeam, Goal and CarePlan: who works on what, with which aim. */
import type { Resource } from '../../fhir/resource.js';
import { CARE_TEAMS, GOAL_MEASURES, GOALS, HELP } from '../facts/care-plans.js';
import { conditionReference } from './condition.js';
import { concept, period, present, snomed } from './datatypes.js';
import { organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { practitionerReference, roleReference } from './practitioner.js';
import { contactReference } from './related-person.js';
import { demoResource } from './resource.js';

/**
 * nl-core-CareTeam takes one contact, one patient and one PractitionerRole; the other professionals
 * are in it as persons.
 */
export function makeCareTeams(person: Person): Resource[] {
  return rowsOf(CARE_TEAMS, person).map(([, name, start, end, contact, others, reason]) =>
    demoResource('CareTeam', `${person.key}-team`, 'nl-core-CareTeam', {
      status: end === '' ? 'active' : 'inactive',
      name,
      subject: patientReference(person),
      period: period(start, end),
      participant: [
        { member: contactReference(person, contact) },
        { member: patientReference(person) },
        { member: roleReference(person.generalPractitioner) },
        ...others.map((key) => ({ member: practitionerReference(key) })),
      ],
      reasonReference: [conditionReference(person, reason)],
    }),
  );
}

export function makeGoals(person: Person): Resource[] {
  return rowsOf(GOALS, person).map(([, goal, lifecycleStatus, start, due, problem, text]) => {
    const measure = rowsOf(GOAL_MEASURES, person).find(([, key]) => key === goal);
    return demoResource('Goal', `${person.key}-${goal}`, 'nl-core-TreatmentObjective', {
      lifecycleStatus,
      description: { text },
      subject: patientReference(person),
      startDate: start,
      target: [
        present({
          measure: measure === undefined ? undefined : concept(snomed(measure[2], measure[3])),
          dueDate: due,
        }),
      ],
      addresses: [conditionReference(person, problem)],
    });
  });
}

export function makeHelp(person: Person): Resource[] {
  return rowsOf(HELP, person).map(([, plan, start, end, when, what]) =>
    demoResource('CarePlan', `${person.key}-${plan}`, 'nl-core-HelpFromOthers', {
      status: end === '' ? 'active' : 'completed',
      intent: 'plan',
      category: [concept(snomed('243114000', 'ondersteuning'))],
      subject: patientReference(person),
      period: period(start, end),
      activity: [
        {
          detail: {
            code: concept(snomed('60689008', 'thuiszorg voor patiënt')),
            status: end === '' ? 'in-progress' : 'completed',
            scheduledString: when,
            performer: [organizationReference('thuiszorg')],
            description: what,
          },
        },
      ],
    }),
  );
}
