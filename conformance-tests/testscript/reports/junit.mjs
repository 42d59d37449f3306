/** JUnit's XML, which most CI systems show: a test suite per suite and role, a test case per script. */
import { byRole, failuresOf } from './results.mjs';

/** @param {object} report of `runSuites` @returns {string} */
export function junitReport(report) {
  const suites = report.suites.flatMap((suite) =>
    byRole(suite.scripts).map(({ role, scripts, totals }) => {
      const name = escaped(`${suite.name}/${role}`);
      const counts = `tests="${scripts.length}" failures="${totals.fail}" errors="0" skipped="${totals.known}"`;
      const seconds = inSeconds(scripts.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
      const cases = scripts.map((script) => testCase(script, name)).join('');
      return `  <testsuite name="${name}" ${counts} time="${seconds}">\n${cases}  </testsuite>\n`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function testCase(script, suite) {
  const { id, result, reason, milliseconds } = script;
  const start = `    <testcase name="${escaped(id)}" classname="${suite}" time="${inSeconds(milliseconds)}"`;
  if (result === 'pass') return `${start}/>\n`;
  if (result === 'known')
    return `${start}><skipped message="known: ${escaped(reason)}"/></testcase>\n`;
  if (result === 'fixed') {
    return `${start}><system-out>passes, though known to fail: ${escaped(reason)}</system-out></testcase>\n`;
  }
  const failures = failuresOf(script);
  const text = failures
    .map(({ phase, what, problem }) => `${phase}: ${what}\n${problem}`)
    .join('\n\n');
  const message = escaped(failures[0]?.problem ?? '');
  return `${start}><failure message="${message}">${escaped(text)}</failure></testcase>\n`;
}

function inSeconds(milliseconds) {
  return (milliseconds / 1000).toFixed(3);
}

function escaped(text) {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '\uFFFD')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
