// Access tokens of a service: https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';

/** A token is not used in the last seconds of its life: the request has to arrive before it ends. */
const MARGIN_SECONDS = 30;
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Gives a token for as long as it is good, then asks for another.
 * @param {object} facts
 * @param {string} facts.fhirBase URL of the FHIR API, which tells where tokens are to be had
 * @param {string} facts.clientId as the server knows the service
 * @param {object} facts.privateJwk with `kid` and `alg`
 * @param {string} facts.scope such as `system/Patient.rs`
 * @param {() => number} [facts.now] milliseconds
 */
export function createTokenSource({ fhirBase, clientId, privateJwk, scope, now = Date.now }) {
  /** @type {{ value: string, renewAt: number } | undefined} */
  let current;
  return {
    /** @returns {Promise<string>} an access token that is good now */
    async get() {
      if (current === undefined || now() >= current.renewAt) {
        const answer = await requestToken({ fhirBase, clientId, privateJwk, scope });
        const seconds = Math.max(answer.expires_in - MARGIN_SECONDS, answer.expires_in / 2);
        current = { value: answer.access_token, renewAt: now() + seconds * 1000 };
      }
      return current.value;
    },
    /** The server does not take the token any more, whatever it said about its life. */
    drop() {
      current = undefined;
    },
  };
}

async function requestToken({ fhirBase, clientId, privateJwk, scope }) {
  const { token_endpoint: endpoint } = await getJson(`${fhirBase}/.well-known/smart-configuration`);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(clientId, endpoint, privateJwk),
  });
  return getJson(endpoint, { method: 'POST', body });
}

/** Says who the service is; it is good for one request, within a few minutes. */
async function assertion(clientId, endpoint, privateJwk) {
  const { alg, kid } = privateJwk;
  return new SignJWT()
    .setProtectedHeader({ alg, kid, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(endpoint)
    .setJti(randomUUID())
    .setExpirationTime('4 minutes')
    .sign(await importJWK(privateJwk, alg));
}

async function getJson(url, init = {}) {
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  const response = await fetch(url, { ...init, signal, headers: { Accept: 'application/json' } });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const reason = [body.error, body.error_description].filter(Boolean).join(': ');
    throw new Error(`${url} answered ${response.status} ${reason}`.trim());
  }
  return body;
}
