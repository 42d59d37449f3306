/** The file of identity providers as it is written, once it has passed its schema. */
import type {
  AccountMatch,
  AuthnContext,
  IdentifierMatch,
  PersonRules,
  SamlIdentityProvider,
} from '../../auth/people/identity-provider.js';
import type { Language } from '../../auth/screens/language.js';

/** One of the two. */
export interface SecretEntry {
  readonly file?: string;
  readonly environment?: string;
}

interface KeyPairEntry {
  readonly key: SecretEntry;
  readonly certificate: string;
}

export interface PersonEntry extends Pick<PersonRules, 'name' | 'role' | 'roles'> {
  readonly match:
    (Omit<AccountMatch, 'ignoreCase'> & { readonly ignoreCase?: boolean }) | IdentifierMatch;
  readonly create?: boolean;
}

interface CommonEntry {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly clockToleranceSeconds?: number;
  readonly person: PersonEntry;
}

export interface OidcEntry extends CommonEntry {
  readonly issuer: string;
  readonly clientId: string;
  readonly authentication?: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
  readonly secret?: SecretEntry;
  readonly keys?: readonly SecretEntry[];
  readonly scope?: string;
  readonly acr?: readonly string[];
  readonly userinfo?: boolean;
}

export interface SamlEntry extends CommonEntry {
  readonly entryPoint: string;
  readonly issuer: string;
  readonly certificates: readonly string[];
  readonly entityId?: string;
  readonly signed?: SamlIdentityProvider['signed'];
  readonly signing?: KeyPairEntry;
  readonly encryption?: KeyPairEntry;
  readonly acceptCbc?: boolean;
  readonly nameIdFormat?: string;
  readonly authnContext?: Pick<AuthnContext, 'classes'> & Partial<AuthnContext>;
}
