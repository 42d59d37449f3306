// Groups of segments: HL7 v2.8, 2.5.1 and the structures of chapters 3, 4 and 7.
import fc from 'fast-check';
import { groupSegments, type SegmentGroup } from './groups.js';
import { parseMessage } from './message.js';

function grouped(type: string, ...names: string[]): SegmentGroup {
  const lines = names.map((name, index) => `${name}|${index + 1}`);
  return groupSegments(
    parseMessage([`MSH|^~\\&|A|B|||2026||${type}|1|P|2.5`, ...lines].join('\r')),
  );
}

/** `ORDER(ORC OBR OBSERVATION(OBX NTE))`. Segments of a group come before the groups in it. */
function outline(group: SegmentGroup): string {
  const inner = [
    ...group.segments.map(({ name }) => name),
    ...group.groups.map((one) => outline(one)),
  ];
  return `${group.name}(${inner.join(' ')})`;
}

function numbers(group: SegmentGroup): (string | undefined)[] {
  return [
    ...group.segments.map((segment) => segment.field(1).value),
    ...group.groups.flatMap((one) => numbers(one)),
  ];
}

test.each([
  [
    'two orders of one patient',
    'ORU^R01',
    'PID PV1 ORC OBR NTE OBX NTE OBX ORC OBR OBX',
    'ORU_R01(MSH PATIENT_RESULT(PATIENT(PID VISIT(PV1)) ' +
      'ORDER_OBSERVATION(ORC OBR NTE OBSERVATION(OBX NTE) OBSERVATION(OBX)) ' +
      'ORDER_OBSERVATION(ORC OBR OBSERVATION(OBX))))',
  ],
  [
    'orders without ORC, two patients',
    'ORU^R01',
    'PID OBR OBX OBR OBX PID OBR OBX',
    'ORU_R01(MSH PATIENT_RESULT(PATIENT(PID) ORDER_OBSERVATION(OBR OBSERVATION(OBX)) ' +
      'ORDER_OBSERVATION(OBR OBSERVATION(OBX))) ' +
      'PATIENT_RESULT(PATIENT(PID) ORDER_OBSERVATION(OBR OBSERVATION(OBX))))',
  ],
  [
    'no patient, a specimen with its own observation',
    'ORU^R01',
    'OBR OBX SPM OBX',
    'ORU_R01(MSH PATIENT_RESULT(ORDER_OBSERVATION(OBR OBSERVATION(OBX) SPECIMEN(SPM OBX))))',
  ],
  [
    'a timing that comes late, a visit that comes last, unknown segments',
    'ORU^R01',
    'PID ZPI OBR OBX TQ1 ZZZ PV1',
    'ORU_R01(MSH PATIENT_RESULT(PATIENT(PID ZPI VISIT(PV1)) ' +
      'ORDER_OBSERVATION(OBR TQ1 ZZZ OBSERVATION(OBX))))',
  ],
  [
    'an admission, insurance before diagnosis',
    'ADT^A01',
    'EVN PID NK1 NK1 PV1 IN1 IN2 IN1 DG1 AL1',
    'ADT_A01(MSH EVN PID NK1 NK1 PV1 DG1 AL1 INSURANCE(IN1 IN2) INSURANCE(IN1))',
  ],
  [
    'merges of two pairs',
    'ADT^A40^ADT_A01',
    'EVN PID MRG PID MRG',
    'ADT_A39(MSH EVN PATIENT(PID MRG) PATIENT(PID MRG))',
  ],
  [
    'two patients that swap beds',
    'ADT^A17',
    'EVN PID PV1 PID PV1',
    'ADT_A17(MSH EVN PATIENT(PID PV1) PATIENT(PID PV1))',
  ],
  [
    'laboratory orders',
    'OML^O21',
    'PID PV1 ORC OBR OBX SPM ORC OBR SPM',
    'OML_O21(MSH PATIENT(PID PATIENT_VISIT(PV1)) ' +
      'ORDER(ORC OBSERVATION_REQUEST(OBR OBSERVATION(OBX) SPECIMEN(SPM))) ' +
      'ORDER(ORC OBSERVATION_REQUEST(OBR SPECIMEN(SPM))))',
  ],
  [
    'results by specimen',
    'OUL^R22',
    'PID PV1 SPM OBR ORC OBX OBX SPM OBR ORC OBX',
    'OUL_R22(MSH PATIENT(PID VISIT(PV1)) ' +
      'SPECIMEN(SPM ORDER(OBR ORC RESULT(OBX) RESULT(OBX))) ' +
      'SPECIMEN(SPM ORDER(OBR ORC RESULT(OBX))))',
  ],
  [
    'an appointment',
    'SIU^S12',
    'SCH PID PV1 RGS AIS NTE AIL AIP AIP',
    'SIU_S12(MSH SCH PATIENT(PID PV1) RESOURCES(RGS SERVICE(AIS NTE) LOCATION_RESOURCE(AIL) ' +
      'PERSONNEL_RESOURCE(AIP) PERSONNEL_RESOURCE(AIP)))',
  ],
  [
    'vaccinations',
    'VXU^V04',
    'PID ORC RXA RXR OBX OBX ORC RXA',
    'VXU_V04(MSH PID ORDER(ORC RXA RXR OBSERVATION(OBX) OBSERVATION(OBX)) ORDER(ORC RXA))',
  ],
  [
    'a prescription',
    'RDE^O11',
    'PID PV1 ORC RXE RXR RXC RXC ORC RXE',
    'RDE_O11(MSH PATIENT(PID PATIENT_VISIT(PV1)) ORDER(ORC RXE RXR RXC RXC) ORDER(ORC RXE))',
  ],
  ['a type that is not known', 'ZZZ^Z01', 'PID OBX', 'UNKNOWN(MSH PID OBX)'],
])('%s', (_, type, segments, expected) => {
  expect(outline(grouped(type, ...segments.split(' ')))).toBe(expected);
});

test('groups are found at any depth, in the order of the message', () => {
  const root = grouped('ORU^R01', ...'PID OBR OBX OBX OBR OBX'.split(' '));
  const observations = root.groupsNamed('OBSERVATION');
  expect(observations.map((one) => one.segment('OBX')?.field(1).value)).toEqual(['3', '4', '6']);
});

test('no segment is lost or doubled, whatever their order', () => {
  const types = fc.constantFrom(
    ...['ADT^A01', 'ADT^A40', 'ADT^A17', 'ADT^A45', 'ADT^A60', 'ORU^R01', 'ORU^R30', 'OUL^R22'],
    ...['ORM^O01', 'OML^O21', 'RDE^O11', 'SIU^S12', 'MDM^T02', 'VXU^V04', 'XXX^X01'],
  );
  const names = fc.constantFrom(
    ...['EVN', 'PID', 'PD1', 'NK1', 'MRG', 'PV1', 'PV2', 'OBX', 'OBR', 'ORC', 'NTE', 'TQ1', 'SPM'],
    ...[
      'AL1',
      'DG1',
      'PR1',
      'IN1',
      'IN2',
      'TXA',
      'RXA',
      'RXE',
      'RXR',
      'SCH',
      'RGS',
      'AIS',
      'AIP',
      'ZZZ',
    ],
  );
  fc.assert(
    fc.property(types, fc.array(names, { maxLength: 25 }), (type, segments) => {
      const found = numbers(grouped(type, ...segments)).filter((number) => number !== '|');
      expect(found.map(Number).sort((one, other) => one - other)).toEqual(
        segments.map((_segment, index) => index + 1),
      );
    }),
  );
});
