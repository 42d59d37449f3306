// Files of messages, as people have them.
import { describe, expect, test } from '@jest/globals';
import { MessageFileError, messagesOfFile } from './message-file.js';

const ONE = 'MSH|^~\\&|A|||||\rPID|1\r';
const TWO = 'MSH|^~\\&|B|||||\rPID|2\r';

function contents(text: string, isRaw = false): string[] {
  return messagesOfFile(Buffer.from(text, 'latin1'), isRaw).map((one) => one.toString('latin1'));
}

describe('a file of messages', () => {
  test.each([
    ['one', ONE, [ONE]],
    ['one without its last segment end', ONE.trimEnd(), [ONE]],
    ['one whose segments end in LF', ONE.replaceAll('\r', '\n'), [ONE]],
    ['one whose segments end in CRLF', ONE.replaceAll('\r', '\r\n'), [ONE]],
    ['two, with empty lines between', `${ONE}\r\n\r\n${TWO}`, [ONE, TWO]],
    ['a batch', `FHS|^~\\&\nBHS|^~\\&\n${ONE}${TWO}BTS|2\nFTS|1\n`, [ONE, TWO]],
    ['frames', `\x0b${ONE}\x1c\r\x0b${TWO}\x1c\r`, [ONE, TWO]],
    ['ends of frames only', `${ONE}\x1c\r${TWO}\x1c\r`, [ONE, TWO]],
  ])('%s', (_, text, messages) => {
    expect(contents(text)).toEqual(messages);
  });

  test('stays as it is when that is asked for', () => {
    const text = ONE.replaceAll('\r', '\n');
    expect(contents(text, true)).toEqual([text]);
  });

  test('of more messages than a frame may hold', () => {
    expect(contents(ONE.repeat(2500))).toHaveLength(2500);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \r\n'],
    ['something else', '{"resourceType": "Patient"}'],
    ['a batch that counts wrong', `BHS|^~\\&\r${ONE}BTS|2\r`],
    ['half a frame', `\x0b${ONE}`],
  ])('%s is no such file', (_, text) => {
    expect(() => contents(text)).toThrow(MessageFileError);
  });
});
