// A page link is of use for the request it was made for, and for nothing else.
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCursorCodec } from './cursor.js';

const codec = createCursorCodec(randomBytes(32));
const position = fc.array(fc.oneof(fc.maxSafeInteger(), fc.string({ maxLength: 20 })), {
  maxLength: 4,
});
const scope = fc.string();
const REFUSED = 'The link is not one of this server.';

test('it gives the position back', () => {
  fc.assert(
    fc.property(position, scope, (where, what) => {
      const cursor = codec.encode(where, what);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(codec.decode(cursor, what)).toEqual(where);
    }),
  );
});

test('it tells nothing of the position', () => {
  const cursor = codec.encode(['Jansen', 999990019], 'Patient?_sort=family');
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/Jansen|999990019/);
  expect(codec.encode(['Jansen'], '')).not.toBe(codec.encode(['Jansen'], ''));
});

test('it is refused when one of its bits is another', () => {
  fc.assert(
    fc.property(position, scope, fc.nat(), (where, what, at) => {
      const bytes = Buffer.from(codec.encode(where, what), 'base64url');
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => codec.decode(bytes.toString('base64url'), what)).toThrow(REFUSED);
    }),
  );
});

test('it is refused when it is shorter, longer or made up', () => {
  fc.assert(
    fc.property(position, scope, fc.uint8Array({ minLength: 1 }), (where, what, extra) => {
      const bytes = Buffer.from(codec.encode(where, what), 'base64url');
      const others = [bytes.subarray(0, bytes.length - 1), Buffer.concat([bytes, extra]), extra];
      for (const other of others) {
        const text = Buffer.from(other).toString('base64url');
        expect(() => codec.decode(text, what)).toThrow(REFUSED);
      }
    }),
  );
});

test('it is refused for another request, and by another server', () => {
  const other = createCursorCodec(randomBytes(32));
  fc.assert(
    fc.property(position, scope, scope, (where, what, elsewhere) => {
      fc.pre(what !== elsewhere);
      const cursor = codec.encode(where, what);
      expect(() => codec.decode(cursor, elsewhere)).toThrow(REFUSED);
      expect(() => other.decode(cursor, what)).toThrow(REFUSED);
    }),
  );
});
