/**
 * The system of a `code`, which has none beside it: "the system is defined in the value set"
 * (https://hl7.org/fhir/R4/search.html#token). Queries are turned into what lies in the index,
 * which is the bare code.
 */
import type { CodeList, ElementModel } from '../packages/model.js';
import type { Definitions } from '../packages/registry.js';

export type ImpliedSystem =
  /** Every code is of this system. */
  | { readonly kind: 'one'; readonly system: string }
  /** The code itself says of which: the codes of each system. */
  | { readonly kind: 'by code'; readonly codes: CodeList };

/** Undefined for an element whose binding leaves open where its codes come from. */
export function impliedSystem(
  definitions: Definitions,
  { system, valueSet }: ElementModel,
): ImpliedSystem | undefined {
  if (system !== undefined) return { kind: 'one', system };
  const codes = valueSet === undefined ? undefined : definitions.codeList(valueSet);
  return codes === undefined ? undefined : { kind: 'by code', codes };
}

/** True when a code of the element is of this system. */
export function isOfSystem(implied: ImpliedSystem, system: string, code: string): boolean {
  return implied.kind === 'one'
    ? implied.system === system
    : implied.codes[system]?.includes(code) === true;
}
