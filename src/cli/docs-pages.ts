/** The pages of `docs/` that are made from the code, so that they can't say anything else. */
import { describeSettings } from '../config/describe.js';
import { ANSWERS } from '../fhir/outcome.js';
import { RULES } from '../validation/rules.js';

/** Text by path below the root. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/configuration.md', describeSettings()],
    ['docs/errors.md', errorsPage()],
  ]);
}

function errorsPage(): string {
  const answers = Object.entries(ANSWERS).map(
    ([kind, { status, code }]) => `| ${kind} | ${status} | \`${code}\` |`,
  );
  const rules = Object.entries(RULES).map(
    ([rule, { code, description }]) => `| \`${rule}\` | \`${code}\` | ${description} |`,
  );
  return [
    '# Errors',
    '',
    'Every error is an OperationOutcome. Each issue has a severity, a code, `diagnostics` that say which',
    'rule is broken, and, where an element is at fault, its FHIRPath in `expression`. Values of elements,',
    'tokens and identifiers are never shown.',
    '',
    '<!-- Made by src/cli/docs-pages.ts: run `npm run docs`. -->',
    '',
    '## Statuses',
    '',
    '| what went wrong | status | issue code |',
    '| --- | --- | --- |',
    ...answers,
    '',
    'A resource that breaks a rule with the code `structure` answers 400, any other rule 422. 503 comes',
    'with `Retry-After`: the same request may succeed later.',
    '',
    '## Rules',
    '',
    'The rule is the code in `issue.details`, in the system',
    '`https://vuurtoren.dev/fhir/CodeSystem/validation-rule`.',
    '',
    '| rule | issue code | meaning |',
    '| --- | --- | --- |',
    ...rules,
    '',
  ].join('\n');
}
