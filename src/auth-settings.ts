/** The configuration as the authorization server wants it. */
import type { ScopeVocabulary } from './access/scopes.js';
import type { AuthSettings } from './auth/settings.js';
import { OTHER_SCOPES } from './auth/smart/scope-policy.js';
import type { Config } from './config/load.js';
import type { Definitions } from './packages/registry.js';

/** @param base public base URL of the FHIR API */
export function authSettings(config: Config, base: string): AuthSettings {
  return {
    issuer: config.authUrl ?? base.replace(/[^/]*$/, 'auth'),
    fhirBase: base,
    accessTokenSeconds: config.accessTokenSeconds,
    backendTokenSeconds: config.backendTokenSeconds,
    refreshTokenSeconds: config.refreshTokenSeconds,
    sessionSeconds: config.sessionSeconds,
    privateHosts: config.privateHosts,
    trustedProxies: config.trustedProxies,
    secret: config.authSecret,
    identityProviders: config.identityProviders,
    registrationScope: config.registrationScope,
    workers: config.workers,
  };
}

export function scopeVocabulary(definitions: Definitions): ScopeVocabulary {
  return {
    isResourceType: (name) => definitions.isResourceType(name),
    others: OTHER_SCOPES,
  };
}
