/** Issues that are known: scripts that are expected to fail, resources that a server refuses, and why. */
import { UsageError } from '../lib/options.mjs';
import { readJson } from './suites.mjs';

/**
 * @param {string | undefined} file a list of `{ suite?, match?, load?, settings?, reason }`: regular
 *   expressions for `role/id` of scripts and for names of files to load, and settings of the server that
 *   a suite needs
 * @returns {{script: (suite: object, script: object) => string | undefined,
 *   load: (suite: object, file: string) => string | undefined,
 *   settings: (suite: object) => Record<string, string>}} the reason, where it is known
 * @throws {UsageError} when the file isn't such a list
 */
export function knownIssues(file) {
  const own = file === undefined ? [] : readJson(file);
  if (!Array.isArray(own)) throw new UsageError(`--known: ${file} is not a list of known issues.`);
  const ofSuite = (suite) => [
    ...(suite.about.knownIssues ?? []),
    ...own.filter((one) => one.suite === undefined || one.suite === suite.name),
  ];
  const reasonFor = (suite, kind, text) =>
    ofSuite(suite).find((one) => one[kind] !== undefined && patternOf(one[kind]).test(text))
      ?.reason;
  return {
    script: (suite, { role, id }) => reasonFor(suite, 'match', `${role}/${id}`),
    load: (suite, name) => reasonFor(suite, 'load', name),
    settings: (suite) => Object.assign({}, ...ofSuite(suite).map((one) => one.settings ?? {})),
  };
}

function patternOf(text) {
  try {
    return new RegExp(text);
  } catch {
    throw new UsageError(`A known issue has no regular expression: ${text}`);
  }
}
