/** What the authorization server is made of, and where it answers. */
import type { JWK } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ScopeVocabulary } from '../../access/scopes.js';
import type { Logger } from '../../ports.js';
import type { Database } from '../../storage/database.js';
import type { AuthSettings } from '../settings.js';
import type { ClientKeys } from './client-keys.js';

/** Pages that the library shows by itself. Each sets the answer's body. */
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, code: string, description: string | undefined): void;
  /** @param form HTML of a form with the id `op.logoutForm` */
  signOut(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
}

/** Checks the `launch` parameter. @throws errors.InvalidRequest */
export type CheckLaunch = (ctx: KoaContextWithOIDC, launch: string | undefined) => Promise<void>;

export interface ProviderParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  readonly keys: ClientKeys;
  /** Private keys; the first one signs. */
  readonly signingKeys: readonly JWK[];
  readonly cookieKey: Buffer;
  readonly pages: ProviderPages;
  readonly checkLaunch: CheckLaunch;
  readonly log: Logger;
}

export const ROUTES = {
  authorization: '/authorize',
  token: '/token',
  introspection: '/introspect',
  revocation: '/revoke',
  jwks: '/jwks',
  end_session: '/sign-out',
} as const;

/** Ours: see registration/router.ts. */
export const REGISTRATION_PATH = '/register';
