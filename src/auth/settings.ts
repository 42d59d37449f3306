/** What an operator decides about the authorization server. */
import type { IdentityProvider } from './people/identity-provider.js';

export interface AuthSettings {
  /** Public base URL of the authorization server, and the `iss` of its tokens. No slash at the end. */
  readonly issuer: string;
  /** Public base URL of the FHIR API: the audience of access tokens. */
  readonly fhirBase: string;
  /** Lifetimes in seconds, for clients that have none of their own. */
  readonly accessTokenSeconds: number;
  readonly backendTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly sessionSeconds: number;
  /** Hosts that may be fetched from although their addresses are private. */
  readonly privateHosts: readonly string[];
  /** Addresses in CIDR form whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Something only this server's operator knows, which the signing keys are encrypted with besides. */
  readonly secret: string | undefined;
  readonly identityProviders: readonly IdentityProvider[];
  /** The scopes of clients that register themselves; undefined when they may not. */
  readonly registrationScope: string | undefined;
  /** How many processes share a client's rate limit. */
  readonly workers: number;
}
