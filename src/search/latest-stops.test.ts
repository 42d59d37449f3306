// http://nictiz.nl/fhir/OperationDefinition/mp-latest-stops
import type { JsonObject } from '../fhir/json.js';
import { buildingBlock, inUseOrLatestStop, latestStops } from './latest-stops.js';

const NOW = Date.UTC(2026, 5, 1);
const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';

interface Facts {
  readonly treatment?: string;
  readonly category?: string;
  readonly period?: JsonObject;
  readonly isStop?: boolean;
  readonly made?: string;
}

function agreement({ treatment, category = '33633005', period, isStop, made }: Facts): JsonObject {
  return {
    resourceType: 'MedicationRequest',
    extension: [
      ...(treatment === undefined
        ? []
        : [
            {
              url: `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`,
              valueIdentifier: { system: 'http://mbh.example', value: treatment },
            },
          ]),
      ...(period === undefined
        ? []
        : [{ url: `${NICTIZ}ext-TimeInterval.Period`, valuePeriod: period }]),
    ],
    ...(isStop === true
      ? { modifierExtension: [{ url: `${NICTIZ}ext-StopType`, valueCodeableConcept: {} }] }
      : {}),
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: category }] }],
    ...(made === undefined ? {} : { authoredOn: made }),
  };
}

const first: Facts = { treatment: 'a', period: { start: '2025-01-01', end: '2025-03-01' } };
const second: Facts = { treatment: 'a', period: { start: '2025-03-02', end: '2025-06-01' } };
const running: Facts = { treatment: 'a', period: { start: '2026-01-01' } };
const coming: Facts = { treatment: 'a', period: { start: '2027-01-01', end: '2027-02-01' } };
const lasting: Facts = {
  treatment: 'b',
  period: {
    start: '2026-05-01',
    extension: [
      {
        url: `${NICTIZ}ext-TimeInterval.Duration`,
        valueDuration: { value: 7, system: 'http://unitsofmeasure.org', code: 'd' },
      },
    ],
  },
};

function judged(judge: typeof latestStops, facts: readonly Facts[]): boolean[] {
  return judge(facts.map((one) => buildingBlock(agreement(one), NOW)));
}

test.each<[string, readonly Facts[], readonly boolean[]]>([
  ['the one that ended last', [first, second], [false, true]],
  ['whatever the order', [second, first], [true, false]],
  ['none of what is in use or to come', [running, coming, first], [false, false, true]],
  ['one of each treatment', [first, { ...first, treatment: 'b' }], [true, true]],
  ['one of each kind', [first, { ...second, category: '395067002' }], [true, true]],
  ['those that ended in the same moment', [first, first], [true, true]],
  [
    'the one that was made last of them',
    [
      { ...first, made: '2025-01-01' },
      { ...first, made: '2025-01-02' },
    ],
    [false, true],
  ],
  [
    'a stop without an end, by when it was made',
    [second, { treatment: 'a', isStop: true, made: '2025-07-01' }],
    [false, true],
  ],
  ['what ended by its duration', [lasting], [true]],
  ['nothing without a treatment', [{ period: { end: '2025-01-01' } }], [false]],
])('the latest stop is %s', (_, facts, expected) => {
  expect(judged(latestStops, facts)).toEqual(expected);
});

test('with them stands what is in use or to be used', () => {
  const all = [first, second, running, coming, { period: { start: '2020-01-01' } }];
  expect(judged(inUseOrLatestStop, all)).toEqual([false, true, true, true, true]);
});

test('dispenses and statements have their period and category elsewhere', () => {
  const statement = {
    resourceType: 'MedicationStatement',
    category: { coding: [{ code: '422979000' }] },
    effectivePeriod: { end: '2025-01-01' },
    dateAsserted: '2025-01-02',
  };
  expect(buildingBlock(statement, NOW)).toMatchObject({
    group: undefined,
    isStopped: true,
    made: Date.UTC(2025, 0, 2),
  });
});
