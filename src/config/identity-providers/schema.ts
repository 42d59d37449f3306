/** What the file that IDENTITY_PROVIDERS names looks like: docs/sign-in.md. */

const TEXT = { type: 'string', minLength: 1, maxLength: 500, pattern: '\\S' };
const URL_TEXT = { type: 'string', maxLength: 2000, pattern: '^https?://[^\\s/?#]+[^\\s#]*$' };
/** Where people type passwords. */
const PAGE_URL = {
  type: 'string',
  maxLength: 2000,
  pattern: '^(https://[^\\s/?#]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?)([/?][^\\s#]*)?$',
};
const ROLE = { enum: ['patient', 'practitioner', 'admin'] };

/** Never in this file itself, which people show one another. */
const SECRET = {
  type: 'object',
  properties: { file: TEXT, environment: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' } },
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
};

const KEY_PAIR = {
  type: 'object',
  properties: { key: SECRET, certificate: TEXT },
  required: ['key', 'certificate'],
  additionalProperties: false,
};

const MATCH = {
  type: 'object',
  properties: {
    by: { enum: ['account', 'identifier'] },
    claim: TEXT,
    pattern: { type: 'string', minLength: 1, maxLength: 200 },
    ignoreCase: { type: 'boolean' },
    type: { enum: ['Patient', 'Practitioner'] },
    system: { type: 'string', maxLength: 500, pattern: '^[a-z][a-z0-9+.-]*:[^\\s|]+$' },
  },
  required: ['by'],
  additionalProperties: false,
  if: { properties: { by: { const: 'identifier' } } },
  then: { required: ['type', 'system'], not: { required: ['ignoreCase'] } },
  else: { not: { anyOf: [{ required: ['type'] }, { required: ['system'] }] } },
};

const PERSON = {
  type: 'object',
  properties: {
    name: TEXT,
    role: ROLE,
    roles: {
      type: 'object',
      properties: {
        claim: TEXT,
        values: {
          type: 'array',
          minItems: 1,
          maxItems: 100,
          items: {
            type: 'object',
            properties: { value: TEXT, role: ROLE },
            required: ['value', 'role'],
            additionalProperties: false,
          },
        },
      },
      required: ['claim', 'values'],
      additionalProperties: false,
    },
    match: MATCH,
    create: { type: 'boolean' },
  },
  required: ['match'],
  additionalProperties: false,
};

const COMMON = {
  id: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$', not: { enum: ['local', 'demo'] } },
  name: {
    type: 'object',
    properties: { nl: TEXT, en: TEXT },
    required: ['nl', 'en'],
    additionalProperties: false,
  },
  clockToleranceSeconds: { type: 'integer', minimum: 0, maximum: 300 },
  person: PERSON,
};

export const OIDC_SCHEMA = {
  type: 'object',
  properties: {
    ...COMMON,
    kind: { const: 'oidc' },
    issuer: URL_TEXT,
    clientId: TEXT,
    authentication: { enum: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] },
    secret: SECRET,
    keys: { type: 'array', minItems: 1, maxItems: 5, items: SECRET },
    scope: { type: 'string', maxLength: 500, pattern: '(^| )openid( |$)' },
    acr: { type: 'array', minItems: 1, maxItems: 20, items: TEXT },
    userinfo: { type: 'boolean' },
  },
  required: ['id', 'kind', 'name', 'issuer', 'clientId', 'person'],
  additionalProperties: false,
  if: {
    properties: { authentication: { const: 'private_key_jwt' } },
    required: ['authentication'],
  },
  then: { required: ['keys'], not: { required: ['secret'] } },
  else: { required: ['secret'], not: { required: ['keys'] } },
};

const CLASSES = { type: 'array', minItems: 1, maxItems: 20, items: TEXT };

export const SAML_SCHEMA = {
  type: 'object',
  properties: {
    ...COMMON,
    kind: { const: 'saml' },
    entryPoint: PAGE_URL,
    issuer: TEXT,
    certificates: { type: 'array', minItems: 1, maxItems: 10, items: TEXT },
    entityId: TEXT,
    signed: { enum: ['assertion', 'response', 'both'] },
    signing: KEY_PAIR,
    encryption: KEY_PAIR,
    acceptCbc: { type: 'boolean' },
    nameIdFormat: TEXT,
    authnContext: {
      type: 'object',
      properties: {
        classes: CLASSES,
        comparison: { enum: ['exact', 'minimum'] },
        accepted: CLASSES,
      },
      required: ['classes'],
      additionalProperties: false,
    },
  },
  required: ['id', 'kind', 'name', 'entryPoint', 'issuer', 'certificates', 'person'],
  additionalProperties: false,
};
