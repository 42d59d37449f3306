/** What cases expect. Everything throws a Failure that says what was there instead. */
import { isDeepStrictEqual } from 'node:util';

export class Failure extends Error {}

export function fail(message) {
  throw new Failure(message);
}

export function ok(condition, what) {
  if (!condition) fail(what);
}

export function equal(actual, expected, what) {
  if (!isDeepStrictEqual(actual, expected)) {
    fail(`${what}: expected ${shown(expected)}, found ${shown(actual)}`);
  }
}

/** One of these statuses. */
export function status(answer, ...allowed) {
  if (allowed.includes(answer.status)) return;
  const said = answer.body?.issue?.[0]?.diagnostics ?? answer.body?.issue?.[0]?.details?.text;
  fail(
    `${answer.request}: expected status ${allowed.join(' or ')}, found ${answer.status}` +
      (said === undefined ? '' : ` (${said})`),
  );
}

/** A refusal with one of these statuses and an OperationOutcome that says why. */
export function refused(answer, ...allowed) {
  status(answer, ...allowed);
  const { body } = answer;
  equal(body?.resourceType, 'OperationOutcome', `${answer.request}: type of the body`);
  ok(Array.isArray(body.issue) && body.issue.length > 0, 'the OperationOutcome has no issue');
  for (const issue of body.issue) {
    ok(
      ['fatal', 'error', 'warning', 'information'].includes(issue.severity),
      `the issue's severity is ${shown(issue.severity)}`,
    );
    ok(typeof issue.code === 'string', 'the issue has no code');
  }
  ok(
    body.issue.some(({ severity }) => severity === 'error' || severity === 'fatal'),
    'no issue of the OperationOutcome is an error',
  );
}

/** All that the pattern has stands in the value too: other members may be there as well. */
export function contains(value, pattern, what) {
  const missing = difference(value, pattern, what);
  if (missing !== undefined) fail(missing);
}

function difference(value, pattern, path) {
  if (typeof pattern !== 'object' || pattern === null) {
    return Object.is(value, pattern)
      ? undefined
      : `${path}: expected ${shown(pattern)}, found ${shown(value)}`;
  }
  if (Array.isArray(pattern) && value?.length !== pattern.length) {
    return `${path}: expected ${pattern.length} items, found ${shown(value)}`;
  }
  for (const [name, expected] of Object.entries(pattern)) {
    const found = difference(value?.[name], expected, `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MAX_SHOWN = 200;

function shown(value) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
