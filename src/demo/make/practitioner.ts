/** Practitioner and PractitionerRole, profiles nl-core-HealthProfessional. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { PRACTITIONERS, ROLES, SPECIALTIES } from '../facts/care-providers.js';
import type { LocationKey, PractitionerKey, RoleKey } from '../facts/care-providers.js';
import { AGB, AGB_SPECIALTY, BIG, UZI } from '../facts/code-systems.js';
import { concept } from './datatypes.js';
import { email, familyName, genderElements, officialName } from './names-and-addresses.js';
import { ownSurname } from './names-and-addresses.js';
import { locationReference, organizationReference } from './organization.js';
import { demoResource, nameFor, refer, rowFor } from './resource.js';

export function makePractitioners(): Resource[] {
  return PRACTITIONERS.map(([key, gender, initials, prefix, family, agb, uzi, big]) =>
    demoResource('Practitioner', key, 'nl-core-HealthProfessional-Practitioner', {
      identifier: [
        { system: AGB, value: agb },
        { system: UZI, value: uzi },
        { system: BIG, value: big },
      ],
      active: true,
      name: [officialName(initials, 'IN', ownSurname(prefix, family))],
      telecom: email(key, 'work'),
      ...genderElements(gender),
    }),
  );
}

export function makePractitionerRoles(): Resource[] {
  return ROLES.map(([key, practitioner, organization, location, specialty]) =>
    demoResource('PractitionerRole', key, 'nl-core-HealthProfessional-PractitionerRole', {
      active: true,
      practitioner: practitionerReference(practitioner),
      organization: organizationReference(organization),
      specialty: [concept([AGB_SPECIALTY, specialty, nameFor(SPECIALTIES, specialty)])],
      location: location === '' ? undefined : [locationReference(location)],
    }),
  );
}

export function practitionerReference(key: PractitionerKey): JsonObject {
  return refer('Practitioner', key, practitionerName(key));
}

export function roleReference(key: RoleKey): JsonObject {
  const [, practitioner, , , , display] = rowFor(ROLES, key);
  return refer('PractitionerRole', key, `${practitionerName(practitioner)}, ${display}`);
}

/** Where somebody in this role works. */
export function workplaceOf(key: RoleKey): LocationKey | '' {
  return rowFor(ROLES, key)[3];
}

/** The organization that somebody in this role works for. */
export function employerReference(key: RoleKey): JsonObject {
  return organizationReference(rowFor(ROLES, key)[2]);
}

function practitionerName(key: PractitionerKey): string {
  const [, , initials, prefix, family] = rowFor(PRACTITIONERS, key);
  return `${initials} ${familyName(ownSurname(prefix, family))}`;
}
