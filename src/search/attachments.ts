/**
 * Binary resources that a resource has as the content of its attachments. A Binary without a
 * security context is seen by those who see such a resource: https://hl7.org/fhir/R4/binary.html#security
 */
import { isObject, stringAt, type JsonObject, type JsonValue } from '../fhir/json.js';
import { parseReference } from '../fhir/reference.js';
import type { Resource } from '../fhir/resource.js';
import type { Definitions, Property } from '../packages/registry.js';
import type { IndexEntries } from './index-entries.js';
import type { Key } from './keys.js';

/**
 * Path of these links in the index. It is no search parameter's, and the same for all types: whoever
 * follows it names the type that has the attachment.
 */
export const ATTACHMENT_PATH: Key = { high: 0, low: 2 };

export function isAttachmentPath({ high, low }: Key): boolean {
  return high === ATTACHMENT_PATH.high && low === ATTACHMENT_PATH.low;
}

/** Name by which a database knows that it has these links of a type: see `compareIndexPaths`. */
export function attachmentPathName(type: string): string {
  return `attachments:${type}`;
}

/** Any other extension could carry a resource of anybody; contained resources have no id here. */
const PASSED_BY = new Set(['extension', 'modifierExtension', 'contained', 'text', 'meta']);

/** Knows where the resources of each type can have attachments. */
export class AttachmentFinder {
  readonly #definitions: Definitions;
  /** Properties on the way to an attachment, by type. */
  readonly #ways = new Map<string, readonly Property[]>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** True for types whose resources can have attachments. */
  has(type: string): boolean {
    return this.#waysOf(type).length > 0;
  }

  /** Adds the Binary resources of this server that the attachments name. @param base of this server */
  index(resource: Resource, base: string, entries: IndexEntries): void {
    const known = new Set<string>();
    this.#visit(resource, resource.resourceType, (url) => {
      const link = parseReference(url, base);
      if (link.kind !== 'local' || link.type !== 'Binary' || known.has(link.id)) return;
      known.add(link.id);
      entries.references.push({ path: ATTACHMENT_PATH, type: 'Binary', id: link.id });
    });
  }

  #visit(value: JsonObject, type: string, found: (url: string) => void): void {
    for (const property of this.#waysOf(type)) {
      const inner = value[property.name];
      if (inner === undefined) continue;
      for (const item of Array.isArray(inner) ? inner : [inner]) {
        this.#visitItem(item, property.type, found);
      }
    }
  }

  #visitItem(item: JsonValue, type: string, found: (url: string) => void): void {
    if (!isObject(item)) return;
    if (type !== 'Attachment') this.#visit(item, type, found);
    else {
      const url = stringAt(item, 'url');
      if (url !== undefined) found(url);
    }
  }

  #waysOf(type: string): readonly Property[] {
    let ways = this.#ways.get(type);
    if (ways === undefined) {
      ways = this.#properties(type).filter((property) => this.#leadsOn(property, new Set()));
      this.#ways.set(type, ways);
    }
    return ways;
  }

  #properties(type: string): Property[] {
    return [...this.#definitions.properties(type).values()].filter(
      ({ name, primitive }) => !primitive && !PASSED_BY.has(name),
    );
  }

  /** @param above types that are being looked at: elements such as `item.item` hold themselves */
  #leadsOn({ type }: Property, above: ReadonlySet<string>): boolean {
    if (type === 'Attachment') return true;
    if (above.has(type)) return false;
    const below = new Set([...above, type]);
    return this.#properties(type).some((property) => this.#leadsOn(property, below));
  }
}
