/** Runs suites of TestScripts against one server and keeps what came of them. */
import { prepareConversion } from './convert.mjs';
import { knownIssues } from './known.mjs';
import { loadResources } from './load.mjs';
import { withOwnServer } from './own-server.mjs';
import { runScript } from './run-script.mjs';
import { tokenMapper } from './tokens.mjs';
import { openValidator } from './validation.mjs';

/**
 * @param {object[]} suites of `findSuites`
 * @param {object} options of `parseOptions`
 * @returns {Promise<object>} `{ base, date, validator, suites, totals }`
 */
export async function runSuites(suites, options) {
  await prepareConversion();
  const validator = await openValidator({ ...options, url: options.validator });
  const known = knownIssues(options.known);
  const started = new Date().toISOString();
  const results = [];
  for (const suite of suites) {
    const run = (more) => runSuite(suite, { ...options, validator, known, ...more });
    results.push(
      options.start ? await withOwnServer(suite, known.settings(suite), run) : await run(),
    );
  }
  const scripts = results.flatMap((one) => one.scripts);
  return {
    base: options.base ?? 'the server of this checkout',
    date: options.date,
    started,
    finished: new Date().toISOString(),
    validator: validator?.name,
    suites: results,
    totals: totalsOf(scripts),
  };
}

/** @returns {{pass: number, fail: number, known: number, fixed: number}} of scripts by their result */
export function totalsOf(scripts) {
  const count = (wanted) => scripts.filter(({ result }) => result === wanted).length;
  return { pass: count('pass'), fail: count('fail'), known: count('known'), fixed: count('fixed') };
}

async function runSuite(suite, options) {
  const load = options.load
    ? await loadResources(suite.load, { ...options, token: options.operatorToken })
    : undefined;
  const context = {
    base: options.base,
    date: options.date,
    validator: options.validator,
    claims: claimsCount(suite),
    set: { ...suite.about.set, ...options.set },
    authorize: tokenMapper({
      file: options.tokens ?? suite.tokens,
      command: options.tokenCommand,
      base: options.base,
      env: options.env,
    }),
  };
  const wanted = suite.scripts.filter(({ id }) => isWanted(id, options.only));
  const run = async (script) => ({
    ...(await scriptResult(script, context)),
    reason: options.known.script(suite, script),
  });
  // Those that only read don't disturb each other; those that write have the server for themselves.
  const reading = await inParallel(
    wanted.filter(({ reads }) => reads),
    options.parallel,
    run,
  );
  const writing = await inParallel(
    wanted.filter(({ reads }) => !reads),
    1,
    run,
  );
  const { name, about } = suite;
  const scripts = [...reading, ...writing].map(withKnown);
  return {
    name,
    about,
    claims: context.claims,
    load: withKnownLoad(load, suite, options),
    scripts,
  };
}

/**
 * A suite that says which packages its profiles are from is checked against what its resources claim.
 * One that has a suite.json and doesn't say so may be of another edition than the profiles known here.
 */
function claimsCount({ about }) {
  return about.id === undefined || about.fhirPackage !== undefined;
}

function isWanted(id, only) {
  return only.length === 0 || only.some((part) => id.includes(part));
}

async function scriptResult(script, context) {
  const started = performance.now();
  const phases = await runScript(script, context);
  const failed = phases
    .flatMap(({ actions }) => actions)
    .some(({ result }) => result === 'fail' || result === 'error');
  const { id, role, title } = script;
  const milliseconds = Math.round(performance.now() - started);
  return {
    id,
    role,
    title,
    failed,
    milliseconds,
    phases: failed ? phases : phases.map(withoutBodies),
  };
}

/** Of a script that passed, nobody reads the bodies, and there are many. */
function withoutBodies({ actions, ...phase }) {
  return { ...phase, actions: actions.map((action) => ({ ...action, exchange: undefined })) };
}

/** Of the resources that were refused, those that are known to be. */
function withKnownLoad(load, suite, { known }) {
  if (load === undefined) return undefined;
  const refused = load.refused.map((one) => ({ ...one, known: known.load(suite, one.file) }));
  return { ...load, refused };
}

/** `known`: fails as expected; `fixed`: passes although it was expected to fail. */
function withKnown({ failed, reason, ...script }) {
  if (reason === undefined) return { ...script, result: failed ? 'fail' : 'pass' };
  return { ...script, reason, result: failed ? 'known' : 'fixed' };
}

async function inParallel(items, count, run) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index]);
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return results;
}
