/** An identity provider with its protocol. */
import type { OidcIdentityProvider, SamlIdentityProvider } from '../people/identity-provider.js';
import type { OidcSignIn } from './oidc/oidc.js';
import type { SamlSignIn } from './saml/saml.js';

export type Source =
  | {
      readonly provider: OidcIdentityProvider;
      readonly oidc: OidcSignIn;
      readonly saml?: undefined;
    }
  | {
      readonly provider: SamlIdentityProvider;
      readonly saml: SamlSignIn;
      readonly oidc?: undefined;
    };
