// Frames with several messages, and batches: HL7 v2.8, 2.10.3.
import { openEnvelope } from './envelope.js';

const ONE = 'MSH|^~\\&|A|||||\rPID|1\r';
const TWO = 'MSH|^~\\&|B|||||\rPID|2\r';

function open(text: string): { messages: string[]; problem: string | undefined } {
  const { messages, problem } = openEnvelope(Buffer.from(text, 'latin1'));
  return { messages: messages.map((bytes) => bytes.toString('latin1')), problem: problem?.message };
}

test.each([
  ['one message, every byte of it', `\r\n ${ONE}\n`, [`\r\n ${ONE}\n`]],
  ['one message that speaks of MSH', `${ONE}OBX|1|TX|||MSH|x\rMSH is a segment\r`, undefined],
  ['two messages', `${ONE}${TWO}`, [ONE, TWO]],
  [
    'two messages that end in LF',
    `${ONE}${TWO}`.replaceAll('\r', '\n'),
    [ONE, TWO].map((one) => one.replaceAll('\r', '\n')),
  ],
  ['a batch', `FHS|^~\\&\rBHS|^~\\&\r${ONE}${TWO}BTS|2\rFTS|1\r`, [ONE, TWO]],
  ['two batches', `BHS|^~\\&\r${ONE}BTS|1\rBHS|^~\\&\r${TWO}BTS|1\r`, [ONE, TWO]],
  ['a batch that does not count', `BHS|^~\\&\r${ONE}${TWO}BTS\r`, [ONE, TWO]],
  ['a batch of one', `BHS|^~\\&\r${ONE}BTS|1\r`, [ONE]],
  ['no header', 'PID|1\r', ['PID|1\r']],
  ['garbage', '\x01\xff', ['\x01\xff']],
  ['nothing', '', []],
  ['blanks', '\r\n \r', []],
])('%s', (_, text, messages) => {
  const opened = open(text);
  expect(opened.problem).toBeUndefined();
  expect(opened.messages).toEqual(messages ?? [text]);
});

test('a batch that counts wrong is refused', () => {
  expect(open(`BHS|^~\\&\r${ONE}${TWO}BTS|3\r`).problem).toMatch(/3 messages, and has 2/);
});

test('a frame of very many messages is refused', () => {
  expect(open(ONE.repeat(1001))).toEqual({
    messages: [],
    problem: 'The frame has more than 1000 messages.',
  });
});

test('a byte order mark', () => {
  expect(openEnvelope(Buffer.from(`\uFEFF${ONE}${TWO}`))).toMatchObject({ isUtf8: true });
  expect(openEnvelope(Buffer.from(`\uFEFF${ONE}`)).messages).toHaveLength(1);
});
