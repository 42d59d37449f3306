/** Who is asking. Made by the door (bearer token, v2 sender, command line), judged by `decide.ts`. */
export interface AccessContext {
  /** `system`: the server itself or its operator, without limits. */
  readonly kind: 'system';
}

export const SYSTEM_ACCESS: AccessContext = { kind: 'system' };
