// OBX-5 by OBX-2: HL7 table 0125; V2-to-FHIR, OBX[Observation]
import fc from 'fast-check';
import { unmarkDecimals } from '../../../fhir/decimal.js';
import { rulesOf, segmentOf, sent, siteOf } from '../../../testing/hl7v2/message-of.js';
import { decimal } from './nm.js';
import { rangeOf, readUnit, ucumCode } from './quantity.js';
import { typedValues } from './value.js';

function valuesOf(type: string, text: string, unitText = '', settings = {}) {
  const site = siteOf(settings);
  const obx = segmentOf(`OBX|1|${type}|C||${text}|${unitText}`);
  const unit = readUnit(obx.field(6), site, 'OBX-6');
  const values = typedValues(obx.field(5), site, { type, unit });
  return { values: values.map((one) => sent(one)), rules: rulesOf(site) };
}

const MMOL = { unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' };

describe('a value', () => {
  test.each([
    ['NM', '5.6', 'mmol/L^mmol/L^UCUM', { type: 'Quantity', value: { value: 5.6, ...MMOL } }],
    ['NM', '-0.5', '', { type: 'Quantity', value: { value: -0.5 } }],
    ['NM', '+12', '', { type: 'Quantity', value: { value: 12 } }],
    ['NM', '<5', '', { type: 'Quantity', value: { value: 5, comparator: '<' } }],
    ['NM', 'neg', '', { type: 'String', value: 'neg' }],
    ['SN', '^6.9', 'mmol/L', { type: 'Quantity', value: { value: 6.9, ...MMOL } }],
    ['SN', '>^90', '', { type: 'Quantity', value: { value: 90, comparator: '>' } }],
    ['SN', '>=^90', '', { type: 'Quantity', value: { value: 90, comparator: '>=' } }],
    ['SN', '=^90', '', { type: 'Quantity', value: { value: 90 } }],
    [
      'SN',
      '^1^:^128',
      '',
      { type: 'Ratio', value: { numerator: { value: 1 }, denominator: { value: 128 } } },
    ],
    ['SN', '^1^-^5', '', { type: 'Range', value: { low: { value: 1 }, high: { value: 5 } } }],
    ['SN', '^2^+', '', { type: 'String', value: '2 +' }],
    ['SN', '<>^5', 'mmol/L', { type: 'String', value: '<> 5 mmol/L' }],
    ['ST', 'geel', '', { type: 'String', value: 'geel' }],
    ['ST', '>90', 'mL/min', { type: 'Quantity', value: { value: 90, comparator: '>' } }],
    ['ST', '10,3', 'mmol/l', { type: 'Quantity', value: { value: 10.3 } }],
    ['ST', '10.3', '', { type: 'String', value: '10.3' }],
    ['ST', '2 tot 3', 'mmol/l', { type: 'String', value: '2 tot 3' }],
    ['FT', 'Een.\\.br\\Twee \\T\\ drie', '', { type: 'String', value: 'Een.\nTwee & drie' }],
    ['TX', 'Een~Twee', '', { type: 'String', value: 'Een\nTwee' }],
    ['', 'los', '', { type: 'String', value: 'los' }],
    ['DT', '20270115', '', { type: 'DateTime', value: '2027-01-15' }],
    ['TS', '202701151030', '', { type: 'DateTime', value: '2027-01-15T10:30:00+01:00' }],
    ['TM', '1030', '', { type: 'Time', value: '10:30:00' }],
    [
      'DR',
      '20260101^20260131',
      '',
      { type: 'Period', value: { start: '2026-01-01', end: '2026-01-31' } },
    ],
    ['NR', '1^2', '', { type: 'Range', value: { low: { value: 1 }, high: { value: 2 } } }],
    ['XPN', 'de Vries&de&Vries^Jo', '', { type: 'String', value: 'Jo de Vries' }],
    ['XCN', '01012345^Bos^A.', '', { type: 'String', value: 'A. Bos' }],
    ['DT', 'morgen', '', { type: 'String', value: 'morgen' }],
    ['CP', '12.50&EUR^UP', '', { type: 'String', value: '12.50 EUR UP' }],
  ])('%s %s %s', (type, text, unit, expected) => {
    expect(valuesOf(type, text, unit).values).toMatchObject([expected]);
  });

  test('codes keep every coding and the text', () => {
    expect(valuesOf('CWE', '112283007^Escherichia coli^SCT^ECOL^E. coli^99lab').values).toEqual([
      {
        type: 'CodeableConcept',
        value: {
          coding: [
            { system: 'http://snomed.info/sct', code: '112283007', display: 'Escherichia coli' },
            { system: 'urn:hl7v2:OLZ:99lab', code: 'ECOL', display: 'E. coli' },
          ],
          text: 'Escherichia coli',
        },
      },
    ]);
  });

  test('more than one is more than one', () => {
    expect(valuesOf('NM', '1~2').values.map(({ value }) => value)).toEqual([
      { value: 1 },
      { value: 2 },
    ]);
  });

  test('nothing, and nothing known, is no value', () => {
    expect(valuesOf('NM', '').values).toEqual([]);
    expect(valuesOf('NM', '""').values).toEqual([]);
    expect(valuesOf('TX', '   ').values).toEqual([]);
  });

  test('a type that is not known stays readable, and is reported', () => {
    expect(valuesOf('MO', '12.50^EUR')).toEqual({
      values: [{ type: 'String', value: '12.50 EUR' }],
      rules: ['value-not-mapped'],
    });
  });

  test('numbers as text can be left as they are', () => {
    expect(valuesOf('ST', '10.3', 'mmol/l', { textNumbers: 'string' }).values).toEqual([
      { type: 'String', value: '10.3' },
    ]);
  });
});

describe('a number', () => {
  test.each([
    ['1.00', '1.00'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['-0', '0'],
    ['100000000000000000000.10', '100000000000000000000.10'],
  ])('%s keeps its digits: %s', (text, expected) => {
    expect(JSON.stringify(decimal(text))).toContain(expected);
  });

  test.each(['', '.', '-', '1e3', '1,5', '1 000', 'NaN'])('%j is none', (text) => {
    expect(decimal(text)).toBeUndefined();
  });

  test('is the same number, to the digit', () => {
    const parts = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.stringMatching(/^\d{1,12}$/));
    fc.assert(
      fc.property(parts, ([whole, fraction]) => {
        const text = `${whole}.${fraction}`;
        return unmarkDecimals(JSON.stringify(decimal(text))) === text;
      }),
    );
  });
});

describe('a unit', () => {
  test.each([
    ['mmol/l', 'mmol/L'],
    ['mmol/L', 'mmol/L'],
    ['µmol/l', 'umol/L'],
    ['/nl', '10*9/L'],
    ['10^9/l', '10*9/L'],
    ['/pl', '10*12/L'],
    ['U/l', 'U/L'],
    ['mm/uur', 'mm/h'],
    ['kg/m²', 'kg/m2'],
    ['mmHg', 'mm[Hg]'],
    ['IE/l', '[IU]/L'],
    ['%', '%'],
    ['mL/min/{1.73_m2}', 'mL/min/{1.73_m2}'],
    ['kopjes', undefined],
  ])('%s is %s in UCUM', (text, code) => {
    expect(ucumCode(text)).toBe(code);
  });

  test('keeps its own text', () => {
    const site = siteOf();
    const unitOf = (text: string) =>
      readUnit(segmentOf(`OBX||||||${text}`).field(6), site, 'OBX-6');
    expect(unitOf('mmol/l')).toEqual({ ...MMOL, unit: 'mmol/l' });
    expect(unitOf('10*9/L^x 10e9 per liter^UCUM')).toMatchObject({
      unit: 'x 10e9 per liter',
      code: '10*9/L',
    });
    expect(unitOf('^^^mm Hg^^L')).toMatchObject({ unit: 'mm Hg', code: 'mm[Hg]' });
    expect(unitOf('kopjes')).toEqual({ unit: 'kopjes' });
    expect(site.warnings).toEqual([
      expect.objectContaining({ rule: 'unit-unknown', code: 'kopjes' }),
    ]);
  });

  test('can be mapped by the settings', () => {
    const site = siteOf({
      codeMaps: [
        {
          at: 'OBX-6',
          conceptMap: {
            resourceType: 'ConceptMap',
            group: [
              {
                target: 'http://unitsofmeasure.org',
                element: [{ code: 'kopjes', target: [{ code: '[cup_us]', equivalence: 'wider' }] }],
              },
            ],
          },
        },
      ],
    });
    expect(readUnit(segmentOf('OBX||||||kopjes').field(6), site, 'OBX-6')).toMatchObject({
      code: '[cup_us]',
    });
  });
});

describe('a reference range', () => {
  test.each([
    ['135-145', { low: { value: 135 }, high: { value: 145 } }],
    ['4.0 - 7.8', { low: { value: 4 }, high: { value: 7.8 } }],
    ['4,0 - 7,8', { low: { value: 4 }, high: { value: 7.8 } }],
    ['-2 tot 2', { low: { value: -2 }, high: { value: 2 } }],
    ['<5', { high: { value: 5 } }],
    ['>= 60', { low: { value: 60 } }],
    ['negatief', undefined],
    ['1-2-3', undefined],
  ])('%s', (text, expected) => {
    const range = rangeOf(text, {});
    expect(range === undefined ? undefined : sent(range)).toEqual(expected);
  });
});
