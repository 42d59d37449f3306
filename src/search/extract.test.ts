// https://hl7.org/fhir/R4/search.html: what is indexed of a resource
import { describe, expect, test } from '@jest/globals';
import { createEvaluator } from '../fhirpath/evaluate.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { createExtractor } from './extract.js';
import type { IndexEntries } from './index-entries.js';
import { TOKEN_FORMS, tokenKey, type TokenForm } from './keys.js';
import { SearchRegistry } from './registry.js';
import { nextBelow } from './types/next-double.js';

/** Just the units of these tests; terminology/ has them all. */
const convertUnit = (code: string) => {
  const units: Record<string, readonly [unit: string, factor: number]> = {
    g: ['mass', 1],
    mg: ['mass', 0.001],
    mL: ['volume', 1],
  };
  const [unit, factor] = units[code] ?? [];
  if (unit === undefined || factor === undefined) return undefined;
  return { unit, convert: (value: number) => value * factor };
};

const registry = new SearchRegistry(DEFINITIONS, { high: 1, low: 2 });
const extractor = createExtractor({
  registry,
  evaluate: createEvaluator(),
  convertUnit,
  base: 'https://fhir.example/fhir',
  isResourceType: (name) => DEFINITIONS.isResourceType(name),
});

const extract = (resource: object): IndexEntries =>
  extractor.extract(parseJsonResource(JSON.stringify(resource)));

const pathOf = (type: string, code: string) => {
  const [path] = registry.parameter(type, code)?.paths ?? [];
  if (path === undefined) throw new Error(`${type} has no ${code}`);
  return path.path;
};

/** Whether the token array has this key. */
function has(
  entries: IndexEntries,
  [type, code]: readonly [string, string],
  form: TokenForm,
  [system, value]: readonly [string, string] = ['', ''],
): boolean {
  const { high, low } = tokenKey(pathOf(type, code).key, form, system, value);
  return entries.tokens.some(
    (key, index) => index % 2 === 0 && key === high && entries.tokens[index + 1] === low,
  );
}

const observation = (extra: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
  ...extra,
});

describe('tokens', () => {
  const entries = extract(
    observation({ category: [{ coding: [{ code: 'x' }, { system: 'http://s' }] }] }),
  );
  const code = ['Observation', 'code'] as const;
  const category = ['Observation', 'category'] as const;

  test('are found with and without their system, and by it', () => {
    expect(has(entries, code, TOKEN_FORMS.code, ['', '8480-6'])).toBe(true);
    expect(has(entries, code, TOKEN_FORMS.systemAndCode, ['http://loinc.org', '8480-6'])).toBe(
      true,
    );
    expect(has(entries, code, TOKEN_FORMS.system, ['http://loinc.org', ''])).toBe(true);
    expect(has(entries, code, TOKEN_FORMS.noSystem, ['', '8480-6'])).toBe(false);
    expect(has(entries, category, TOKEN_FORMS.noSystem, ['', 'x'])).toBe(true);
    expect(has(entries, category, TOKEN_FORMS.system, ['http://s', ''])).toBe(true);
  });

  test('mark presence where an element can be missing, absence where it should not be', () => {
    expect(has(entries, category, TOKEN_FORMS.present)).toBe(true);
    expect(has(entries, ['Observation', 'method'], TOKEN_FORMS.present)).toBe(false);
    expect(has(entries, ['Observation', 'status'], TOKEN_FORMS.present)).toBe(false);
    const without = extract({ resourceType: 'Observation', code: { text: 'x' } });
    expect(has(without, ['Observation', 'status'], TOKEN_FORMS.absent)).toBe(true);
  });

  test('of booleans and of deceased, which needs the FHIRPath engine', () => {
    const deceased = ['Patient', 'deceased'] as const;
    const active = ['Patient', 'active'] as const;
    const dead = extract({ resourceType: 'Patient', active: false, deceasedDateTime: '2020' });
    expect(has(dead, active, TOKEN_FORMS.code, ['', 'false'])).toBe(true);
    expect(has(dead, deceased, TOKEN_FORMS.code, ['', 'true'])).toBe(true);
    const alive = extract({ resourceType: 'Patient', deceasedBoolean: false });
    expect(has(alive, deceased, TOKEN_FORMS.code, ['', 'false'])).toBe(true);
  });

  test('of identifiers are there in plain text, and by their type', () => {
    const patient = extract({
      resourceType: 'Patient',
      identifier: [
        { type: { coding: [{ system: 'http://t', code: 'MR' }] }, system: 'http://s', value: 'v' },
        { value: 'w' },
      ],
    });
    expect(patient.identifiers.map(({ system, value }) => [system, value])).toEqual([
      ['http://s', 'v'],
      ['', 'w'],
    ]);
    expect(has(patient, ['Patient', 'identifier'], TOKEN_FORMS.ofType, ['http://t', 'MR|v'])).toBe(
      true,
    );
  });

  test('of addresses of people do not depend on case', () => {
    const patient = extract({
      resourceType: 'Patient',
      telecom: [
        { system: 'email', value: 'Jan@Example.ORG' },
        { system: 'phone', value: '06-1' },
      ],
    });
    expect(has(patient, ['Patient', 'email'], TOKEN_FORMS.code, ['', 'jan@example.org'])).toBe(
      true,
    );
    expect(has(patient, ['Patient', 'phone'], TOKEN_FORMS.code, ['', 'jan@example.org'])).toBe(
      false,
    );
    expect(has(patient, ['Patient', 'telecom'], TOKEN_FORMS.code, ['', '06-1'])).toBe(true);
  });
});

test('strings are normalised, surnames also without their prefixes', () => {
  const { strings, extras } = extract({
    resourceType: 'Patient',
    name: [{ family: "van 't Hőff-Ĳssel", given: ['José'] }],
  });
  const key = pathOf('Patient', 'name').key;
  expect(strings.filter(({ path }) => path === key).map(({ text }) => text)).toEqual([
    'hoff ijssel',
    'jose',
  ]);
  // Found by it, but not ordered by it.
  expect(extras.filter(({ path }) => path === key)).toEqual([
    { path: key, text: 'van t hoff ijssel', unranked: true },
  ]);
});

describe('dates', () => {
  test('the main one lies in the row', () => {
    const { mainDate, dates } = extract(
      observation({ effectiveDateTime: '2020-01-01T00:30:00+01:00' }),
    );
    expect(mainDate).toEqual({
      low: Date.parse('2019-12-31T23:30:00Z'),
      high: Date.parse('2019-12-31T23:30:01Z'),
      offset: 60,
    });
    expect(dates).toEqual([]);
  });

  test.each([
    [{ start: '2020', end: '2021' }, '2020-01-01', '2022-01-01'],
    [{ start: '2020' }, '2020-01-01', undefined],
    [{ end: '2020' }, undefined, '2021-01-01'],
  ])('of the period %j', (effectivePeriod, low, high) => {
    const { mainDate } = extract(observation({ effectivePeriod }));
    expect(mainDate).toMatchObject({
      low: low === undefined ? -Infinity : Date.parse(low),
      high: high === undefined ? Infinity : Date.parse(high),
    });
  });

  test('of a timing go from its first to its last event', () => {
    const { mainDate } = extract(
      observation({ effectiveTiming: { event: ['2020-05-02', '2020-01-01', '2020-03'] } }),
    );
    expect(mainDate).toMatchObject({
      low: Date.parse('2020-01-01'),
      high: Date.parse('2020-05-03'),
    });
  });

  test('beside the main one have rows', () => {
    const { dates } = extract({
      resourceType: 'Condition',
      subject: { reference: 'Patient/1' },
      onsetDateTime: '2020',
      abatementPeriod: { start: '2021' },
    });
    expect(dates).toHaveLength(2);
  });
});

describe('the period of use of medication', () => {
  const path = 'http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval';
  const spanOf = (period: object) => {
    const { dates } = extract({
      resourceType: 'MedicationDispense',
      extension: [{ url: `${path}.Period`, valuePeriod: period }],
    });
    const key = pathOf('MedicationDispense', 'period-of-use').key;
    return dates.find((entry) => entry.path === key)?.span;
  };
  const lasting = (value: number, code: string) => ({
    extension: [{ url: `${path}.Duration`, valueDuration: { value, code } }],
  });

  test.each([
    [{ start: '2026-01-15T00:00:00+02:00', ...lasting(3, 'wk') }, '2026-02-04T22:00:00.000Z'],
    [{ start: '2026-01-15', ...lasting(1, 'mo') }, '2026-02-15T00:00:00.000Z'],
    [{ start: '2026-01-15', end: '2026-01-16', ...lasting(9, 'd') }, '2026-01-17T00:00:00.000Z'],
  ])('%j ends before %s', (period, end) => {
    expect(new Date(spanOf(period)?.high ?? 0).toISOString()).toBe(end);
  });

  test('begins where its duration says when only the end is known', () => {
    const span = spanOf({ end: '2026-01-31', ...lasting(31, 'd') });
    expect(new Date(span?.low ?? 0).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  });

  test('is open without a duration', () => {
    expect(spanOf({ start: '2026-01-15', ...lasting(1, '1') })?.high).toBe(Infinity);
  });
});

describe('texts that a B-tree row could not hold', () => {
  const identifierOf = (value: string) =>
    extract({ resourceType: 'Patient', identifier: [{ value }] }).identifiers[0]?.value ?? '';

  test('are kept short and still tell values apart', () => {
    const long = '€'.repeat(5000);
    expect(Buffer.byteLength(identifierOf(long))).toBeLessThan(2000);
    expect(identifierOf(long)).toBe(identifierOf(long));
    expect(identifierOf(long)).not.toBe(identifierOf(`${long}1`));
    expect(identifierOf('123')).toBe('123');
  });
});

describe('quantities', () => {
  const value = (quantity: object) => {
    const { quantities } = extract(observation({ valueQuantity: quantity }));
    const key = pathOf('Observation', 'value-quantity').key;
    return quantities.find(({ path }) => path === key);
  };
  const ucum = (value_: number, code: string) =>
    value({ value: value_, system: 'http://unitsofmeasure.org', code });

  test('in units of one dimension meet in their canonical unit', () => {
    const [g, mg] = [ucum(5.4, 'g'), ucum(5400, 'mg')];
    expect(g?.unit).toEqual(mg?.unit);
    expect(g?.unitLow).toBe(mg?.unitLow);
    expect(ucum(1, 'g')?.unit).not.toEqual(ucum(1, 'mL')?.unit);
  });

  test('in other units keep system and code', () => {
    expect(value({ value: 1, unit: 'tablet' })?.unit).toEqual(
      value({ value: 2, unit: 'tablet' })?.unit,
    );
    expect(value({ value: 1, unit: 'tablet' })?.unit).not.toEqual(
      value({ value: 1, code: 'x' })?.unit,
    );
    expect(value({ value: 1 })?.unit).toBeUndefined();
  });

  test('with a comparator are open to one side', () => {
    const below5 = nextBelow(5);
    expect(value({ value: 5, comparator: '<=' })).toMatchObject({ low: -Infinity, high: 5 });
    expect(value({ value: 5, comparator: '<' })).toMatchObject({ low: -Infinity, high: below5 });
    expect(value({ value: 5, comparator: '>' })?.low).toBeGreaterThan(5);
    expect(value({ value: 5, comparator: '>=' })).toMatchObject({ low: 5, high: Infinity });
    expect(value({ unit: 'g' })).toBeUndefined();
  });

  test('of exact decimals are numbers', () => {
    const resource = parseJsonResource(
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10}}',
    );
    expect(extractor.extract(resource).quantities[0]?.low).toBe(1.1);
  });

  test('belong to the code beside them', () => {
    const component = (code: string, amount: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value: amount },
    });
    const { quantities } = extract(
      observation({ component: [component('8480-6', 120), component('8462-4', 80)] }),
    );
    const composite = pathOf('Observation', 'component-code-value-quantity').key;
    const under = (code: string) => tokenKey(composite, TOKEN_FORMS.code, '', code);
    const found = (code: string) =>
      quantities.filter(
        ({ path }) => path.high === under(code).high && path.low === under(code).low,
      );
    expect(found('8480-6').map(({ low }) => low)).toEqual([120]);
    expect(found('8462-4').map(({ low }) => low)).toEqual([80]);
  });
});

describe('references', () => {
  test.each([
    ['Patient/1', [['Patient', '1']]],
    ['Patient/1/_history/2', [['Patient', '1']]],
    ['https://fhir.example/fhir/Patient/1', [['Patient', '1']]],
    ['https://elsewhere.example/Patient/1', []],
    ['urn:uuid:1', []],
    ['#p', []],
    ['Nonsense/1', []],
  ])('to %s', (reference, expected) => {
    const { references } = extract(observation({ subject: { reference } }));
    expect(references.map(({ type, id }) => [type, id])).toEqual(expected);
  });

  test('share a row between parameters that look at the same element', () => {
    expect(pathOf('Observation', 'patient')).toBe(pathOf('Observation', 'subject'));
    expect(registry.parameter('Observation', 'patient')?.paths[0]?.target).toBe('Patient');
  });

  test('put a resource into the compartments of patients', () => {
    const subject = { reference: 'Patient/1' };
    expect(
      extract(observation({ subject, performer: [{ reference: 'Patient/2' }, subject] })).patients,
    ).toEqual(['1', '2']);
    expect(extract(observation({ focus: [subject] })).patients).toEqual([]);
    expect(extract({ resourceType: 'Patient', id: 'p' }).patients).toEqual(['p']);
    expect(extract({ resourceType: 'Organization', name: 'x' }).patients).toEqual([]);
  });
});

test('every parameter of R4 has a way to be indexed, for every type', () => {
  const without = DEFINITIONS.resourceTypes.flatMap((type) =>
    [...registry.parameters(type).values()]
      .filter(({ kind, paths }) => kind !== 'special' && paths.length === 0)
      .map(({ code }) => code),
  );
  expect([...new Set(without)].sort()).toEqual([
    '_content',
    '_id',
    '_lastUpdated',
    '_query',
    '_text',
  ]);
});

test('main dates are where people look first', () => {
  const mains = ['Observation', 'Encounter', 'MedicationRequest', 'Patient'].map((type) => {
    const entries = extract({ resourceType: type, ...DATED[type] });
    return entries.mainDate?.low;
  });
  expect(mains).toEqual(Array(4).fill(Date.parse('2020-01-01')));
});

const DATED: Record<string, object> = {
  Observation: { effectiveDateTime: '2020-01-01' },
  Encounter: { period: { start: '2020-01-01' } },
  MedicationRequest: { authoredOn: '2020-01-01' },
  Patient: { birthDate: '2020-01-01' },
};
