/** A validation report as an OperationOutcome: https://hl7.org/fhir/R4/operationoutcome.html */
import { operationOutcome } from '../fhir/outcome.js';
import type { Resource } from '../fhir/resource.js';
import { jsonPositions } from '../validation/positions.js';
import type { ValidationIssue } from '../validation/report.js';

/** The issues with the lines and columns that they have in a JSON text. */
export function located(issues: readonly ValidationIssue[], text: string): ValidationIssue[] {
  const expressions = issues.flatMap(({ expression }) => expression ?? []);
  const positions = jsonPositions(text, expressions);
  return issues.map((issue) => ({ ...issue, ...positions.get(issue.expression ?? '') }));
}

/** An OperationOutcome has at least one issue: a remark when all is well. */
export function validationOutcome(issues: readonly ValidationIssue[]): Resource {
  if (issues.length > 0) return operationOutcome(issues);
  return operationOutcome([
    { severity: 'information', code: 'informational', diagnostics: 'No issues were found.' },
  ]);
}
