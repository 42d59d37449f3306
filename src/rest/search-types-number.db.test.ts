// Number and quantity parameters: https://hl7.org/fhir/R4/search.html#number and #quantity
import { describe } from '@jest/globals';
import { searchTables, type Row } from '../testing/search/tables.js';

const UCUM = 'http://unitsofmeasure.org';
const OWN = 'http://units.example';
const EURO = 'urn:iso:std:iso:4217';

const risk = (...prediction: object[]) => ({
  status: 'final',
  subject: { reference: 'Patient/p' },
  ...(prediction.length === 0 ? {} : { prediction }),
});
const chance = (probabilityDecimal: number) => ({ probabilityDecimal });
const between = (low?: number, high?: number) => ({
  probabilityRange: {
    ...(low === undefined ? {} : { low: { value: low } }),
    ...(high === undefined ? {} : { high: { value: high } }),
  },
});
const measured = (valueQuantity: object) => ({
  status: 'final',
  code: { text: 'x' },
  valueQuantity,
});
const ucum = (value: number, code: string, more: object = {}) =>
  measured({ value, unit: code, system: UCUM, code, ...more });
const onset = (value: object) => ({ subject: { reference: 'Patient/p' }, ...value });
const years = (value: number) => ({ value, unit: 'a', system: UCUM, code: 'a' });
const invoice = (value: number, currency: string) => ({
  status: 'issued',
  totalGross: { value, currency },
});

const { finds, refuses } = searchTables({
  RiskAssessment: {
    '99': risk(chance(99)),
    '99.5': risk(chance(99.5)),
    '100': risk(chance(100)),
    '100.4': risk(chance(100.4)),
    '100.5': risk(chance(100.5)),
    minus: risk(chance(-100)),
    tiny: risk(chance(0.00012)),
    zero: risk(chance(0)),
    range: risk(between(10, 20)),
    'up-to': risk(between(undefined, 5)),
    from: risk(between(500)),
    two: risk(chance(1000), chance(2000)),
    none: risk(),
  },
  Observation: {
    '5.4g': ucum(5.4, 'g'),
    '5400mg': ucum(5400, 'mg'),
    '0.0054kg': ucum(0.0054, 'kg'),
    '5.35g': ucum(5.35, 'g'),
    '5.45g': ucum(5.45, 'g'),
    '5.4mg': ucum(5.4, 'mg'),
    '5.4L': ucum(5.4, 'L'),
    bare: measured({ value: 5.4 }),
    written: measured({ value: 5.4, unit: 'g' }),
    own: measured({ value: 5.4, unit: 'g', system: OWN, code: 'g' }),
    '120mmHg': ucum(120, 'mm[Hg]'),
    '37Cel': ucum(37, 'Cel'),
    '310.15K': ucum(310.15, 'K'),
    'less-5': ucum(5, 'm', { comparator: '<' }),
    'most-5': ucum(5, 'm', { comparator: '<=' }),
    'more-5': ucum(5, 'm', { comparator: '>' }),
    'least-5': ucum(5, 'm', { comparator: '>=' }),
    '5m': ucum(5, 'm'),
    '500cm': ucum(500, 'cm'),
    none: { status: 'final', code: { text: 'x' } },
  },
  Condition: {
    age: onset({ onsetAge: years(40) }),
    months: onset({ onsetAge: { value: 480, unit: 'mo', system: UCUM, code: 'mo' } }),
    span: onset({ onsetRange: { low: years(30), high: years(50) } }),
    since: onset({ onsetRange: { low: years(45) } }),
  },
  Invoice: {
    'eur-1': invoice(10.5, 'EUR'),
    'eur-2': invoice(10.55, 'EUR'),
    usd: invoice(10.5, 'USD'),
  },
});

/** What each prefix finds with one value. */
function prefixes(type: string, parameter: string, value: string, found: Record<string, string>) {
  const rows = Object.entries(found).map(([prefix, ids]): Row => {
    return [`${parameter}=${prefix}${value}`, ids];
  });
  finds(type, [...rows, [`${parameter}=${value}`, found['eq'] ?? '']]);
}

describe('each prefix with a number', () => {
  prefixes('RiskAssessment', 'probability', '100', {
    // From 99.5 up to, not including, 100.5.
    eq: '99.5 100 100.4',
    ne: '99 100.5 minus tiny zero range up-to from two',
    gt: '100.4 100.5 from two',
    lt: '99 99.5 minus tiny zero range up-to',
    ge: '100 100.4 100.5 from two',
    le: '99 99.5 100 minus tiny zero range up-to',
    sa: '100.4 100.5 from two',
    eb: '99 99.5 minus tiny zero range up-to',
    // A tenth to each side.
    ap: '99 99.5 100 100.4 100.5',
  });
});

describe('the precision of a number', () => {
  finds('RiskAssessment', [
    ['probability=100.0', '100'],
    ['probability=100.4', '100.4'],
    ['probability=100.40', '100.4'],
    ['probability=1e2', '99 99.5 100 100.4 100.5'],
    ['probability=1.00e2', '99.5 100 100.4'],
    ['probability=1.000E+2', '100'],
    ['probability=99', '99'],
    ['probability=-100', 'minus'],
    ['probability=+100', '99.5 100 100.4'],
    ['probability=0', 'tiny zero'],
    ['probability=0.0', 'tiny zero'],
    ['probability=0.0000', 'zero'],
    ['probability=0.0001', 'tiny'],
    ['probability=0.00012', 'tiny'],
    ['probability=1.2e-4', 'tiny'],
    ['probability=12e-5', 'tiny'],
    ['probability=ne0.00012&probability=lt1', 'minus zero up-to'],
    ['probability=ap0', 'tiny zero up-to'],
    ['probability=ap-100', 'minus up-to'],
  ]);
});

describe('ranges and several numbers', () => {
  prefixes('RiskAssessment', 'probability', '15', {
    eq: '',
    gt: '99 99.5 100 100.4 100.5 range from two',
    lt: 'minus tiny zero range up-to',
    sa: '99 99.5 100 100.4 100.5 from two',
    eb: 'minus tiny zero up-to',
    ap: 'range',
  });
  finds('RiskAssessment', [
    ['probability=sa10', '99 99.5 100 100.4 100.5 from two'],
    ['probability=sa9.9', '99 99.5 100 100.4 100.5 range from two'],
    ['probability=ge20&probability=le20', 'range'],
    ['probability=gt20&probability=lt90', ''],
    ['probability=eb20', 'minus tiny zero up-to'],
    ['probability=eb20.1', 'minus tiny zero range up-to'],
    ['probability=lt-1000', 'up-to'],
    ['probability=gt1000000', 'from'],
    ['probability=1000,2000', 'two'],
    ['probability=1000&probability=2000', 'two'],
    // Each criterion can be met by another number, and an open range has both.
    ['probability=lt1500&probability=gt1500', 'from two'],
    ['probability=ne1000&probability=gt500', 'from two'],
    ['probability:missing=true', 'none'],
  ]);
});

describe('what is no number', () => {
  refuses('RiskAssessment', [
    'probability=',
    'probability=x',
    'probability=eq',
    'probability=1,',
    'probability=1.',
    'probability=.5',
    'probability=1e',
    'probability=1e999',
    'probability=0x10',
    'probability=NaN',
    'probability=Infinity',
    'probability=--1',
    'probability=1 0',
    'probability:not=1',
    'probability:exact=1',
  ]);
});

describe('units', () => {
  finds('Observation', [
    // 5.4 g is from 5.35 up to, not including, 5.45 g, in whatever unit it was measured.
    [`value-quantity=5.4|${UCUM}|g`, '5.4g 5400mg 0.0054kg 5.35g'],
    [`value-quantity=5.40|${UCUM}|g`, '5.4g 5400mg 0.0054kg'],
    [`value-quantity=5400|${UCUM}|mg`, '5.4g 5400mg 0.0054kg'],
    [`value-quantity=5400000|${UCUM}|ug`, '5.4g 5400mg 0.0054kg'],
    [`value-quantity=0.0054|${UCUM}|kg`, '5.4g 5400mg 0.0054kg 5.35g'],
    [`value-quantity=5.4|${UCUM}|mg`, '5.4mg'],
    [`value-quantity=5.4|${UCUM}|L`, '5.4L'],
    [`value-quantity=5400|${UCUM}|mL`, '5.4L'],
    [`value-quantity=5.4|${OWN}|g`, 'own'],
    [`value-quantity=5.4|${OWN}|mg`, ''],
    // In any system.
    ['value-quantity=5.4||g', '5.4g 5400mg 0.0054kg 5.35g written'],
    ['value-quantity=5.4||kg', ''],
    // Without a unit the number alone is compared.
    ['value-quantity=5.4', '5.4g 5.35g 5.4mg 5.4L bare written own'],
    ['value-quantity=5.4||', '5.4g 5.35g 5.4mg 5.4L bare written own'],
    ['value-quantity=5.40', '5.4g 5.4mg 5.4L bare written own'],
    [`value-quantity=120|${UCUM}|mm[Hg]`, '120mmHg'],
    [`value-quantity=16|${UCUM}|kPa`, '120mmHg'],
    [`value-quantity=16.0|${UCUM}|kPa`, '120mmHg'],
    [`value-quantity=37|${UCUM}|Cel`, '37Cel 310.15K'],
    [`value-quantity=310.15|${UCUM}|K`, '37Cel 310.15K'],
    [`value-quantity=310.1|${UCUM}|K`, ''],
    [`value-quantity=98.6|${UCUM}|[degF]`, '37Cel 310.15K'],
    ['value-quantity:missing=true', 'none'],
  ]);
});

describe('each prefix with a unit', () => {
  prefixes('Observation', 'value-quantity', `5.4|${UCUM}|g`, {
    eq: '5.4g 5400mg 0.0054kg 5.35g',
    ne: '5.45g 5.4mg',
    gt: '5.45g',
    lt: '5.35g 5.4mg',
    ge: '5.4g 5400mg 0.0054kg 5.45g',
    le: '5.4g 5400mg 0.0054kg 5.35g 5.4mg',
    sa: '5.45g',
    eb: '5.35g 5.4mg',
    ap: '5.4g 5400mg 0.0054kg 5.35g 5.45g',
  });
  finds('Observation', [
    [`value-quantity=ap6|${UCUM}|g`, '5.4g 5400mg 0.0054kg 5.45g'],
    [`value-quantity=ap6.0|${UCUM}|g`, '5.4g 5400mg 0.0054kg 5.45g'],
    [`value-quantity=gt5399|${UCUM}|mg&value-quantity=lt5401|${UCUM}|mg`, '5.4g 5400mg 0.0054kg'],
    [`value-quantity=5.40|${UCUM}|g,120|${UCUM}|mm[Hg]`, '5.4g 5400mg 0.0054kg 120mmHg'],
  ]);
});

describe('stored comparators', () => {
  prefixes('Observation', 'value-quantity', `5|${UCUM}|m`, {
    eq: '5m 500cm',
    ne: 'less-5 most-5 more-5 least-5',
    gt: 'more-5 least-5',
    lt: 'less-5 most-5',
    ge: 'more-5 least-5 most-5 5m 500cm',
    le: 'less-5 most-5 least-5 5m 500cm',
    sa: 'more-5',
    eb: 'less-5',
  });
  finds('Observation', [
    [`value-quantity=lt-1000|${UCUM}|m`, 'less-5 most-5'],
    [`value-quantity=gt1000|${UCUM}|km`, 'more-5 least-5'],
    [`value-quantity=ge500|${UCUM}|cm`, 'more-5 least-5 most-5 5m 500cm'],
  ]);
});

describe('ages, ranges and money', () => {
  finds('Condition', [
    [`onset-age=40|${UCUM}|a`, 'age months'],
    [`onset-age=gt49|${UCUM}|a`, 'span since'],
    [`onset-age=sa44|${UCUM}|a`, 'since'],
    [`onset-age=eb51|${UCUM}|a`, 'age months span'],
    [`onset-age=le30|${UCUM}|a`, 'span'],
    [`onset-age=lt30|${UCUM}|a`, ''],
    [`onset-age=480|${UCUM}|mo`, 'age months'],
  ]);
  finds('Invoice', [
    ['totalgross=10.5', 'eur-1 usd'],
    [`totalgross=10.5|${EURO}|EUR`, 'eur-1'],
    ['totalgross=10.5||USD', 'usd'],
    [`totalgross=gt10.5|${EURO}|EUR`, 'eur-2'],
    [`totalgross=10.55|${EURO}|EUR`, 'eur-2'],
  ]);
});

describe('what is no quantity', () => {
  refuses('Observation', [
    'value-quantity=',
    'value-quantity=g',
    'value-quantity=5.4|g',
    `value-quantity=5.4|${UCUM}|`,
    `value-quantity=5.4|${UCUM}|g|x`,
    `value-quantity=|${UCUM}|g`,
    'value-quantity:not=5',
    'value-quantity:exact=5',
    'value-quantity:text=5',
  ]);
});
