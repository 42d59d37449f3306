/** The names of search parameters: code, modifier, and the links of chains. */
import { NotUnderstoodError } from './errors.js';

export type ParameterName =
  /** `code` or `code:modifier` */
  | { readonly kind: 'plain'; readonly code: string; readonly modifier: string | undefined }
  /** `code.rest` or `code:Type.rest`: https://hl7.org/fhir/R4/search.html#chaining */
  | {
      readonly kind: 'chain';
      readonly code: string;
      readonly type: string | undefined;
      readonly rest: string;
    }
  /** `_has:Type:code:rest`: https://hl7.org/fhir/R4/search.html#has */
  | {
      readonly kind: 'has';
      readonly type: string;
      readonly code: string;
      readonly rest: string;
    };

const HAS = '_has:';

/** @throws NotUnderstoodError for `_has` without its parts */
export function parseName(name: string): ParameterName {
  if (name.startsWith(HAS)) return parseHas(name);
  const dot = name.indexOf('.');
  const head = dot === -1 ? name : name.slice(0, dot);
  const colon = head.indexOf(':');
  const code = colon === -1 ? head : head.slice(0, colon);
  const suffix = colon === -1 ? undefined : head.slice(colon + 1);
  if (dot === -1) return { kind: 'plain', code, modifier: suffix };
  return { kind: 'chain', code, type: suffix, rest: name.slice(dot + 1) };
}

function parseHas(name: string): ParameterName {
  const type = name.indexOf(':', HAS.length);
  const code = type === -1 ? -1 : name.indexOf(':', type + 1);
  if (code === -1) {
    throw new NotUnderstoodError(name, 'it is not of the form _has:Type:reference:parameter');
  }
  return {
    kind: 'has',
    type: name.slice(HAS.length, type),
    code: name.slice(type + 1, code),
    rest: name.slice(code + 1),
  };
}
