/** What people sign in elsewhere for: to use an app, or to let a PGO collect. */
import type { IdentityProvider } from '../people/identity-provider.js';
import type { Stranger } from './person.js';
import type { Outcome } from './under-way.js';

export interface Flow {
  /** Part of what is noted while somebody is away. */
  readonly name: string;
  /** Path below the issuer that the browser goes on at; `/came-back` comes behind it. */
  pathOf(uid: string): string;
  /** Who that is here. @throws SignInRefused */
  outcomeOf(provider: IdentityProvider, stranger: Stranger): Promise<Outcome>;
}
