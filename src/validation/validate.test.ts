// Structural rules of base R4
import { describe, expect, test } from '@jest/globals';
import { decimalFromText } from '../fhir/decimal.js';
import { objectsAt, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { withPlainExpressions } from '../testing/plain-expressions.js';
import { corpusFiles, hasCorpus } from '../testing/shared-data.js';
import { PRIMITIVE_CHECKS } from './check/primitive.js';
import { createValidator } from './validate.js';

const validator = createValidator(DEFINITIONS);

/** `rule expression` of each finding. */
const findings = (resource: object): string[] =>
  validator
    .validate(resource as Resource)
    .issues.map(({ rule, expression }) => `${rule ?? ''} ${expression ?? ''}`);

const patient = (extra: object) => ({ resourceType: 'Patient', ...extra });

describe('a resource', () => {
  test.each([
    [patient({ active: true }), []],
    [patient({ nonsense: 1 }), ['unknown-element Patient.nonsense']],
    [patient({ _nonsense: {} }), ['unknown-element Patient._nonsense']],
    [patient({ 'a b<script>': 1 }), ['unknown-element Patient.?']],
    [patient({ active: 'true' }), ['json-type Patient.active']],
    [patient({ active: [true] }), ['json-type Patient.active']],
    [patient({ active: null }), ['null-value Patient.active']],
    [patient({ name: {} }), ['json-type Patient.name']],
    [patient({ name: [] }), ['empty-value Patient.name']],
    [patient({ name: [{}] }), ['empty-value Patient.name[0]']],
    [patient({ name: [{ family: '' }] }), ['empty-value Patient.name[0].family']],
    [patient({ name: ['x'] }), ['json-type Patient.name[0]']],
    [patient({ name: [{ family: 'x' }, null] }), ['null-value Patient.name[1]']],
    [patient({ gender: 'm' }), ['binding-required Patient.gender']],
    [patient({ gender: 1 }), ['json-type Patient.gender']],
    [patient({ birthDate: '2023-02-30' }), ['primitive-format Patient.birthDate']],
    [patient({ multipleBirthInteger: 1.5 }), ['primitive-format Patient.multipleBirthInteger']],
    [
      patient({ multipleBirthInteger: decimalFromText('1.0') }),
      ['primitive-format Patient.multipleBirthInteger'],
    ],
    [
      patient({ link: [{ other: { reference: 'Patient/1' } }] }),
      ['cardinality-min Patient.link[0]'],
    ],
    [
      patient({ deceasedBoolean: true, deceasedDateTime: '2020' }),
      ['choice-repeated Patient.deceasedDateTime'],
    ],
    [patient({ contained: [{ resourceType: 'X' }] }), ['unknown-type Patient.contained[0]']],
    [
      patient({ contained: [{ resourceType: 'Basic', id: 'b' }] }),
      ['cardinality-min Patient.contained[0]'],
    ],
    [
      patient({ managingOrganization: { reference: 'nowhere' } }),
      ['reference-format Patient.managingOrganization.reference'],
    ],
    [
      patient({ managingOrganization: { reference: 'Patient/1' } }),
      ['reference-target Patient.managingOrganization.reference'],
    ],
    [
      patient({ managingOrganization: { reference: 'Nonsense/1' } }),
      ['reference-target Patient.managingOrganization.reference'],
    ],
    [patient({ managingOrganization: { reference: 'urn:uuid:1' } }), []],
    [patient({ extension: [{ valueString: 'x' }] }), ['cardinality-min Patient.extension[0]']],
    [
      patient({ extension: [{ url: 'http://x', valueMeta: { versionId: 'a b' } }] }),
      ['primitive-format Patient.extension[0].valueMeta.versionId'],
    ],
  ])('%j has %j', (resource, expected) => {
    expect(findings(resource)).toEqual(expected);
  });

  test('names a rule, a code and an element in every finding, and shows no value', () => {
    const { issues } = validator.validate(patient({ birthDate: 'secret' }));
    expect(issues).toEqual([
      {
        severity: 'error',
        code: 'value',
        rule: 'primitive-format',
        expression: 'Patient.birthDate',
        diagnostics: 'Patient.birthDate: the value is not a valid date.',
      },
    ]);
  });
});

describe('primitives with extensions', () => {
  const extension = [{ url: 'http://x', valueCode: 'y' }];

  test.each([
    [patient({ _birthDate: { extension } }), []],
    [patient({ birthDate: '2000', _birthDate: { id: 'a' } }), []],
    [patient({ _birthDate: {} }), ['empty-value Patient._birthDate']],
    [patient({ _birthDate: { value: '2000' } }), ['unknown-element Patient._birthDate.value']],
    [patient({ name: [{ given: ['a', null], _given: [null, { extension }] }] }), []],
    [patient({ name: [{ _given: [{ extension }] }] }), []],
    [patient({ name: [{ given: ['a', null] }] }), ['null-value Patient.name[0].given[1]']],
    [
      patient({ name: [{ given: ['a', null], _given: [{ extension }] }] }),
      ['null-value Patient.name[0].given[1]'],
    ],
    [
      patient({ name: [{ _given: [null, { extension }] }] }),
      ['null-value Patient.name[0]._given[0]'],
    ],
    [{ resourceType: 'Observation', code: { text: 'x' }, _status: { extension } }, []],
  ])('%j has %j', (resource, expected) => {
    expect(findings(resource)).toEqual(expected);
  });
});

test('a required binding of a CodeableConcept wants one of the codes', () => {
  const condition = (clinicalStatus: JsonValue) => ({
    resourceType: 'Condition',
    subject: { reference: 'Patient/1' },
    clinicalStatus,
  });
  const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
  expect(findings(condition({ coding: [{ system, code: 'active' }] }))).toEqual([]);
  expect(findings(condition({ coding: [{ code: 'x' }, { system, code: 'active' }] }))).toEqual([]);
  for (const wrong of [
    { coding: [{ code: 'active' }] },
    { coding: [{ system, code: 'x' }] },
    { text: 'active' },
  ]) {
    expect(findings(condition(wrong))).toEqual(['binding-required Condition.clinicalStatus']);
  }
});

describe('primitive types', () => {
  test.each([
    ['boolean', [true, false], ['true', 0]],
    ['integer', [0, -1, 2147483647], [2147483648, 1.5, '1']],
    ['unsignedInt', [0, 1], [-1]],
    ['positiveInt', [1], [0]],
    ['decimal', [1, -0.5, decimalFromText('1.00')], ['1', true]],
    ['string', ['a', ' ', 'é\n'], [1]],
    ['code', ['a', 'a b'], [' a', 'a ', 'a  b']],
    ['id', ['a-B.1'], ['a_b', 'a'.repeat(65), '']],
    ['uri', ['urn:x', 'a/b'], ['a b', '']],
    ['oid', ['urn:oid:1.2.3'], ['1.2.3', 'urn:oid:1.02']],
    [
      'uuid',
      ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
      ['urn:uuid:x', 'c757873d-ec9a-4326-a141-556f43239520'],
    ],
    [
      'date',
      ['2020', '2020-02', '2020-02-29'],
      ['2021-02-29', '2020-1-1', '2020-02-29T00:00:00Z', '0000'],
    ],
    [
      'dateTime',
      ['2020', '2020-02-29T10:00:00+02:00', '2020-02-29T10:00:00.123Z'],
      [
        '2020-02-29T10:00:00',
        '2020-02-29T10:00Z',
        '2020-02-29T24:00:00Z',
        '2020-02-29T10:00:00+15:00',
      ],
    ],
    ['instant', ['2020-02-29T10:00:00Z'], ['2020-02-29', '2020-02-29T10:00:00']],
    ['time', ['10:00:00', '10:00:00.5'], ['10:00', '24:00:00', '10:00:00Z']],
    ['base64Binary', ['', 'aGk=', 'aG k=\n'], ['a', 'a===', 'QQ= =', '!!!!']],
  ])('%s', (type, good, bad) => {
    const check = PRIMITIVE_CHECKS[type];
    for (const value of good) expect([value, check?.(value)]).toEqual([value, undefined]);
    for (const value of bad) expect([value, check?.(value)]).not.toEqual([value, undefined]);
  });

  test('a check takes time in proportion to the text', () => {
    const text = `${'a'.repeat(1_000_000)}!`;
    for (const check of Object.values(PRIMITIVE_CHECKS)) check(text);
  });

  test('only content in base64 may be longer than a string, and no text is too long to be checked', async () => {
    const [text, content] = ['0'.repeat(20_000_000), 'QUJD'.repeat(5_000_000)];
    await withPlainExpressions(() => {
      for (const [type, check] of Object.entries(PRIMITIVE_CHECKS)) {
        if (type !== 'base64Binary') expect([type, check(text)]).not.toEqual([type, undefined]);
      }
      expect(PRIMITIVE_CHECKS['base64Binary']?.(content)).toBeUndefined();
      expect(PRIMITIVE_CHECKS['base64Binary']?.(`${content}*`)).toBe('format');
    });
  });
});

describe('real resources', () => {
  /** Those that base R4 truly refuses, with the rule they break. */
  const WRONG: Record<string, string> = {
    'allergies-cio/AllergyIntolerance-reac-pat08-rea-flu-01.json':
      'cardinality-min AllergyIntolerance.reaction[0]',
    'allergies-cio/Bundle-cio-svci-tst-2.1-beta3VCI2.json':
      'primitive-format Bundle.entry[5].resource.recorded',
    'allergies-cio/Provenance-reginfo-pat03-mci-zwa-02.json':
      'primitive-format Provenance.recorded',
    'lab/Specimen-nl-core-LTR-Specimen-lab-335.json':
      'choice-repeated Specimen.collection.collectedPeriod',
  };

  (hasCorpus('nl') ? test : test.skip)(
    'of the Dutch corpus are valid, but for those that are listed',
    () => {
      const wrong = corpusFiles('nl').flatMap(({ name, text }) => {
        const [first] = findings(parseJsonResource(text));
        return first === undefined ? [] : [[name, first] as const];
      });
      expect(Object.fromEntries(wrong)).toEqual(WRONG);
    },
  );

  (hasCorpus('synthea') ? test : test.skip)('of Synthea are valid', () => {
    for (const { text } of corpusFiles('synthea')) {
      for (const entry of objectsAt(parseJsonResource(text), 'entry')) {
        expect(findings(entry['resource'] as Resource)).toEqual([]);
      }
    }
  });
});
