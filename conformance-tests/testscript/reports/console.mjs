/** The summary for people at a terminal: a line per role, and what failed. */
import { byRole, failuresOf } from './results.mjs';

const MAX_FAILURES = 3;

/** @param {object} report of `runSuites` @returns {string} */
export function consoleReport(report) {
  const lines = [`${report.base}, test date ${report.date}`];
  lines.push(`Profiles are checked by ${report.validator ?? 'nothing: there is no validator'}`);
  for (const suite of report.suites) lines.push('', ...suiteLines(suite));
  const { pass, fail, known, fixed } = report.totals;
  lines.push(
    '',
    `${pass} passed, ${fail} failed, ${known} failed as known, ${fixed} passed though known to fail`,
  );
  return `${lines.join('\n')}\n`;
}

function suiteLines({ name, about, claims, load, scripts }) {
  const lines = [[name, about.informationStandard].filter(Boolean).join(': ')];
  if (!claims) lines.push('  claimed profiles are not checked: the suite names no packages');
  if (load !== undefined) lines.push(`  loaded ${load.loaded}, refused ${load.refused.length}`);
  for (const { file, reason, known } of load?.refused ?? []) {
    lines.push(`    refused ${file}: ${reason}${known === undefined ? '' : ` (known: ${known})`}`);
  }
  for (const { role, totals } of byRole(scripts)) {
    const counts = Object.entries(totals).filter(([, count]) => count > 0);
    lines.push(`  ${role}: ${counts.map(([result, count]) => `${count} ${result}`).join(', ')}`);
  }
  for (const script of scripts) {
    if (script.result === 'fail') lines.push(`  FAIL  ${script.id}`, ...failureLines(script));
    if (script.result === 'known') lines.push(`  known ${script.id}: ${script.reason}`);
    if (script.result === 'fixed')
      lines.push(`  PASSES THOUGH KNOWN TO FAIL  ${script.id}: ${script.reason}`);
  }
  return lines;
}

function failureLines(script) {
  const failures = failuresOf(script);
  const shown = failures
    .slice(0, MAX_FAILURES)
    .flatMap(({ what, problem }) => [
      `        ${what.split('\n')[0].slice(0, 160)}`,
      `          ${problem}`,
    ]);
  if (failures.length > MAX_FAILURES)
    shown.push(`        and ${failures.length - MAX_FAILURES} more`);
  return shown;
}
