// Results: HL7 v2.8, chapter 7; V2-to-FHIR ORU_R01; nl-core-LaboratoryTestResult
import { objectsAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { Hospital } from '../../../testing/hl7v2/hospital.js';
import { hospitalWith } from '../../../testing/hl7v2/hospital.js';
import { sent } from '../../../testing/hl7v2/message-of.js';
import { obr, oru } from '../../../testing/hl7v2/result-message.js';

const observationsOf = (hospital: Hospital) => hospital.store.all('Observation').map(sent);
const reportOf = (hospital: Hospital): Resource => {
  const [report] = hospital.store.all('DiagnosticReport');
  if (report === undefined) throw new Error('There is no report.');
  return report;
};

describe('the status of an observation', () => {
  test.each([
    ['F', 'F', 'final'],
    ['P', 'P', 'preliminary'],
    ['R', 'P', 'preliminary'],
    ['S', 'P', 'preliminary'],
    ['C', 'C', 'corrected'],
    ['A', 'F', 'amended'],
    ['B', 'F', 'amended'],
    ['I', 'I', 'registered'],
    ['O', 'O', 'registered'],
    ['U', 'F', 'final'],
    ['V', 'F', 'final'],
    ['X', 'F', 'cancelled'],
    ['D', 'C', 'entered-in-error'],
    ['W', 'C', 'entered-in-error'],
    ['', 'F', 'final'],
    ['', 'P', 'preliminary'],
    ['', 'C', 'corrected'],
    ['', 'X', 'cancelled'],
    ['Q', 'F', 'unknown'],
  ])('OBX-11 %j with OBR-25 %s is %s', (own, report, status) => {
    const hospital = hospitalWith([
      oru('20260305110000', obr({ status: report }), `OBX|1|NM|2823-3^K^LN||5|mmol/L||||| ${own}`),
    ]);
    expect(observationsOf(hospital)).toMatchObject([{ status }]);
  });

  test('what nobody asked for is no observation', () => {
    const hospital = hospitalWith([
      oru('20260305110000', obr(), 'OBX|1|NM|2823-3^K^LN|||mmol/L|||||N'),
    ]);
    expect(observationsOf(hospital)).toEqual([]);
  });
});

describe('the status of a report', () => {
  test.each([
    ['O', 'registered'],
    ['I', 'registered'],
    ['S', 'registered'],
    ['N', 'registered'],
    ['P', 'preliminary'],
    ['M', 'preliminary'],
    ['R', 'partial'],
    ['A', 'partial'],
    ['F', 'final'],
    ['C', 'corrected'],
    ['X', 'cancelled'],
    ['Y', 'unknown'],
  ])('OBR-25 %s is %s', (code, status) => {
    expect(reportOf(hospitalWith([oru('20260305110000', obr({ status: code }))]))).toMatchObject({
      status,
    });
  });

  test.each([
    ['OBX|1|ST|A||x||||||F', 'final'],
    ['OBX|1|ST|A||x||||||P', 'preliminary'],
    ['OBX|1|ST|A||x||||||C', 'corrected'],
    ['OBX|1|ST|A||x', 'unknown'],
  ])('without OBR-25 its observations show it: %s', (obx, status) => {
    const report = reportOf(hospitalWith([oru('20260305110000', obr({ status: '' }), obx)]));
    expect(report['status']).toBe(status);
  });
});

test('a laboratory result is one of the zib', () => {
  const hospital = hospitalWith([
    oru(
      '20260305110000',
      obr(),
      'OBX|1|NM|2823-3^Kalium^LN^K^Kalium^99lab||5.60|mmol/l|3.5-5.0|H|||F|||20260305074500',
      'NTE|1|L|Licht hemolytisch',
      'NTE|2|L|Herhalen',
    ),
  ]);
  const [stored] = hospital.store.all('Observation');
  expect(sent(stored)).toMatchObject({
    meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult'] },
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: {
      coding: [
        { system: 'http://loinc.org', code: '2823-3' },
        { system: 'urn:hl7v2:OLZ:99lab', code: 'K' },
      ],
    },
    effectiveDateTime: '2026-03-05T07:45:00+01:00',
    issued: '2026-03-05T11:00:00+01:00',
    valueQuantity: { unit: 'mmol/l', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    interpretation: [
      {
        coding: [
          { system: 'http://snomed.info/sct', code: '281302008' },
          {
            code: 'H',
            system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
          },
        ],
      },
    ],
    referenceRange: [
      { low: { value: 3.5, code: 'mmol/L' }, high: { code: 'mmol/L' }, text: '3.5-5.0' },
    ],
    note: [{ text: 'Licht hemolytisch\nHerhalen' }],
  });
  expect(JSON.stringify(stored)).toContain('5.60');
});

test('a local code can be mapped to LOINC; both are kept', () => {
  const map = {
    resourceType: 'ConceptMap',
    group: [
      {
        source: 'urn:hl7v2:OLZ:OBX-3',
        target: 'http://loinc.org',
        element: [
          {
            code: '614',
            target: [{ code: '14749-6', display: 'Glucose', equivalence: 'equivalent' }],
          },
        ],
      },
    ],
  };
  const message = oru('20260305110000', obr(), 'OBX|1|ST|614^Glucose^L||10.3|mmol/l|||||F');
  const mapped = hospitalWith([message], { codeMaps: [{ at: 'OBX-3', conceptMap: map }] });
  expect(observationsOf(mapped)[0]).toMatchObject({
    meta: { profile: [expect.stringContaining('nl-core-LaboratoryTestResult')] },
    code: {
      coding: [
        { system: 'http://loinc.org', code: '14749-6' },
        { system: 'urn:hl7v2:OLZ:OBX-3', code: '614' },
      ],
    },
  });
  // Without a map it is stored all the same, and does not claim what it can't meet.
  const unmapped = hospitalWith([message]);
  expect(observationsOf(unmapped)[0]).not.toHaveProperty('meta');
});

describe('results that come again', () => {
  const first = oru(
    '20260305093000',
    obr({ time: '20260305093000', status: 'P' }),
    'OBX|1|NM|2951-2^Na^LN||141|mmol/L|||||P',
    'OBX|2|NM|2823-3^K^LN||5.6|mmol/L|3.5-5.0|H|||P',
  );
  const corrected = oru(
    '20260306081500',
    obr({ time: '20260306081500', status: 'C' }),
    'OBX|1|NM|2823-3^K^LN||4.4|mmol/L|3.5-5.0||||C',
  );

  test('replace what they were, flags and all; what is left out stays', () => {
    const hospital = hospitalWith([first, corrected]);
    const [sodium, potassium] = observationsOf(hospital);
    expect(sodium).toMatchObject({ status: 'preliminary', valueQuantity: { value: 141 } });
    expect(potassium).toMatchObject({ status: 'corrected', valueQuantity: { value: 4.4 } });
    // The H was about the old value.
    expect(potassium).not.toHaveProperty('interpretation');
    expect(reportOf(hospital)).toMatchObject({ status: 'corrected' });
    expect(objectsAt(reportOf(hospital), 'result')).toHaveLength(2);
  });

  test('do not go back when an older message comes late', () => {
    const hospital = hospitalWith([corrected, first]);
    expect(reportOf(hospital)['status']).toBe('corrected');
    // The H of the older message was about another value.
    expect(JSON.stringify(observationsOf(hospital))).not.toContain('interpretation');
    const values = observationsOf(hospital).map(({ status, valueQuantity }) => [
      status,
      (valueQuantity as JsonObject)['value'],
    ]);
    expect(new Set(values.map(String))).toEqual(new Set(['corrected,4.4', 'preliminary,141']));
  });

  test('with the same OBR-22 are as old as their messages', () => {
    const at = (sent: string, value: string) =>
      oru(sent, obr({ time: '20260305110000' }), `OBX|1|NM|2823-3^K^LN||${value}|mmol/L|||||F`);
    for (const messages of [
      [at('20260305110000', '5.6'), at('20260306081500', '4.4')],
      [at('20260306081500', '4.4'), at('20260305110000', '5.6')],
    ]) {
      expect(observationsOf(hospitalWith(messages))).toMatchObject([
        { valueQuantity: { value: 4.4 } },
      ]);
    }
  });

  test('may change their type', () => {
    const text = oru('20260306081500', obr(), 'OBX|1|ST|2823-3^K^LN||niet te bepalen||||||C');
    const [, potassium] = observationsOf(hospitalWith([first, text]));
    expect(potassium).toMatchObject({ valueString: 'niet te bepalen' });
    expect(potassium).not.toHaveProperty('valueQuantity');
  });

  test('withdrawn without a value, the value stays to be seen', () => {
    const withdrawn = oru('20260306081500', obr(), 'OBX|1|NM|2823-3^K^LN|||||||| D');
    const [, potassium] = observationsOf(hospitalWith([first, withdrawn]));
    expect(potassium).toMatchObject({ status: 'entered-in-error', valueQuantity: { value: 5.6 } });
  });
});

test('a test that was not done says so', () => {
  const hospital = hospitalWith([
    oru('20260305110000', obr(), 'OBX|1|NM|14749-6^Glucose^LN|||mmol/L|||||X'),
  ]);
  expect(observationsOf(hospital)).toMatchObject([
    { status: 'cancelled', dataAbsentReason: { coding: [{ code: 'not-performed' }] } },
  ]);
});

test('the same test twice in one report is two observations', () => {
  const message = oru(
    '20260305110000',
    obr(),
    'OBX|1|NM|14749-6^Glucose^LN||5|mmol/L|||||F',
    'OBX|2|NM|14749-6^Glucose^LN||9|mmol/L|||||F',
  );
  const hospital = hospitalWith([message, message]);
  const values = observationsOf(hospital).map(
    ({ valueQuantity }) => (valueQuantity as JsonObject)['value'],
  );
  expect(values).toEqual([5, 9]);
});
