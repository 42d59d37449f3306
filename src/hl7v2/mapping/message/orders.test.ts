// Orders, prescriptions, appointments, documents, vaccinations: HL7 v2.8, chapters 4, 4A, 9 and 10
import { objectsAt } from '../../../fhir/json.js';
import { Hospital } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, sent } from '../../../testing/hl7v2/message-of.js';
import type { Hl7Message } from '../../parser/message.js';
import type { MappingSettings } from '../settings.js';

const PID = 'PID|1||4100252^^^OLZ^PI||van den Heuvel&van den&Heuvel^Noor^^^^^L||19500622|F';

function hospitalWith(
  messages: readonly Hl7Message[],
  settings: Partial<MappingSettings> = {},
): Hospital {
  const hospital = new Hospital(settings);
  for (const message of messages) {
    expect(hospital.receive(message)).toMatchObject({ kind: 'processed' });
  }
  return hospital;
}

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

describe('appointments', () => {
  const siu = (
    trigger: string,
    status: string,
    start = '20260318100000',
    time = '20260310090000',
  ) =>
    messageOf(
      header(`SIU^${trigger}`, time),
      `SCH|A1^ZIS|A1F^AGENDA||||ZIEK^Ziek^L|Controle^Controle^L|CONTROLE^Consult^99afs|20|min|^^20^${start}||||||||||||||${status}`,
      PID,
      'RGS|1|A',
      'AIS|1|A|CONS^Consult^99afs',
      'NTE|1||Nuchter komen',
      `AIP|1|A|01023456^de Haan^M.^^^^^^VEKTIS|ARTS^Arts^99rol||${start}|||20|min||Booked`,
      'AIL|1|A|POLI^K12^^OLZ',
    );

  test.each([
    ['S12', '', 'booked'],
    ['S12', 'Pending', 'pending'],
    ['S13', '', 'booked'],
    ['S14', '', 'booked'],
    ['S15', '', 'cancelled'],
    ['S16', '', 'cancelled'],
    ['S17', '', 'entered-in-error'],
    ['S26', '', 'noshow'],
    ['S14', 'Complete', 'fulfilled'],
    ['S14', 'Started', 'checked-in'],
    ['S12', 'Overbook', 'booked'],
    ['S15', 'eigen', 'cancelled'],
  ])('%s with status %j is %s', (trigger, status, expected) => {
    expect(hospitalWith([siu(trigger, status)]).store.all('Appointment')).toMatchObject([
      { status: expected },
    ]);
  });

  test('who, where, when and why', () => {
    const hospital = hospitalWith([siu('S12', 'Booked')]);
    const [appointment] = hospital.store.all('Appointment');
    expect(appointment).toMatchObject({
      start: '2026-03-18T10:00:00+01:00',
      end: '2026-03-18T10:20:00+01:00',
      minutesDuration: 20,
      serviceType: [{ text: 'Consult' }],
      comment: 'Nuchter komen',
      participant: expect.arrayContaining([
        expect.objectContaining({ actor: expect.objectContaining({ type: 'Patient' }) }),
        expect.objectContaining({
          actor: expect.objectContaining({ type: 'Location', display: 'POLI K12' }),
        }),
        expect.objectContaining({
          actor: expect.objectContaining({ type: 'PractitionerRole', display: 'M. de Haan' }),
          period: { start: '2026-03-18T10:00:00+01:00', end: '2026-03-18T10:20:00+01:00' },
        }),
      ]) as unknown,
    });
    expect(appointment).not.toHaveProperty('cancelationReason');
  });

  test('moved and cancelled it is the same one; who is no longer there is gone', () => {
    const replaced = messageOf(
      header('SIU^S14', '20260311090000'),
      'SCH|A1^ZIS|A1F^AGENDA',
      PID,
      'RGS|1|U',
      'AIP|1|D|01023456^de Haan^M.^^^^^^VEKTIS',
      'AIP|2|A|01045678^Yilmaz^S.^^^^^^VEKTIS',
    );
    const hospital = hospitalWith([
      siu('S12', 'Booked'),
      siu('S13', 'Booked', '20260319140000', '20260310100000'),
      replaced,
    ]);
    const [appointment, ...others] = hospital.store.all('Appointment');
    expect(others).toEqual([]);
    expect(appointment).toMatchObject({ start: '2026-03-19T14:00:00+01:00', status: 'booked' });
    const names = objectsAt(appointment ?? {}, 'participant').map((one) => JSON.stringify(one));
    expect(names.some((one) => one.includes('Yilmaz'))).toBe(true);
    expect(names.some((one) => one.includes('Haan'))).toBe(false);
    const cancelled = hospitalWith([
      siu('S12', 'Booked'),
      siu('S15', '', undefined, '20260311090000'),
    ]);
    expect(cancelled.store.all('Appointment')).toMatchObject([
      { status: 'cancelled', cancelationReason: { text: 'Ziek' } },
    ]);
  });

  test('blocked time is a slot that is not free', () => {
    const blocked = messageOf(
      header('SIU^S23'),
      'SCH||B1^AGENDA|||||||60|min|^^60^20260318100000',
      'RGS|1|A',
      'AIP|1|A|01023456^de Haan^M.^^^^^^VEKTIS',
    );
    expect(hospitalWith([blocked, blocked]).store.all('Slot')).toMatchObject([
      {
        status: 'busy-unavailable',
        start: '2026-03-18T10:00:00+01:00',
        end: '2026-03-18T11:00:00+01:00',
      },
    ]);
  });
});

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
