// Whatever comes in, the answer is a report; and answers to questionnaires.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { dutchPackages, hasPackages } from '../testing/dutch-packages.js';
import { corpusFiles, hasCorpus } from '../testing/shared-data.js';
import { findings, observation } from '../testing/synthetic-structures.js';
import { createValidator } from './validate.js';

/** Values in places where they make no sense. */
const WRONG: readonly JsonValue[] = [
  null,
  1,
  'x',
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: 1 },
  ['x'],
];

/** Replaces the value at a place, counted over the whole tree. */
function damaged(value: JsonValue, place: { at: number }, by: JsonValue): JsonValue {
  if (place.at-- === 0) return by;
  if (Array.isArray(value)) return value.map((item) => damaged(item, place, by));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'resourceType' ? inner : damaged(inner ?? null, place, by),
    ]),
  );
}

(hasCorpus('nl') && hasPackages() ? test : test.skip)('damaged resources get a report', () => {
  const validator = createValidator(DEFINITIONS, { structures: dutchPackages() });
  const files = corpusFiles('nl');
  fc.assert(
    fc.property(
      fc.nat(files.length - 1),
      fc.nat(400),
      fc.constantFrom(...WRONG),
      (index, at, wrong) => {
        const resource = parseJsonResource(files[index]!.text);
        const result = damaged(resource, { at: at + 1 }, wrong) as Resource;
        expect(validator.validate(result).issues).toBeInstanceOf(Array);
      },
    ),
    { numRuns: 1500 },
  );
});

test('as many errors as there are, warnings never hide one', () => {
  const note = Array.from({ length: 300 }, () => ({
    text: 'x',
    extension: [{ url: 'http://unknown.example/e', valueString: 'x' }],
  }));
  const found = findings([{ id: 'Observation.method', min: 1 }], observation({ note }));
  expect(found).toContain('error cardinality-min Observation');
  expect(found.length).toBeLessThan(200);
});

test('answers fit their questionnaire', () => {
  const questionnaire = {
    resourceType: 'Questionnaire',
    status: 'active',
    id: 'q',
    item: [
      { linkId: 'a', type: 'integer', required: true },
      { linkId: 'g', type: 'group', item: [{ linkId: 'b', type: 'string' }] },
    ],
  };
  const response = (item: object[], status = 'completed'): object => ({
    resourceType: 'QuestionnaireResponse',
    status,
    questionnaire: '#q',
    contained: [questionnaire],
    item,
  });
  const judged = (...args: Parameters<typeof response>): string[] =>
    findings([], response(...args)).filter((found) => found.includes('questionnaire'));
  const a = { linkId: 'a', answer: [{ valueInteger: 1 }] };
  const b = { linkId: 'b', answer: [{ valueString: 'x' }] };
  expect(judged([a, { linkId: 'g', item: [b] }])).toEqual([]);
  expect(judged([b], 'in-progress')).toEqual(['error questionnaire QuestionnaireResponse.item[0]']);
  expect(judged([{ linkId: 'a', answer: [{ valueString: 'x' }] }])).toEqual([
    'error questionnaire QuestionnaireResponse.item[0].answer[0].valueString',
  ]);
  expect(judged([{ linkId: 'g', item: [b] }])).toEqual([
    'error questionnaire QuestionnaireResponse',
  ]);
});
