// Results: parts, files, specimens, orders and visits that they know of: HL7 v2.8, chapter 7
import { objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { Hospital } from '../../../testing/hl7v2/hospital.js';
import { hospitalWith } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, sent } from '../../../testing/hl7v2/message-of.js';
import { obr, oru, PID } from '../../../testing/hl7v2/result-message.js';

const observationsOf = (hospital: Hospital) => hospital.store.all('Observation').map(sent);
const reportOf = (hospital: Hospital): Resource => {
  const [report] = hospital.store.all('DiagnosticReport');
  if (report === undefined) throw new Error('There is no report.');
  return report;
};

test('reports with one number are told apart by what was asked', () => {
  const hospital = hospitalWith([
    oru(
      '20260305110000',
      obr({ service: 'CHEM^Chemie^99lab' }),
      'OBX|1|NM|2823-3^K^LN||5|mmol/L|||||F',
      obr({ service: 'HEM^Hematologie^99lab', placer: 'P2^ZIS' }),
      'OBX|1|NM|718-7^Hb^LN||8|mmol/L|||||F',
    ),
    oru('20260305120000', obr({ service: 'HEM^Hematologie^99lab', placer: 'P2^ZIS', status: 'C' })),
  ]);
  const reports = hospital.store.all('DiagnosticReport');
  expect(reports.map((one) => one['status'])).toEqual(['final', 'corrected']);
  expect(reports.map((one) => objectsAt(one, 'result').length)).toEqual([1, 1]);
});

test('texts in several lines are one observation', () => {
  const hospital = hospitalWith([
    oru(
      '20260305110000',
      obr({ section: 'RAD' }),
      'OBX|1|TX|RX&GDT^Verslag^99rad||Eerste regel.||||||F',
      'OBX|2|TX|RX&GDT^Verslag^99rad||Tweede regel.||||||F',
      'OBX|3|TX|RX&IMP^Conclusie^99rad||Normaal.||||||F',
    ),
  ]);
  expect(observationsOf(hospital)).toMatchObject([
    { valueString: 'Eerste regel.\nTweede regel.', category: [{ coding: [{ code: 'imaging' }] }] },
    { valueString: 'Normaal.' },
  ]);
  expect(reportOf(hospital)).toMatchObject({ conclusion: 'Normaal.' });
});

test('a value that repeats is in components', () => {
  const hospital = hospitalWith([
    oru('20260305110000', obr(), 'OBX|1|CWE|600-7^Kweek^LN||A^Een^99~B^Twee^99||||||F'),
  ]);
  expect(objectsAt(observationsOf(hospital)[0] ?? {}, 'component')).toHaveLength(2);
});

test('a file is content of the report; a large one is stored by itself', () => {
  const pdf = Buffer.from('%PDF-1.4 inhoud').toString('base64');
  const message = oru(
    '20260305110000',
    obr(),
    `OBX|1|ED|PDF^Rapport^99lab||LAB^application^pdf^Base64^${pdf}||||||F`,
  );
  expect(reportOf(hospitalWith([message]))).toMatchObject({
    presentedForm: [{ contentType: 'application/pdf', data: pdf, title: 'Rapport' }],
  });
  const stored = hospitalWith([message, message], { inlineAttachment: 4 });
  const [form] = objectsAt(reportOf(stored), 'presentedForm');
  expect(stored.store.get(stringAt(form ?? {}, 'url') ?? '')?.resource).toMatchObject({
    contentType: 'application/pdf',
    data: pdf,
  });
  expect(form).not.toHaveProperty('data');
});

test('susceptibilities are members of the organism that they are about', () => {
  const hospital = hospitalWith([
    oru(
      '20260305110000',
      obr({ service: '600-7^Kweek^LN', section: 'MB' }),
      'OBX|1|CWE|600-7^Kweek^LN|1|112283007^E. coli^SCT||||||F',
      `${obr({ service: '18769-0^Gevoeligheid^LN', filler: 'F2^LAB', placer: 'P2^ZIS', section: 'MB' })}|600-7&Kweek&LN^1|||F1&LAB`.replace(
        /\|F\|600/,
        '|F|600',
      ),
      'OBX|1|ST|18864-9^Ampicilline^LN|1|R|||R|||F',
    ),
  ]);
  const [organism, susceptibility] = observationsOf(hospital);
  expect(organism).toMatchObject({
    hasMember: [{ reference: `Observation/${stringAt(susceptibility ?? {}, 'id') ?? ''}` }],
  });
  expect(susceptibility).toMatchObject({
    interpretation: [{ coding: [{ code: '30714006' }, {}] }],
  });
});

test('a specimen with its number, and one of the order without', () => {
  const hospital = hospitalWith([
    oru(
      '20260305110000',
      obr(),
      'OBX|1|NM|2823-3^K^LN||5|mmol/L|||||F',
      'SPM|1|S1&ZIS^M1&LAB||119297000^Bloed^SCT|||||||||||||20260305073000|20260305080000',
    ),
  ]);
  const [specimen] = hospital.store.all('Specimen');
  expect(specimen).toMatchObject({
    identifier: [{ value: 'S1' }, { value: 'M1' }],
    type: { coding: [{ code: '119297000' }] },
    collection: { collectedDateTime: '2026-03-05T07:30:00+01:00' },
    receivedTime: '2026-03-05T08:00:00+01:00',
  });
  expect(observationsOf(hospital)[0]).toMatchObject({
    specimen: { reference: `Specimen/${specimen?.id ?? ''}` },
  });
});

describe('an order that a result knows of', () => {
  const result = oru('20260311160000', 'ORC|RE|P1^ZIS|F1^LAB||CM', obr());
  const order = messageOf(
    header('ORM^O01', '20260310100000'),
    PID,
    'ORC|NW|P1^ZIS|||||||20260310100000|||01045678^Yilmaz^S.^^^^^^VEKTIS',
    'OBR|1|P1^ZIS||CHEM^Klinische chemie^99lab|R',
  );

  test.each([
    ['before it', [order, result]],
    ['after it', [result, order]],
  ])('%s is one order, which the order itself decides about', (_name, messages) => {
    const hospital = hospitalWith(messages);
    const [request, ...others] = hospital.store.all('ServiceRequest');
    expect(others).toEqual([]);
    expect(request).toMatchObject({ status: 'active', priority: 'routine' });
    expect(reportOf(hospital)).toMatchObject({
      basedOn: [{ reference: `ServiceRequest/${request?.id ?? ''}` }],
    });
  });
});

test('results of several patients in one message stay with each', () => {
  const hospital = hospitalWith([
    messageOf(
      header('ORU^R01'),
      PID,
      obr({ filler: 'F1^LAB' }),
      'OBX|1|NM|2823-3^K^LN||5|mmol/L|||||F',
      'PID|2||4100999^^^OLZ^PI||Bos^Anna',
      obr({ filler: 'F2^LAB', placer: 'P2^ZIS' }),
      'OBX|1|NM|2823-3^K^LN||4|mmol/L|||||F',
    ),
  ]);
  const subjects = observationsOf(hospital).map(
    ({ subject }) => (subject as JsonObject)['reference'],
  );
  expect(new Set(subjects).size).toBe(2);
});

test('a visit that only a result knows of is made, and left to the visit to fill', () => {
  const pv1 = 'PV1|1|O|||||||||||||||||26000230^^^OLZ^VN';
  const result = oru('20260305110000', pv1, obr());
  const hospital = hospitalWith([result]);
  expect(hospital.store.all('Encounter')).toMatchObject([
    { status: 'unknown', class: { code: 'AMB' } },
  ]);
  const admitted = messageOf(
    header('ADT^A01', '20260304100000'),
    PID,
    'PV1|1|I|||||||||||||||||26000230^^^OLZ^VN',
  );
  hospital.receive(admitted);
  expect(hospital.store.all('Encounter')).toMatchObject([
    { status: 'in-progress', class: { code: 'IMP' } },
  ]);
  const referring = hospitalWith([result], { visitsFromOthers: 'refer' });
  expect(referring.store.all('Encounter')).toEqual([]);
  expect(reportOf(referring)).toMatchObject({ encounter: { identifier: { value: '26000230' } } });
});
