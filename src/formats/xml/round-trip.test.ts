// Whatever the definitions allow survives JSON and XML: https://hl7.org/fhir/R4/formats.html
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../../fhir/json.js';
import { arbitraryResource } from '../../testing/arbitrary.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import { parseJsonResource } from '../json/parse.js';
import { writeJson } from '../json/write.js';
import { parseXmlResource } from './parse.js';
import { writeXml } from './write.js';

/** The same tree with its members in alphabetical order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

describe.each(DEFINITIONS.resourceTypes)('any %s', (type) => {
  test('is the same after JSON, XML and JSON', () => {
    fc.assert(
      fc.property(arbitraryResource(DEFINITIONS, type), fc.boolean(), (resource, pretty) => {
        const json = writeJson(resource, pretty);
        expect(writeJson(parseJsonResource(json), pretty)).toBe(json);
        const xml = writeXml(resource, DEFINITIONS, pretty);
        const back = parseXmlResource(xml, DEFINITIONS);
        expect(writeJson(sorted(back), true)).toBe(writeJson(sorted(resource), true));
        expect(writeXml(back, DEFINITIONS, pretty)).toBe(xml);
      }),
      { numRuns: 12 },
    );
  });
});
