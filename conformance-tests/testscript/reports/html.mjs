/** One page that needs nothing else: suites, roles, scripts, and of those that failed all that was said. */
import { byRole } from './results.mjs';

const MAX_BODY = 20_000;
const LABELS = {
  pass: 'pass',
  fail: 'FAIL',
  known: 'known issue',
  fixed: 'passes, though known to fail',
  error: 'ERROR',
  warning: 'warning',
  skip: 'not checked',
};

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid #ddd; }
details { margin: .25rem 0 .25rem 1rem; }
summary { cursor: pointer; }
pre { background: #f5f5f5; padding: .75rem; overflow: auto; max-height: 30rem; white-space: pre-wrap; word-break: break-word; }
.mark { font-weight: 600; margin-right: .5rem; }
.pass .mark, .fixed .mark { color: #14662b; }
.fail > summary .mark, .error .mark, li.fail .mark { color: #a3160f; }
.known .mark, .warning .mark, .skip .mark { color: #7a5200; }
.problem { font-family: ui-monospace, monospace; font-size: 13px; white-space: pre-wrap; word-break: break-word; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #e6e6e6; } pre { background: #222; }
  .pass .mark, .fixed .mark { color: #6fd08c; } .fail > summary .mark, .error .mark, li.fail .mark { color: #ff8a80; }
  .known .mark, .warning .mark, .skip .mark { color: #e7b75f; } th, td { border-color: #444; } }
`;

/** @param {object} report of `runSuites` @returns {string} */
export function htmlReport(report) {
  const { pass, fail, known, fixed } = report.totals;
  const facts = [
    `${pass} passed`,
    `${fail} failed`,
    `${known} failed as known`,
    `${fixed} passed though known to fail`,
  ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>TestScripts: ${escaped(report.base)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>TestScripts</h1><p>${escaped(report.base)}, test date ${escaped(report.date)}, ${escaped(report.started)}.`,
    ` Profiles checked by ${escaped(report.validator ?? 'nothing')}.</p><p><strong>${facts.join(', ')}</strong></p>`,
    overview(report.suites),
    ...report.suites.map(suiteSection),
    '</main></body></html>\n',
  ].join('\n');
}

function overview(suites) {
  const rows = suites.flatMap(({ name, scripts }) =>
    byRole(scripts).map(
      ({ role, totals, scripts: own }) =>
        `<tr><td>${escaped(name)}</td><td>${escaped(role)}</td><td>${own.length}</td>` +
        `<td>${totals.pass + totals.fixed}</td><td>${totals.fail}</td><td>${totals.known}</td></tr>`,
    ),
  );
  const head = ['Suite', 'Role', 'Scripts', 'Pass', 'Fail', 'Known issue'];
  return `<table><thead><tr>${head.map((one) => `<th scope="col">${one}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function suiteSection({ name, about, load, scripts }) {
  const refused = (load?.refused ?? []).map(
    ({ file, reason }) => `<li>${escaped(file)}: ${escaped(reason)}</li>`,
  );
  return [
    `<section><h2>${escaped(name)}</h2><p>${escaped(about.informationStandard ?? '')}</p>`,
    load === undefined ? '' : `<p>Loaded ${load.loaded}, refused ${load.refused.length}.</p>`,
    refused.length === 0 ? '' : `<ul>${refused.join('')}</ul>`,
    ...byRole(scripts).map(
      ({ role, scripts: own }) => `<h3>${escaped(role)}</h3>${own.map(scriptDetails).join('\n')}`,
    ),
    '</section>',
  ].join('\n');
}

function scriptDetails({ id, title, result, reason, milliseconds, phases }) {
  const open = result === 'fail' ? ' open' : '';
  return [
    `<details class="${result}"${open}><summary><span class="mark">${LABELS[result]}</span>${escaped(id)}`,
    ` ${escaped(title ?? '')} <small>${milliseconds} ms</small></summary>`,
    reason === undefined ? '' : `<p>Known issue: ${escaped(reason)}</p>`,
    ...phases.map(phaseList),
    '</details>',
  ].join('\n');
}

function phaseList({ name, about, actions }) {
  let shown;
  const items = actions.map((action) => {
    // A response is shown once, however many assertions failed on it.
    const isNew = action.exchange !== undefined && action.exchange !== shown && isFailure(action);
    if (isNew) shown = action.exchange;
    return actionItem(action, isNew);
  });
  return `<h4>${escaped(name)}</h4><p>${escaped(about ?? '')}</p><ul>${items.join('\n')}</ul>`;
}

function isFailure({ result }) {
  return result === 'fail' || result === 'error';
}

function actionItem({ result, what, problem, exchange }, showsExchange) {
  const detail = problem === undefined ? '' : `<div class="problem">${escaped(problem)}</div>`;
  const bodies = showsExchange ? exchangeDetails(exchange) : '';
  return `<li class="${result}"><span class="mark">${LABELS[result]}</span>${escaped(what)}${detail}${bodies}</li>`;
}

function exchangeDetails({ request, response }) {
  const asked = `${request.method} ${request.url}\n${headerLines(request.headers)}`;
  const answered = `${response.status}\n${headerLines(response.headers)}`;
  return (
    `<details><summary>Request</summary><pre>${escaped(asked)}\n\n${bodyText(request)}</pre></details>` +
    `<details><summary>Response</summary><pre>${escaped(answered)}\n\n${bodyText(response)}</pre></details>`
  );
}

/** Tokens give access, and reports are passed on. */
function headerLines(headers) {
  return [...headers]
    .map(([name, value]) => `${name}: ${name === 'authorization' ? '(left out)' : value}`)
    .join('\n');
}

function bodyText({ content }) {
  const { text } = content;
  return escaped(
    text.length <= MAX_BODY
      ? text
      : `${text.slice(0, MAX_BODY)}\n… ${text.length - MAX_BODY} characters more`,
  );
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
