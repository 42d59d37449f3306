/** RelatedPerson: contacts, profile nl-core-ContactPerson. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { DUTCH_ROLE, EXTRA_ROLE, hl7 } from '../facts/code-systems.js';
import { CONTACT_ROLES, CONTACTS, RELATIONS } from '../facts/contacts.js';
import { concept } from './datatypes.js';
import {
  familyName,
  genderElements,
  officialName,
  ownSurname,
  telephone,
} from './names-and-addresses.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { demoResource, nameFor, refer } from './resource.js';

export function makeContacts(person: Person): Resource[] {
  return rowsOf(CONTACTS, person).map(
    ([, contact, gender, relation, role, givenName, prefix, family, phone]) =>
      demoResource('RelatedPerson', `${person.key}-${contact}`, 'nl-core-ContactPerson', {
        active: person.deceased === '',
        patient: patientReference(person),
        relationship: [roleConcept(role), relationConcept(relation)],
        name: [officialName(givenName, 'BR', ownSurname(prefix, family))],
        telecom: [telephone(phone, 'home')],
        ...genderElements(gender),
      }),
  );
}

function roleConcept(code: string): JsonObject {
  const system = code.length === 2 ? DUTCH_ROLE : EXTRA_ROLE;
  return concept([system, code, nameFor(CONTACT_ROLES, code)]);
}

function relationConcept(code: string): JsonObject {
  const system = hl7(code === 'OTH' ? 'v3-NullFlavor' : 'v3-RoleCode');
  return concept([system, code, nameFor(RELATIONS, code)]);
}

/** @throws when the person has no such contact */
export function contactReference(person: Person, contact: string): JsonObject {
  const row = rowsOf(CONTACTS, person).find(([, key]) => key === contact);
  if (row === undefined) throw new Error(`${person.key} has no contact ${contact}.`);
  const [, , , , , givenName, prefix, family] = row;
  const name = `${givenName} ${familyName(ownSurname(prefix, family))}`;
  return refer('RelatedPerson', `${person.key}-${contact}`, name);
}
