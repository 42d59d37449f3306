/**
 * Signing in at a SAML 2.0 identity provider: our request by redirect, its answer by a form.
 * https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf 4.1
 *
 * Signatures are checked by node-saml; what a response may look like and what its assertion must say is
 * checked here, before and after (docs/decisions/0040-sign-in-elsewhere.md).
 */
import { randomBytes } from 'node:crypto';
import { SAML, ValidateInResponseTo, type SamlConfig } from '@node-saml/node-saml';
import { decryptXml, parseDomFromString, xpath } from '@node-saml/node-saml/lib/xml.js';
import type { Clock } from '../../../ports.js';
import type { SamlIdentityProvider } from '../../people/identity-provider.js';
import { SignInRefused } from '../refused.js';
import { checkAssertion, checkIssuer, type CheckedAssertion } from './assertion.js';
import {
  ASSERTION,
  checkAssertionStructure,
  checkResponseStructure,
  PROTOCOL,
  type ResponseStructure,
} from './structure.js';
import { childrenOf, descendants, parseXml, type XmlElement } from './xml-tree.js';

export interface SamlParts {
  readonly provider: SamlIdentityProvider;
  /** What the identity provider calls us, unless the provider says otherwise. */
  readonly entityId: string;
  /** Our assertion consumer service. */
  readonly acsUrl: string;
  readonly clock: Clock;
}

/** A response that has been read, but not believed. */
export interface ReadResponse {
  readonly encoded: string;
  readonly root: XmlElement;
  readonly structure: ResponseStructure;
  /** The request that it says it answers. */
  readonly inResponseTo: string;
}

export interface SamlSignIn {
  /** URL to send the browser to. @param requestId from `newRequestId` */
  begin(requestId: string): Promise<string>;
  /** @param encoded the field SAMLResponse. @throws SignInRefused */
  read(encoded: string): ReadResponse;
  /** Who came back. The request has been taken. @throws SignInRefused */
  finish(response: ReadResponse): Promise<CheckedAssertion>;
  /** For the identity provider's operator: XML about us. */
  metadata(): string;
}

/** An NCName that nobody can guess. */
export function newRequestId(): string {
  return `_${randomBytes(32).toString('hex')}`;
}

export function createSamlSignIn(parts: SamlParts): SamlSignIn {
  const { provider, acsUrl, clock } = parts;
  const audience = provider.entityId ?? parts.entityId;
  return {
    begin: (requestId) =>
      new SAML({
        ...options(parts, audience),
        generateUniqueId: () => requestId,
      }).getAuthorizeUrlAsync('', undefined, {}),
    read: (encoded) => readResponse(encoded, provider),
    async finish(response) {
      checkEnvelope(response, provider.issuer, acsUrl);
      const assertion = await verifiedAssertion(response, provider, options(parts, audience));
      return checkAssertion(assertion, {
        issuer: provider.issuer,
        audience,
        recipient: acsUrl,
        requestId: response.inResponseTo,
        now: clock(),
        toleranceSeconds: provider.clockToleranceSeconds,
        acceptedContexts: provider.authnContext?.accepted,
      });
    },
    metadata: () =>
      new SAML(options(parts, audience)).generateServiceProviderMetadata(
        provider.encryption?.certificate ?? null,
        provider.signing?.certificate ?? null,
      ),
  };
}

function options({ provider, acsUrl }: SamlParts, audience: string): SamlConfig {
  const { signing, encryption, authnContext } = provider;
  return {
    issuer: audience,
    audience,
    callbackUrl: acsUrl,
    entryPoint: provider.entryPoint,
    idpCert: [...provider.certificates],
    identifierFormat: provider.nameIdFormat ?? null,
    acceptedClockSkewMs: provider.clockToleranceSeconds * 1000,
    // Once only, whichever process: that is done with the database (under-way.ts).
    validateInResponseTo: ValidateInResponseTo.never,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    wantAssertionsSigned: provider.signed !== 'response',
    wantAuthnResponseSigned: provider.signed !== 'assertion',
    ...(authnContext === undefined
      ? { disableRequestedAuthnContext: true }
      : { authnContext: [...authnContext.classes], racComparison: authnContext.comparison }),
    ...(signing === undefined ? {} : { privateKey: signing.key, publicCert: signing.certificate }),
    ...(encryption === undefined ? {} : { decryptionPvk: encryption.key }),
  };
}

const LONGEST_RESPONSE = 256 * 1024;

function readResponse(encoded: string, { acceptCbc }: SamlIdentityProvider): ReadResponse {
  const compact = encoded.replace(/[\r\n\t ]+/g, '');
  if (compact.length > LONGEST_RESPONSE || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) {
    throw new SignInRefused('the response is no base64, or too long');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    throw new SignInRefused('the response is not UTF-8');
  }
  const root = parseXml(text);
  const structure = checkResponseStructure(root, acceptCbc);
  const inResponseTo = root.attributes['InResponseTo'] ?? '';
  if (inResponseTo === '') throw new SignInRefused('the response answers no request');
  return { encoded: compact, root, structure, inResponseTo };
}

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
/** What identity providers answer when somebody pressed "cancel"; DigiD the first. */
const CANCELLED = ['AuthnFailed', 'RequestDenied'].map(
  (code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`,
);

/** What is around the assertion, signed or not. */
function checkEnvelope({ root, structure }: ReadResponse, issuer: string, acsUrl: string): void {
  const { Version, Destination } = root.attributes;
  if (Version !== '2.0') throw new SignInRefused('the response is not of SAML 2.0');
  // https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf 3.5.5.2
  const isMissing = Destination === undefined && !structure.isSigned;
  if (Destination !== acsUrl && !isMissing) {
    throw new SignInRefused('the response was sent to another URL');
  }
  if (childrenOf(root, ASSERTION, 'Issuer').length > 0) checkIssuer(root, issuer);
  const [status] = childrenOf(root, PROTOCOL, 'Status');
  const codes = status === undefined ? [] : [...descendants(status)];
  const values = codes.flatMap(({ name, attributes }) =>
    name === 'StatusCode' ? [attributes['Value'] ?? ''] : [],
  );
  if (values[0] === SUCCESS) return;
  const isCancelled = values.some((value) => CANCELLED.includes(value));
  throw new SignInRefused(
    'the identity provider did not succeed',
    isCancelled ? 'cancelled' : 'failed',
  );
}

/** Only what a signature was about. What is signed must be signed rightly, also what need not be signed. */
async function verifiedAssertion(
  { encoded, structure }: ReadResponse,
  provider: SamlIdentityProvider,
  options: SamlConfig,
): Promise<XmlElement> {
  const isAssertionSigned = structure.encrypted
    ? checkAssertionStructure(parseXml(await decrypted(encoded, provider)))
    : structure.assertion?.isSigned === true;
  const saml = new SAML({
    ...options,
    wantAuthnResponseSigned: provider.signed !== 'assertion' || structure.isSigned,
    wantAssertionsSigned: provider.signed !== 'response' || isAssertionSigned,
  });
  const { profile } = await verifying(() =>
    saml.validatePostResponseAsync({ SAMLResponse: encoded }),
  );
  const xml = profile?.getAssertionXml?.();
  if (xml === undefined) throw new SignInRefused('the response has no assertion');
  return parseXml(xml);
}

/** Whether it can be decrypted is nobody's business: all that goes wrong looks the same. */
async function decrypted(encoded: string, { encryption }: SamlIdentityProvider): Promise<string> {
  if (encryption === undefined)
    throw new SignInRefused('the assertion is encrypted, without our key');
  return verifying(async () => {
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const [element] = selectElements(await parseDom(text), ENCRYPTED_ASSERTION);
    return decryptXml(String(element), encryption.key);
  });
}

/** The types of a browser's DOM, which node-saml uses, are not there. */
const parseDom = parseDomFromString as (xml: string) => Promise<unknown>;
const selectElements = xpath.selectElements as (node: unknown, path: string) => readonly unknown[];

/** Its place has been checked. */
const ENCRYPTED_ASSERTION = "/*/*[local-name()='EncryptedAssertion']";

/** Messages of node-saml that say nothing about the person. */
const TELLING = /^(?:Invalid signature|Invalid document signature|SAML assertion )/;

async function verifying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason =
      error instanceof Error && TELLING.test(error.message) ? error.message : 'unknown';
    throw new SignInRefused(`the response could not be verified: ${reason}`);
  }
}
