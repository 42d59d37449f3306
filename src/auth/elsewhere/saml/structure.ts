/**
 * Where things may stand in a SAML response, and how they may be signed and encrypted. Judged before
 * any signature is, by another parser: in a response of this form there is one assertion only that a
 * signature could be about. https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf 3.3.3, 5
 */
import { SignInRefused } from '../refused.js';
import { childrenOf, descendants, type XmlElement } from './xml-tree.js';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const ENCRYPTION = 'http://www.w3.org/2001/04/xmlenc#';

const SIGNATURE_METHODS = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
];
const DIGESTS = [`${ENCRYPTION}sha256`, `${ENCRYPTION}sha512`];
const CANONICAL = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const GCM = [
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
];
const CBC = [`${ENCRYPTION}aes128-cbc`, `${ENCRYPTION}aes256-cbc`];

/** What algorithms an element may name, by where it stands. */
function allowedAlgorithms(element: string, parent: string, acceptCbc: boolean): readonly string[] {
  switch (`${parent}/${element}`) {
    case 'SignedInfo/SignatureMethod':
      return SIGNATURE_METHODS;
    case 'SignedInfo/CanonicalizationMethod':
      return [CANONICAL];
    case 'Transforms/Transform':
      return [`${SIGNATURE}enveloped-signature`, CANONICAL];
    case 'Reference/DigestMethod':
      return DIGESTS;
    case 'EncryptedData/EncryptionMethod':
      return acceptCbc ? [...GCM, ...CBC] : GCM;
    case 'EncryptedKey/EncryptionMethod':
      return [`${ENCRYPTION}rsa-oaep-mgf1p`];
    // Of RSA-OAEP, which does not suffer from SHA-1: https://www.rfc-editor.org/rfc/rfc8017#appendix-B.1
    case 'EncryptionMethod/DigestMethod':
      return [`${SIGNATURE}sha1`, `${SIGNATURE}sha256`, `${SIGNATURE}sha512`, ...DIGESTS];
    default:
      return [];
  }
}

export interface ResponseStructure {
  readonly isSigned: boolean;
  /** Undefined when it is encrypted. */
  readonly assertion: { readonly isSigned: boolean } | undefined;
  readonly encrypted: boolean;
}

/** @throws SignInRefused */
export function checkResponseStructure(root: XmlElement, acceptCbc: boolean): ResponseStructure {
  if (root.namespace !== PROTOCOL || root.name !== 'Response') {
    throw new SignInRefused('the message is no response');
  }
  checkPlaces(root);
  checkIdentifiers(root);
  checkAlgorithms(root, '', acceptCbc);
  const assertions = childrenOf(root, ASSERTION, 'Assertion');
  const encrypted = childrenOf(root, ASSERTION, 'EncryptedAssertion');
  if (assertions.length + encrypted.length > 1) {
    throw new SignInRefused('the response has several assertions');
  }
  const [assertion] = assertions;
  return {
    isSigned: isSigned(root),
    assertion: assertion === undefined ? undefined : { isSigned: isSigned(assertion) },
    encrypted: encrypted.length > 0,
  };
}

/** For one that was encrypted. @returns whether it is signed. @throws SignInRefused */
export function checkAssertionStructure(root: XmlElement): boolean {
  if (root.namespace !== ASSERTION || root.name !== 'Assertion') {
    throw new SignInRefused('what was encrypted is no assertion');
  }
  checkPlaces(root);
  checkIdentifiers(root);
  checkAlgorithms(root, '', false);
  return isSigned(root);
}

/** Whatever their namespace: not all code looks at it. */
const PLACED = new Set(['Response', 'Assertion', 'EncryptedAssertion', 'Signature', 'Object']);

/** Assertions stand in the response only, signatures in what they sign, and once. */
function checkPlaces(root: XmlElement): void {
  const signable = [root, ...childrenOf(root, ASSERTION, 'Assertion')];
  const allowed = new Set([
    ...signable,
    ...childrenOf(root, ASSERTION, 'EncryptedAssertion'),
    ...signable.flatMap((element) => childrenOf(element, SIGNATURE, 'Signature')),
  ]);
  for (const element of descendants(root)) {
    if (PLACED.has(element.name) && !allowed.has(element)) {
      throw new SignInRefused(`the message has a ${element.name} where none belongs`);
    }
  }
  if (signable.some((element) => childrenOf(element, SIGNATURE, 'Signature').length > 1)) {
    throw new SignInRefused('the message has several signatures in one place');
  }
}

function checkIdentifiers(root: XmlElement): void {
  const seen = new Set<string>();
  for (const { attributes } of descendants(root)) {
    for (const name of ['ID', 'Id', 'id']) {
      const id = attributes[name];
      if (id === undefined) continue;
      if (seen.has(id)) throw new SignInRefused('the message has an id twice');
      seen.add(id);
    }
  }
}

function checkAlgorithms(element: XmlElement, parent: string, acceptCbc: boolean): void {
  const algorithm = element.attributes['Algorithm'];
  const isAllowed =
    algorithm === undefined ||
    allowedAlgorithms(element.name, parent, acceptCbc).includes(algorithm);
  if (!isAllowed) {
    throw new SignInRefused(`the message uses an algorithm that is not accepted: ${element.name}`);
  }
  for (const child of element.children) checkAlgorithms(child, element.name, acceptCbc);
}

function isSigned(element: XmlElement): boolean {
  return childrenOf(element, SIGNATURE, 'Signature').length > 0;
}
