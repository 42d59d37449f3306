/**
 * XML as SAML messages may be written: a tree of elements with texts. What XML has besides and SAML
 * does not need is refused, since attacks are made of it: document types with their entities, comments
 * that cut texts in two, processing instructions.
 */
import { SaxesParser } from 'saxes';
import { SignInRefused } from '../refused.js';

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Those without a namespace. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, without what is in its children. */
  readonly text: string;
}

const MAX_ELEMENTS = 5000;
const MAX_DEPTH = 50;

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

/** @returns the root. @throws SignInRefused for anything else */
export function parseXml(text: string): XmlElement {
  try {
    return grow(text);
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    throw new SignInRefused('the message is not well-formed XML');
  }
}

function grow(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let count = 0;
  const refuse = (what: string) => (): never => {
    throw new SignInRefused(`the message has ${what}`);
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', refuse('a document type'));
  parser.on('comment', refuse('a comment'));
  parser.on('cdata', refuse('a CDATA section'));
  parser.on('processinginstruction', refuse('a processing instruction'));
  parser.on('text', (content) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += content;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const element: Growing = {
      namespace: uri,
      name: local,
      attributes: plainAttributes(attributes),
      children: [],
      text: '',
    };
    if (++count > MAX_ELEMENTS || open.length >= MAX_DEPTH) refuse('too many elements')();
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return root ?? refuse('no element')();
}

function plainAttributes(
  attributes: Readonly<Record<string, { uri: string; local: string; value: string }>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(attributes)
      .filter(({ uri }) => uri === '')
      .map(({ local, value }) => [local, value]),
  );
}

/** An element and all below it. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

/** The children of a name. */
export function childrenOf(
  element: XmlElement,
  namespace: string,
  name: string,
): readonly XmlElement[] {
  return element.children.filter((child) => child.namespace === namespace && child.name === name);
}
