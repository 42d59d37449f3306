/** Organization and Location: care providers, departments and insurers. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import {
  INSURERS,
  LOCATIONS,
  ORGANIZATION_ADDRESSES,
  ORGANIZATION_TYPES,
  ORGANIZATIONS,
  SPECIALTIES,
} from '../facts/care-providers.js';
import type { InsurerKey, LocationKey, OrganizationKey } from '../facts/care-providers.js';
import { AGB, AGB_SPECIALTY, ORGANIZATION_TYPE, URA, UZOVI } from '../facts/code-systems.js';
import { concept, some } from './datatypes.js';
import { dutchAddress, telephone } from './names-and-addresses.js';
import { demoResource, nameFor, refer, rowFor } from './resource.js';

/** Hospitals, practices and so on; each department comes after what it is part of. */
export function makeOrganizations(): Resource[] {
  return ORGANIZATIONS.map(([key, name, type, specialty, ura, agb, partOf]) =>
    demoResource('Organization', key, 'nl-core-HealthcareProvider-Organization', {
      identifier: some([
        ...(ura === '' ? [] : [{ system: URA, value: ura }]),
        ...(agb === '' ? [] : [{ system: AGB, value: agb }]),
      ]),
      active: true,
      type: [
        ...(specialty === ''
          ? []
          : [concept([AGB_SPECIALTY, specialty, nameFor(SPECIALTIES, specialty)])]),
        concept([ORGANIZATION_TYPE, type, nameFor(ORGANIZATION_TYPES, type)]),
      ],
      name,
      ...whereabouts(key),
      partOf: partOf === '' ? undefined : organizationReference(partOf),
    }),
  );
}

export function makeInsurers(): Resource[] {
  return INSURERS.map(([key, name, uzovi, street, number, postalCode, city]) =>
    demoResource('Organization', key, 'nl-core-Payer-Organization', {
      identifier: [{ system: UZOVI, value: uzovi }],
      active: true,
      name,
      address: [dutchAddress('work', { street, number, suffix: '', postalCode, city })],
    }),
  );
}

export function makeLocations(): Resource[] {
  return LOCATIONS.map(([key, name, organization]) => {
    const { telecom, address } = whereabouts(organization);
    return demoResource('Location', key, 'nl-core-HealthcareProvider', {
      status: 'active',
      name,
      mode: 'instance',
      telecom,
      address: Array.isArray(address) ? address[0] : undefined,
      managingOrganization: organizationReference(organization),
    });
  });
}

/** Telephone and address; nothing for a department, which has its hospital's. */
function whereabouts(key: OrganizationKey): JsonObject {
  const row = ORGANIZATION_ADDRESSES.find(([organization]) => organization === key);
  if (row === undefined) return {};
  const [, street, number, postalCode, city, phone] = row;
  return {
    telecom: [telephone(phone, 'work')],
    address: [dutchAddress('work', { street, number, suffix: '', postalCode, city })],
  };
}

export function organizationReference(key: OrganizationKey): JsonObject {
  return refer('Organization', key, rowFor(ORGANIZATIONS, key)[1]);
}

export function insurerReference(key: InsurerKey): JsonObject {
  return refer('Organization', key, rowFor(INSURERS, key)[1]);
}

export function locationReference(key: LocationKey): JsonObject {
  return refer('Location', key, rowFor(LOCATIONS, key)[1]);
}
