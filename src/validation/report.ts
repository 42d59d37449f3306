/** Collects the findings of one validation and knows where in the resource the checks are. */
import type { Issue, IssueSeverity } from '../fhir/issue.js';
import { RULES, type RuleId } from './rules.js';

/** An issue with the element of the definition that gave rise to it. */
export interface ValidationIssue extends Issue {
  /** Its id in the profile: `Observation.component:systolic.code`. */
  readonly element?: string;
}

/** What was found, in the order it was found. Findings are values; nothing is thrown. */
export interface ValidationReport {
  readonly issues: readonly ValidationIssue[];
}

/** Which definition a check comes from. */
export interface Origin {
  readonly profile?: string;
  readonly element?: string;
}

/** True when nothing was found that forbids storing the resource. */
export function isValid(report: ValidationReport): boolean {
  return !report.issues.some(isError);
}

/** True for an issue that forbids storing the resource. */
export function isError({ severity }: Pick<Issue, 'severity'>): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** A resource with more errors than this is not looked at further. */
const MAX_ERRORS = 50;
/** Further warnings are left out, errors never. */
const MAX_NOTES = 100;

export class Findings implements ValidationReport {
  readonly issues: ValidationIssue[] = [];
  readonly #seen = new Set<string>();
  /** Names and indexes from the root to the element that is being checked; checks push and pop. */
  readonly path: (string | number)[] = [];
  readonly #root: string;
  #errors = 0;
  #notes = 0;

  constructor(root: string) {
    this.#root = root;
  }

  get full(): boolean {
    return this.#errors >= MAX_ERRORS;
  }

  /**
   * Notes a finding at the current path.
   * @param diagnostics names the rule and the shape of the value, never the value itself
   */
  add(rule: RuleId, diagnostics: string, severity: IssueSeverity = 'error'): void {
    const expression = this.#expression();
    this.#keep({
      severity,
      code: RULES[rule].code,
      rule,
      expression,
      diagnostics: `${expression}: ${diagnostics}`,
    });
  }

  /** Notes a finding of a profile, once: profiles build on one another and repeat their rules. */
  addAt(
    expression: string,
    found: { rule: RuleId; text: string; severity: IssueSeverity },
    origin: Origin,
  ): void {
    const key = `${found.rule} ${expression} ${found.text}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#keep({
      severity: found.severity,
      code: RULES[found.rule].code,
      rule: found.rule,
      expression,
      diagnostics: `${expression}: ${found.text}`,
      ...origin,
    });
  }

  #keep(issue: ValidationIssue): void {
    if (isError(issue)) {
      if (!this.full) this.issues.push(issue);
      this.#errors++;
    } else if (this.#notes++ < MAX_NOTES) this.issues.push(issue);
  }

  #expression(): string {
    return this.path.reduce<string>(
      (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
      this.#root,
    );
  }
}
