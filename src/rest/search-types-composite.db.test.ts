// Composite parameters, pair by pair: https://hl7.org/fhir/R4/search.html#combining
import { describe } from '@jest/globals';
import { searchTables } from '../testing/search/tables.js';

const UCUM = 'http://unitsofmeasure.org';
const S = 'http://s.example';
const T = 'http://t.example';

const concept = (code: string, system?: string) => ({
  coding: [system === undefined ? { code } : { system, code }],
});
const mmHg = (value: number, more: object = {}) => ({
  valueQuantity: { value, system: UCUM, code: 'mm[Hg]', ...more },
});
const observation = (code: object, more: object = {}) => ({ status: 'final', code, ...more });
const pressure = (systolic: object, diastolic: object, more: object = {}) =>
  observation(concept('85354-9', S), {
    component: [
      { code: concept('sys', S), ...systolic },
      { code: concept('dia', S), ...diastolic },
    ],
    ...more,
  });
const useContext = (...pairs: (readonly [code: string, value: object])[]) => ({
  status: 'active',
  useContext: pairs.map(([code, value]) => ({ code: { system: S, code }, ...value })),
});
const relatesTo = (...pairs: (readonly [code: string, target: string])[]) => ({
  status: 'current',
  content: [{ attachment: { title: 'x' } }],
  relatesTo: pairs.map(([code, target]) => ({ code, target: { reference: target } })),
});

const { finds, refuses } = searchTables({
  Observation: {
    '120-80': pressure(mmHg(120), mmHg(80)),
    // Both numbers are in it, with the codes the other way round.
    '80-120': pressure(mmHg(80), mmHg(120)),
    '119.5-80': pressure(mmHg(119.5), mmHg(80)),
    'over-200': pressure(mmHg(200, { comparator: '>' }), mmHg(80)),
    other: observation(concept('85354-9', S), {
      component: [{ code: concept('sys', T), ...mmHg(120) }],
    }),
    bare: observation(concept('85354-9', S), {
      component: [{ code: concept('sys'), ...mmHg(120) }],
    }),
    // The panel itself has a value too.
    mean: pressure(mmHg(110), mmHg(70), mmHg(120)),
    weight: observation(concept('weight', S), {
      valueQuantity: { value: 70, system: UCUM, code: 'kg' },
    }),
    'two-codes': observation(
      { coding: [...concept('weight', S).coding, ...concept('mass', T).coding] },
      { valueQuantity: { value: 71, system: UCUM, code: 'kg' } },
    ),
    positive: observation(concept('test', S), { valueCodeableConcept: concept('pos', S) }),
    negative: observation(concept('test', S), { valueCodeableConcept: concept('neg', S) }),
    parts: observation(concept('panel', S), {
      component: [
        { code: concept('test', S), valueCodeableConcept: concept('pos', T) },
        { code: concept('other', S), valueCodeableConcept: concept('neg', S) },
      ],
    }),
    text: observation(concept('note', S), { valueString: 'Één, twee $ drie' }),
    dated: observation(concept('due', S), { valueDateTime: '2020-03-15' }),
    period: observation(concept('due', S), {
      valuePeriod: { start: '2020-03-01', end: '2020-03-31' },
    }),
    unvalued: observation(concept('weight', S)),
  },
  ValueSet: {
    adult: useContext(
      ['age', { valueRange: { low: { value: 18 } } }],
      ['focus', { valueCodeableConcept: concept('asthma', S) }],
    ),
    child: useContext(
      ['age', { valueRange: { low: { value: 0 }, high: { value: 17 } } }],
      ['dose', { valueQuantity: { value: 20 } }],
      ['venue', { valueCodeableConcept: concept('asthma', S) }],
    ),
  },
  DocumentReference: {
    next: relatesTo(['replaces', 'DocumentReference/a'], ['appends', 'DocumentReference/b']),
    cross: relatesTo(['appends', 'DocumentReference/a'], ['replaces', 'DocumentReference/b']),
    abroad: relatesTo(['replaces', 'http://other.example/DocumentReference/a']),
  },
  Group: {
    women: {
      type: 'person',
      actual: false,
      characteristic: [
        { code: concept('sex', S), valueCodeableConcept: concept('female', S), exclude: false },
        { code: concept('pregnant', S), valueBoolean: false, exclude: false },
      ],
    },
  },
  MolecularSequence: {
    seq: {
      coordinateSystem: 0,
      referenceSeq: { chromosome: concept('1', S), windowStart: 100, windowEnd: 200 },
    },
  },
});

const units = `|${UCUM}|mm[Hg]`;

describe('a code with a quantity', () => {
  finds('Observation', [
    [`component-code-value-quantity=sys$120${units}`, '120-80 119.5-80 other bare'],
    [`component-code-value-quantity=${S}|sys$120${units}`, '120-80 119.5-80'],
    [`component-code-value-quantity=${S}|sys$120.0${units}`, '120-80'],
    [`component-code-value-quantity=${S}|sys$80${units}`, '80-120'],
    [`component-code-value-quantity=${S}|dia$80${units}`, '120-80 119.5-80 over-200'],
    [`component-code-value-quantity=${T}|sys$120${units}`, 'other'],
    [`component-code-value-quantity=|sys$120${units}`, 'bare'],
    ['component-code-value-quantity=sys$120', '120-80 119.5-80 other bare'],
    [`component-code-value-quantity=${T}|sys$120`, 'other'],
    [`component-code-value-quantity=${S}|sys$16|${UCUM}|kPa`, '120-80 119.5-80'],
    [`component-code-value-quantity=${S}|sys$gt120${units}`, 'over-200'],
    [`component-code-value-quantity=${S}|sys$lt120${units}`, '80-120 119.5-80 mean'],
    [`component-code-value-quantity=${S}|sys$ge119.5${units}`, '120-80 119.5-80 over-200'],
    [`component-code-value-quantity=${S}|sys$ne120${units}`, '80-120 over-200 mean'],
    [`component-code-value-quantity=${S}|sys$ap130${units}`, '120-80 119.5-80'],
    [
      `component-code-value-quantity=${S}|sys$80${units},${S}|dia$80${units}`,
      '80-120 120-80 119.5-80 over-200',
    ],
    [
      `component-code-value-quantity=${S}|sys$80${units}&component-code-value-quantity=${S}|dia$80${units}`,
      '',
    ],
    [`component-code-value-quantity=${S}|85354-9$120${units}`, ''],
    [`code-value-quantity=${S}|85354-9$120${units}`, 'mean'],
    [`code-value-quantity=${S}|sys$120${units}`, ''],
    [`combo-code-value-quantity=${S}|85354-9$120${units}`, 'mean'],
    [`combo-code-value-quantity=${S}|sys$120${units}`, '120-80 119.5-80'],
    [`code-value-quantity=weight$70|${UCUM}|kg`, 'weight'],
    [`code-value-quantity=weight$70000|${UCUM}|g`, 'weight'],
    [`code-value-quantity=weight$gt60|${UCUM}|kg`, 'weight two-codes'],
    [`code-value-quantity=${T}|mass$gt60`, 'two-codes'],
    [`code-value-quantity=${T}|weight$gt60`, ''],
    ['code-value-quantity:missing=false', 'mean weight two-codes'],
  ]);
});

describe('a code with a code, a string and a date', () => {
  finds('Observation', [
    ['code-value-concept=test$pos', 'positive'],
    [`code-value-concept=${S}|test$${S}|pos`, 'positive'],
    [`code-value-concept=${S}|test$${T}|pos`, ''],
    [`code-value-concept=${S}|test$|pos`, ''],
    [`code-value-concept=${S}|test$pos,${S}|test$neg`, 'positive negative'],
    ['component-code-value-concept=test$pos', 'parts'],
    ['component-code-value-concept=test$neg', ''],
    [`component-code-value-concept=other$${S}|neg`, 'parts'],
    ['combo-code-value-concept=test$pos', 'positive parts'],
    ['code-value-string=note$een', 'text'],
    ['code-value-string=note$één\\, twee \\$ drie', 'text'],
    ['code-value-string=note$twee', ''],
    ['code-value-string=test$een', ''],
    ['code-value-date=due$2020-03-15', 'dated'],
    ['code-value-date=due$2020-03', 'dated period'],
    ['code-value-date=due$lt2020-03-15', 'period'],
    ['code-value-date=due$sa2020-03-14', 'dated'],
    ['code-value-date=note$2020-03', ''],
  ]);
});

describe('what knowledge is used for', () => {
  finds('ValueSet', [
    ['context-type-quantity=age$ge18', 'adult'],
    ['context-type-quantity=age$17', ''],
    ['context-type-quantity=age$lt18', 'child'],
    ['context-type-quantity=age$gt17', 'adult'],
    ['context-type-quantity=age$20', ''],
    ['context-type-quantity=dose$20', 'child'],
    [`context-type-quantity=${S}|age$le5`, 'child'],
    ['context-type-value=focus$asthma', 'adult'],
    [`context-type-value=${S}|venue$${S}|asthma`, 'child'],
    ['context-type-value=age$asthma', ''],
  ]);
});

describe('a code with a reference, and three parts', () => {
  finds('DocumentReference', [
    ['relationship=replaces$DocumentReference/a', 'next'],
    ['relationship=appends$DocumentReference/a', 'cross'],
    ['relationship=replaces$a', 'next'],
    ['relationship=replaces$http://other.example/DocumentReference/a', 'abroad'],
    ['relationship=transforms$DocumentReference/a', ''],
  ]);
  finds('Group', [
    ['characteristic-value=sex$female', 'women'],
    ['characteristic-value=pregnant$false', 'women'],
    ['characteristic-value=pregnant$female', ''],
  ]);
  finds('MolecularSequence', [
    ['chromosome-window-coordinate=1$100$200', 'seq'],
    ['chromosome-window-coordinate=1$gt50$lt250', 'seq'],
    ['chromosome-window-coordinate=1$100$100', ''],
    ['chromosome-window-coordinate=1$200$100', ''],
    ['chromosome-window-coordinate=2$100$200', ''],
  ]);
});

describe('what is no pair', () => {
  refuses('Observation', [
    'code-value-quantity=',
    'code-value-quantity=weight',
    'code-value-quantity=weight$',
    'code-value-quantity=$70',
    'code-value-quantity=weight$70$80',
    'code-value-quantity=weight$x',
    `code-value-quantity=${S}|$70`,
    'code-value-concept=test$|',
    'code-value-date=due$2020-13',
    'code-value-quantity:not=weight$70',
    'component-code-value-quantity:exact=sys$120',
  ]);
});
