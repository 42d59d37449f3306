/** What an OpenID Connect provider says about itself: https://openid.net/specs/openid-connect-discovery-1_0.html */
import { isObject, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Clock } from '../../../ports.js';
import type { FetchDocument } from '../../network.js';
import { SignInRefused } from '../refused.js';

export interface ProviderMetadata {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string | undefined;
  readonly jwksUri: string;
  /** It names itself in its answers: https://www.rfc-editor.org/rfc/rfc9207 */
  readonly namesItself: boolean;
}

/** Milliseconds that what it says is remembered, and that a failure is. */
const REMEMBERED = 3_600_000;
const FAILURE = 5_000;

/**
 * @returns what asks for the metadata, or remembers it
 */
export function createDiscovery(
  issuer: string,
  fetchDocument: FetchDocument,
  clock: Clock,
): () => Promise<ProviderMetadata> {
  let known: { readonly metadata: Promise<ProviderMetadata>; until: number } | undefined;
  return () => {
    if (known !== undefined && known.until > clock()) return known.metadata;
    const entry = { metadata: discover(issuer, fetchDocument), until: clock() + REMEMBERED };
    entry.metadata.catch(() => {
      entry.until = clock() + FAILURE;
    });
    known = entry;
    return entry.metadata;
  };
}

/** @throws SignInRefused */
async function discover(issuer: string, fetchDocument: FetchDocument): Promise<ProviderMetadata> {
  const document = await jsonAt(
    fetchDocument(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
    'the discovery document',
  );
  // https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation
  if (document['issuer'] !== issuer) {
    throw new SignInRefused('the discovery document is of another issuer');
  }
  return {
    authorizationEndpoint: endpoint(document, 'authorization_endpoint'),
    tokenEndpoint: endpoint(document, 'token_endpoint'),
    userinfoEndpoint: stringAt(document, 'userinfo_endpoint'),
    jwksUri: endpoint(document, 'jwks_uri'),
    namesItself: document['authorization_response_iss_parameter_supported'] === true,
  };
}

/** @throws SignInRefused unless it is there. Whether it may be fetched from is judged when it is. */
function endpoint(document: JsonObject, name: string): string {
  const url = stringAt(document, name);
  const protocol = URL.parse(url ?? '')?.protocol;
  if (url !== undefined && (protocol === 'https:' || protocol === 'http:')) return url;
  throw new SignInRefused(`the discovery document has no ${name}`);
}

/** The JSON object of an answer. @param what for the log. @throws SignInRefused */
export async function jsonAt(answer: ReturnType<FetchDocument>, what: string): Promise<JsonObject> {
  let status: number;
  let body: string;
  try {
    ({ status, body } = await answer);
  } catch (error) {
    throw new SignInRefused(`${what}: ${error instanceof Error ? error.message : 'unreachable'}`);
  }
  if (status !== 200) throw new SignInRefused(`${what}: the provider answered ${status}`);
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new SignInRefused(`${what} is no JSON object`);
}
