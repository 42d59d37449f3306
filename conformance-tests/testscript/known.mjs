/** Issues that are known: scripts that are expected to fail, and why. */
import { UsageError } from '../lib/options.mjs';
import { readJson } from './suites.mjs';

/**
 * @param {string | undefined} file a list of `{ suite?, match, reason }`
 * @returns {(suite: object, script: object) => string | undefined} the reason
 * @throws {UsageError} when the file isn't such a list
 */
export function knownIssues(file) {
  const own = file === undefined ? [] : readJson(file);
  if (!Array.isArray(own)) throw new UsageError(`--known: ${file} is not a list of known issues.`);
  const patterns = new Map();
  return (suite, script) => {
    const all = [...(suite.about.knownIssues ?? []), ...own];
    return all.find(({ suite: only, match }) => {
      if (only !== undefined && only !== suite.name) return false;
      if (!patterns.has(match)) patterns.set(match, patternOf(match));
      return patterns.get(match).test(`${script.role}/${script.id}`);
    })?.reason;
  };
}

function patternOf(match) {
  try {
    return new RegExp(match);
  } catch {
    throw new UsageError(`A known issue has no regular expression for "match": ${match}`);
  }
}
