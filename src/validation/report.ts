/** Collects the findings of one validation and knows where in the resource the checks are. */
import type { Issue, IssueSeverity } from '../fhir/issue.js';
import { RULES, type RuleId } from './rules.js';

/** What was found, in the order it was found. Findings are values; nothing is thrown. */
export interface ValidationReport {
  readonly issues: readonly Issue[];
}

/** True when nothing was found that forbids storing the resource. */
export function isValid(report: ValidationReport): boolean {
  return !report.issues.some((issue) => issue.severity === 'error' || issue.severity === 'fatal');
}

/** A resource with more errors than this is not looked at further. */
const MAX_ISSUES = 50;

export class Findings implements ValidationReport {
  readonly issues: Issue[] = [];
  /** Names and indexes from the root to the element that is being checked; checks push and pop. */
  readonly path: (string | number)[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  get full(): boolean {
    return this.issues.length >= MAX_ISSUES;
  }

  /**
   * Notes a finding at the current path.
   * @param diagnostics names the rule and the shape of the value, never the value itself
   */
  add(rule: RuleId, diagnostics: string, severity: IssueSeverity = 'error'): void {
    if (this.full) return;
    const expression = this.#expression();
    this.issues.push({
      severity,
      code: RULES[rule].code,
      rule,
      expression,
      diagnostics: `${expression}: ${diagnostics}`,
    });
  }

  #expression(): string {
    return this.path.reduce<string>(
      (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
      this.#root,
    );
  }
}
