/** Signing in at another identity provider, as the screens see it. */
import type { Account } from '../../storage/auth/accounts.js';

export interface SignInElsewhere {
  /** For the sign-in screen. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** Where browsers are sent to. */
  readonly origins: readonly string[];
  /**
   * Where to send the browser.
   * @param uid of the interaction, which must be the same when the browser comes back
   * @returns undefined when there is no such provider, or it can't be reached
   */
  begin(provider: string, uid: string): Promise<string | undefined>;
  /** Who came back. @param ticket for one use */
  finish(ticket: string, uid: string): Promise<Account | undefined>;
}

export const NOWHERE_ELSE: SignInElsewhere = {
  providers: [],
  origins: [],
  begin: () => Promise.resolve(undefined),
  finish: () => Promise.resolve(undefined),
};
