// Sending over MLLP to systems of all kinds.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAuthority } from '../../testing/certificates.js';
import { ackText, MllpReceiver, type Reaction } from '../../testing/hl7v2/receiver.js';
import { readAnswer } from '../outbound/answer.js';
import { MllpClient, MllpFailure, type ClientTls, type MllpTarget } from './client.js';

let receiver: MllpReceiver;
let client: MllpClient;

beforeEach(async () => {
  receiver = await MllpReceiver.listen();
  client = new MllpClient(target());
});

afterEach(async () => {
  client.close();
  await receiver.close();
});

function target(more: Partial<MllpTarget> = {}): MllpTarget {
  const { port } = receiver;
  return { host: '127.0.0.1', port, connectTimeout: 5000, answerTimeout: 5000, ...more };
}

function message(id: string): Buffer {
  return Buffer.from(`MSH|^~\\&|US|HERE|||2026||ADT^A08|${id}|P|2.4\rPID|1\r`);
}

/** Codes that came back until `done`. */
async function ask(id: string, through = client): Promise<string[]> {
  const codes: string[] = [];
  await through.exchange(message(id), (content) => {
    const read = readAnswer(content);
    if (read.kind !== 'answer') return read.kind === 'commit' ? 'more' : 'garbage';
    codes.push(`${read.answer.code} ${read.answer.controlId}`);
    return read.answer.controlId === id && read.answer.code !== 'CA' ? 'done' : 'more';
  });
  return codes;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof MllpFailure ? error.kind : String(error);
  }
}

test('messages go over one connection, one after the other', async () => {
  expect(await ask('1')).toEqual(['AA 1']);
  expect(await ask('2')).toEqual(['AA 2']);
  expect(receiver.connections).toBe(1);
  expect(receiver.received.map(({ text }) => text)).toEqual(
    ['1', '2'].map((id) => message(id).toString()),
  );
});

test('answers of all kinds are handed over until the last one', async () => {
  receiver.react = ({ controlId }) => ({
    frames: ['\x06', ackText('AA', 'before'), ackText('CA', controlId), ackText('AA', controlId)],
  });
  expect(await ask('1')).toEqual(['AA before', 'CA 1', 'AA 1']);
});

describe.each<[string, Reaction, string]>([
  ['silence', 'silence', 'timeout'],
  ['a connection that ends', 'disconnect', 'disconnected'],
  ['an answer that is cut off', 'half-a-frame', 'disconnected'],
  ['a frame of garbage', { frames: ['no message at all'] }, 'garbage'],
  ['an endless answer', { bytes: `\x0b${'x'.repeat(5_000_000)}` }, 'garbage'],
  ['bytes outside of frames', { bytes: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, 'timeout'],
])('after %s', (_, reaction, kind) => {
  test('the exchange fails, and the next one has a new connection', async () => {
    client = new MllpClient(target({ answerTimeout: 300 }));
    receiver.react = ({ controlId }) => (controlId === '1' ? reaction : { code: 'AA' });
    expect(await failureOf(ask('1'))).toBe(kind);
    expect(client.isConnected).toBe(false);
    expect(await ask('2')).toEqual(['AA 2']);
    expect(receiver.connections).toBe(2);
  });
});

test('nobody at the other end', async () => {
  const { port } = receiver;
  await receiver.close();
  expect(await failureOf(ask('1', new MllpClient(target({ port }))))).toBe('not-connected');
  receiver = await MllpReceiver.listen({ port });
  expect(await ask('1')).toEqual(['AA 1']);
});

test('content that would end its frame is not sent', async () => {
  const content = Buffer.from('MSH|\x1c\r');
  await expect(client.exchange(content, () => 'done')).rejects.toThrow(RangeError);
  expect(receiver.connections).toBe(0);
});

describe('TLS', () => {
  const authority = createAuthority('authority');
  const server = authority.issue('server');
  const own = authority.issue('sender');

  async function overTls(tls: ClientTls, needsCertificate = false): Promise<string> {
    await receiver.close();
    receiver = await MllpReceiver.listen({
      tls: {
        cert: server.certificate,
        key: server.key,
        ca: authority.certificate,
        requestCert: needsCertificate,
        rejectUnauthorized: needsCertificate,
      },
    });
    client = new MllpClient(target({ tls }));
    return failureOf(ask('1'));
  }

  test('with the authority of the receiver, and with an own certificate', async () => {
    const authorities = authority.certificate;
    expect(await overTls({ authorities })).toBe('none');
    const mutual = { authorities, certificate: own.certificate, key: own.key };
    expect(await overTls(mutual, true)).toBe('none');
    expect(await overTls({ authorities }, true)).not.toBe('none');
  });

  test('an unknown receiver is not spoken to', async () => {
    expect(await overTls({})).toBe('not-connected');
    const authorities = createAuthority('other').certificate;
    expect(await overTls({ authorities })).toBe('not-connected');
    expect(receiver.received).toEqual([]);
  });

  test('a receiver with the name of another is not spoken to', async () => {
    const authorities = authority.certificate;
    expect(await overTls({ authorities, serverName: 'other.example' })).toBe('not-connected');
  });
});
