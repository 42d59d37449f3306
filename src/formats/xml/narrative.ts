/**
 * What a narrative may hold: https://hl7.org/fhir/R4/narrative.html#xhtml. Text formatting only: no
 * scripts, no events, no forms, nothing that is fetched and run. The lists are those of the
 * invariant txt-1 in the specification.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XHTML_ENTITIES } from './entities.js';
import { XHTML_NAMESPACE } from './type-model.js';

const ELEMENTS = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 ' +
    'h4 h5 h6 hr i img ins del li ol p pre q s samp small span strike strong sub sup table tbody td ' +
    'tfoot th thead tr tt u ul var kbd address center font'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char ' +
    'charoff charset cite class colspan compact coords dir frame headers height href hreflang hspace ' +
    'id lang longdesc name nowrap rel rev rowspan rules scope shape span src start style summary ' +
    'tabindex title type valign value vspace width xml:lang xmlns color face size'
  ).split(' '),
);

const SAFE_LINK = /^(?:#|https?:|ftp:|mailto:|tel:|urn:|cid:|[^:]*$)/i;
/** What a browser shows in an image it does not run, so inline data is harmless there. */
const SAFE_IMAGE = /^(?:#|https?:|urn:|cid:|data:|[^:]*$)/i;
/** Inline data again: how HL7's own publisher draws the lines of its trees. */
const INLINE_IMAGE = /url\(\s*["']?data:\s*image\/[a-z+.-]+;base64,[a-z0-9+/=\s]*["']?\s*\)/gi;
const STYLE_DANGER = /expression\s*\(|javascript:|url\s*\(|@import|behavior\s*:|-moz-binding/i;

/** A sentence about what is wrong with a narrative's `<div>`, or undefined when it is fine. */
export function narrativeProblem(xhtml: string): string | undefined {
  const checker = new NarrativeChecker();
  return checker.check(xhtml);
}

class Problem extends Error {}

class NarrativeChecker {
  #hasContent = false;
  #depth = 0;

  check(xhtml: string): string | undefined {
    const parser = new SaxesParser({ xmlns: true, fragment: false });
    Object.assign(parser.ENTITIES, XHTML_ENTITIES);
    parser.on('error', () => {
      throw new Problem('is not well-formed XHTML');
    });
    parser.on('doctype', () => {
      throw new Problem('has a document type declaration');
    });
    parser.on('processinginstruction', () => {
      throw new Problem('has a processing instruction');
    });
    parser.on('opentag', (tag) => {
      this.#element(tag);
    });
    parser.on('closetag', () => {
      this.#depth--;
    });
    parser.on('text', (text) => {
      if (text.trim() !== '') this.#hasContent = true;
    });
    try {
      parser.write(xhtml).close();
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
    return this.#hasContent ? undefined : 'has no content that a person could read';
  }

  #element(tag: SaxesTagNS): void {
    if (this.#depth++ === 0 && tag.local !== 'div') throw new Problem('is not a <div>');
    if (this.#depth > MAX_DEPTH) throw new Problem(`is nested deeper than ${MAX_DEPTH} levels`);
    if (tag.uri !== XHTML_NAMESPACE) {
      throw new Problem(`has elements outside the namespace ${XHTML_NAMESPACE}`);
    }
    if (!ELEMENTS.has(tag.local)) {
      throw new Problem(`has the element <${tag.local.slice(0, 32)}>, which is not allowed`);
    }
    if (tag.local === 'img') this.#hasContent = true;
    for (const attribute of Object.values(tag.attributes)) {
      checkAttribute(attribute.name.toLowerCase(), attribute.value);
    }
  }
}

const MAX_DEPTH = 100;

const LINKS: Readonly<Record<string, RegExp>> = {
  href: SAFE_LINK,
  cite: SAFE_LINK,
  longdesc: SAFE_LINK,
  src: SAFE_IMAGE,
};

function checkAttribute(name: string, value: string): void {
  if (!ATTRIBUTES.has(name)) {
    throw new Problem(`has the attribute "${name.slice(0, 32)}", which is not allowed`);
  }
  const safe = LINKS[name];
  if (safe?.test(value.trim()) === false) {
    throw new Problem(`has a link in "${name}" with a scheme that is not allowed`);
  }
  if (name === 'style' && STYLE_DANGER.test(value.replace(INLINE_IMAGE, ''))) {
    throw new Problem('has a style that loads or runs something');
  }
}
