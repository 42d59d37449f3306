/**
 * Reads a list of MedMij. The namespace says only which release it is of: elements are known by their
 * local names, and what newer releases add is passed over. What is wrong makes the whole list unusable,
 * for what is left of it would not be what MedMij has said.
 * https://afsprakenstelsel.medmij.nl/ (Lijsten)
 */
import { setImmediate } from 'node:timers/promises';
import { XmlRefused, XmlTreeReader, type XmlElement } from '../../../formats/xml/tree.js';
import { SHAPES, type ListShape } from './entries.js';
import { ListRefused, type ListKind, type ParsedList } from './list-kind.js';
import { moment, only, positiveInteger } from './values.js';

/** Of a document. The largest list has some thousand providers. */
export const MAX_LIST_BYTES = 32 * 1024 * 1024;
const MAX_ELEMENTS = 2_000_000;
const MAX_DEPTH = 20;
/** Characters that are read before something else gets its turn. */
const PART = 256 * 1024;

export interface ParseOptions {
  /** Endpoints may be on the loopback interface: the demo's own lists. */
  readonly loopback?: boolean;
}

/** @throws ListRefused that says what is wrong */
export async function parseList<Kind extends ListKind>(
  kind: Kind,
  document: Uint8Array,
  options: ParseOptions = {},
): Promise<ParsedList<Kind>> {
  if (document.length > MAX_LIST_BYTES) throw new ListRefused('the document is too large');
  const text = utf8(document);
  try {
    const reading = new ListReading(kind, options.loopback ?? false);
    for (let start = 0; start < text.length; start += PART) {
      if (start > 0) await setImmediate();
      reading.write(text.slice(start, start + PART));
    }
    return reading.close();
  } catch (error) {
    if (error instanceof XmlRefused) throw new ListRefused(error.message);
    throw error;
  }
}

/** The encoding that XML has by default, and every list so far. */
function utf8(document: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(document);
    const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
    if (encoding === undefined || encoding.toLowerCase() === 'utf-8') return text;
  } catch {
    // Falls through to the refusal.
  }
  throw new ListRefused('the document is not UTF-8');
}

class ListReading<Kind extends ListKind> {
  readonly #kind: Kind;
  readonly #shape: ListShape<Kind>;
  readonly #loopback: boolean;
  readonly #reader: XmlTreeReader;
  #list: ReturnType<ListShape<Kind>['begin']> | undefined;

  constructor(kind: Kind, loopback: boolean) {
    this.#kind = kind;
    this.#shape = SHAPES[kind];
    this.#loopback = loopback;
    this.#reader = new XmlTreeReader({
      maxElements: MAX_ELEMENTS,
      maxDepth: MAX_DEPTH,
      comments: 'skip',
      take: (element, around) => this.#take(element, around),
    });
  }

  write(part: string): void {
    this.#reader.write(part);
  }

  close(): ParsedList<Kind> {
    const root = this.#reader.close();
    const { roots, containers } = this.#shape;
    if (!roots.includes(root.name)) throw new ListRefused(`the document is no ${roots[0] ?? ''}`);
    only(root, ...containers);
    return {
      kind: this.#kind,
      sequence: positiveInteger(only(root, 'Volgnummer')),
      issued: moment(only(root, 'Tijdstempel')),
      content: this.#begun(root.namespace).content,
    };
  }

  /** An entry is read when it is complete, and then needed no longer. */
  #take(element: XmlElement, [root, container, ...others]: readonly XmlElement[]): boolean {
    const { roots, containers, entries } = this.#shape;
    if (root === undefined || container === undefined || others.length > 0) return false;
    if (!roots.includes(root.name) || !containers.includes(container.name)) return false;
    if (entries.includes(element.name)) this.#begun(root.namespace).add(element);
    return true;
  }

  #begun(namespace: string): ReturnType<ListShape<Kind>['begin']> {
    const release = Number(/\/release(\d{1,4})\/?$/.exec(namespace)?.[1] ?? 0);
    const known = release <= this.#shape.release;
    this.#list ??= this.#shape.begin({ known, loopback: this.#loopback });
    return this.#list;
  }
}
