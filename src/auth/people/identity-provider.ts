/** Somebody else who knows people and signs them in: OpenID Connect or SAML 2.0. */
import type { Role } from '../../storage/auth/accounts.js';

interface IdentityProviderBase {
  /** Part of URLs, and the source of the accounts that come from it. */
  readonly id: string;
  /** What the sign-in screen calls it. */
  readonly name: string;
  /** Of people who come from it, unless an attribute says so. */
  readonly role: Role;
  /** Names of claims or attributes. */
  readonly attributes: {
    /** What identifies the person; without it the subject. */
    readonly id?: string;
    readonly name?: string;
    /** `patient`, `practitioner` or `admin`. */
    readonly role?: string;
    /** `Practitioner/1`, or a URL that ends so. */
    readonly fhirUser?: string;
  };
}

export interface OidcIdentityProvider extends IdentityProviderBase {
  readonly kind: 'oidc';
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** `openid profile` when not given. */
  readonly scope?: string;
}

export interface SamlIdentityProvider extends IdentityProviderBase {
  readonly kind: 'saml';
  /** Where browsers are sent to sign in. */
  readonly entryPoint: string;
  /** What the identity provider calls itself. */
  readonly issuer: string;
  /** PEM of its certificates, any of which may sign. */
  readonly certificates: readonly string[];
  /** What it calls us; the issuer of this authorization server when not given. */
  readonly entityId?: string;
}

export type IdentityProvider = OidcIdentityProvider | SamlIdentityProvider;
