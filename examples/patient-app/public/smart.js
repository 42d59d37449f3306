// From "sign in" to tokens: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html
import { createRemoteJWKSet } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';

/** What the app asks for. Laboratory results are one category of Observation. */
const SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'offline_access',
  'patient/Patient.r',
  'patient/Condition.rs',
  'patient/AllergyIntolerance.rs',
  'patient/MedicationRequest.rs',
  'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory',
];

/** Survives the way to the server and back, and nothing else: tokens are never stored. */
const PENDING = 'patient-app.pending';

/** The server refused; `code` is OAuth's, such as `access_denied`. */
export class RefusedError extends Error {
  constructor(code, description) {
    super(description ?? code);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** The answer is not to a request of this app in this window. */
export class ForeignAnswerError extends Error {
  constructor(message) {
    super(message);
    this.name = 'ForeignAnswerError';
  }
}

/** What the server says about itself. */
export async function discover(fhirBase) {
  const server = await getJson(`${fhirBase}/.well-known/smart-configuration`);
  if (!server.code_challenge_methods_supported?.includes('S256')) {
    throw new Error('The server does not support PKCE with S256.');
  }
  return server;
}

/**
 * @param {object} server as `discover` gives it
 * @param {{ fhirBase: string, clientId: string, redirectUri: string }} app
 * @param {string} [launch] that the app was opened with by an EHR
 * @returns {Promise<string>} where to send the browser
 */
export async function authorizationUrl(server, { fhirBase, clientId, redirectUri }, launch) {
  const [state, nonce, verifier] = [randomText(), randomText(), randomText()];
  sessionStorage.setItem(PENDING, JSON.stringify({ state, nonce, verifier }));
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: [launch === undefined ? 'launch/patient' : 'launch', ...SCOPES].join(' '),
    aud: fhirBase,
    state,
    nonce,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    ...(launch === undefined ? {} : { launch }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Makes tokens of what the server sent the browser back with.
 * @param {URLSearchParams} answer
 * @returns {Promise<object>} the token response
 */
export async function finish(server, { clientId, redirectUri }, answer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  sessionStorage.removeItem(PENDING);
  if (pending === null || answer.get('state') !== pending.state) {
    throw new ForeignAnswerError('The state is not the one that was sent.');
  }
  // https://www.rfc-editor.org/rfc/rfc9207
  if (answer.has('iss') && answer.get('iss') !== server.issuer) {
    throw new ForeignAnswerError('The answer is of another server.');
  }
  if (answer.has('error')) {
    throw new RefusedError(answer.get('error'), answer.get('error_description') ?? undefined);
  }
  const tokens = await requestTokens(server, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: answer.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: pending.verifier,
  });
  if (tokens.id_token !== undefined) {
    tokens.user = await userOf(tokens.id_token, server, clientId, pending.nonce);
  }
  return tokens;
}

/** @throws RefusedError when the server gives no tokens */
export function requestTokens(server, form) {
  return getJson(server.token_endpoint, { method: 'POST', body: new URLSearchParams(form) });
}

/** Who signed in: signature, issuer, audience, time and nonce of the id token are checked. */
async function userOf(idToken, { issuer, jwks_uri: jwksUri }, clientId, nonce) {
  const { payload } = await jwtVerify(idToken, createRemoteJWKSet(new URL(jwksUri)), {
    issuer,
    audience: clientId,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    clockTolerance: 30,
  });
  if (payload.nonce !== nonce)
    throw new ForeignAnswerError('The nonce is not the one that was sent.');
  return payload;
}

/** 256 bits in characters of base64url. */
function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
async function challengeOf(verifier) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function getJson(url, init = {}) {
  const response = await fetch(url, { ...init, headers: { Accept: 'application/json' } });
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  if (typeof body.error === 'string') throw new RefusedError(body.error, body.error_description);
  throw new Error(`${url} answered ${response.status}`);
}
