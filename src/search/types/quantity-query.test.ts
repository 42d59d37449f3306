// https://hl7.org/fhir/R4/search.html#quantity, and #number
import { describe } from '@jest/globals';
import { cases, refused } from '../../testing/search/cases.js';

const UCUM = 'http://unitsofmeasure.org';

describe('numbers', () => {
  cases(
    {
      resourceType: 'RiskAssessment',
      status: 'final',
      subject: { reference: 'Patient/1' },
      prediction: [{ probabilityDecimal: 99.5 }],
    },
    [
      'probability=100',
      'probability=99.5',
      'probability=9.95e1',
      'probability=1e2',
      'probability=eq100',
      'probability=ne99',
      'probability=gt99.4',
      'probability=ge99.5',
      'probability=lt100',
      'probability=le99.5',
      'probability=sa99',
      'probability=eb100',
      'probability=ap109',
      'probability=3,100',
      'probability:missing=false',
    ],
    [
      'probability=99',
      'probability=100.0',
      'probability=-100',
      'probability=ne100',
      'probability=gt99.5',
      'probability=lt99.5',
      'probability=ge99.6',
      'probability=le99.4',
      'probability=sa99.5',
      'probability=eb99.5',
      'probability=ap120',
    ],
  );
  refused('RiskAssessment', [
    'probability=abc',
    'probability=',
    'probability=1.',
    'probability=.5',
    'probability=1e999',
    'probability=1e101',
    `probability=${'9'.repeat(100)}`,
    'probability=NaN',
    'probability=Infinity',
    'probability=0x10',
    'probability=gt',
    'probability=xx5',
    'probability=1|http://s|c',
    'probability:exact=1',
  ]);
});

describe('quantities', () => {
  const value = (valueQuantity: object) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    valueQuantity,
  });
  describe('of a UCUM unit', () => {
    cases(
      value({ value: 5.395, system: UCUM, code: 'g', unit: 'gram' }),
      [
        'value-quantity=5.40',
        `value-quantity=5.40|${UCUM}|g`,
        'value-quantity=5.40||g',
        'value-quantity=5395||mg',
        `value-quantity=gt5394.9|${UCUM}|mg`,
        'value-quantity=ge5395||mg',
        'value-quantity=le5.395||g',
        'value-quantity=ap5||g',
        'value-quantity=5.40||',
        'value-quantity=ne5.39||g',
        'combo-value-quantity=5.40||g',
      ],
      [
        'value-quantity=5.39',
        'value-quantity=5.40||kg',
        'value-quantity=5.40|http://other|g',
        'value-quantity=gt5395||mg',
        'value-quantity=lt5.395||g',
        'value-quantity=5.40||mm[Hg]',
        'value-quantity=ne5.40||g',
      ],
    );
  });
  describe('of any other unit', () => {
    cases(
      value({ value: 2, unit: 'tablet' }),
      ['value-quantity=2', 'value-quantity=2||tablet', 'value-quantity=1.6||tablet,2||tablet'],
      ['value-quantity=2||capsule', 'value-quantity=2|http://s|tablet', 'value-quantity=2||g'],
    );
  });
  describe('with a comparator', () => {
    cases(
      value({ value: 5, comparator: '<', system: UCUM, code: 'g' }),
      ['value-quantity=lt5||g', 'value-quantity=eb5||g', 'value-quantity=lt0||g'],
      ['value-quantity=ge5||g', 'value-quantity=gt5||g', 'value-quantity=5||g'],
    );
    cases(
      value({ value: 5000, comparator: '>', system: UCUM, code: 'mg' }),
      ['value-quantity=gt5||g', 'value-quantity=sa5||g', 'value-quantity=gt5000'],
      ['value-quantity=le5||g', 'value-quantity=lt5||g'],
    );
    cases(
      value({ value: 5, comparator: '>=', system: UCUM, code: 'g' }),
      ['value-quantity=ge5||g', 'value-quantity=le5||g'],
      ['value-quantity=sa5||g', 'value-quantity=lt5||g'],
    );
  });
  describe('of money', () => {
    cases(
      { resourceType: 'Invoice', status: 'issued', totalGross: { value: 12.5, currency: 'EUR' } },
      [
        'totalgross=12.5',
        'totalgross=12.5||EUR',
        'totalgross=12.5|urn:iso:std:iso:4217|EUR',
        'totalgross=gt12||EUR',
      ],
      ['totalgross=12.5||USD', 'totalnet=12.5'],
    );
  });
  describe('of a range', () => {
    cases(
      {
        resourceType: 'Condition',
        subject: { reference: 'Patient/1' },
        onsetRange: { low: { value: 10, unit: 'a' }, high: { value: 20, unit: 'a' } },
      },
      ['onset-age=gt15||a', 'onset-age=lt15||a', 'onset-age=ap15||a', 'onset-age=sa9||a'],
      ['onset-age=15||a', 'onset-age=sa15||a', 'onset-age=eb15||a', 'onset-age=gt20||a'],
    );
  });
  refused('Observation', [
    'value-quantity=5|g',
    'value-quantity=5|http://s|',
    'value-quantity=|http://s|g',
    'value-quantity=5|a|b|c',
    'value-quantity=five||g',
    'value-quantity:exact=5',
    'value-quantity:missing=no',
  ]);
});
