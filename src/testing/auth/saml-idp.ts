/** A SAML 2.0 identity provider: makes responses, signed and encrypted, that can be bent. */
import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { SignedXml } from 'xml-crypto';
import { encrypt, type EncryptOptions } from 'xml-encryption';
import { selfSigned, type TestKeyPair } from './certificate.js';

const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** The request as it stands in the URL. */
export function requestOf(url: string): string {
  const encoded = new URL(url).searchParams.get('SAMLRequest') ?? '';
  return inflateRawSync(Buffer.from(encoded, 'base64')).toString('utf8');
}

export function requestIdOf(url: string): string {
  return /\bID="([^"]+)"/.exec(requestOf(url))?.[1] ?? '';
}

export interface SamlAnswer {
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  readonly inResponseTo: string;
  readonly assertionId: string;
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly context: string;
  readonly status: string;
  readonly version: string;
  /** Seconds from now. */
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly confirmationNotOnOrAfter: number;
  /** XML in place of the usual one. */
  readonly conditions?: string;
  readonly confirmation?: string;
  readonly advice?: string;
  readonly destination: string | undefined;
}

export function instant(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function assertionXml(answer: SamlAnswer): string {
  const { issuer, recipient, inResponseTo } = answer;
  const attributes = Object.entries(answer.attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values
        .map((value) => `<saml:AttributeValue>${escaped(value)}</saml:AttributeValue>`)
        .join('')}</saml:Attribute>`,
  );
  const confirmation =
    answer.confirmation ??
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${inResponseTo}" Recipient="${recipient}" NotOnOrAfter="${instant(answer.confirmationNotOnOrAfter)}"/></saml:SubjectConfirmation>`;
  const conditions =
    answer.conditions ??
    `<saml:Conditions NotBefore="${instant(answer.notBefore)}" NotOnOrAfter="${instant(answer.notOnOrAfter)}"><saml:AudienceRestriction><saml:Audience>${answer.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`;
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${answer.assertionId}" Version="${answer.version}" IssueInstant="${instant(0)}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID>${escaped(answer.nameId)}</saml:NameID>${confirmation}</saml:Subject>${conditions}${answer.advice ?? ''}<saml:AuthnStatement AuthnInstant="${instant(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>${answer.context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`;
}

export function responseXml(answer: SamlAnswer, assertion: string): string {
  const { issuer, inResponseTo, destination, status } = answer;
  const to = destination === undefined ? '' : ` Destination="${destination}"`;
  const code = status.startsWith('<') ? status : `<samlp:StatusCode Value="${status}"/>`;
  const answers = inResponseTo === '' ? '' : ` InResponseTo="${inResponseTo}"`;
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r${randomBytes(8).toString('hex')}" Version="2.0" IssueInstant="${instant(0)}"${to}${answers}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status>${code}</samlp:Status>${assertion}</samlp:Response>`;
}

export interface SignatureForm {
  readonly algorithm?: string;
  readonly digest?: string;
  readonly canonical?: string;
}

/** Signs the assertion or the response in the document, enveloped. */
export function signed(
  xml: string,
  element: 'Assertion' | 'Response',
  { key, certificate }: TestKeyPair,
  { algorithm = RSA_SHA256, digest = SHA256, canonical = EXCLUSIVE }: SignatureForm = {},
): string {
  const signature = new SignedXml({
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: canonical,
  });
  const place = `//*[local-name(.)='${element}']`;
  signature.addReference({
    xpath: place,
    digestAlgorithm: digest,
    transforms: [`${SIGNATURE}enveloped-signature`, canonical],
  });
  signature.computeSignature(xml, {
    location: { reference: `${place}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signature.getSignedXml();
}

export interface EncryptionForm {
  readonly algorithm?: EncryptOptions['encryptionAlgorithm'];
  readonly keyAlgorithm?: EncryptOptions['keyEncryptionAlgorithm'];
}

/** @param certificate of the one that it is for */
export function encrypted(
  assertion: string,
  certificate: string,
  {
    algorithm = 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyAlgorithm = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  }: EncryptionForm = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    encrypt(
      assertion,
      {
        rsa_pub: certificate,
        pem: certificate,
        encryptionAlgorithm: algorithm,
        keyEncryptionAlgorithm: keyAlgorithm,
        warnInsecureAlgorithm: false,
      },
      (error: Error | null, result) => {
        if (error !== null) reject(error);
        else
          resolve(
            `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${result}</saml:EncryptedAssertion>`,
          );
      },
    );
  });
}

export function encoded(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

export interface SamlIdp {
  readonly issuer: string;
  readonly entryPoint: string;
  readonly keys: TestKeyPair;
}

export function samlIdp(name: string): SamlIdp {
  return {
    issuer: `https://${name}.example/saml`,
    entryPoint: `https://${name}.example/sso?tenant=1`,
    keys: selfSigned(),
  };
}
