// Destinations that do not do what they should, and how they answer.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../fhir/json.js';
import { FORWARD_ALL, OutboundServer } from '../../testing/hl7v2/outbound-server.js';
import { MllpReceiver } from '../../testing/hl7v2/receiver.js';
import { until } from '../../testing/process.js';

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

function patient(): JsonObject & { resourceType: string } {
  return {
    resourceType: 'Patient',
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '123456782' }],
    name: [{ use: 'official', family: 'Jansen', given: ['Jan'] }],
    birthDate: '1980-01-01',
    gender: 'male',
  };
}

describe('a destination that does not take a message', () => {
  test.each([
    ['never answers', 'silence'],
    ['ends the connection', 'disconnect'],
    ['answers half a frame', 'half-a-frame'],
    ['answers garbage', { frames: ['garbage'] }],
    ['answers about another message', { code: 'AA', of: 'other' }],
    ['can not store it', { frames: ['\x15'] }],
  ] as const)('and %s gets it again, the same, before any other', async (_, reaction) => {
    await start({ lab: FORWARD_ALL });
    receiver.react = ({ controlId }, times) =>
      controlId === 'a' && times < 3 ? reaction : { code: 'AA' };
    await out.feed(['a', 'ADT^A08', '1'], ['b', 'ADT^A08', '2']);
    await out.settled();
    expect(receiver.controlIds).toEqual(['a', 'a', 'a', 'b']);
    expect(new Set(receiver.received.slice(0, 3).map(({ text }) => text)).size).toBe(1);
    expect(await out.states()).toEqual([
      [2, 3],
      [2, 1],
    ]);
  });

  test('with AE gets it again some times, and then the next one', async () => {
    const error = 'ERR|PID^1^3^204&Unknown key identifier&HL70357';
    await start({ lab: { ...FORWARD_ALL, retry: { error: { retries: 2 } } } });
    receiver.react = ({ controlId }) =>
      controlId === 'a' ? { code: 'AE', error } : { code: 'AA' };
    await out.feed(['a', 'ADT^A08', '1'], ['b', 'ADT^A08', '2']);
    await out.settled();
    expect(receiver.controlIds).toEqual(['a', 'a', 'a', 'b']);
    expect(
      await out.rows('select state, answer, reason, reason_text from hl7_outbox order by id'),
    ).toEqual([
      {
        state: 3,
        answer: 'AE',
        reason: 'AE',
        reason_text: 'The destination answered AE (204 PID-3).',
      },
      { state: 2, answer: 'AA', reason: null, reason_text: null },
    ]);
  });

  test('with AR gets it once', async () => {
    await start({ lab: FORWARD_ALL });
    receiver.react = ({ controlId }) => ({ code: controlId === 'a' ? 'AR' : 'CA' });
    await out.feed(['a', 'ADT^A08', '1'], ['b', 'ADT^A08', '2']);
    await out.settled();
    expect(receiver.controlIds).toEqual(['a', 'b']);
    expect(await out.states()).toEqual([
      [3, 1],
      [2, 1],
    ]);
  });

  test('gets nothing more by rule, until somebody goes on', async () => {
    await start({ lab: { ...FORWARD_ALL, retry: { error: { retries: 0, then: 'stop' } } } });
    receiver.react = (_, times) => ({ code: times === 1 ? 'AE' : 'AA' });
    await out.feed(['a', 'ADT^A08', '1'], ['b', 'ADT^A08', '2']);
    const paused = async (): Promise<unknown> =>
      (await out.rows('select paused from hl7_destination'))[0]?.['paused'];
    await until(async () => (await paused()) !== null);
    expect(await paused()).toMatch(/^Message \d+ was not taken\. The destination answered AE\.$/);
    expect(receiver.controlIds).toEqual(['a']);
    receiver.react = () => ({ code: 'AA' });
    await out.rows('update hl7_destination set paused = null');
    await out.settled();
    expect(receiver.controlIds).toEqual(['a', 'a', 'b']);
  });

  test('for one patient gets those of others meanwhile, where the order is for each patient', async () => {
    await start({
      lab: { ...FORWARD_ALL, order: 'patient', connections: 3, retry: { error: { retries: -1 } } },
    });
    let isMended = false;
    receiver.react = ({ message }) =>
      message.get('PID-3') === '1' && !isMended ? { code: 'AE' } : { code: 'AA' };
    await out.feed(
      ['a1', 'ADT^A08', '1'],
      ['b1', 'ADT^A08', '2'],
      ['a2', 'ADT^A08', '1'],
      ['b2', 'ADT^A08', '2'],
      ['c1', 'ADT^A08', '3'],
    );
    await until(() => ['b1', 'b2', 'c1'].every((id) => receiver.controlIds.includes(id)));
    expect(receiver.controlIds).not.toContain('a2');
    isMended = true;
    await out.settled();
    const of = (letter: string): string[] =>
      [...new Set(receiver.controlIds)].filter((id) => id.startsWith(letter));
    expect(of('a')).toEqual(['a1', 'a2']);
    expect(of('b')).toEqual(['b1', 'b2']);
  });

  test('because it is not there gets it when it is', async () => {
    const port = receiver.port;
    await receiver.close();
    await start({ lab: FORWARD_ALL });
    await out.feed(['a', 'ADT^A08', '1']);
    await until(async () => {
      const [row] = await out.rows('select failures from hl7_destination');
      return (row?.['failures'] as number) > 1;
    });
    receiver = await MllpReceiver.listen({ port });
    await out.settled();
    expect(receiver.controlIds).toEqual(['a']);
  });
});

describe('acknowledgements', () => {
  test('of the enhanced mode: what is made here asks for one, and waits for the application', async () => {
    await start({
      lab: { acknowledgement: 'application', rules: [{ name: 'p', generate: 'Patient' }] },
    });
    receiver.react = ({ controlId }, times) => ({
      frames: [
        `MSH|^~\\&|L|L|||2026||ACK|1|P|2.4\rMSA|CA|${controlId}\r`,
        `MSH|^~\\&|L|L|||2026||ACK|2|P|2.4\rMSA|${times === 1 ? 'AE' : 'AA'}|${controlId}\r`,
      ],
    });
    await out.server.create(patient());
    await out.settled();
    expect(receiver.received.map(({ message }) => message.get('MSH-16'))).toEqual(['AL', 'AL']);
    expect(await out.states()).toEqual([[2, 2]]);
  });

  test('are not waited for where none are given', async () => {
    await start({ lab: { acknowledgement: 'none', rules: [{ name: 'p', generate: 'Patient' }] } });
    receiver.react = () => 'silence';
    await out.server.create(patient());
    await out.settled();
    expect(receiver.received).toHaveLength(1);
  });
});
