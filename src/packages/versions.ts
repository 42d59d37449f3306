/**
 * Versions of packages and canonicals: semantic versions, with the `.x` that FHIR packages allow in
 * dependencies. https://hl7.org/fhir/R4/packages.html
 */

/** Orders versions: numbers by value, a pre-release before its release; other text by its letters. */
export function compareVersions(one: string, other: string): number {
  const [oneCore, onePre] = parts(one);
  const [otherCore, otherPre] = parts(other);
  const core = compareLists(oneCore, otherCore);
  if (core !== 0) return core;
  if (onePre.length === 0 || otherPre.length === 0) return otherPre.length - onePre.length;
  return compareLists(onePre, otherPre);
}

function parts(version: string): [core: string[], preRelease: string[]] {
  const bare = version.replace(/\+.*$/, '');
  const dash = bare.indexOf('-');
  if (dash < 0) return [bare.split('.'), []];
  return [bare.slice(0, dash).split('.'), bare.slice(dash + 1).split('.')];
}

function compareLists(one: readonly string[], other: readonly string[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [left, right] = [one[at], other[at]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const order = comparePart(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(one: string, other: string): number {
  const numeric = /^\d+$/;
  if (numeric.test(one) && numeric.test(other)) return Number(one) - Number(other);
  if (numeric.test(one) !== numeric.test(other)) return numeric.test(one) ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

/** True when `version` is what `wanted` asks: `4.0.x`, `4.0` and `latest` leave room. */
export function satisfies(version: string, wanted: string): boolean {
  if (wanted === version || wanted === 'latest' || wanted === '*') return true;
  if (!/^\d+(\.\d+)*(\.x)?$/.test(wanted)) return false;
  return version.startsWith(`${wanted.replace(/\.x$/, '')}.`);
}

/**
 * The version to use of those at hand: the newest that is asked for, else the nearest later one,
 * else the newest earlier one.
 */
export function bestVersion(wanted: string, versions: readonly string[]): string | undefined {
  const ordered = [...versions].sort(compareVersions);
  const asked = ordered.filter((version) => satisfies(version, wanted));
  if (asked.length > 0) return asked.at(-1);
  return ordered.find((version) => compareVersions(version, wanted) > 0) ?? ordered.at(-1);
}
