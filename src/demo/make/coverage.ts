/** Coverage: health insurance, profile nl-core-Payer.InsuranceCompany. */
import type { Resource } from '../../fhir/resource.js';
import { INSURANCE_TYPE } from '../facts/code-systems.js';
import { INSURANCE_KINDS, INSURANCES } from '../facts/contacts.js';
import { concept, period } from './datatypes.js';
import { insurerReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { demoResource, nameFor } from './resource.js';

export function makeCoverages(person: Person): Resource[] {
  return rowsOf(INSURANCES, person).map(([, insurer, kind, number, start, end]) => {
    const name = `${person.key}-${insurer}-${kind.toLowerCase()}`;
    return demoResource('Coverage', name, 'nl-core-Payer.InsuranceCompany', {
      status: end === '' ? 'active' : 'cancelled',
      type: concept([INSURANCE_TYPE, kind, nameFor(INSURANCE_KINDS, kind)]),
      subscriberId: number,
      beneficiary: patientReference(person),
      period: period(start, end),
      payor: [insurerReference(insurer)],
    });
  });
}
