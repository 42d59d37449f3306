/** Who is asking. Made by the door (bearer token, v2 sender, command line), judged by `decide.ts`. */
export interface AccessContext {
  /**
   * `system`: the server itself or its operator, without limits. `nobody`: a caller of whom nothing
   * is known.
   */
  readonly kind: 'system' | 'nobody';
}

export const SYSTEM_ACCESS: AccessContext = { kind: 'system' };
