// https://hl7.org/fhir/R4/search.html#escaping
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeValue, splitValue, unescapeValue } from './value.js';

const texts = fc.string({ unit: fc.constantFrom('a', ' ', '\\', ',', '|', '$', 'é') });

test('what is escaped is one value, and comes back as it was', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(',', '|', '$'), (text, separator) => {
      const escaped = escapeValue(text);
      expect(splitValue(escaped, separator)).toEqual([escaped]);
      expect(unescapeValue(escaped)).toBe(text);
    }),
  );
});
