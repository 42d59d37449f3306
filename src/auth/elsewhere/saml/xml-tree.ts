/** XML as SAML messages may be written: without what attacks on them are made of. */
import { readXmlTree, XmlRefused, type XmlElement } from '../../../formats/xml/tree.js';
import { SignInRefused } from '../refused.js';

export { descendants, type XmlElement } from '../../../formats/xml/tree.js';

/** A comment cuts a text in two, and some readers then see only one of them. */
const RULES = { maxElements: 5000, maxDepth: 50, comments: 'refuse' } as const;

/** @returns the root. @throws SignInRefused for anything else */
export function parseXml(text: string): XmlElement {
  try {
    return readXmlTree(text, RULES);
  } catch (error) {
    const reason = error instanceof XmlRefused ? error.message : 'the document is wrong';
    throw new SignInRefused(reason.replace('the document', 'the message'));
  }
}

/** The children of a name. */
export function childrenOf(
  element: XmlElement,
  namespace: string,
  name: string,
): readonly XmlElement[] {
  return element.children.filter((child) => child.namespace === namespace && child.name === name);
}
