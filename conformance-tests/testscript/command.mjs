/** `npm run conformance -- --base URL --testscripts DIR`: runs TestScripts and writes the reports. */
import { writeFileSync } from 'node:fs';
import { consoleReport } from './reports/console.mjs';
import { htmlReport } from './reports/html.mjs';
import { junitReport } from './reports/junit.mjs';
import { markdownReport } from './reports/markdown.mjs';
import { runSuites } from './run-suites.mjs';
import { findSuites } from './suites.mjs';

/**
 * @param {object} options of `parseOptions`
 * @returns {Promise<number>} 1 when a script fails that isn't known to, or a resource can't be loaded
 */
export async function runTestScripts(options) {
  const report = await runSuites(findSuites(options.testscripts), options);
  process.stdout.write(consoleReport(report));
  const files = {
    junit: junitReport,
    html: htmlReport,
    markdown: markdownReport,
    json: jsonReport,
  };
  for (const [option, render] of Object.entries(files)) {
    if (options[option] !== undefined) writeFileSync(options[option], render(report));
  }
  const refused = report.suites.some(({ load }) =>
    load?.refused.some(({ known }) => known === undefined),
  );
  return report.totals.fail > 0 || refused ? 1 : 0;
}

/** Without bodies and headers: those are in the page for people. */
function jsonReport(report) {
  const leavingOut = (key, value) => (key === 'exchange' ? undefined : value);
  return `${JSON.stringify(report, leavingOut, 2)}\n`;
}
