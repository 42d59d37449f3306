/** Bodies and fixtures: text, and the resource in it. */
import { resourceOfXml } from './xml.mjs';

/** Text with what is in it; it is read when it is first asked for. */
export class Content {
  #resource;
  #problem;

  /** @param {string} text @param {'json' | 'xml' | 'other'} format */
  constructor(text, format = formatOf(text)) {
    this.text = text;
    this.format = format;
  }

  /** @returns {object} @throws when there is no resource in it */
  get resource() {
    if (this.#resource === undefined && this.#problem === undefined) this.#read();
    if (this.#problem !== undefined) throw this.#problem;
    return this.#resource;
  }

  get hasResource() {
    try {
      return this.resource !== undefined;
    } catch {
      return false;
    }
  }

  #read() {
    try {
      const found = this.format === 'xml' ? resourceOfXml(this.text) : JSON.parse(this.text);
      if (typeof found?.resourceType !== 'string') throw new Error('It is no FHIR resource.');
      this.#resource = found;
    } catch (error) {
      const what =
        this.text === '' ? 'There is no body.' : `The content can't be read: ${error.message}`;
      this.#problem = new Error(what);
    }
  }
}

/** @param {string} text @param {string | null} [contentType] a media type, where one was given */
export function formatOf(text, contentType) {
  if (contentType) {
    if (/[/+]json\b/.test(contentType)) return 'json';
    return /[/+]xml\b/.test(contentType) ? 'xml' : 'other';
  }
  const start = text.trimStart()[0];
  if (start === '<') return 'xml';
  return start === '{' || start === '[' ? 'json' : 'other';
}
