/** What `vuurtoren validate` prints: text, OperationOutcomes, or SARIF. */
import type { JsonObject } from '../../fhir/json.js';
import { validationOutcome } from '../../operations/validation-outcome.js';
import { isError, type ValidationIssue } from '../../validation/report.js';
import { RULES } from '../../validation/rules.js';

export interface FileResult {
  readonly name: string;
  readonly file: string;
  readonly issues: readonly ValidationIssue[];
}

export const OUTPUTS = ['text', 'outcome', 'sarif'] as const;
export type Output = (typeof OUTPUTS)[number];

export interface Printer {
  /** Called for each resource in turn. */
  add(result: FileResult): void;
  /** Called once, after the last. */
  end(): void;
}

type Write = (text: string) => void;

export function printer(output: Output, write: Write): Printer {
  if (output === 'text') return textPrinter(write);
  return output === 'outcome' ? outcomePrinter(write) : sarifPrinter(write);
}

function textPrinter(write: Write): Printer {
  const counts = { resources: 0, wrong: 0, error: 0, warning: 0, information: 0 };
  return {
    add({ name, issues }) {
      counts.resources++;
      if (issues.some(isError)) counts.wrong++;
      for (const issue of issues) {
        counts[issue.severity === 'fatal' ? 'error' : issue.severity]++;
        write(`${name}${place(issue)}: ${issue.severity}: ${line(issue)}\n`);
      }
    },
    end() {
      const { resources, wrong, error, warning, information } = counts;
      write(
        `${resources} resources, ${wrong} with errors; ${error} errors, ${warning} warnings, ${information} remarks\n`,
      );
    },
  };
}

function place({ line: row, column }: ValidationIssue): string {
  return row === undefined || column === undefined ? '' : `:${row}:${column}`;
}

function line({ diagnostics, rule, profile }: ValidationIssue): string {
  const marks = [rule, profile?.replace(/^.*\//, '')].filter((mark) => mark !== undefined);
  return marks.length === 0 ? diagnostics : `${diagnostics} [${marks.join(', ')}]`;
}

/** A Bundle of OperationOutcomes, each with the name of what it is about. */
function outcomePrinter(write: Write): Printer {
  const entry: JsonObject[] = [];
  return {
    add({ name, issues }) {
      const resource = validationOutcome(issues);
      entry.push({ resource: { ...resource, text: narrative(name) } });
    },
    end() {
      const bundle = { resourceType: 'Bundle', type: 'collection', entry };
      write(`${JSON.stringify(bundle, null, 2)}\n`);
    },
  };
}

function narrative(name: string): JsonObject {
  const escaped = name.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  return {
    status: 'additional',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${escaped}</div>`,
  };
}

const LEVELS = { fatal: 'error', error: 'error', warning: 'warning', information: 'note' } as const;

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarifPrinter(write: Write): Printer {
  const results: JsonObject[] = [];
  return {
    add({ file, issues }) {
      for (const issue of issues) results.push(sarifResult(file, issue));
    },
    end() {
      const rules = Object.entries(RULES).map(([id, { description }]) => ({
        id,
        shortDescription: { text: description },
      }));
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'vuurtoren', rules } }, results }],
      };
      write(`${JSON.stringify(log, null, 2)}\n`);
    },
  };
}

function sarifResult(file: string, issue: ValidationIssue): JsonObject {
  const { line: startLine, column: startColumn, expression, rule, profile } = issue;
  const region =
    startLine === undefined || startColumn === undefined
      ? {}
      : { region: { startLine, startColumn } };
  const uri = encodeURI(file.replaceAll('\\', '/'));
  return {
    ruleId: rule ?? 'malformed',
    level: LEVELS[issue.severity],
    message: { text: issue.diagnostics },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, ...region },
        ...(expression === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: expression }] }),
      },
    ],
    ...(profile === undefined ? {} : { properties: { profile } }),
  };
}
