/**
 * What an assertion must say once its signature is known to be right: from whom, for whom, when, and
 * as the answer to what. https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf 4.1.4
 */
import type { Stranger } from '../person.js';
import { SignInRefused } from '../refused.js';
import { ASSERTION } from './structure.js';
import { childrenOf, type XmlElement } from './xml-tree.js';

export interface ExpectedAssertion {
  readonly issuer: string;
  /** What the identity provider calls us. */
  readonly audience: string;
  /** Our URL that it was sent to. */
  readonly recipient: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly toleranceSeconds: number;
  /** Undefined when any way of signing in will do. */
  readonly acceptedContexts: readonly string[] | undefined;
}

export interface CheckedAssertion {
  readonly id: string;
  /** Milliseconds since the epoch until it is good. */
  readonly until: number;
  readonly stranger: Stranger;
}

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/** @throws SignInRefused */
export function checkAssertion(root: XmlElement, expected: ExpectedAssertion): CheckedAssertion {
  const { ID: id = '', Version } = root.attributes;
  if (root.namespace !== ASSERTION || root.name !== 'Assertion' || Version !== '2.0' || id === '') {
    throw new SignInRefused('what is signed is no assertion of SAML 2.0');
  }
  checkIssuer(root, expected.issuer);
  const subject = only(root, 'Subject');
  const until = checkConfirmation(subject, expected);
  checkConditions(only(root, 'Conditions'), expected);
  checkAuthentication(root, expected);
  const nameId = only(subject, 'NameID').text.trim();
  const attributes = attributesOf(root);
  return {
    id,
    until,
    stranger: { subject: nameId, values: (name) => attributes.get(name) ?? [] },
  };
}

/** @throws SignInRefused. @param element a response or an assertion */
export function checkIssuer(element: XmlElement, issuer: string): void {
  const [named, ...others] = childrenOf(element, ASSERTION, 'Issuer');
  const format = named?.attributes['Format'] ?? ENTITY;
  if (others.length > 0 || format !== ENTITY || named?.text.trim() !== issuer) {
    throw new SignInRefused(`the ${element.name.toLowerCase()} is of another identity provider`);
  }
}

function only(parent: XmlElement, name: string): XmlElement {
  const [first, ...others] = childrenOf(parent, ASSERTION, name);
  if (first !== undefined && others.length === 0) return first;
  throw new SignInRefused(`the assertion has not exactly one ${name}`);
}

/** Bearer: whoever brings it. So it must be brought here, now, for the request we sent. */
function checkConfirmation(subject: XmlElement, expected: ExpectedAssertion): number {
  for (const confirmation of childrenOf(subject, ASSERTION, 'SubjectConfirmation')) {
    if (confirmation.attributes['Method'] !== BEARER) continue;
    const [data] = childrenOf(confirmation, ASSERTION, 'SubjectConfirmationData');
    const { Recipient, InResponseTo, NotBefore, NotOnOrAfter } = data?.attributes ?? {};
    const isForUs = Recipient === expected.recipient && InResponseTo === expected.requestId;
    if (isForUs && NotOnOrAfter !== undefined && isNow({ NotBefore, NotOnOrAfter }, expected)) {
      return Date.parse(NotOnOrAfter);
    }
  }
  throw new SignInRefused('the assertion is not for this sign-in, or no longer');
}

const KNOWN_CONDITIONS = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

/** https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf 2.5.1 */
function checkConditions(conditions: XmlElement, expected: ExpectedAssertion): void {
  if (!isNow(conditions.attributes, expected)) {
    throw new SignInRefused('the assertion is not valid now: the clocks may differ');
  }
  const unknown = conditions.children.some(
    ({ namespace, name }) => namespace !== ASSERTION || !KNOWN_CONDITIONS.has(name),
  );
  if (unknown) throw new SignInRefused('the assertion has a condition that is not understood');
  const restrictions = childrenOf(conditions, ASSERTION, 'AudienceRestriction');
  const isForUs = restrictions.every((restriction) =>
    childrenOf(restriction, ASSERTION, 'Audience').some(
      ({ text }) => text.trim() === expected.audience,
    ),
  );
  if (restrictions.length === 0 || !isForUs) {
    throw new SignInRefused('the assertion is for another audience');
  }
}

function checkAuthentication(root: XmlElement, expected: ExpectedAssertion): void {
  const statements = childrenOf(root, ASSERTION, 'AuthnStatement');
  if (statements.length === 0) throw new SignInRefused('the assertion does not say how or when');
  const isOver = statements.some(({ attributes: { SessionNotOnOrAfter: NotOnOrAfter } }) => {
    return !isNow({ NotOnOrAfter }, expected);
  });
  if (isOver) throw new SignInRefused('the session at the identity provider has ended');
  const { acceptedContexts } = expected;
  if (acceptedContexts === undefined) return;
  const isEnough = statements.every((statement) =>
    childrenOf(statement, ASSERTION, 'AuthnContext')
      .flatMap((context) => childrenOf(context, ASSERTION, 'AuthnContextClassRef'))
      .some(({ text }) => acceptedContexts.includes(text.trim())),
  );
  if (!isEnough) throw new SignInRefused('the person did not sign in the way that is demanded');
}

/** False too for a time that can't be read. */
function isNow(
  { NotBefore, NotOnOrAfter }: Readonly<Record<string, string | undefined>>,
  { now, toleranceSeconds }: ExpectedAssertion,
): boolean {
  const tolerance = toleranceSeconds * 1000;
  const hasBegun = NotBefore === undefined || instant(NotBefore) <= now + tolerance;
  const isLasting = NotOnOrAfter === undefined || instant(NotOnOrAfter) > now - tolerance;
  return hasBegun && isLasting;
}

/** In UTC: https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf 1.3.3. NaN compares to nothing. */
function instant(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text) ? Date.parse(text) : NaN;
}

function attributesOf(root: XmlElement): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(root, ASSERTION, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, ASSERTION, 'Attribute')) {
      const name = attribute.attributes['Name'] ?? '';
      const values = childrenOf(attribute, ASSERTION, 'AttributeValue').map(({ text }) =>
        text.trim(),
      );
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  return attributes;
}
