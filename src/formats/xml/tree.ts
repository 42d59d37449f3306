/**
 * XML that is no FHIR as a tree of elements with texts, for documents from elsewhere. What XML has
 * besides and such documents don't need is refused, since attacks are made of it: document types with
 * their entities, CDATA sections, processing instructions.
 */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Those without a namespace. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, without what is in its children. */
  readonly text: string;
}

export interface TreeRules {
  readonly maxElements: number;
  readonly maxDepth: number;
  /** `refuse`: where a comment that cuts a text in two could change what is understood. */
  readonly comments: 'refuse' | 'skip';
  /**
   * Called with every element that is complete. True: it is used already, and does not stay in the
   * tree, so that a large document does not stay in memory. The root always stays.
   * @param around the elements around it, from the root
   */
  readonly take?: (element: XmlElement, around: readonly XmlElement[]) => boolean;
}

/** The document is not what it should be; the message says why, and holds nothing of its content. */
export class XmlRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'XmlRefused';
  }
}

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

/** Reads a document that comes in parts: `write` each, then `close`. */
export class XmlTreeReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #rules: TreeRules;
  readonly #open: Growing[] = [];
  #root: Growing | undefined;
  #count = 0;

  constructor(rules: TreeRules) {
    this.#rules = rules;
    const refuse = (what: string) => (): never => {
      throw new XmlRefused(`the document has ${what}`);
    };
    this.#parser.on('error', () => {
      throw new XmlRefused('the document is not well-formed XML');
    });
    this.#parser.on('doctype', refuse('a document type'));
    this.#parser.on('cdata', refuse('a CDATA section'));
    this.#parser.on('processinginstruction', refuse('a processing instruction'));
    if (rules.comments === 'refuse') this.#parser.on('comment', refuse('a comment'));
    this.#parser.on('text', (content) => {
      const element = this.#open.at(-1);
      if (element !== undefined) element.text += content;
    });
    this.#parser.on('opentag', ({ uri, local, attributes }) => {
      this.#openElement({
        namespace: uri,
        name: local,
        attributes: plainAttributes(attributes),
        children: [],
        text: '',
      });
    });
    this.#parser.on('closetag', () => {
      this.#closeElement();
    });
  }

  /** @throws XmlRefused */
  write(part: string): void {
    this.#parser.write(part);
  }

  /** @returns the root. @throws XmlRefused */
  close(): XmlElement {
    this.#parser.close();
    if (this.#root === undefined) throw new XmlRefused('the document has no element');
    return this.#root;
  }

  #openElement(element: Growing): void {
    const { maxElements, maxDepth } = this.#rules;
    if (++this.#count > maxElements || this.#open.length >= maxDepth) {
      throw new XmlRefused('the document has too many elements');
    }
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  #closeElement(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === undefined || parent === undefined) return;
    if (this.#rules.take?.(element, this.#open) === true) parent.children.pop();
  }
}

/** @returns the root. @throws XmlRefused for anything else */
export function readXmlTree(text: string, rules: TreeRules): XmlElement {
  const reader = new XmlTreeReader(rules);
  reader.write(text);
  return reader.close();
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
