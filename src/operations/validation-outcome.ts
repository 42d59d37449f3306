/** A validation report as an OperationOutcome: https://hl7.org/fhir/R4/operationoutcome.html */
import { operationOutcome } from '../fhir/outcome.js';
import type { Resource } from '../fhir/resource.js';
import { positionsIn } from '../formats/positions.js';
import type { Definitions } from '../packages/registry.js';
import type { ValidationIssue } from '../validation/report.js';

/** The issues with the lines and columns that they have in the text of the resource, JSON or XML. */
export function located(
  issues: readonly ValidationIssue[],
  text: string,
  definitions: Definitions,
): ValidationIssue[] {
  const expressions = issues.flatMap(({ expression }) => expression ?? []);
  const positions = positionsIn(text, definitions, expressions);
  return issues.map((issue) => ({ ...issue, ...positions.get(issue.expression ?? '') }));
}

/** An OperationOutcome has at least one issue: a remark when all is well. */
export function validationOutcome(issues: readonly ValidationIssue[]): Resource {
  if (issues.length > 0) return operationOutcome(issues);
  return operationOutcome([
    { severity: 'information', code: 'informational', diagnostics: 'No issues were found.' },
  ]);
}
