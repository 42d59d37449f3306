/** What random parameters are put together from: a name and a value. */
import fc from 'fast-check';

export type Pair = readonly [name: string, value: string];

export const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export function escaped(value: string): string {
  return value.replaceAll(/[,|$\\]/g, '\\$&');
}

/** One value, or a few in a comma list. */
export function listOf(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: values },
    {
      weight: 2,
      arbitrary: fc
        .array(values, { minLength: 2, maxLength: 3 })
        .map((several) => several.join(',')),
    },
  );
}

const prefix = pick(['', '', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']);

/** A value behind a prefix; `ap` of what lies at its very edge is left out: doubles round there. */
export function prefixed(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(prefix, values).map((parts) => parts.join(''));
}

export const missing = (code: string): fc.Arbitrary<Pair> =>
  fc.boolean().map((is): Pair => [`${code}:missing`, String(is)]);

/** A parameter under its own name, or with one of the modifiers. */
export function named(
  code: string,
  values: fc.Arbitrary<string>,
  modifiers: readonly string[] = [],
): fc.Arbitrary<Pair> {
  return fc
    .tuple(pick(['', '', ...modifiers]), listOf(values))
    .map(([modifier, value]): Pair => [code + modifier, value]);
}
