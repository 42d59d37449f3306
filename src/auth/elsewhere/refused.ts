/** A sign-in elsewhere that does not count. */

/** What the person is told, and no more than that. */
export type SignInProblem =
  /** Something was wrong with what the provider sent. */
  | 'failed'
  /** The person did not go on there. */
  | 'cancelled'
  /** Signed in there, but nobody here. */
  | 'unknown';

export class SignInRefused extends Error {
  readonly problem: SignInProblem;

  /** @param message for the log: nothing about the person */
  constructor(message: string, problem: SignInProblem = 'failed') {
    super(message);
    this.name = 'SignInRefused';
    this.problem = problem;
  }
}
