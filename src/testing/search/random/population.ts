/** Resources for randomised tests: few values, so that they meet, and those at the edges. */
import fc from 'fast-check';
import type { JsonObject } from '../../../fhir/json.js';
import {
  ADDRESSES,
  BIRTH_DATES,
  CANONICALS,
  CLASSES,
  CODES,
  DATES,
  FAMILIES,
  GIVEN,
  MOMENTS,
  NAMES,
  NUMBERS,
  PROFILES,
  SOURCES,
  STATUSES,
  SYSTEMS,
  TEXTS,
  TIMES,
  UNITS,
  VERSIONS,
} from './pools.js';

export type Typed = JsonObject & { resourceType: string };

/** How many resources of each type there are, in order of creation. */
export const SIZES: readonly (readonly [type: string, size: number])[] = [
  ['Organization', 15],
  ['Patient', 70],
  ['Encounter', 50],
  ['Condition', 60],
  ['Observation', 130],
  ['MedicationRequest', 50],
  ['RiskAssessment', 30],
  ['Questionnaire', 12],
  ['QuestionnaireResponse', 40],
];

/** Most references lead to the first resources of a type, so that several lead to one. */
export const POPULAR = 8;

/** Ids differ in their last letters only. */
export function idOf(type: string, index: number): string {
  return `${type.slice(0, 3).toLowerCase()}-${index}`;
}

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Absent in about a third of the cases. */
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { freq: 2, nil: undefined });

const some = <T>(values: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[] | undefined> =>
  fc.array(values, { maxLength }).map((list) => (list.length === 0 ? undefined : list));

const coding = fc.record({ system: maybe(pick(SYSTEMS)), code: pick(CODES) });
const concept = fc.record({
  coding: fc.array(coding, { minLength: 1, maxLength: 2 }),
  text: maybe(pick(TEXTS)),
});
const identifier = fc.record({
  system: maybe(pick(SYSTEMS)),
  value: pick(CODES),
  type: maybe(fc.record({ coding: fc.array(coding, { minLength: 1, maxLength: 1 }) })),
});
const period = fc
  .record({ start: maybe(pick(DATES)), end: maybe(pick(DATES)) })
  .map(({ start, end }) =>
    // A period that ends before it begins is none.
    start !== undefined && end !== undefined && Date.parse(start) > Date.parse(end)
      ? { start }
      : { start, end },
  )
  .map((own) => (own.start === undefined && own.end === undefined ? { start: '2020' } : own));
const quantity = fc.record({
  value: pick(NUMBERS),
  comparator: fc.option(pick(['<', '<=', '>', '>=']), { freq: 4, nil: undefined }),
  unit: pick(UNITS),
});
const withUnit = quantity.map(({ value, comparator, unit }) => ({ value, comparator, ...unit }));
const timing = fc.oneof(
  fc.record({ event: fc.array(pick(DATES), { minLength: 1, maxLength: 2 }) }),
  fc.record({ repeat: fc.record({ boundsPeriod: period }) }),
);
const meta = fc.record({
  tag: some(coding),
  security: some(coding, 1),
  profile: some(pick(PROFILES)),
  source: maybe(pick(SOURCES)),
});

export function someIndex(count: number): fc.Arbitrary<number> {
  const popular = fc.nat({ max: Math.max(0, Math.min(count, POPULAR) - 1) });
  return fc.oneof(
    { weight: 3, arbitrary: popular },
    { weight: 1, arbitrary: fc.nat({ max: Math.max(0, count - 1) }) },
  );
}

/**
 * A reference to one of the first resources of a type: in each form, to nobody, or by identifier.
 * @param count resources that there are
 */
function referenceTo(types: readonly string[], count: number): fc.Arbitrary<object> {
  const target = fc
    .record({ type: pick(types), index: someIndex(count) })
    .map(({ type, index }) => `${type}/${count === 0 ? 'never' : idOf(type, index)}`);
  const literal = (text: fc.Arbitrary<string>) => text.map((reference) => ({ reference }));
  return fc.oneof(
    { weight: 12, arbitrary: literal(target) },
    { weight: 1, arbitrary: literal(target.map((name) => `http://fhir.example/fhir/${name}`)) },
    { weight: 1, arbitrary: literal(target.map((name) => `http://other.example/fhir/${name}`)) },
    { weight: 1, arbitrary: literal(target.map((name) => `${name}/_history/1`)) },
    { weight: 1, arbitrary: literal(pick(types).map((type) => `${type}/never`)) },
    { weight: 1, arbitrary: fc.record({ identifier }) },
  );
}

const value = fc.oneof(
  withUnit.map((valueQuantity) => ({ valueQuantity })),
  concept.map((valueCodeableConcept) => ({ valueCodeableConcept })),
  pick(TEXTS).map((valueString) => ({ valueString })),
  pick(DATES).map((valueDateTime) => ({ valueDateTime })),
  fc.constant({}),
);
const effective = fc.oneof(
  { weight: 4, arbitrary: pick(DATES).map((effectiveDateTime) => ({ effectiveDateTime })) },
  { weight: 2, arbitrary: period.map((effectivePeriod) => ({ effectivePeriod })) },
  { weight: 1, arbitrary: timing.map((effectiveTiming) => ({ effectiveTiming })) },
  { weight: 1, arbitrary: pick(MOMENTS).map((effectiveInstant) => ({ effectiveInstant })) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const onset = fc.oneof(
  pick(DATES).map((onsetDateTime) => ({ onsetDateTime })),
  period.map((onsetPeriod) => ({ onsetPeriod })),
  fc
    .record({ value: pick([1, 30, 40, 40.5]), unit: pick(TIMES) })
    .map(({ value: age, unit }) => ({ onsetAge: { value: age, ...unit } })),
  fc
    .record({ low: fc.nat({ max: 40 }), width: fc.nat({ max: 20 }), unit: pick(TIMES) })
    .map(({ low, width, unit }) => ({
      onsetRange: { low: { value: low, ...unit }, high: { value: low + width, ...unit } },
    })),
  fc.constant({}),
);
const probability = fc.oneof(
  pick([0, 0.1, 0.5, 5.4, 99.5, 100]).map((probabilityDecimal) => ({ probabilityDecimal })),
  pick([0, 10]).map((low) => ({ probabilityRange: { low: { value: low }, high: { value: 50 } } })),
  pick([20]).map((low) => ({ probabilityRange: { low: { value: low } } })),
);

/**
 * A resource of a type.
 * @param counts resources of each type that can be referred to
 */
export function resourceOf(type: string, counts: ReadonlyMap<string, number>): fc.Arbitrary<Typed> {
  const to = (...types: string[]) => referenceTo(types, counts.get(types[0] ?? '') ?? 0);
  const contents: Readonly<Record<string, () => fc.Arbitrary<object>>> = {
    Organization: () =>
      fc.record({
        active: maybe(fc.boolean()),
        identifier: some(identifier),
        name: pick(NAMES),
        alias: some(pick(NAMES), 1),
        address: some(pick(ADDRESSES), 1),
        type: some(concept, 1),
        partOf: maybe(to('Organization')),
      }),
    Patient: () =>
      fc.record({
        active: maybe(fc.boolean()),
        identifier: some(identifier),
        name: some(fc.record({ family: pick(FAMILIES), given: some(pick(GIVEN)) })),
        telecom: some(fc.record({ value: pick(['a@x.example', 'A@X.example', '+31', '0']) })),
        gender: maybe(pick(['male', 'female', 'unknown'])),
        birthDate: maybe(pick(BIRTH_DATES)),
        address: some(pick(ADDRESSES)),
        communication: some(fc.record({ language: concept }), 1),
        managingOrganization: maybe(to('Organization')),
        generalPractitioner: some(to('Organization')),
        link: some(fc.record({ other: to('Patient'), type: fc.constant('seealso') }), 1),
      }),
    Encounter: () =>
      fc.record({
        status: pick(STATUSES.Encounter),
        class: pick(CLASSES),
        type: some(concept),
        subject: maybe(to('Patient')),
        period: maybe(period),
        length: maybe(
          fc
            .record({ value: pick([1, 30, 60, 90]), unit: pick(TIMES) })
            .map(({ value: long, unit }) => ({ value: long, ...unit })),
        ),
        reasonCode: some(concept, 1),
        serviceProvider: maybe(to('Organization')),
        partOf: maybe(to('Encounter')),
      }),
    Condition: () =>
      fc
        .record({
          own: fc.record({
            code: maybe(concept),
            category: some(concept),
            subject: to('Patient'),
            asserter: maybe(to('Patient')),
            encounter: maybe(to('Encounter')),
            recordedDate: maybe(pick(DATES)),
          }),
          onset,
        })
        .map((parts) => ({ ...parts.own, ...parts.onset })),
    Observation: () =>
      fc
        .record({
          own: fc.record({
            status: pick(STATUSES.Observation),
            code: concept,
            category: some(concept, 1),
            subject: maybe(to('Patient')),
            encounter: maybe(to('Encounter')),
            performer: some(fc.oneof(to('Organization'), to('Patient'))),
            hasMember: some(to('Observation')),
            component: some(
              fc
                .record({ code: concept, value })
                .map((part) => ({ code: part.code, ...part.value })),
            ),
          }),
          effective,
          value,
        })
        .map((parts) => ({ ...parts.own, ...parts.effective, ...parts.value })),
    MedicationRequest: () =>
      fc.record({
        status: pick(STATUSES.MedicationRequest),
        intent: pick(['order', 'plan']),
        medicationCodeableConcept: concept,
        subject: to('Patient'),
        encounter: maybe(to('Encounter')),
        authoredOn: maybe(pick(DATES)),
        identifier: some(identifier),
        requester: maybe(fc.oneof(to('Organization'), to('Patient'))),
        dosageInstruction: some(
          fc
            .array(pick(DATES), { minLength: 1, maxLength: 2 })
            .map((event) => ({ timing: { event } })),
        ),
      }),
    Questionnaire: () =>
      fc.record({
        status: pick(STATUSES.Questionnaire),
        url: maybe(pick(CANONICALS)),
        version: maybe(pick(VERSIONS)),
        title: maybe(pick(TEXTS)),
      }),
    QuestionnaireResponse: () =>
      fc.record({
        status: pick(STATUSES.QuestionnaireResponse),
        questionnaire: maybe(
          fc
            .tuple(pick(CANONICALS), pick(['', '', ...VERSIONS.map((version) => `|${version}`)]))
            .map((parts) => parts.join('')),
        ),
        subject: maybe(to('Patient')),
        encounter: maybe(to('Encounter')),
        author: maybe(fc.oneof(to('Organization'), to('Patient'))),
      }),
    RiskAssessment: () =>
      fc.record({
        status: fc.constant('final'),
        subject: to('Patient'),
        prediction: some(probability),
      }),
  };
  const content = contents[type];
  if (content === undefined) throw new Error(`No resources of type ${type} are made.`);
  return fc
    .record({ content: content(), meta })
    .map((parts) => plain({ resourceType: type, ...parts.content, meta: parts.meta }));
}

/** Without what is undefined or empty, as JSON has it. */
function plain(resource: object): Typed {
  const text = JSON.stringify(resource, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) && isEmpty(inner)
      ? undefined
      : inner,
  );
  return JSON.parse(text) as Typed;
}

function isEmpty(object: object): boolean {
  return Object.values(object).every((inner) => inner === undefined);
}
