// Which event a change is, and what of it is not told. HL7 v2.8, chapters 3, 7 and 10.
import { describe, expect, test } from '@jest/globals';
import { objectAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { DESTINATION_DEFAULTS, type Destination } from './destination.js';
import { encounterMessage, patientMessage } from './message/adt.js';
import type { Draft, MessageContext } from './message/context.js';
import { messageOf } from './message/message.js';
import { reportMessage } from './message/oru.js';
import { appointmentMessage } from './message/siu.js';
import { GenerationError } from './router.js';

const DESTINATION: Destination = {
  ...DESTINATION_DEFAULTS,
  name: 'lab',
  host: '127.0.0.1',
  port: 1,
  rules: [],
  naming: {
    ...DESTINATION_DEFAULTS.naming,
    identifierSystems: { 'http://hospital.example/patients': 'OLZ^PI' },
  },
};

const PATIENT: Resource = {
  resourceType: 'Patient',
  id: 'p',
  identifier: [{ system: 'http://hospital.example/patients', value: '12' }],
  name: [{ family: 'Jansen', given: ['Jan'] }],
};

function contextWith(...resources: readonly Resource[]): MessageContext {
  const all = new Map(
    [PATIENT, ...resources].map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]),
  );
  return {
    destination: DESTINATION,
    changed: 0,
    related: {
      read: (reference) => Promise.resolve(all.get(stringAt(reference ?? {}, 'reference') ?? '')),
      referring: (type, parameter, to) =>
        Promise.resolve(
          [...all.values()].filter(
            (one) =>
              one.resourceType === type &&
              stringAt(objectAt(one, parameter) ?? {}, 'reference') === to,
          ),
        ),
    },
  };
}

const subject = { reference: 'Patient/p' };
const trigger = (draft: Draft | undefined): string => draft?.type[1] ?? 'none';

function segments(draft: Draft): string[] {
  return messageOf(draft, DESTINATION, { controlId: '1', now: 0 }).segments.map(({ raw }) => raw);
}

describe('a patient', () => {
  test.each([
    ['who is new', undefined, 'A28-A31', 'A28'],
    ['who has changed', PATIENT, 'A28-A31', 'A31'],
    ['who has changed, for those who know no A31', PATIENT, 'A08', 'A08'],
  ] as const)('%s', async (_, before, events, expected) => {
    expect(trigger(await patientMessage({ after: PATIENT, before }, events, contextWith()))).toBe(
      expected,
    );
  });

  test('who was merged into another', async () => {
    const survivor: Resource = { ...PATIENT, id: 's', identifier: [{ value: '99' }] };
    const link = [{ type: 'replaced-by', other: { reference: 'Patient/s' } }];
    const after: Resource = { ...PATIENT, active: false, link };
    const draft = await patientMessage(
      { after, before: PATIENT },
      'A28-A31',
      contextWith(survivor),
    );
    expect(trigger(draft)).toBe('A40');
    expect(draft.patient).toBe('s');
    const [, , pid, mrg] = segments(draft);
    expect(pid).toMatch(/^PID\|1\|\|99\|/);
    expect(mrg).toBe('MRG|12^^^OLZ^PI');
    const later = await patientMessage({ after, before: after }, 'A28-A31', contextWith(survivor));
    expect(trigger(later)).toBe('A31');
  });

  test('who has no number is named by that of this server', async () => {
    const after: Resource = {
      ...PATIENT,
      identifier: [{ system: 'urn:hl7v2:OLZ:key:x', value: 'k' }],
    };
    const draft = await patientMessage({ after, before: undefined }, 'A28-A31', contextWith());
    expect(segments(draft)[2]).toMatch(/^PID\|1\|\|p\^\^\^VUURTOREN\^PI\|/);
  });
});

describe('a visit', () => {
  const visit = (status: string, more: JsonObject = {}): Resource => ({
    resourceType: 'Encounter',
    id: 'e',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject,
    ...more,
  });
  const outpatient = { class: { code: 'AMB' } };
  const at = (id: string): JsonObject => ({
    location: [{ location: { reference: `Location/${id}` }, status: 'active' }],
  });

  test.each<[string, Resource | undefined, Resource, string]>([
    ['planned', undefined, visit('planned'), 'A05'],
    ['begun', undefined, visit('in-progress'), 'A01'],
    ['begun, of somebody who does not stay', undefined, visit('in-progress', outpatient), 'A04'],
    ['planned, and begun', visit('planned'), visit('in-progress'), 'A01'],
    ['known when it was over', undefined, visit('finished'), 'A03'],
    ['over', visit('in-progress'), visit('finished'), 'A03'],
    ['over, and corrected', visit('finished'), visit('finished'), 'A08'],
    ['not over after all', visit('finished'), visit('in-progress'), 'A13'],
    ['elsewhere', visit('in-progress', at('1')), visit('in-progress', at('2')), 'A02'],
    ['interrupted', visit('in-progress'), visit('onleave'), 'A08'],
    ['cancelled', visit('planned'), visit('cancelled'), 'A11'],
    ['cancelled before anybody heard of it', undefined, visit('cancelled'), 'none'],
    ['cancelled twice', visit('cancelled'), visit('entered-in-error'), 'none'],
    ['cancelled, and begun', visit('cancelled'), visit('in-progress'), 'A01'],
  ])('that is %s', async (_, before, after, expected) => {
    expect(trigger(await encounterMessage({ after, before }, contextWith()))).toBe(expected);
  });

  test('of nobody can not be told', async () => {
    const after = { ...visit('planned'), subject: { reference: 'Patient/nobody' } };
    await expect(encounterMessage({ after, before: undefined }, contextWith())).rejects.toThrow(
      GenerationError,
    );
  });
});

describe('an appointment', () => {
  const appointment = (status: string, start = '2026-04-01T10:00:00Z'): Resource => ({
    resourceType: 'Appointment',
    id: 'a',
    status,
    start,
    end: '2026-04-01T11:00:00Z',
    participant: [{ actor: subject, status: 'accepted' }],
  });
  const booked = appointment('booked');

  test.each<[string, Resource | undefined, Resource | undefined, string]>([
    ['new', undefined, booked, 'S12'],
    ['new and cancelled already', undefined, appointment('cancelled'), 'none'],
    ['moved', booked, appointment('booked', '2026-04-01T10:15:00Z'), 'S13'],
    [
      'written another way, at the same time',
      booked,
      appointment('booked', '2026-04-01T12:00:00+02:00'),
      'S14',
    ],
    ['changed', booked, appointment('arrived'), 'S14'],
    ['cancelled', booked, appointment('cancelled'), 'S15'],
    ['cancelled for another reason', appointment('cancelled'), appointment('cancelled'), 'none'],
    ['booked again', appointment('cancelled'), booked, 'S12'],
    ['missed', booked, appointment('noshow'), 'S26'],
    ['an error', booked, appointment('entered-in-error'), 'S17'],
    ['deleted', booked, undefined, 'S17'],
    ['deleted after it was cancelled', appointment('cancelled'), undefined, 'none'],
  ])('that is %s', async (_, before, after, expected) => {
    const change = { after, before } as Parameters<typeof appointmentMessage>[0];
    expect(trigger(await appointmentMessage(change, contextWith()))).toBe(expected);
  });
});

describe('a report', () => {
  const observation = (id: string, more: JsonObject): Resource => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: id }] },
    ...more,
  });
  const report = (...ids: readonly string[]): Resource => ({
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    code: { text: 'Bloed' },
    subject,
    result: ids.map((id) => ({ reference: `Observation/${id}` })),
  });
  const obxOf = async (...observations: readonly Resource[]): Promise<string[]> => {
    const draft = await reportMessage(
      report(...observations.map(({ id = '' }) => id)),
      contextWith(...observations),
    );
    return segments(draft).filter((line) => /^(OBX|NTE)/.test(line));
  };

  test('has a line for each member of a panel and each component, once', async () => {
    const member = observation('m', { valueInteger: 3 });
    const panel = observation('panel', {
      hasMember: [{ reference: 'Observation/m' }],
      component: [
        { code: { text: 'Boven' }, valueQuantity: { value: 120, unit: 'mmHg' } },
        { code: { text: 'Onder' }, valueQuantity: { value: 80, unit: 'mmHg' } },
      ],
    });
    expect(await obxOf(panel, member)).toEqual([
      'OBX|1|NM|^Boven||120|mmHg|||||F',
      'OBX|2|NM|^Onder||80|mmHg|||||F',
      'OBX|3|NM|m^^LN||3||||||F',
    ]);
  });

  test('tells results with the same code apart', async () => {
    const code = { text: 'Kweek' };
    const lines = await obxOf(
      observation('1', { code, valueString: 'E. coli' }),
      observation('2', { code, valueString: 'S. aureus' }),
    );
    expect(lines).toEqual([
      'OBX|1|ST|^Kweek|1|E. coli||||||F',
      'OBX|2|ST|^Kweek|2|S. aureus||||||F',
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['a number with a comparator', { valueQuantity: { value: 5, comparator: '<' } }, 'SN|LN||<^5'],
    ['a range', { valueRange: { low: { value: 1 }, high: { value: 2 } } }, 'SN|LN||^1^-^2'],
    [
      'a ratio',
      { valueRatio: { numerator: { value: 1 }, denominator: { value: 8 } } },
      'SN|LN||^1^:^8',
    ],
    ['a boolean', { valueBoolean: true }, 'CE|LN||Y^^HL70136'],
    ['a time', { valueTime: '10:30:00' }, 'TM|LN||103000'],
    ['a moment', { valueDateTime: '2026-07-01T10:00:00Z' }, 'TS|LN||20260701120000+0200'],
    ['a text of lines', { valueString: 'een\ntwee' }, 'TX|LN||een~twee'],
    ['nothing', { status: 'cancelled' }, '|LN||||||||X'],
  ])('says %s', async (_, value, expected) => {
    const [line] = await obxOf(observation('x', value));
    expect(line?.replace('x^^LN', 'LN')).toContain(expected);
  });

  test('with a value that OBX has no type for is not told in part', async () => {
    await expect(obxOf(observation('x', { valueSampledData: { origin: {} } }))).rejects.toThrow(
      GenerationError,
    );
  });

  test('has its file', async () => {
    const form = { contentType: 'application/pdf', data: 'JVBERg==' };
    const draft = await reportMessage({ ...report(), presentedForm: [form] }, contextWith());
    expect(segments(draft).at(-1)).toBe('OBX|1|ED|^Bloed||^application^pdf^Base64^JVBERg==||||||F');
  });
});
