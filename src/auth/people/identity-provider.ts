/** Somebody else who knows people and signs them in: OpenID Connect or SAML 2.0. See docs/sign-in.md. */
import type { Language } from '../screens/language.js';
import type { Role } from '../../storage/auth/accounts.js';

/** How somebody who comes from an identity provider becomes an account. */
export interface PersonRules {
  /** Claim or attribute with the name for screens; without it the provider gives none. */
  readonly name?: string | undefined;
  /** Of who has none of the roles below; undefined: the account's own, or else nobody gets in. */
  readonly role?: Role | undefined;
  /** The first that the person has counts. */
  readonly roles?: RoleRules | undefined;
  readonly match: AccountMatch | IdentifierMatch;
  /** Whether people who come for the first time get an account. */
  readonly create: boolean;
}

export interface RoleRules {
  /** Claim or attribute with groups or roles. */
  readonly claim: string;
  readonly values: readonly { readonly value: string; readonly role: Role }[];
}

interface MatchBase {
  /** Claim or attribute; undefined for what names the person at the provider: `sub`, NameID. */
  readonly claim?: string | undefined;
  /** What the value must look like; the first group is what counts. */
  readonly pattern?: string | undefined;
}

/** An account of this provider, named by the value. */
export interface AccountMatch extends MatchBase {
  readonly by: 'account';
  readonly ignoreCase: boolean;
}

/** The one resource with an identifier of this value. */
export interface IdentifierMatch extends MatchBase {
  readonly by: 'identifier';
  readonly type: 'Patient' | 'Practitioner';
  readonly system: string;
}

interface IdentityProviderBase {
  /** Part of URLs, and the source of the accounts that come from it. */
  readonly id: string;
  /** What the sign-in screen calls it. */
  readonly names: Readonly<Record<Language, string>>;
  /** How far its clock may be from ours, in seconds. */
  readonly clockToleranceSeconds: number;
  readonly person: PersonRules;
}

/** How we say who we are: https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication */
export type ClientProof =
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  /** PEM of private keys: the first signs, all are published. */
  | { readonly method: 'private_key_jwt'; readonly keys: readonly string[] };

export interface OidcIdentityProvider extends IdentityProviderBase {
  readonly kind: 'oidc';
  readonly issuer: string;
  readonly clientId: string;
  readonly proof: ClientProof;
  readonly scope: string;
  /** Asked for, and one of them demanded: https://openid.net/specs/openid-connect-core-1_0.html#acrSemantics */
  readonly acr: readonly string[];
  /** Whether claims are fetched from the userinfo endpoint too. */
  readonly userinfo: boolean;
}

/** PEM of a private key with its certificate. */
export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

export interface SamlIdentityProvider extends IdentityProviderBase {
  readonly kind: 'saml';
  /** Where browsers are sent to sign in. */
  readonly entryPoint: string;
  /** What the identity provider calls itself. */
  readonly issuer: string;
  /** PEM of its certificates, any of which may sign. */
  readonly certificates: readonly string[];
  /** What it calls us. */
  readonly entityId?: string | undefined;
  /** What it must have signed; whatever else is signed must be right too. */
  readonly signed: 'assertion' | 'response' | 'both';
  /** Our requests are signed with it. */
  readonly signing?: KeyPair | undefined;
  /** Assertions are encrypted for it. */
  readonly encryption?: KeyPair | undefined;
  /** Takes AES-CBC too, which AD FS encrypts with and which does not tell when it was tampered with. */
  readonly acceptCbc: boolean;
  readonly nameIdFormat?: string | undefined;
  /** How people must have signed in: https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf 3.3.2.2.1 */
  readonly authnContext?: AuthnContext | undefined;
}

export interface AuthnContext {
  readonly classes: readonly string[];
  readonly comparison: 'exact' | 'minimum';
  /** What is enough when it comes back. */
  readonly accepted: readonly string[];
}

export type IdentityProvider = OidcIdentityProvider | SamlIdentityProvider;
