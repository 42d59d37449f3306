/** The forms a literal reference takes: https://hl7.org/fhir/R4/references.html#literal */
import { MAX_STRING_LENGTH } from './long-text.js';
import { isLogicalId } from './resource.js';

export type LiteralReference =
  /** `Patient/1` or `Patient/1/_history/2`, relative to this server's base. */
  | {
      readonly kind: 'local';
      readonly type: string;
      readonly id: string;
      readonly version?: string;
    }
  /** `Patient?identifier=…`, allowed in a transaction only. */
  | { readonly kind: 'conditional'; readonly type: string; readonly query: string }
  /** `#med1`: a contained resource. */
  | { readonly kind: 'contained'; readonly id: string }
  /** `urn:uuid:…`, `urn:oid:…`, `http://elsewhere/…`: anything else that is a URI. */
  | { readonly kind: 'absolute'; readonly uri: string }
  | { readonly kind: 'malformed' };

const RELATIVE =
  /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.+)$/;
const URI_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;

/**
 * Sorts a literal reference by its form. Absolute URLs below `base` (this server's own base URL,
 * without a trailing slash) count as local.
 */
export function parseReference(text: string, base?: string): LiteralReference {
  if (text.length > MAX_STRING_LENGTH) return { kind: 'malformed' };
  if (text.startsWith('#')) return containedReference(text.slice(1));
  if (base !== undefined && text.startsWith(base) && text[base.length] === '/') {
    return relativeReference(text.slice(base.length + 1)) ?? { kind: 'absolute', uri: text };
  }
  const relative = relativeReference(text);
  if (relative !== undefined) return relative;
  const [, type, query] = CONDITIONAL.exec(text) ?? [];
  if (type !== undefined && query !== undefined) return { kind: 'conditional', type, query };
  return URI_SCHEME.test(text) ? { kind: 'absolute', uri: text } : { kind: 'malformed' };
}

/** A `#` alone means the resource that contains. */
function containedReference(id: string): LiteralReference {
  return id === '' || isLogicalId(id) ? { kind: 'contained', id } : { kind: 'malformed' };
}

function relativeReference(text: string): LiteralReference | undefined {
  const match = RELATIVE.exec(text);
  const [, type, id, version] = match ?? [];
  if (type === undefined || id === undefined) return undefined;
  return version === undefined ? { kind: 'local', type, id } : { kind: 'local', type, id, version };
}
