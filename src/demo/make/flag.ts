/** Flag and Consent: what to look out for, and what may be done. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { ALERTS, CONTRAINDICATIONS, DIRECTIVES, TREATMENTS } from '../facts/care-plans.js';
import { G_STANDAARD_CONTRAINDICATION, hl7, LOINC } from '../facts/code-systems.js';
import { conditionReference } from './condition.js';
import { concept, extension, period, snomed } from './datatypes.js';
import { startOfDay } from './dutch-time.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource } from './resource.js';

export function makeContraindications(person: Person): Resource[] {
  return rowsOf(CONTRAINDICATIONS, person).map(([, code, display, status, start, end]) =>
    demoResource(
      'Flag',
      `${person.key}-${display.toLowerCase()}`,
      'nl-core-MedicationContraIndication',
      {
        status,
        category: [
          concept(
            snomed('140401000146105', 'contra-indicatie met betrekking op medicatiebewaking'),
          ),
        ],
        code: concept([G_STANDAARD_CONTRAINDICATION, code, display]),
        subject: patientReference(person),
        period: period(start, end),
        author: roleReference(person.generalPractitioner),
      },
    ),
  );
}

/** An alert that is about a problem points to it and has no code of its own. */
export function makeAlerts(person: Person): Resource[] {
  return rowsOf(ALERTS, person).map(([, alert, code, display, problem, status, start]) =>
    demoResource('Flag', `${person.key}-${alert}`, 'nl-core-Alert', {
      extension:
        problem === ''
          ? undefined
          : [
              extension(
                'http://hl7.org/fhir/StructureDefinition/flag-detail',
                'Reference',
                conditionReference(person, problem),
              ),
            ],
      status,
      category: [
        problem === ''
          ? concept([LOINC, '74018-3', 'Alert'])
          : concept([LOINC, '75323-6', 'Condition']),
      ],
      code:
        problem === ''
          ? concept(snomed(code, display))
          : concept([hl7('data-absent-reason'), 'not-applicable', 'Not Applicable']),
      subject: patientReference(person),
      period: { start },
      author: roleReference(person.generalPractitioner),
    }),
  );
}

/** Consent, profile nl-core-TreatmentDirective2: agreed between patient and doctor. */
export function makeDirectives(person: Person): Resource[] {
  return rowsOf(DIRECTIVES, person).map(([, treatment, decision, status, date]) => {
    const [code, display] = TREATMENTS[treatment];
    return demoResource('Consent', `${person.key}-${treatment}`, 'nl-core-TreatmentDirective2', {
      status,
      scope: concept([hl7('consentscope'), 'treatment', 'Treatment']),
      category: [concept(snomed('129125009', 'verrichting met expliciete context'))],
      patient: patientReference(person),
      dateTime: startOfDay(date),
      policy: [{ uri: 'https://wetten.overheid.nl/' }],
      provision: {
        type: decision,
        actor: [
          consenter(patientReference(person)),
          consenter(roleReference(person.generalPractitioner)),
        ],
        code: [concept(snomed(code, display))],
      },
    });
  });
}

function consenter(reference: JsonObject): JsonObject {
  return { role: concept([hl7('v3-RoleCode'), 'CONSENTER', 'consenter']), reference };
}
