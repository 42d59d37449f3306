// Documents: HL7 v2.8, chapter 9; vaccinations: chapter 4A
import { hospitalWith } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, sent } from '../../../testing/hl7v2/message-of.js';

const PID = 'PID|1||4100252^^^OLZ^PI||van den Heuvel&van den&Heuvel^Noor^^^^^L||19500622|F';

describe('documents', () => {
  const text = Buffer.from('Regel 1\nRegel 2').toString('base64');
  const mdm = (trigger: string, time: string, txa: string) =>
    messageOf(
      header(`MDM^${trigger}`, time),
      PID,
      txa,
      'OBX|1|FT|BRF^Brief^99doc||Regel 1\\.br\\Regel 2||||||F',
    );
  const txa = (number: string, parent = '', completion = 'AU', availability = 'AV') =>
    `TXA|1|BRF^Brief^99doc|TX|20260312100000||20260312100000|||01045678^Yilmaz^S.^^^^^^VEKTIS|||${number}^ZIS|${parent}|||brief.txt|${completion}||${availability}`;

  test('text, type, author, status', () => {
    const hospital = hospitalWith([mdm('T02', '20260312100000', txa('D1'))]);
    expect(hospital.store.all('DocumentReference')).toMatchObject([
      {
        masterIdentifier: { system: 'urn:hl7v2:OLZ:ZIS', value: 'D1' },
        status: 'current',
        docStatus: 'final',
        type: { text: 'Brief' },
        date: '2026-03-12T10:00:00+01:00',
        author: [{ display: 'S. Yilmaz' }],
        content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: text } }],
      },
    ]);
  });

  test.each([
    ['DI', 'preliminary'],
    ['IP', 'preliminary'],
    ['PA', 'preliminary'],
    ['LA', 'final'],
  ])('TXA-17 %s is %s', (code, docStatus) => {
    const hospital = hospitalWith([mdm('T02', '20260312100000', txa('D1', '', code))]);
    expect(hospital.store.all('DocumentReference')).toMatchObject([{ docStatus }]);
  });

  test('an addendum adds, a replacement supersedes, whichever comes first', () => {
    const original = mdm('T02', '20260312100000', txa('D1'));
    const addendum = mdm('T06', '20260313100000', txa('D2', 'D1^ZIS'));
    const replacement = mdm('T10', '20260314100000', txa('D3', 'D1^ZIS'));
    for (const messages of [
      [original, addendum, replacement],
      [replacement, addendum, original],
    ]) {
      const documents = hospitalWith(messages).store.all('DocumentReference');
      const byNumber = new Map(
        documents.map((one) => [(one['masterIdentifier'] as { value: string }).value, one]),
      );
      expect(documents).toHaveLength(3);
      expect(byNumber.get('D1')).toMatchObject({
        status: 'superseded',
        content: [{ attachment: { data: text } }],
      });
      expect(byNumber.get('D2')).toMatchObject({ relatesTo: [{ code: 'appends' }] });
      expect(byNumber.get('D3')).toMatchObject({ relatesTo: [{ code: 'replaces' }] });
    }
  });

  test('a cancelled document keeps its content and is in error', () => {
    const cancelled = messageOf(
      header('MDM^T11', '20260314100000'),
      PID,
      txa('D1', '', 'AU', 'CA'),
    );
    const hospital = hospitalWith([mdm('T02', '20260312100000', txa('D1')), cancelled]);
    expect(hospital.store.all('DocumentReference')).toMatchObject([
      { status: 'entered-in-error', content: [{ attachment: { data: text } }] },
    ]);
  });

  test('an announcement without content has no content, and says so', () => {
    const hospital = hospitalWith([messageOf(header('MDM^T01'), PID, txa('D1'))]);
    expect(hospital.store.all('DocumentReference')).toMatchObject([
      { content: [{ attachment: { contentType: 'text/plain', title: 'brief.txt' } }] },
    ]);
  });
});

describe('vaccinations', () => {
  const vxu = (rxa: string, time = '20260315100000') =>
    messageOf(header('VXU^V04', time), PID, 'ORC|RE||V1^ZIS', rxa, 'RXR|IM^Intramusculair^HL70162');

  test('given, with lot and route', () => {
    const rxa =
      'RXA|0|1|20260315|20260315|J07BC01^Hep B^ATC|0.5|mL^mL^UCUM||00^Nieuw^NIP001|01012345^Verhoeven^A.B.^^^^^^VEKTIS|||||LOT1|20280101|MSD^MSD^MVX|||CP|A';
    const hospital = hospitalWith([vxu(rxa)]);
    expect(hospital.store.all('Immunization').map(sent)).toMatchObject([
      {
        meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Vaccination-event'] },
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BC01' }] },
        occurrenceDateTime: '2026-03-15',
        primarySource: true,
        lotNumber: 'LOT1',
        expirationDate: '2028-01-01',
        doseQuantity: { value: 0.5, code: 'mL' },
        performer: [{ function: { coding: [{ code: 'AP' }] } }],
        route: { coding: [{ code: 'IM' }] },
      },
    ]);
  });

  test('refused, with the reason; deleted', () => {
    const refused = 'RXA|0|1|20260315|20260315|03^BMR^CVX|999||||||||||||00^Weigering^NIP002||RE|A';
    const deleted = 'RXA|0|1|20260315|20260315|03^BMR^CVX|999||||||||||||||CP|D';
    const hospital = hospitalWith([vxu(refused)]);
    expect(hospital.store.all('Immunization')).toMatchObject([
      { status: 'not-done', statusReason: { text: 'Weigering' } },
    ]);
    expect(hospital.store.all('Immunization')[0]).not.toHaveProperty('doseQuantity');
    hospital.receive(vxu(deleted, '20260316100000'));
    expect(hospital.store.all('Immunization')).toMatchObject([{ status: 'entered-in-error' }]);
  });
});
