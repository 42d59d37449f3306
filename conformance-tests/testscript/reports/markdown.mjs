/** A table of suites and roles, as it stands in the documentation. */
import { byRole } from './results.mjs';

/** @param {object} report of `runSuites` @returns {string} */
export function markdownReport(report) {
  const rows = report.suites.flatMap((suite) =>
    byRole(suite.scripts).map(({ role, scripts, totals }, index) => [
      index === 0 ? `\`${suite.name}\`` : '',
      role,
      String(scripts.length),
      String(totals.pass + totals.fixed),
      String(totals.fail),
      String(totals.known),
    ]),
  );
  const { pass, fail, known, fixed } = report.totals;
  rows.push(['**all**', '', pass + fail + known + fixed, pass + fixed, fail, known].map(String));
  const head = ['suite', 'role', 'scripts', 'pass', 'fail', 'known issue'];
  const issues = report.suites.flatMap(knownLines);
  return [...table(head, rows), ...(issues.length === 0 ? [] : ['', ...issues]), ''].join('\n');
}

/** Laid out as prettier does it, so that the documentation stays as it was written. */
function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ];
}

function knownLines({ name, scripts }) {
  const reasons = new Map();
  for (const { result, reason } of scripts) {
    if (result !== 'known' && result !== 'fixed') continue;
    const counts = reasons.get(reason) ?? { known: 0, fixed: 0 };
    counts[result] += 1;
    reasons.set(reason, counts);
  }
  return [...reasons].map(([reason, { known, fixed }]) => {
    const passing = fixed === 0 ? '' : `; ${fixed} more pass all the same`;
    return `- \`${name}\`, ${known} scripts${passing}: ${reason}`;
  });
}
