/** A validation report as an OperationOutcome: https://hl7.org/fhir/R4/operationoutcome.html */
import type { JsonObject } from '../fhir/json.js';
import { operationOutcome } from '../fhir/outcome.js';
import type { Resource } from '../fhir/resource.js';
import { positionsIn } from '../formats/positions.js';
import type { Definitions } from '../packages/registry.js';
import type { ValidationIssue } from '../validation/report.js';

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue';

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

/** With what is particular to validation: profile, line and column; one remark when all is well. */
export function validationOutcome(issues: readonly ValidationIssue[]): Resource {
  if (issues.length === 0) {
    return operationOutcome([
      { severity: 'information', code: 'informational', diagnostics: 'No issues were found.' },
    ]);
  }
  const outcome = operationOutcome(issues);
  const elements = outcome['issue'] as JsonObject[];
  for (const [index, issue] of issues.entries()) {
    const element = elements[index];
    if (element !== undefined) addParticulars(element, issue);
  }
  return outcome;
}

function addParticulars(element: JsonObject, { profile, line, column }: ValidationIssue): void {
  const extension: JsonObject[] = [];
  if (line !== undefined && column !== undefined) {
    extension.push(
      { url: `${EXTENSION}-line`, valueInteger: line },
      { url: `${EXTENSION}-col`, valueInteger: column },
    );
    element['location'] = [`Line[${line}] Col[${column}]`];
  }
  if (profile !== undefined) {
    extension.push({ url: `${EXTENSION}-source`, valueString: profile });
  }
  if (extension.length > 0) element['extension'] = extension;
}
