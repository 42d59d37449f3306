// Appointments: HL7 v2.8, chapter 10
import { objectAt, objectsAt, stringAt } from '../../../fhir/json.js';
import { hospitalWith } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf } from '../../../testing/hl7v2/message-of.js';

const PID = 'PID|1||4100252^^^OLZ^PI||van den Heuvel&van den&Heuvel^Noor^^^^^L||19500622|F';

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
    });
    const participants = objectsAt(appointment ?? {}, 'participant');
    const byType = new Map(
      participants.map((one) => [stringAt(objectAt(one, 'actor') ?? {}, 'type'), one]),
    );
    expect([...byType.keys()]).toEqual(
      expect.arrayContaining(['Patient', 'Location', 'PractitionerRole']),
    );
    expect(byType.get('Location')).toMatchObject({ actor: { display: 'POLI K12' } });
    expect(byType.get('PractitionerRole')).toMatchObject({
      actor: { display: 'M. de Haan' },
      period: { start: '2026-03-18T10:00:00+01:00', end: '2026-03-18T10:20:00+01:00' },
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
