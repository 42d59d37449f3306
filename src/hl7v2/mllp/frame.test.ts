// MLLP, and what senders make of it.
import fc from 'fast-check';
import {
  commitFrame,
  EndlessFrame,
  frame,
  FrameReader,
  readCommit,
  type FrameEvent,
} from './frame.js';

const LIMITS = { maxFrame: 1000 };

function readAll(bytes: Buffer, cuts: readonly number[] = []): FrameEvent[] {
  const reader = new FrameReader(LIMITS);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let start = 0;
  const events = ends.flatMap((end) => {
    const part = reader.read(bytes.subarray(start, end));
    start = end;
    return part;
  });
  return [...events, ...reader.end()];
}

function contents(events: readonly FrameEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'frame' ? event.content.toString('latin1') : [],
  );
}

describe('frames are found', () => {
  test.each([
    ['as the protocol has them', '\x0bMSH|1\r\x1c\r\x0bMSH|2\r\x1c\r', ['MSH|1\r', 'MSH|2\r']],
    ['without CR at the end', '\x0bMSH|1\x1c\x0bMSH|2\x1c', ['MSH|1', 'MSH|2']],
    ['with LF or CRLF at the end', '\x0bMSH|1\x1c\n\x0bMSH|2\x1c\r\n', ['MSH|1', 'MSH|2']],
    ['with blanks between', ' \r\n\x00\x0bMSH|1\x1c\r\r\n \x0bMSH|2\x1c\r', ['MSH|1', 'MSH|2']],
    ['without VT', 'MSH|1\x1c\rBHS|2\x1c\r', ['MSH|1', 'BHS|2']],
    ['empty', '\x0b\x1c\r', ['']],
    ['with garbage in', '\x0b\x01\x02\xff\x1c\r', ['\x01\x02\xff']],
    ['after noise', 'GET / HTTP/1.1\r\n\r\n\x0bMSH|1\x1c\r', ['MSH|1']],
    ['after the half of one', '\x0bMSH|half\x0bMSH|1\x1c\r', ['MSH|1']],
  ])('%s', (_, bytes, expected) => {
    expect(contents(readAll(Buffer.from(bytes, 'latin1')))).toEqual(expected);
  });

  test('however they are cut', () => {
    const content = fc.string({
      unit: fc.constantFrom('M', 'S', 'H', '|', '\r', 'é'),
      maxLength: 30,
    });
    const noise = fc.constantFrom('', '\r', '\n', '\r\n', ' ', 'MS', 'x');
    const stream = fc.array(fc.tuple(noise, content), { maxLength: 6 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 10 }), (parts, cuts) => {
        const bytes = Buffer.concat(
          parts.flatMap(([before, text]) => [Buffer.from(before), frame(Buffer.from(text))]),
        );
        expect(contents(readAll(bytes, cuts))).toEqual(
          parts.map(([, text]) => Buffer.from(text).toString('latin1')),
        );
      }),
    );
  });
});

describe('what is no frame is told', () => {
  test('noise', () => {
    expect(readAll(Buffer.from('hello\r\x0bMSH|1\x1c\rMS'))).toEqual([
      { kind: 'noise', size: 5 },
      { kind: 'frame', content: Buffer.from('MSH|1') },
      { kind: 'noise', size: 2 },
    ]);
  });

  test('a frame that does not end, or that another one cuts off', () => {
    expect(readAll(Buffer.from('\x0bMSH|1\x0bMSH|23'))).toEqual([
      { kind: 'unfinished', size: 5 },
      { kind: 'unfinished', size: 6 },
    ]);
  });

  test('a frame that is too large; the next one is taken', () => {
    const events = readAll(
      Buffer.from(`\x0bMSH|1${'x'.repeat(2000)}\x1c\r\x0bMSH|2\x1c\r`),
      [10, 700, 1400],
    );
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ kind: 'oversize', size: 2005 });
    expect(events[0]).toHaveProperty('head');
    expect(contents(events)).toEqual(['MSH|2']);
  });

  test('a frame that goes on and on', () => {
    const reader = new FrameReader(LIMITS);
    reader.read(Buffer.from('\x0bMSH|'));
    expect(() => {
      for (let count = 0; count < 100; count += 1) reader.read(Buffer.alloc(100, 'x'));
    }).toThrow(EndlessFrame);
  });
});

test('memory is asked for, and given back by frames that come to nothing', () => {
  let used = 0;
  const reader = new FrameReader({
    maxFrame: 1000,
    reserve: (bytes) => {
      if (used + bytes > 100) return false;
      used += bytes;
      return true;
    },
    release: (bytes) => {
      used -= bytes;
    },
  });
  reader.read(Buffer.from('\x0bMSH|half\x0bMSH|'));
  expect(used).toBe(4);
  const events = reader.read(Buffer.from(`${'x'.repeat(200)}\x1c\r`));
  expect(events).toMatchObject([{ kind: 'oversize', size: 204 }]);
  expect(used).toBe(0);
  reader.read(Buffer.from('\x0bMSH|1\x1c\r'));
  expect(used).toBe(5);
});

test('commit acknowledgements of release 2', () => {
  expect(commitFrame('ack')).toEqual(Buffer.from([0x0b, 0x06, 0x1c, 0x0d]));
  expect(readCommit(Buffer.from([0x15]))).toBe('nak');
  expect(readCommit(Buffer.from('MSH|'))).toBeUndefined();
});

test('content that would end its own frame is not sent', () => {
  expect(() => frame(Buffer.from([0x41, 0x1c]))).toThrow(RangeError);
});
