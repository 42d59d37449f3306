// What messages say of who someone is: HL7 v2.8, chapter 3
import type { JsonObject } from '../../../fhir/json.js';
import { header, messageOf, RECEIVED_AT } from '../../../testing/hl7v2/message-of.js';
import { FULL, pid } from '../../../testing/hl7v2/person-message.js';
import { readFacts } from '../facts.js';
import { mapMessage } from '../map-message.js';
import { completeSettings } from '../settings.js';
import type { IdentityEffect } from '../types.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

describe('what is said about identity', () => {
  const identityOf = (...lines: readonly string[]): readonly IdentityEffect[] => {
    const message = messageOf(...lines);
    const mapped = mapMessage(message, {
      settings: completeSettings(),
      patients: [],
      receivedAt: RECEIVED_AT,
      messageId: 'x',
      feed: 'x',
    });
    if (mapped.kind === 'not-mapped') throw new Error(mapped.text);
    return mapped.identity;
  };
  const numbers = (effect: IdentityEffect | undefined, name: string) =>
    ((effect as unknown as Record<string, { value: string }[]>)[name] ?? []).map(
      ({ value }) => value,
    );
  const mrg = 'MRG|4100119^^^OLZ^PI||ACC1^^^OLZ^AN||26000178^^^OLZ^VN';
  const visit = 'PV1|1|I|||||||||||||||||26000999^^^OLZ^VN';

  test.each(['A18', 'A30', 'A34', 'A36', 'A39', 'A40'])('%s merges patients', (trigger) => {
    const [effect] = identityOf(header(`ADT^${trigger}`), pid(), mrg);
    expect(effect?.kind).toBe('merge');
    expect(numbers(effect, 'survivor')).toEqual(['4100063', '999900092']);
    expect(numbers(effect, 'retired')).toEqual(['4100119']);
  });

  test('several pairs in one message are several merges', () => {
    const second = pid({ 3: '4100200^^^OLZ^PI' });
    const effects = identityOf(header('ADT^A40'), pid(), mrg, second, 'MRG|4100201^^^OLZ^PI');
    expect(effects.map((one) => numbers(one, 'retired'))).toEqual([['4100119'], ['4100201']]);
  });

  test.each([
    ['A41', 'merge-account'],
    ['A42', 'merge-visit'],
    ['A43', 'move-patient'],
    ['A44', 'move-account'],
    ['A45', 'move-visit'],
    ['A47', 'change-identifier'],
    ['A49', 'change-account'],
    ['A50', 'change-visit'],
    ['A51', 'change-visit'],
  ])('%s is %s', (trigger, kind) => {
    const [effect, ...others] = identityOf(
      header(`ADT^${trigger}`),
      pid({ 18: 'ACC2^^^OLZ^AN' }),
      mrg,
      visit,
    );
    expect(others).toEqual([]);
    expect(effect?.kind).toBe(kind);
  });

  test('a visit that moves is named', () => {
    expect(identityOf(header('ADT^A45'), pid(), mrg, visit)[0]).toMatchObject({
      kind: 'move-visit',
      moved: { value: '26000178' },
      from: [{ value: '4100119' }],
    });
  });

  test.each([
    ['A24', 'link'],
    ['A37', 'unlink'],
  ])('%s is %s', (trigger, kind) => {
    const other = pid({ 3: '4100200^^^OLZ^PI' });
    const [effect] = identityOf(header(`ADT^${trigger}`), pid(), other);
    expect(effect?.kind).toBe(kind);
    expect(numbers(effect, 'other')).toEqual(['4100200']);
  });

  test('a person is not deleted: somebody is asked', () => {
    expect(identityOf(header('ADT^A29'), pid())).toMatchObject([{ kind: 'delete-person' }]);
    expect(identityOf(header('ADT^A23'), pid(), visit)).toMatchObject([
      { kind: 'delete-visit', visit: { value: '26000999' } },
    ]);
  });
});

describe('the facts that identity decides by', () => {
  const factsOf = (...lines: readonly string[]) =>
    readFacts(messageOf(...lines), completeSettings(), RECEIVED_AT);

  test('numbers, demographics, and what keeps messages in order', () => {
    const facts = factsOf(
      header('ADT^A01'),
      'EVN|A01|20260310095900',
      FULL,
      'PV1|1|I|||||||||||||||||26^^^OLZ^VN',
    );
    expect(facts).toMatchObject({
      kind: 'facts',
      event: 'ADT^A01',
      patients: [
        {
          identifiers: [
            { kind: 'local', value: '4100063', type: 'PI', path: 'PID-3[1]' },
            { kind: 'bsn', system: BSN, value: '999900092', path: 'PID-3[2]' },
          ],
          demographics: {
            birthDate: '1980-09-05',
            gender: 'male',
            ownPrefix: 'ter',
            ownName: 'Horst',
            given: ['Teun'],
            postalCode: '5611LM',
            houseNumber: '27',
            telecoms: ['030-2501096', '06-10586648', '040-1111111'],
          },
        },
      ],
      order: {
        eventTime: Date.parse('2026-03-10T09:59:00+01:00'),
        visits: [{ value: '26' }],
        patients: [{}, {}],
      },
    });
  });

  test('a number that was checked', () => {
    const fields: Record<number, string> = { 31: 'Y', 32: 'NNNLD' };
    expect(factsOf(header('ADT^A31'), pid(fields))).toMatchObject({
      patients: [{ isBsnVerified: true }],
    });
  });

  test.each([
    [[header('ZZZ^Z99'), pid()], 'unknown-event', { segment: 'MSH', field: 9 }],
    [[header('ADT^A01')], 'segment-missing', { segment: 'PID' }],
    [[header('ADT^A40'), pid()], 'segment-missing', { segment: 'MRG' }],
    [[header('ADT^A31'), pid({ 3: '' })], 'patient-unidentified', { segment: 'PID', field: 3 }],
    [
      [header('ADT^A31'), pid({ 3: '999900265^^^NLMINBIZA^NNNLD' })],
      'patient-unidentified',
      { segment: 'PID', field: 3 },
    ],
  ])('%#: %s', (lines, reason, location) => {
    const facts = factsOf(...lines);
    expect(facts).toMatchObject({ kind: 'not-mapped', reason, location });
  });

  test('an event can be ignored', () => {
    const message = messageOf(header('ADT^A31'), pid());
    for (const ignore of [['ADT^A31'], ['ADT^*']]) {
      expect(readFacts(message, completeSettings({ ignore }), RECEIVED_AT)).toMatchObject({
        reason: 'ignored',
      });
    }
  });

  test('a clock that is ahead counts as now', () => {
    expect(factsOf(header('ADT^A31', '20991231000000'), pid())).toMatchObject({
      order: { eventTime: RECEIVED_AT },
    });
  });

  test('an EVN-2 without a time gives way to MSH-7 of the same day', () => {
    const at = (evn: string) =>
      (factsOf(header('ADT^A31', '20260310100000'), evn, pid()) as unknown as { order: JsonObject })
        .order['eventTime'];
    expect(at('EVN|A31|20260310')).toBe(Date.parse('2026-03-10T10:00:00+01:00'));
    expect(at('EVN|A31|20260309')).toBe(Date.parse('2026-03-09T00:00:00+01:00'));
  });
});
