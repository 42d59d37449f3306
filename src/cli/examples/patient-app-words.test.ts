// examples/patient-app/public/words.js: what a patient reads is what the resource says.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { importExample } from '../../testing/examples/run.js';

interface Line {
  readonly heading: string;
  readonly details: readonly string[];
}
type ToLine = (resource: object) => Line;
interface Words {
  readonly problemLine: ToLine;
  readonly allergyLine: ToLine;
  readonly medicationLine: ToLine;
  readonly resultLine: ToLine;
  readonly nameWords: (patient: object) => string;
  readonly dateWords: (date: string | undefined) => string;
}

let words: Words;

beforeAll(async () => {
  words = await importExample<Words>('patient-app/public/words.js');
});

const code = (text: string): object => ({ coding: [{ code: text, display: text }] });
const STOP = 'http://nictiz.nl/fhir/StructureDefinition/ext-StopType';

describe('a resource that could mean something else than it seems to', () => {
  test.each(['problemLine', 'allergyLine', 'medicationLine', 'resultLine'] as const)(
    'is not shown by %s',
    (name) => {
      const line = words[name]({
        resourceType: 'Condition',
        code: code('griep'),
        modifierExtension: [{ url: 'http://example.org/not-really', valueBoolean: true }],
      });
      expect(line.heading).toBe('Dit gegeven kan deze app niet goed weergeven');
      expect(JSON.stringify(line)).not.toContain('griep');
    },
  );

  test('is shown as what it is when the app knows it', () => {
    const stopped = {
      medicationReference: { display: 'oxazepam' },
      status: 'on-hold',
      modifierExtension: [{ url: STOP, valueCodeableConcept: code('onderbroken') }],
    };
    expect(words.medicationLine(stopped)).toEqual({
      heading: 'Oxazepam',
      details: ['onderbroken'],
    });
    const forbidden = { medicationCodeableConcept: code('ibuprofen'), doNotPerform: true };
    expect(words.medicationLine(forbidden).details).toContain('NIET gebruiken');
    const refuted = { code: code('astma'), verificationStatus: code('refuted') };
    expect(words.problemLine(refuted).details).toEqual(['weerlegd: is er niet']);
  });
});

test.each([
  [{ valueQuantity: { comparator: '<', value: 0.5, unit: 'mmol/L' } }, 'Kalium: < 0,5 mmol/L'],
  [{ valueCodeableConcept: code('positief') }, 'Kalium: positief'],
  [{ valueString: 'geen groei' }, 'Kalium: geen groei'],
  [{ dataAbsentReason: code('error') }, 'Kalium: geen uitslag'],
  [{ valueSampledData: {} }, 'Kalium: uitslag die deze app niet kan weergeven'],
  [{ component: [{ code: code('a'), valueString: 'b' }] }, 'Kalium'],
])('a result with %j', (value, heading) => {
  expect(words.resultLine({ code: code('kalium'), ...value }).heading).toBe(heading);
});

test.each([
  [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5, unit: 'mmol/L' } }, '3,5 tot 5 mmol/L'],
  [{ low: { value: 60, unit: 'ml/min' } }, 'vanaf 60 ml/min'],
  [{ high: { value: 3, unit: 'mmol/L' } }, 'tot 3 mmol/L'],
  [{ text: 'negatief' }, 'negatief'],
])('a reference range %j', (range, expected) => {
  const { details } = words.resultLine({ code: code('x'), referenceRange: [range] });
  expect(details).toEqual([`normaal: ${expected}`]);
});

test.each([
  ['1948-03-12', '12 maart 1948'],
  ['1948-03', 'maart 1948'],
  ['1948', '1948'],
  // Midnight in the Netherlands is the day before in UTC.
  ['2026-01-05T00:00:00+01:00', '5 januari 2026'],
  ['later', ''],
  [undefined, ''],
])('the date %s is %s', (date, expected) => {
  expect(words.dateWords(date)).toBe(expected);
});

test('an allergy tells what happened and how bad it can be', () => {
  const line = words.allergyLine({
    code: code('pinda'),
    reaction: [{ manifestation: [code('anafylaxie')] }],
    criticality: 'high',
    clinicalStatus: code('active'),
  });
  expect(line).toEqual({
    heading: 'Pinda',
    details: ['reactie: anafylaxie', 'risico: ernstig', 'actief'],
  });
});

test.each([
  [
    {
      name: [
        { use: 'usual', given: ['Henk'] },
        { use: 'official', text: 'H. Berg' },
      ],
    },
    'H. Berg',
  ],
  [{ name: [{ given: ['Jan', 'Piet'], family: 'de Wit' }] }, 'Jan Piet de Wit'],
  [{}, 'Naam onbekend'],
])('the name of %j is %s', (patient, expected) => {
  expect(words.nameWords(patient)).toBe(expected);
});
