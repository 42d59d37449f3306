/** Device, DeviceUseStatement and NutritionOrder. */
import type { Resource } from '../../fhir/resource.js';
import { DEVICES, DIETS } from '../facts/care-plans.js';
import { conditionReference } from './condition.js';
import { annotation, concept, extension, period, snomed } from './datatypes.js';
import { startOfDay } from './dutch-time.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, refer } from './resource.js';

/** The device, and then that the patient uses it. */
export function makeDevices(person: Person): Resource[] {
  return rowsOf(DEVICES, person).flatMap(([, device, code, display, gtin, start, end, reason]) => {
    const name = `${person.key}-${device}`;
    return [
      demoResource('Device', name, 'nl-core-MedicalDevice.Product', {
        identifier: [{ system: 'https://www.gs1.org/gtin', value: gtin }],
        status: 'active',
        type: concept(snomed(code, display)),
        patient: patientReference(person),
      }),
      demoResource('DeviceUseStatement', name, 'nl-core-MedicalDevice', {
        status: end === '' ? 'active' : 'completed',
        subject: patientReference(person),
        timingPeriod: period(start, end),
        device: refer('Device', name, display),
        reasonReference: [conditionReference(person, reason)],
      }),
    ];
  });
}

export function makeDiets(person: Person): Resource[] {
  return rowsOf(DIETS, person).map(([, code, display, date, role, reason, note]) =>
    demoResource('NutritionOrder', `${person.key}-dieet`, 'nl-core-NutritionAdvice', {
      extension: [
        extension(
          'http://hl7.org/fhir/StructureDefinition/workflow-reasonReference',
          'Reference',
          conditionReference(person, reason),
        ),
      ],
      status: 'active',
      intent: 'proposal',
      patient: patientReference(person),
      dateTime: startOfDay(date),
      orderer: roleReference(role),
      oralDiet: { type: [concept(snomed(code, display))] },
      note: [annotation(note)],
    }),
  );
}
