import fc from 'fast-check';
import { jaroWinkler } from './jaro-winkler.js';

// The pairs that Winkler's own tables use.
it.each([
  ['martha', 'marhta', 0.961],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.813],
  ['jones', 'johnson', 0.832],
  ['abc', 'xyz', 0],
  ['', 'abc', 0],
])('%s and %s are alike by %d', (one, other, similarity) => {
  expect(jaroWinkler(one, other)).toBeCloseTo(similarity, 3);
});

it('is symmetric, within 0 and 1, and 1 for the same only', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      const similarity = jaroWinkler(one, other);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(jaroWinkler(other, one)).toBeCloseTo(similarity, 10);
      expect(similarity === 1).toBe(one === other);
    }),
  );
});
