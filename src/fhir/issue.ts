/** One finding about a request or a resource: https://hl7.org/fhir/R4/operationoutcome.html */

export type IssueSeverity = 'fatal' | 'error' | 'warning' | 'information';

/** https://hl7.org/fhir/R4/valueset-issue-type.html, the codes this server uses. */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'security'
  | 'login'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'code-invalid'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'timeout'
  | 'throttled'
  | 'too-costly'
  | 'exception'
  | 'informational';

export interface Issue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  /** Says which element, which rule and what shape the value has; never the value of a person's data. */
  readonly diagnostics: string;
  /** FHIRPath of the element, with `[n]` in repetitions: `Patient.name[0].family`. */
  readonly expression?: string;
  /** Stable name of the rule that was broken, as in `docs/errors.md`. */
  readonly rule?: string;
  /** Canonical of the StructureDefinition that the rule stands in; absent for base R4. */
  readonly profile?: string;
  /** Where in the text that came in; both count from 1. */
  readonly line?: number;
  readonly column?: number;
}
