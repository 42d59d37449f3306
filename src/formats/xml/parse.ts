/**
 * FHIR XML to a resource tree, driven by the definitions: https://hl7.org/fhir/R4/xml.html
 * No document type declaration is accepted, so there are no entities to expand and nothing
 * external to fetch. Elements must stand in the specification's order.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { FhirError } from '../../fhir/errors.js';
import type { Resource } from '../../fhir/resource.js';
import { DEFAULT_FORMAT_LIMITS, type FormatLimits } from '../limits.js';
import { ElementBuilder, type Builder } from './builders.js';
import { FHIR_NAMESPACE, type XmlTypeModel } from './type-model.js';
import { NarrativeBuilder } from './narrative-builder.js';

/** @throws FhirError `malformed` with the line and the path of the element that is wrong. */
export function parseXmlResource(
  text: string,
  model: XmlTypeModel,
  limits: FormatLimits = DEFAULT_FORMAT_LIMITS,
): Resource {
  return new XmlReader(text, model, { limits }).read();
}

/** Told of each element that opens: its path, and the offset of its `<` in the text. */
export type ElementListener = (path: string, start: number) => void;

/** Reads as `parseXmlResource` does, and tells where each element is. @throws FhirError `malformed` */
export function readXml(text: string, model: XmlTypeModel, listener: ElementListener): void {
  new XmlReader(text, model, { limits: DEFAULT_FORMAT_LIMITS, listener }).read();
}

interface ReaderOptions {
  readonly limits: FormatLimits;
  readonly listener?: ElementListener;
}

class XmlReader {
  readonly #text: string;
  readonly #model: XmlTypeModel;
  readonly #limits: FormatLimits;
  readonly #listener: ElementListener | undefined;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #stack: Builder[] = [];
  #root: Resource | undefined;
  /** Offset of the `<` of the tag that is being read. */
  #tagStart = 0;

  constructor(text: string, model: XmlTypeModel, { limits, listener }: ReaderOptions) {
    this.#text = text;
    this.#model = model;
    this.#limits = limits;
    this.#listener = listener;
  }

  read(): Resource {
    const parser = this.#parser;
    parser.on('error', () => {
      throw this.#wrong('The body is not well-formed XML');
    });
    parser.on('doctype', () => {
      throw this.#wrong('The XML has a document type declaration, which is not allowed');
    });
    parser.on('opentagstart', () => {
      this.#tagStart = this.#text.lastIndexOf('<', parser.position - 1);
    });
    parser.on('opentag', (tag) => {
      this.#opened(tag);
    });
    parser.on('closetag', (tag) => {
      this.#closed(tag);
    });
    parser.on('text', (content) => {
      this.#characters(content);
    });
    parser.on('cdata', (content) => {
      this.#characters(content);
    });
    parser.write(this.#text).close();
    if (this.#root === undefined) throw this.#wrong('The body has no XML element');
    return this.#root;
  }

  #opened(tag: SaxesTagNS): void {
    if (this.#stack.length >= this.#limits.maxDepth) {
      throw this.#wrong(`The XML is nested deeper than ${this.#limits.maxDepth} levels`);
    }
    const builder = this.#builderFor(tag);
    this.#listener?.(builder.path, this.#tagStart);
    this.#stack.push(builder);
  }

  #builderFor(tag: SaxesTagNS): Builder {
    const parent = this.#stack.at(-1);
    try {
      if (parent !== undefined) return parent.child(tag, this.#tagStart);
      return this.#rootBuilder(tag);
    } catch (error) {
      throw this.#located(error);
    }
  }

  #rootBuilder(tag: SaxesTagNS): Builder {
    if (tag.uri !== FHIR_NAMESPACE) {
      throw new FhirError(
        'malformed',
        `The root element is not in the namespace ${FHIR_NAMESPACE}`,
      );
    }
    return new ElementBuilder(
      {
        model: this.#model,
        maxRepetitions: this.#limits.maxArrayLength,
        narrative: (start, path) => new NarrativeBuilder(this.#text, start, path),
      },
      {
        resource: tag,
        path: tag.local,
        done: (value) => {
          this.#root = value as Resource;
        },
      },
    );
  }

  #closed(tag: SaxesTagNS): void {
    try {
      this.#stack.pop()?.close(tag, this.#parser.position);
    } catch (error) {
      throw this.#located(error);
    }
  }

  #characters(content: string): void {
    const top = this.#stack.at(-1);
    if (top?.text(content) === false && content.trim() !== '') {
      throw this.#wrong(`The element ${top.path} has text, which FHIR does not use`, top.path);
    }
  }

  #located(error: unknown): unknown {
    if (!(error instanceof FhirError)) return error;
    return this.#wrong(error.message, error.details.expression);
  }

  #wrong(message: string, expression?: string): FhirError {
    const where = `${message} (line ${this.#parser.line}, column ${this.#parser.column}).`;
    return new FhirError('malformed', where, expression === undefined ? {} : { expression });
  }
}
