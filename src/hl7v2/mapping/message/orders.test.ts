// Orders and prescriptions: HL7 v2.8, chapters 4 and 4A
import { hospitalWith } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, sent } from '../../../testing/hl7v2/message-of.js';

const PID = 'PID|1||4100252^^^OLZ^PI||van den Heuvel&van den&Heuvel^Noor^^^^^L||19500622|F';

describe('the status of an order', () => {
  test.each([
    ['NW', '', 'active'],
    ['CA', '', 'revoked'],
    ['DC', '', 'revoked'],
    ['HD', '', 'on-hold'],
    ['OC', '', 'revoked'],
    ['XO', '', 'active'],
    ['SC', 'CM', 'completed'],
    ['SC', 'IP', 'active'],
    ['NW', 'HD', 'on-hold'],
    ['NW', 'CA', 'revoked'],
    ['XO', 'ER', 'entered-in-error'],
    ['NW', 'eigen', 'active'],
  ])('ORC-1 %s with ORC-5 %j is %s', (control, status, expected) => {
    const orc = `ORC|${control}|P1^ZIS|||${status}||||20260310100000`;
    const hospital = hospitalWith([
      messageOf(header('ORM^O01'), PID, orc, 'OBR|1|P1^ZIS||RX^X-thorax^99rad'),
    ]);
    expect(hospital.store.all('ServiceRequest')).toMatchObject([{ status: expected }]);
  });

  test.each(['XO', 'RE', 'SC', 'NA'])('%s leaves it as it is', (control) => {
    const line = (code: string, time: string) =>
      messageOf(
        header('ORM^O01', time),
        PID,
        `ORC|${code}|P1^ZIS`,
        'OBR|1|P1^ZIS||RX^X-thorax^99rad',
      );
    const hospital = hospitalWith([line('HD', '20260310100000'), line(control, '20260310110000')]);
    expect(hospital.store.all('ServiceRequest')).toMatchObject([{ status: 'on-hold' }]);
  });

  test('a cancellation that comes before its order is not undone by it', () => {
    const line = (code: string, time: string) =>
      messageOf(header('ORM^O01', time), PID, `ORC|${code}|P1^ZIS`, 'OBR|1|P1^ZIS||RX^X^99');
    const hospital = hospitalWith([line('CA', '20260310110000'), line('NW', '20260310100000')]);
    expect(hospital.store.all('ServiceRequest')).toMatchObject([{ status: 'revoked' }]);
  });
});

test('an order with all that comes with it', () => {
  const hospital = hospitalWith([
    messageOf(
      header('OML^O21'),
      PID,
      'IN1|1|^null|3311^^^VEKTIS^UZOVI|Testverzekeraar',
      'ORC|NW|ZD1^ZorgDomein||ZD1^ZorgDomein|||||20260309100000|||01100200^Test^A.D.^^^^^^VEKTIS',
      'TQ1|1||||||20260311143000||S^Cito^HL70485',
      'OBR|1|ZD1^ZorgDomein||CRP^C-reactief proteine^99zdl|||||||||Koorts',
      'NTE|1||Graag bellen',
      'DG1|1||R50^Koorts^I10',
      'OBX|1|ST|AI^opmerkingen^99zdl||graag vandaag||||||F',
      'SPM|1|S1&ZIS||119297000^Bloed^SCT',
    ),
  ]);
  const [request] = hospital.store.all('ServiceRequest');
  expect(request).toMatchObject({
    status: 'active',
    intent: 'order',
    priority: 'stat',
    code: { coding: [{ code: 'CRP' }] },
    requisition: { value: 'ZD1' },
    authoredOn: '2026-03-09T10:00:00+01:00',
    occurrenceDateTime: '2026-03-11T14:30:00+01:00',
    requester: { type: 'PractitionerRole', display: 'A.D. Test' },
    note: [{ text: 'Graag bellen' }, { text: 'Koorts' }],
  });
  for (const [element, type] of [
    ['reasonReference', 'Condition'],
    ['supportingInfo', 'Observation'],
    ['specimen', 'Specimen'],
    ['insurance', 'Coverage'],
  ] as const) {
    const id = hospital.store.all(type)[0]?.id ?? '';
    expect(request?.[element]).toEqual([expect.objectContaining({ reference: `${type}/${id}` })]);
  }
});

describe('orders that share a number', () => {
  const orders = (...codes: readonly string[]) =>
    codes.flatMap((code) => ['ORC|NW|ZD1^ZD', `OBR|1|ZD1^ZD||${code}^${code}^99zdl`]);

  test('in one message are told apart by what is ordered', () => {
    const both = messageOf(header('OML^O21', '20260310100000'), PID, ...orders('CRP', 'BSE'));
    const cancel = messageOf(
      header('OML^O21', '20260310110000'),
      PID,
      'ORC|CA|ZD1^ZD||ZD1|CA',
      'OBR|1|ZD1^ZD||BSE^BSE^99zdl',
    );
    const hospital = hospitalWith([both, both, cancel]);
    expect(hospital.store.all('ServiceRequest')).toMatchObject([
      { status: 'active', code: { text: 'CRP' } },
      { status: 'revoked', code: { text: 'BSE' } },
    ]);
  });

  test('in one after the other as well, when the feed says that they do', () => {
    const one = (code: string) => messageOf(header('OML^O21'), PID, ...orders(code));
    const hospital = hospitalWith([one('CRP'), one('BSE')], { orderKey: 'number-and-code' });
    expect(hospital.store.all('ServiceRequest')).toHaveLength(2);
    expect(hospitalWith([one('CRP'), one('BSE')]).store.all('ServiceRequest')).toHaveLength(1);
  });

  test('several OBRs below one ORC are several orders', () => {
    const hospital = hospitalWith([
      messageOf(
        header('ORM^O01'),
        PID,
        'ORC|NW|P1^ZIS',
        'OBR|1|P1^ZIS||A^A^99',
        'OBR|2|P2^ZIS||B^B^99',
      ),
    ]);
    expect(hospital.store.all('ServiceRequest').map(({ code }) => code)).toMatchObject([
      { text: 'A' },
      { text: 'B' },
    ]);
  });
});

test("the filler's number joins the placer's", () => {
  const placed = messageOf(header('ORM^O01'), PID, 'ORC|NW|P1^ZIS', 'OBR|1|P1^ZIS||A^A^99');
  const taken = messageOf(
    header('ORM^O01', '20260310110000'),
    PID,
    'ORC|SC|P1^ZIS|F1^LAB||IP',
    'OBR|1|P1^ZIS|F1^LAB|A^A^99',
  );
  const known = messageOf(
    header('ORM^O01', '20260310120000'),
    PID,
    'ORC|SC||F1^LAB||CM',
    'OBR|1||F1^LAB|A^A^99',
  );
  const hospital = hospitalWith([placed, taken, known]);
  expect(hospital.store.all('ServiceRequest')).toMatchObject([{ status: 'completed' }]);
});

describe('prescriptions', () => {
  const rde = (orc: string, time = '20260315100000') =>
    messageOf(
      header('RDE^O11', time),
      PID,
      orc,
      'RXE|^Q12H&08-20^^20260315100000^^R|13552^METOPROLOL TABLET MGA 100MG^GPK|100||mg^mg^UCUM|TABLET^tablet^99frm|Bij het ontbijt|||30|stuks|2',
      'RXR|PO^oraal^HL70162',
    );

  test('drug, dose, schedule, route, quantity', () => {
    const hospital = hospitalWith([rde('ORC|NW|M1^ZIS|||||||20260315100000')]);
    const [request] = hospital.store.all('MedicationRequest').map(sent);
    expect(request).toMatchObject({
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: {
        coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.4.1', code: '13552' }],
      },
      authoredOn: '2026-03-15T10:00:00+01:00',
      dosageInstruction: [
        {
          timing: {
            repeat: {
              boundsPeriod: { start: '2026-03-15T10:00:00+01:00' },
              frequency: 1,
              period: 12,
              periodUnit: 'h',
              timeOfDay: ['08:00:00', '20:00:00'],
            },
          },
          route: { coding: [{ code: 'PO' }] },
          doseAndRate: [{ doseQuantity: { value: 100, code: 'mg' } }],
        },
      ],
      dispenseRequest: { quantity: { value: 30 }, numberOfRepeatsAllowed: 2 },
    });
  });

  test.each([
    ['CA', 'cancelled'],
    ['DC', 'stopped'],
    ['HD', 'on-hold'],
  ])('%s makes it %s', (control, status) => {
    const hospital = hospitalWith([
      rde('ORC|NW|M1^ZIS'),
      rde(`ORC|${control}|M1^ZIS`, '20260316100000'),
    ]);
    expect(hospital.store.all('MedicationRequest')).toMatchObject([{ status }]);
  });

  test('what was handed out', () => {
    const message = messageOf(
      header('RDS^O13'),
      PID,
      'ORC|RE|M1^ZIS|A1^APO',
      'RXD|1|13552^METOPROLOL^GPK|20260316093000|30|stuks||RX77|||01012345^Bos^A.^^^^^^VEKTIS',
    );
    const hospital = hospitalWith([message, message]);
    expect(hospital.store.all('MedicationDispense').map(sent)).toMatchObject([
      {
        status: 'completed',
        whenHandedOver: '2026-03-16T09:30:00+01:00',
        quantity: { value: 30 },
        performer: [{ actor: { display: 'A. Bos' } }],
      },
    ]);
  });
});
