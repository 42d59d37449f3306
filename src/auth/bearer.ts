/** Access tokens in requests: https://www.rfc-editor.org/rfc/rfc6750 */
import type { AppAccess, Subject } from '../access/context.js';
import { parseScopes, type ScopeVocabulary } from '../access/scopes.js';
import { FhirError } from '../fhir/errors.js';
import type { ResourceKey } from '../fhir/resource.js';
import type { LiveToken } from '../storage/auth/tokens.js';

/** Ours have 43 characters; those of https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]{1,512}=*)$/i;

/**
 * The token of an Authorization header.
 * @throws FhirError `unauthenticated`
 */
export function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated('An access token is required.');
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) {
    throw unauthenticated(
      'The Authorization header is not "Bearer" and a token.',
      'invalid_request',
    );
  }
  return token;
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3 */
export function unauthenticated(
  message: string,
  error?: 'invalid_request' | 'invalid_token',
): FhirError {
  const reason = error === undefined ? '' : `, error="${error}", error_description="${message}"`;
  return new FhirError('unauthenticated', message, {
    headers: { 'WWW-Authenticate': `Bearer realm="fhir"${reason}` },
  });
}

/** What a token of the kind `app` lets its bearer do. @param tokenId names it in the audit trail */
export function appAccess(
  { payload, grantId }: LiveToken,
  tokenId: string,
  vocabulary: ScopeVocabulary,
): AppAccess {
  const extra = isRecord(payload['extra']) ? payload['extra'] : {};
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const patient = text(extra['patient']);
  const encounter = text(extra['encounter']);
  const subject = subjectOf(text(payload['accountId']), text(extra['fhirUser']));
  const { resources, others } = parseScopes(text(payload['scope']) ?? '', vocabulary);
  return {
    kind: 'app',
    clientId: text(payload['clientId']) ?? '',
    ...(subject === undefined ? {} : { subject }),
    scopes: { resources, others },
    launch: {
      ...(patient === undefined ? {} : { patient }),
      ...(encounter === undefined ? {} : { encounter }),
    },
    tokenId,
    ...(grantId === undefined ? {} : { grantId }),
  };
}

function subjectOf(id: string | undefined, fhirUser: string | undefined): Subject | undefined {
  if (id === undefined) return undefined;
  const key = fhirUser === undefined ? undefined : keyOfUrl(fhirUser);
  return { id, ...(key === undefined ? {} : { fhirUser: key }) };
}

const RESOURCE_URL = /(?:^|\/)([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-.]{1,64})$/;

/** The resource of a URL that ends in its type and id. */
export function keyOfUrl(url: string): ResourceKey | undefined {
  const [, type, id] = RESOURCE_URL.exec(url) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
