/** What the XML reader and writer must know of FHIR types; `packages/` registry provides it. */
export interface XmlProperty {
  readonly name: string;
  readonly type: string;
  readonly primitive: boolean;
  readonly array: boolean;
  /** Position of the element in its type: XML has the specification's order. */
  readonly order: number;
  readonly element: { readonly attribute?: true };
}

export interface XmlTypeModel {
  isResourceType(name: string): boolean;
  properties(type: string): ReadonlyMap<string, XmlProperty>;
}

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';
export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
