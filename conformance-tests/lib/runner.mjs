/** Runs the cases, one after the other, and keeps what came of them. */
import { Skip } from './case.mjs';
import { Failure } from './expect.mjs';
import { UsageError } from './options.mjs';

/** @throws UsageError when there is nothing to run */
export async function runGroups(groups, server, { only }) {
  const started = new Date().toISOString();
  const results = [];
  for (const { name, cases } of wantedGroups(groups, only)) {
    for (const one of cases) results.push({ group: name, ...(await runCase(one, server)) });
    await server.cleanUp();
  }
  const count = (wanted) => results.filter(({ result }) => result === wanted).length;
  return {
    base: server.base,
    software: server.statement.software,
    fhirVersion: server.statement.fhirVersion,
    started,
    finished: new Date().toISOString(),
    totals: { pass: count('pass'), fail: count('fail'), skip: count('skip') },
    cases: results,
  };
}

/** The groups with the cases that are asked for. @throws UsageError when there are none */
function wantedGroups(groups, only) {
  const isWanted = (group, { id }) =>
    only.length === 0 || only.some((name) => name === group.name || id.startsWith(name));
  const wanted = groups
    .map((group) => ({ ...group, cases: group.cases.filter((one) => isWanted(group, one)) }))
    .filter(({ cases }) => cases.length > 0);
  if (wanted.length > 0) return wanted;
  const names = groups.map(({ name }) => name).join(', ');
  throw new UsageError(`--only names no case. The groups: ${names}.`);
}

async function runCase({ id, title, spec, needs, run }, server) {
  const started = performance.now();
  const { result, reason } = await outcome(needs, run, server);
  const milliseconds = Math.round(performance.now() - started);
  return { id, title, spec, result, ...(reason === undefined ? {} : { reason }), milliseconds };
}

async function outcome(needs, run, server) {
  const missing = needs.map((need) => need(server.statement)).find((text) => text !== undefined);
  if (missing !== undefined) return { result: 'skip', reason: missing };
  try {
    await run(server);
    return { result: 'pass' };
  } catch (error) {
    if (error instanceof Skip) return { result: 'skip', reason: error.message };
    return { result: 'fail', reason: reasonOf(error) };
  }
}

/** What a case did not expect at all is told with its name. */
function reasonOf(error) {
  if (error instanceof Failure) return error.message;
  const said = error.response?.data?.issue?.[0]?.diagnostics;
  const cause = error.cause?.message ?? said;
  return `${error.name}: ${error.message}${cause === undefined ? '' : ` (${cause})`}`;
}
