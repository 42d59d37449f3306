// What events do to a visit: HL7 v2.8, chapter 3; and that the order of arrival makes no difference.
import fc from 'fast-check';
import { isObject, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { Hospital } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf } from '../../../testing/hl7v2/message-of.js';
import type { Hl7Message } from '../../parser/message.js';

const PID = 'PID|1||4100007^^^OLZ^PI||van der Berg&van der&Berg^Willem^^^^^L||19400101|M';

interface Visit {
  readonly place?: string;
  readonly prior?: string;
  readonly class?: string;
  readonly admitted?: string;
  readonly discharged?: string;
  readonly number?: string;
  readonly fields?: Readonly<Record<number, string>>;
}

function pv1({
  place = '',
  prior = '',
  class: patientClass = 'I',
  admitted = '20260304091000',
  discharged = '',
  number = '26000113',
  fields = {},
}: Visit): string {
  const all: Record<number, string> = {
    1: '1',
    2: patientClass,
    3: place,
    6: prior,
    19: `${number}^^^OLZ^VN`,
    44: admitted,
    45: discharged,
    ...fields,
  };
  const last = Math.max(...Object.keys(all).map(Number));
  return ['PV1', ...Array.from({ length: last }, (_, index) => all[index + 1] ?? '')].join('|');
}

function event(trigger: string, time: string, visit: Visit = {}): Hl7Message {
  return messageOf(header(`ADT^${trigger}`, time), `EVN|${trigger}|${time}`, PID, pv1(visit));
}

function encounterOf(hospital: Hospital): Resource {
  const [encounter] = hospital.store.all('Encounter');
  if (encounter === undefined) throw new Error('There is no Encounter.');
  return encounter;
}

function take(...messages: readonly Hl7Message[]): Resource {
  const hospital = new Hospital();
  for (const message of messages) expect(hospital.receive(message).kind).toBe('processed');
  return encounterOf(hospital);
}

/** Places as `IC completed 10:00-12:00`, by the names of their Locations. */
function placesOf(hospital: Hospital): readonly string[] {
  return objectsAt(encounterOf(hospital), 'location').map((one) => {
    const { location, period } = one;
    const reference = isObject(location) ? (stringAt(location, 'reference') ?? '') : '';
    const name = stringAt(hospital.store.get(reference)?.resource ?? {}, 'name') ?? '';
    const clock = (part: string) => (isObject(period) ? stringAt(period, part)?.slice(5, 16) : '');
    return `${name} ${stringAt(one, 'status') ?? ''} ${clock('start') ?? ''}>${clock('end') ?? ''}`;
  });
}

describe('the status of a visit', () => {
  test.each([
    ['A01', {}, 'in-progress'],
    ['A02', {}, 'in-progress'],
    ['A03', { discharged: '20260305100000' }, 'finished'],
    ['A03', {}, 'finished'],
    ['A04', { admitted: '20260304091000' }, 'in-progress'],
    ['A04', { admitted: '20260401091000' }, 'planned'],
    ['A04', { admitted: '' }, 'arrived'],
    ['A05', { class: 'P' }, 'planned'],
    ['A06', {}, 'in-progress'],
    ['A07', { class: 'O' }, 'in-progress'],
    ['A08', {}, 'in-progress'],
    ['A08', { class: 'P', admitted: '' }, 'planned'],
    ['A08', { admitted: '' }, 'unknown'],
    ['A08', { discharged: '20260305100000' }, 'finished'],
    ['A11', {}, 'cancelled'],
    ['A12', {}, 'in-progress'],
    ['A13', {}, 'in-progress'],
    ['A14', {}, 'planned'],
    ['A21', {}, 'onleave'],
    ['A22', {}, 'in-progress'],
    ['A23', {}, 'entered-in-error'],
    ['A27', {}, 'cancelled'],
    ['A38', {}, 'cancelled'],
  ])('after %s %j as the first of its messages is %s', (trigger, visit, status) => {
    expect(take(event(trigger, '20260305120000', visit))['status']).toBe(status);
  });

  test.each(['A08', 'A09', 'A10', 'A15', 'A16', 'A25', 'A26', 'A54', 'A61'])(
    '%s leaves it alone',
    (trigger) => {
      const admitted = event('A01', '20260304091000');
      const discharged = event('A03', '20260305100000', { discharged: '20260305095500' });
      expect(take(admitted, event(trigger, '20260304100000'))['status']).toBe('in-progress');
      expect(take(admitted, discharged, event(trigger, '20260306100000'))['status']).toBe(
        'finished',
      );
    },
  );
});

test('a discharge ends the visit, and taking it back begins it again', () => {
  const admitted = event('A01', '20260304091000', { place: 'IC^2^1^OLZ' });
  const discharged = event('A03', '20260305100000', {
    discharged: '20260305095500',
    fields: { 36: '1^thuis^L' },
  });
  expect(take(admitted, discharged)).toMatchObject({
    period: { start: '2026-03-04T09:10:00+01:00', end: '2026-03-05T09:55:00+01:00' },
    hospitalization: { dischargeDisposition: { text: 'thuis' } },
    location: [{ status: 'completed' }],
  });
  const restored = take(
    admitted,
    discharged,
    event('A13', '20260305110000', { place: 'IC^2^1^OLZ' }),
  );
  expect(restored).toMatchObject({
    status: 'in-progress',
    period: { start: '2026-03-04T09:10:00+01:00' },
    location: [{ status: 'active' }],
  });
  expect(restored['period']).not.toHaveProperty('end');
  expect(restored).not.toHaveProperty('hospitalization');
});

test('a transfer closes the place before and opens the new one', () => {
  const hospital = new Hospital();
  hospital.receive(event('A01', '20260304091000', { place: 'NOORD^12^2^OLZ' }));
  hospital.receive(
    event('A02', '20260305140000', { place: 'IC^2^1^OLZ', prior: 'NOORD^12^2^OLZ' }),
  );
  expect(placesOf(hospital)).toEqual([
    'NOORD 12-2 completed 03-04T09:10>03-05T14:00',
    'IC 2-1 active 03-05T14:00>',
  ]);
});

test('a transfer as the first message knows where the patient came from', () => {
  const hospital = new Hospital();
  hospital.receive(
    event('A02', '20260305140000', { place: 'IC^2^1^OLZ', prior: 'NOORD^12^2^OLZ' }),
  );
  expect(placesOf(hospital)).toEqual([
    'NOORD 12-2 completed >03-05T14:00',
    'IC 2-1 active 03-05T14:00>',
  ]);
});

test('a transfer taken back leaves one active place, and no trace of the other', () => {
  const hospital = new Hospital();
  hospital.receive(event('A01', '20260304091000', { place: 'NOORD^12^2^OLZ' }));
  hospital.receive(
    event('A02', '20260305140000', { place: 'IC^2^1^OLZ', prior: 'NOORD^12^2^OLZ' }),
  );
  hospital.receive(event('A12', '20260305141500', { place: 'NOORD^12^2^OLZ' }));
  expect(placesOf(hospital)).toEqual(['NOORD 12-2 active 03-04T09:10>']);
});

test('a plan to move, the move, and a plan taken back', () => {
  const hospital = new Hospital();
  hospital.receive(event('A01', '20260304091000', { place: 'NOORD^12^2^OLZ' }));
  const pending = { place: 'NOORD^12^2^OLZ', fields: { 42: 'IC^2^1^OLZ' } };
  hospital.receive(event('A15', '20260304100000', pending));
  expect(placesOf(hospital)).toEqual(['NOORD 12-2 active 03-04T09:10>', 'IC 2-1 planned >']);
  hospital.receive(event('A26', '20260304110000', { place: 'NOORD^12^2^OLZ' }));
  expect(placesOf(hospital)).toEqual(['NOORD 12-2 active 03-04T09:10>']);
});

test('a patient under way is there for the time being, and the bed is kept', () => {
  const hospital = new Hospital();
  hospital.receive(event('A01', '20260304091000', { place: 'NOORD^12^2^OLZ' }));
  hospital.receive(event('A09', '20260304100000', { fields: { 11: 'OK^1^^OLZ' } }));
  expect(placesOf(hospital)).toEqual([
    'NOORD 12-2 reserved 03-04T09:10>',
    'OK 1 active 03-04T10:00>',
  ]);
  hospital.receive(event('A10', '20260304120000', { place: 'NOORD^12^2^OLZ' }));
  expect(placesOf(hospital)).toEqual([
    'OK 1 completed 03-04T10:00>03-04T12:00',
    'NOORD 12-2 active 03-04T09:10>',
  ]);
});

test('two patients who change beds are two transfers', () => {
  const hospital = new Hospital();
  const other = 'PID|2||4100008^^^OLZ^PI||Bos^Anna';
  const bed = (number: string, place: string) => pv1({ number, place, admitted: '' });
  hospital.receive(messageOf(header('ADT^A01', '20260304090000'), PID, bed('1', 'A^1^1^OLZ')));
  hospital.receive(messageOf(header('ADT^A01', '20260304090000'), other, bed('2', 'A^1^2^OLZ')));
  const swap = messageOf(
    header('ADT^A17', '20260304100000'),
    PID,
    bed('1', 'A^1^2^OLZ'),
    other,
    bed('2', 'A^1^1^OLZ'),
  );
  expect(hospital.receive(swap).kind).toBe('processed');
  const active = hospital.store.all('Encounter').map((one) =>
    objectsAt(one, 'location')
      .filter((place) => stringAt(place, 'status') === 'active')
      .map(({ location }) => stringAt(location as JsonObject, 'reference')),
  );
  expect(active.flat()).toHaveLength(2);
  expect(hospital.store.all('Patient')).toHaveLength(2);
});

test('an outpatient who stays: the same visit with another class, and the one before', () => {
  const encounter = take(
    event('A04', '20260310100000', { class: 'O', admitted: '20260310100000' }),
    event('A06', '20260310130000', { class: 'I', admitted: '20260310100000' }),
  );
  expect(encounter).toMatchObject({
    class: { code: 'IMP' },
    classHistory: [
      {
        class: { code: 'AMB' },
        period: { start: '2026-03-10T10:00:00+01:00', end: '2026-03-10T13:00:00+01:00' },
      },
    ],
  });
});

test('a cancelled admission has no place, and a late admission does not open it', () => {
  const cancelled = take(
    event('A11', '20260303113000', { place: 'NOORD^12^2^OLZ' }),
    event('A01', '20260303100000', { place: 'NOORD^12^2^OLZ' }),
  );
  expect(cancelled['status']).toBe('cancelled');
  expect(cancelled).not.toHaveProperty('location');
});

test('a plan to be admitted is no begin', () => {
  const planned = take(event('A05', '20260302100000', { class: 'P', admitted: '20260310080000' }));
  expect(planned).not.toHaveProperty('period');
  expect(JSON.stringify(planned)).toContain('2026-03-10T08:00:00+01:00');
});

test('a visit without a number is none', () => {
  const hospital = new Hospital();
  const message = messageOf(header('ADT^A01'), PID, 'PV1|1|I|NOORD^12^2^OLZ');
  const receipt = hospital.receive(message);
  expect(receipt.kind === 'processed' && receipt.mapped.warnings.map(({ rule }) => rule)).toContain(
    'visit-without-number',
  );
  expect(hospital.store.all('Encounter')).toEqual([]);
});

test('an admission without a visit is a patient at least', () => {
  const hospital = new Hospital();
  expect(hospital.receive(messageOf(header('ADT^A01'), PID)).kind).toBe('processed');
  expect(hospital.store.all('Patient')).toHaveLength(1);
});

test('an Encounter of another patient is never touched', () => {
  const hospital = new Hospital();
  hospital.receive(event('A01', '20260304091000'));
  const stranger = messageOf(
    header('ADT^A08', '20260304100000'),
    'PID|1||4100999^^^OLZ^PI||Bos^Anna',
    pv1({}),
  );
  expect(hospital.receive(stranger)).toMatchObject({
    kind: 'conflict',
    conflicts: [{ kind: 'other-patient', type: 'Encounter' }],
  });
  expect(hospital.store.all('Patient')).toHaveLength(1);
});

describe('whatever the order in which a stay is told', () => {
  const stay = [
    event('A05', '20260302100000', { class: 'P', place: 'PLAN^^^OLZ', admitted: '' }),
    event('A01', '20260304091500', { place: 'NOORD^12^2^OLZ' }),
    event('A08', '20260304120000', { place: 'NOORD^12^2^OLZ', fields: { 10: 'CAR' } }),
    event('A02', '20260305140000', { place: 'IC^2^1^OLZ', prior: 'NOORD^12^2^OLZ' }),
    event('A12', '20260305141000', { place: 'NOORD^12^2^OLZ' }),
    event('A02', '20260306080000', { place: 'CCU^1^1^OLZ', prior: 'NOORD^12^2^OLZ' }),
    event('A08', '20260306110000', { place: 'CCU^1^1^OLZ', fields: { 10: 'INT' } }),
    event('A03', '20260309153000', { place: 'CCU^1^1^OLZ', discharged: '20260309152500' }),
    event('A13', '20260309160000', { place: 'CCU^1^1^OLZ' }),
    event('A03', '20260310100000', { place: 'CCU^1^1^OLZ', discharged: '20260310095500' }),
  ];

  /** The visit without ids, which are given out as resources come in. */
  function storyOf(messages: readonly Hl7Message[]): unknown {
    const hospital = new Hospital();
    for (const message of messages) hospital.receive(message);
    const unnamed = { id: undefined, location: undefined, subject: undefined };
    return { ...encounterOf(hospital), ...unnamed, places: placesOf(hospital) };
  }

  const inOrder = storyOf(stay);

  test('it ends as it would in order', () => {
    expect(inOrder).toMatchObject({
      status: 'finished',
      serviceType: { coding: [{ code: 'INT' }] },
    });
    const orders = fc.shuffledSubarray(stay, { minLength: stay.length });
    fc.assert(
      fc.property(orders, (messages) => {
        expect(storyOf(messages)).toEqual(inOrder);
      }),
      { numRuns: 60 },
    );
  });

  test('and told twice it is the same', () => {
    const orders = fc.shuffledSubarray([...stay, ...stay], { minLength: stay.length * 2 });
    fc.assert(
      fc.property(orders, (messages) => {
        expect(storyOf(messages)).toEqual(inOrder);
      }),
      { numRuns: 30 },
    );
  });
});
