/** Settings of the authorization server. */
import type { Setting } from './setting.js';

export const AUTH_SETTINGS = {
  AUTH: {
    type: 'string',
    enum: ['smart', 'off'],
    default: 'smart',
    allowed: 'smart, off; off only while HOST is a loopback address',
    sentence:
      'Who may use the API. `smart`: who has an access token (docs/authorization.md). `off`: everyone.',
  },
  AUTH_URL: {
    type: 'string',
    pattern: '^https?://[^\\s?#]+[^\\s?#/]$',
    allowed: 'an http or https URL without a slash at the end',
    sentence:
      'Public base URL of the authorization server. Default: BASE_URL with `auth` in place of its last part.',
  },
  AUTH_SECRET: {
    type: 'string',
    pattern: '^[!-~]{32,512}$',
    allowed: '32 to 512 characters without spaces',
    secret: true,
    sentence:
      'What the signing keys in the database are encrypted with, besides a secret of the database. The same for all processes and commands.',
  },
  ACCESS_TOKEN_SECONDS: {
    type: 'integer',
    minimum: 30,
    maximum: 86_400,
    default: 3600,
    allowed: '30 to 86400',
    sentence: 'Lifetime of access tokens of apps that have none of their own.',
  },
  BACKEND_TOKEN_SECONDS: {
    type: 'integer',
    minimum: 30,
    maximum: 86_400,
    default: 300,
    allowed: '30 to 86400',
    sentence: 'Lifetime of access tokens of backend services that have none of their own.',
  },
  REFRESH_TOKEN_DAYS: {
    type: 'integer',
    minimum: 1,
    maximum: 1825,
    default: 90,
    allowed: '1 to 1825',
    sentence: 'Days that an app keeps access by refresh tokens before somebody must agree again.',
  },
  SESSION_MINUTES: {
    type: 'integer',
    minimum: 5,
    maximum: 43_200,
    default: 480,
    allowed: '5 to 43200',
    sentence: 'Minutes that a browser stays signed in without being used.',
  },
  IDENTITY_PROVIDERS: {
    type: 'string',
    pattern: '\\S',
    allowed: 'a JSON file',
    sentence:
      'File that names the OpenID Connect and SAML 2.0 identity providers where people can sign in (docs/sign-in.md).',
  },
  DYNAMIC_REGISTRATION_SCOPE: {
    type: 'string',
    pattern: '\\S',
    allowed: 'scopes separated by spaces',
    sentence:
      'Scopes of clients that register themselves at `/auth/register`. Unset: clients can not register themselves (docs/dynamic-registration.md).',
  },
  MEDMIJ_SERVICES: {
    type: 'string',
    pattern: '\\S',
    allowed: 'a JSON file in the form of profiles/gegevensdiensten.json',
    sentence:
      'File with gegevensdiensten of MedMij that are added to the built-in ones, or replace those with the same id (docs/medmij-services.md); relative to the checkout.',
  },
  PRIVATE_HOSTS: {
    type: 'string',
    pattern: '^[A-Za-z0-9.:_-]+(,[A-Za-z0-9.:_-]+)*$',
    allowed: 'host names separated by commas',
    sentence:
      'Hosts of clients on private addresses or without https. No other private address is fetched from.',
  },
  TRUSTED_PROXIES: {
    type: 'string',
    pattern: '^[0-9A-Fa-f.:/]+(,[0-9A-Fa-f.:/]+)*$',
    allowed: 'IP addresses and ranges (10.0.0.0/8) separated by commas',
    sentence: 'Reverse proxies whose `X-Forwarded-For` is believed.',
  },
} as const satisfies Record<string, Setting>;
