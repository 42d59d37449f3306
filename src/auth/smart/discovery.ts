/**
 * What apps ask first: https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known,
 * and the same for the CapabilityStatement.
 */
import type { JsonObject } from '../../fhir/json.js';
import { ASSERTION_ALGORITHMS } from '../provider/client-authentication.js';
import { REGISTRATION_PATH, ROUTES } from '../provider/parts.js';
import type { AuthSettings } from '../settings.js';

const CAPABILITIES = [
  'launch-ehr',
  'launch-standalone',
  'authorize-post',
  'client-public',
  'client-confidential-symmetric',
  'client-confidential-asymmetric',
  'sso-openid-connect',
  'context-banner',
  'context-style',
  'context-ehr-patient',
  'context-ehr-encounter',
  'context-standalone-patient',
  'permission-offline',
  'permission-online',
  'permission-patient',
  'permission-user',
  'permission-v1',
  'permission-v2',
];

/** Page where people see and withdraw what they granted. */
export const GRANTS_PATH = '/grants';

export function smartConfiguration({ issuer, registrationScope }: AuthSettings): JsonObject {
  return {
    issuer,
    jwks_uri: `${issuer}${ROUTES.jwks}`,
    authorization_endpoint: `${issuer}${ROUTES.authorization}`,
    token_endpoint: `${issuer}${ROUTES.token}`,
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
    ],
    token_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
    scopes_supported: [
      'openid',
      'fhirUser',
      'profile',
      'launch',
      'launch/patient',
      'launch/encounter',
      'offline_access',
      'online_access',
      'patient/*.cruds',
      'user/*.cruds',
      'system/*.cruds',
      'patient/*.*',
      'user/*.*',
    ],
    response_types_supported: ['code'],
    management_endpoint: `${issuer}${GRANTS_PATH}`,
    introspection_endpoint: `${issuer}${ROUTES.introspection}`,
    revocation_endpoint: `${issuer}${ROUTES.revocation}`,
    ...(registrationScope === undefined
      ? {}
      : { registration_endpoint: `${issuer}${REGISTRATION_PATH}` }),
    code_challenge_methods_supported: ['S256'],
    capabilities: CAPABILITIES,
  };
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#declaring-support-for-oauth2-endpoints */
export function securityStatement({ issuer, registrationScope }: AuthSettings): JsonObject {
  const uris = {
    authorize: ROUTES.authorization,
    token: ROUTES.token,
    introspect: ROUTES.introspection,
    revoke: ROUTES.revocation,
    manage: GRANTS_PATH,
    ...(registrationScope === undefined ? {} : { register: REGISTRATION_PATH }),
  };
  return {
    cors: true,
    service: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
            code: 'SMART-on-FHIR',
            display: 'SMART-on-FHIR',
          },
        ],
        text: 'OAuth 2 as SMART App Launch 2.2 has it (http://hl7.org/fhir/smart-app-launch)',
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: Object.entries(uris).map(([url, path]) => ({
          url,
          valueUri: `${issuer}${path}`,
        })),
      },
    ],
  };
}
