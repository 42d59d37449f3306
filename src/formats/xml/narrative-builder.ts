/** The `<div>` of a narrative: JSON holds it as text, so it is taken over as it stands. */
import type { SaxesTagNS } from 'saxes';
import { FhirError } from '../../fhir/errors.js';
import type { Builder, NarrativeTarget } from './builders.js';
import { XHTML_NAMESPACE } from './type-model.js';

export class NarrativeBuilder implements NarrativeTarget {
  readonly path: string;
  readonly #source: string;
  readonly #start: number;
  #done: (xhtml: string) => void = () => undefined;

  constructor(source: string, start: number, path: string) {
    this.#source = source;
    this.#start = start;
    this.path = path;
  }

  onDone(done: (xhtml: string) => void): void {
    this.#done = done;
  }

  child(tag: SaxesTagNS): Builder {
    if (tag.uri !== XHTML_NAMESPACE) {
      throw new FhirError('malformed', `${this.path} has an element that is not XHTML`, {
        expression: this.path,
      });
    }
    return new InnerElement(this);
  }

  text(): boolean {
    return true;
  }

  /** The text between the tags must mean the same on its own, so prefixes from outside are refused. */
  close(tag: SaxesTagNS, end: number): void {
    if (tag.prefix !== '' || tag.attributes['xmlns'] === undefined) {
      throw new FhirError(
        'malformed',
        `${this.path} must declare the XHTML namespace as its default namespace`,
        { expression: this.path },
      );
    }
    this.#done(this.#source.slice(this.#start, end));
  }
}

/** An element inside the narrative. */
class InnerElement implements Builder {
  readonly path: string;
  readonly #narrative: NarrativeBuilder;

  constructor(narrative: NarrativeBuilder) {
    this.#narrative = narrative;
    this.path = narrative.path;
  }

  child(tag: SaxesTagNS): Builder {
    return this.#narrative.child(tag);
  }

  text(): boolean {
    return true;
  }

  close(): void {
    // Nothing to add: the narrative is taken from the source text.
  }
}
