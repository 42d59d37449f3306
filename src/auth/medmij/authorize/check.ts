/**
 * An authorization request as MedMij wants it: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 with
 * clients of the OAuth client list and MedMij's scopes and tracing ids. Pure.
 */
import { asUuid } from '../../../fhir/uuid.js';
import type { MedmijAsked } from '../../../storage/auth/medmij/requests.js';
import type { MedmijLists } from '../lists/types.js';
import { meaningOf, type ServiceCatalog } from '../services.js';
import type { MedmijSettings, RedirectedError } from '../settings.js';
import { AUTHORIZATION_PARAMETERS, readParameters } from './parameters.js';
import { isRedirectUri } from './redirect-uri.js';
import { parseMedmijScope } from './scope.js';

export interface CheckParts {
  readonly lists: MedmijLists;
  readonly settings: Pick<MedmijSettings, 'providers' | 'tracing'>;
  readonly catalog: ServiceCatalog;
}

/** What names the request in logs: UUIDs; undefined when it has none that are right. */
export interface Tracing {
  readonly correlation: string | undefined;
  readonly requestId: string | undefined;
}

export type Checked = { readonly tracing: Tracing } & (
  | { readonly kind: 'good'; readonly asked: Omit<MedmijAsked, 'correlation'> }
  /** Nobody may be sent to where it says: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
  | { readonly kind: 'page'; readonly wrong: 'client_id' | 'redirect_uri' }
  | {
      readonly kind: 'redirect';
      readonly client: string;
      readonly redirectUri: string;
      readonly state: string | undefined;
      readonly error: RedirectedError;
    }
);

/** @param query of the URL */
export function checkAuthorization(query: URLSearchParams, parts: CheckParts): Checked {
  const { values, repeated } = readParameters(query, AUTHORIZATION_PARAMETERS);
  const tracing = {
    correlation: asUuid(values['X-Correlation-ID']),
    requestId: asUuid(values['MedMij-Request-ID']),
  };
  const { client_id: client, redirect_uri: redirectUri } = values;
  if (client === undefined || parts.lists.client(client) === undefined) {
    return { kind: 'page', wrong: 'client_id', tracing };
  }
  if (redirectUri === undefined || !isRedirectUri(redirectUri, client)) {
    return { kind: 'page', wrong: 'redirect_uri', tracing };
  }
  const state = isState(values.state) ? values.state : undefined;
  const asked = restOf({ ...values, state, isClear: repeated.size === 0 }, tracing, parts);
  if (typeof asked === 'string') {
    return { kind: 'redirect', client, redirectUri, state, error: asked, tracing };
  }
  return { kind: 'good', asked: { ...asked, client, redirectUri }, tracing };
}

/** https://www.rfc-editor.org/rfc/rfc6749#appendix-A.5; MedMij has rules for its length that are not public. */
function isState(state: string | undefined): state is string {
  return state !== undefined && /^[\x20-\x7E]{1,1024}$/.test(state);
}

interface Rest {
  readonly response_type?: string;
  readonly scope?: string;
  /** Undefined for one that is not right, too. */
  readonly state: string | undefined;
  /** False when a parameter is there twice. */
  readonly isClear: boolean;
}

function restOf(
  { response_type: responseType, scope, state, isClear }: Rest,
  { correlation, requestId }: Tracing,
  { settings, catalog }: CheckParts,
): Omit<MedmijAsked, 'correlation' | 'client' | 'redirectUri'> | RedirectedError {
  if (!isClear || state === undefined || responseType === undefined) return 'invalid_request';
  if (responseType !== 'code') return 'unsupported_response_type';
  const isTraced = correlation !== undefined && requestId !== undefined;
  if (settings.tracing === 'required' && !isTraced) return 'invalid_request';
  if (scope === undefined) return 'invalid_scope';
  const named = parseMedmijScope(scope);
  const provider = settings.providers.find(({ name }) => name === named?.provider);
  if (named === undefined || provider === undefined) return 'invalid_scope';
  const meaning = meaningOf(named.services, provider, catalog);
  if (meaning === undefined) return 'invalid_scope';
  return { scope, state, provider: provider.name, ...meaning };
}
