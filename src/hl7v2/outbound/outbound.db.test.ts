// What leaves the server for another system: which messages, made of what, to whom.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../fhir/json.js';
import { Outbox } from '../../storage/outbox/outbox.js';
import { FORWARD_ALL, OutboundServer } from '../../testing/hl7v2/outbound-server.js';
import { MllpReceiver } from '../../testing/hl7v2/receiver.js';

let receiver: MllpReceiver;
let out: OutboundServer;

beforeAll(async () => {
  receiver = await MllpReceiver.listen();
});

afterAll(async () => {
  await receiver.close();
});

beforeEach(() => {
  receiver.reset();
});

afterEach(async () => {
  await out.stop();
});

async function start(destinations: Readonly<Record<string, JsonObject>>): Promise<void> {
  out = await OutboundServer.start(receiver, destinations);
}

function patient(more: JsonObject = {}): JsonObject & { resourceType: string } {
  return {
    resourceType: 'Patient',
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '123456782' }],
    name: [{ use: 'official', family: 'Jansen', given: ['Jan'] }],
    birthDate: '1980-01-01',
    gender: 'male',
    ...more,
  };
}

describe('messages that came in', () => {
  test('are passed on as they are, in their order', async () => {
    await start({ lab: FORWARD_ALL });
    const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
    await out.feed(...ids.map((id, index) => [id, 'ADT^A08', String(index % 3)] as const));
    await out.received(20);
    expect(receiver.controlIds).toEqual(ids);
    expect(receiver.received[0]?.text).toContain('PID|1||0^^^OLZ^PI||Jansen&&Jansen^Jan');
    await out.settled();
    expect(await out.states()).toEqual(ids.map(() => [2, 1]));
  });

  test('are chosen by feed, event and field, and changed by steps', async () => {
    await start({
      lab: {
        rules: [
          {
            name: 'some',
            forward: {
              feeds: ['zis'],
              events: ['ADT^A08'],
              when: 'processed',
              where: [{ field: 'PID-3.1', in: ['2', '3'] }],
            },
            transform: [
              { set: 'MSH-5', value: 'LAB & Co' },
              { copy: 'PID-3.1', to: 'PID-2' },
              { map: 'PID-8', codes: { M: 'Man' } },
              { remove: 'PV1' },
            ],
          },
        ],
      },
    });
    await out.feed(
      ['a', 'ADT^A08', '1'],
      ['b', 'ADT^A31', '2'],
      ['c', 'ADT^A08', '2'],
      ['d', 'ADT^A08', '3'],
    );
    await out.settled();
    expect([...receiver.controlIds].sort()).toEqual(['c', 'd']);
    const message = receiver.received.find(({ controlId }) => controlId === 'c')?.message;
    expect(message?.get('MSH-5')).toBe('LAB & Co');
    expect(message?.get('PID-2')).toBe('2');
    expect(message?.get('PID-8')).toBe('Man');
    expect(message?.segment('PV1')).toBeUndefined();
  });

  test('go to nobody twice: neither back to their system, nor when they are sent again', async () => {
    await start({ lab: FORWARD_ALL, zis: FORWARD_ALL });
    await out.feed(['a', 'ADT^A08', '1'], ['a', 'ADT^A08', '1']);
    await out.settled();
    expect(receiver.controlIds).toEqual(['a']);
    expect(await out.rows('select destination from hl7_outbox')).toEqual([{ destination: 'lab' }]);
  });
});

describe('changes of resources', () => {
  const GENERATE = { rules: [{ name: 'patients', generate: 'Patient' }] };

  test('become messages, once each and in their order', async () => {
    await start({ lab: GENERATE });
    const { id } = await out.server.create(patient());
    for (const family of ['Pieters', 'de Vries']) {
      const body = patient({ id, name: [{ family, given: ['Jan'] }] });
      expect((await out.server.send('PUT', `/Patient/${id}`, { body })).status).toBe(200);
    }
    await out.received(3);
    expect(
      receiver.received.map(({ message }) => [message.get('MSH-9.2'), message.get('PID-5')]),
    ).toEqual([
      ['A28', 'Jansen'],
      ['A31', 'Pieters'],
      ['A31', 'de Vries'],
    ]);
    await out.settled();
    expect(new Set(receiver.controlIds).size).toBe(3);
    expect(await out.rows('select source from hl7_outbox order by id')).toEqual(
      [1, 2, 3].map((version) => ({ source: `Patient/${id}/_history/${version}` })),
    );
  });

  test('say what is gone with the explicit null', async () => {
    await start({ lab: GENERATE });
    const { id } = await out.server.create(
      patient({ telecom: [{ system: 'phone', value: '0201234567' }] }),
    );
    const body = patient({ id });
    await out.server.send('PUT', `/Patient/${id}`, { body });
    await out.received(2);
    const texts = receiver.received.map(({ message }) => message.at('PID-13')?.raw);
    expect(texts).toEqual(['0201234567^ORN^PH', '""']);
  });

  test('that a message made are not said to its own system, and are to others', async () => {
    await start({
      zis: GENERATE,
      lab: {
        header: { sendingApplication: 'FHIR' },
        rules: [{ name: 'patients', generate: 'Patient' }],
      },
    });
    await out.feed(['a', 'ADT^A28', '1']);
    await out.received(1);
    await out.settled();
    expect(await out.rows('select destination, event from hl7_outbox')).toEqual([
      { destination: 'lab', event: 'ADT^A28' },
    ]);
    expect(receiver.received[0]?.message.get('MSH-3')).toBe('FHIR');
  });

  test('are left out that the search of the rule does not match', async () => {
    const search = 'gender=female&identifier=http://fhir.nl/fhir/NamingSystem/bsn|123456782';
    await start({
      lab: { rules: [{ name: 'women', generate: 'Patient', search }] },
    });
    await out.server.create(patient());
    await out.server.create(patient({ gender: 'female' }));
    await out.server.create(
      patient({ gender: 'female', identifier: [{ system: 'http://example.org', value: '1' }] }),
    );
    await out.settled();
    expect(receiver.received.map(({ message }) => message.get('PID-8'))).toEqual(['F']);
  });

  test('that can not be said are set aside with the reason, and said again when asked', async () => {
    await start({
      lab: { rules: [{ name: 'visits', generate: 'Encounter' }] },
    });
    const visit = await out.server.create({
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject: { reference: 'Patient/later' },
    });
    await out.settled();
    expect(await out.rows('select state, reason, source, content from hl7_outbox')).toEqual([
      { state: 3, reason: 'not-made', source: `Encounter/${visit.id}/_history/1`, content: null },
    ]);
    await out.server.send('PUT', '/Patient/later', { body: patient({ id: 'later' }) });
    const outbox = await Outbox.open(out.server.core.database);
    expect(await outbox.retry({ destination: 'lab' })).toBe(1);
    await out.received(1);
    expect(receiver.received[0]?.message.get('MSH-9.2')).toBe('A01');
    await out.settled();
    expect(await out.states()).toEqual([[2, 1]]);
  });

  test('are not noted when nobody wants them', async () => {
    await start({ lab: FORWARD_ALL });
    await out.server.create(patient());
    expect(await out.rows('select * from hl7_change')).toEqual([]);
    expect(
      await out.rows(`select tgname from pg_trigger where tgname = 'capture_hl7_version'`),
    ).toEqual([]);
  });
});
