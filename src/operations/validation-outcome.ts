/** A validation report as an OperationOutcome: https://hl7.org/fhir/R4/operationoutcome.html */
import { operationOutcome } from '../fhir/outcome.js';
import type { Resource } from '../fhir/resource.js';
import { positionsIn } from '../formats/positions.js';
import type { Definitions } from '../packages/registry.js';
import type { ValidationIssue } from '../validation/report.js';

export interface Source {
  /** JSON or XML. */
  readonly text: string;
  /** Where in the text the resource stands: `Parameters.parameter[1].resource`; absent for the whole. */
  readonly within?: string;
}

/** The issues with the lines and columns that they have in the text that the resource comes from. */
export function located(
  issues: readonly ValidationIssue[],
  { text, within }: Source,
  definitions: Definitions,
): ValidationIssue[] {
  const placed = (expression: string): string =>
    within === undefined ? expression : expression.replace(/^\w+/, within);
  const expressions = issues.flatMap(({ expression = '' }) => placed(expression));
  const positions = positionsIn(text, definitions, expressions);
  return issues.map((issue) => ({ ...issue, ...positions.get(placed(issue.expression ?? '')) }));
}

/** An OperationOutcome has at least one issue: a remark when all is well. */
export function validationOutcome(issues: readonly ValidationIssue[]): Resource {
  if (issues.length > 0) return operationOutcome(issues);
  return operationOutcome([
    { severity: 'information', code: 'informational', diagnostics: 'No issues were found.' },
  ]);
}
