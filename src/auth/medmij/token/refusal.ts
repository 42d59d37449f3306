/** Why the token endpoint gives no token: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */

const STATUSES = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  invalid_scope: 400,
  unsupported_grant_type: 400,
  /** Not of the RFC: the lists were never loaded, or are too old. */
  temporarily_unavailable: 503,
  server_error: 500,
} as const;

export type TokenError = keyof typeof STATUSES;

export interface TokenRefusal {
  readonly error: TokenError;
}

export function refusal(error: TokenError): TokenRefusal {
  return { error };
}

export function isRefusal(value: object): value is TokenRefusal {
  return 'error' in value;
}

export function statusOf({ error }: TokenRefusal): number {
  return STATUSES[error];
}
