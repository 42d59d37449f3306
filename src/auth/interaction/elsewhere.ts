/** Signing in at another identity provider, as the screens see it. */
import type { Account } from '../../storage/auth/accounts.js';
import type { SignInProblem } from '../elsewhere/refused.js';
import type { Language } from '../screens/language.js';

export type CameBack = { readonly account: Account } | { readonly problem: SignInProblem };

export interface Elsewhere<Outcome> {
  /** For the sign-in screen. */
  readonly providers: readonly {
    readonly id: string;
    readonly names: Readonly<Record<Language, string>>;
  }[];
  /**
   * Where to send the browser.
   * @param uid of the interaction, which must be the same when the browser comes back
   * @returns undefined when there is no such provider, or it can't be reached
   */
  begin(provider: string, uid: string): Promise<string | undefined>;
  /** Who came back. @param ticket for one use, in the interaction that it was made for */
  finish(ticket: string, uid: string): Promise<Outcome>;
}

export type SignInElsewhere = Elsewhere<CameBack>;

/** For people who sign in as the patient that they are: by the logical id, without an account. */
export type PatientsElsewhere = Elsewhere<
  { readonly patient: string } | { readonly problem: SignInProblem }
>;
