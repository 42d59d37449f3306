// docs/smart-conformance.md names no check that has no test.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** TLS is the proxy's. */
const ELSEWHERE = new Set(['smart_tls']);

test('every check of the table is the name of a test', () => {
  const tests = read('inferno.db.test.ts') + read('inferno-g10.db.test.ts');
  const table = read('../../docs/smart-conformance.md');
  const checks = [...table.matchAll(/^\|[^|]*\| `([a-z0-9_]+)`/gm)].map(([, id = '']) => id);
  expect(checks.length).toBeGreaterThan(35);
  const untested = checks.filter((id) => !ELSEWHERE.has(id) && !isNamed(id, tests));
  expect(untested).toEqual([]);
});

/** Tests of several checks shorten the ids after the first: "smart_x_a, _b". */
function isNamed(id: string, tests: string): boolean {
  return (
    tests.includes(id) ||
    [...id.matchAll(/_/g)].some(({ index }) => tests.includes(`, ${id.slice(index)}`))
  );
}
