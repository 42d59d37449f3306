// HL7 v2.8, 2.9: original and enhanced acknowledgement mode; 2.14.5 ERR, 2.14.8 MSA.
import { acknowledge, immediateCode, laterCode, planAcknowledgement, wantsLater } from './ack.js';
import { FEED_DEFAULTS, type AcknowledgementRules } from '../feed.js';
import { parseMessage } from '../parser/message.js';

const IDS = { controlId: 'V1', now: Date.UTC(2026, 0, 2, 3, 4, 5) };
const RULES = FEED_DEFAULTS.acknowledgement;

function message(header: string): ReturnType<typeof parseMessage> {
  return parseMessage(`${header}\rnot a segment`);
}

describe('the header of an acknowledgement', () => {
  test('turns the parties round and echoes the rest', () => {
    const text = acknowledge(
      message('MSH|^~\\&|ZIS^a|OLZ|HUB|X|2026||ADT^A01^ADT_A01|A\\F\\1|T|2.4|||||NLD|8859/1'),
      { code: 'AA' },
      IDS,
    );
    expect(text).toBe(
      'MSH|^~\\&|HUB|X|ZIS^a|OLZ|20260102030405+0000||ACK^A01^ACK|V1|T|2.4||||||8859/1\r' +
        'MSA|AA|A\\F\\1\r',
    );
  });

  test('has the delimiters of the message', () => {
    const text = acknowledge(
      message('MSH#$*\\@#ZIS#OLZ#HUB#X#2026##ADT$A01#1#P#2.5'),
      { code: 'CA' },
      IDS,
    );
    expect(text).toBe(
      'MSH#$*\\@#HUB#X#ZIS#OLZ#20260102030405+0000##ACK$A01$ACK#V1#P#2.5\rMSA#CA#1\r',
    );
  });

  test.each([
    ['2.2', 'ACK'],
    ['2.3', 'ACK^A01'],
    ['2.3.1', 'ACK^A01'],
    ['2.4', 'ACK^A01^ACK'],
    ['2.5.1^NLD', 'ACK^A01^ACK'],
  ])('of version %s has the type %s', (version, type) => {
    const text = acknowledge(
      message(`MSH|^~\\&|||||||ADT^A01|1|P|${version}`),
      { code: 'AA' },
      IDS,
    );
    expect(parseMessage(text).at('MSH-9')?.raw).toBe(type);
  });

  test('of what had no header', () => {
    const error = { code: '100', message: 'No MSH.', location: undefined } as const;
    expect(acknowledge(undefined, { code: 'AR', error }, IDS)).toBe(
      'MSH|^~\\&|||||20260102030405+0000||ACK|V1|P|2.4\rMSA|AR||No MSH.\r' +
        'ERR|^^^100&Segment sequence error&HL70357\r',
    );
  });
});

describe('ERR points to the field', () => {
  const error = {
    code: '101',
    message: 'PID-3 | is missing.',
    location: { segment: 'PID', field: 3, component: 1 },
  } as const;

  test.each([
    ['2.3', 'ERR|PID^1^3^101&Required field missing&HL70357'],
    ['2.5', 'ERR||PID^1^3^1^1|101^Required field missing^HL70357|E||||PID-3   is missing.'],
    ['2.8', 'ERR||PID^1^3^1^1|101^Required field missing^HL70357|E||||PID-3   is missing.'],
  ])('in version %s', (version, expected) => {
    const text = acknowledge(
      message(`MSH|^~\\&|||||||ADT^A01|1|P|${version}`),
      { code: 'AE', error },
      IDS,
    );
    expect(text.split('\r').slice(1)).toEqual(['MSA|AE|1|PID-3   is missing.', expected, '']);
  });

  test('of a segment as a whole', () => {
    const missing = { ...error, location: { segment: 'PID' } };
    const original = message('MSH|^~\\&|||||||ADT^A01|1|P|2.5');
    expect(acknowledge(original, { code: 'AE', error: missing }, IDS)).toContain('ERR||PID^1|101');
  });
});

/** What is answered at once and what later, for a good, a wrong and a rejected message. */
function answers(
  header: readonly [string | undefined, string | undefined],
  rules: Partial<AcknowledgementRules> = {},
): string {
  const [acceptAcknowledgement, applicationAcknowledgement] = header;
  const plan = planAcknowledgement(
    { acceptAcknowledgement, applicationAcknowledgement },
    { ...RULES, ...rules },
  );
  const now = (['good', 'error', 'reject'] as const).map((fate) => immediateCode(plan, fate));
  const later = wantsLater(plan)
    ? (['good', 'error'] as const).map((fate) => laterCode(plan, fate))
    : [];
  const text = (codes: readonly (string | undefined)[]): string =>
    codes.map((code) => code ?? '-').join(' ');
  return [text(now), text(later)].join(' / ');
}

test.each([
  ['original mode', [undefined, undefined], {}, 'AA AE AR / '],
  ['original, once processed', [undefined, undefined], { when: 'processed' }, '- AE AR / AA AE'],
  ['AL and NE, as Dutch feeds have it', ['AL', 'NE'], {}, 'CA CE CR / '],
  ['AL alone', ['AL', undefined], {}, 'CA CE CR / '],
  ['AL and AL', ['AL', 'AL'], {}, 'CA CE CR / AA AE'],
  ['AL and ER', ['AL', 'ER'], {}, 'CA CE CR / - AE'],
  ['NE and AL', ['NE', 'AL'], {}, '- AE AR / AA AE'],
  ['NE for the application alone', [undefined, 'NE'], {}, 'CA CE CR / '],
  ['AL for the application alone', [undefined, 'AL'], {}, '- AE AR / AA AE'],
  ['NE and NE', ['NE', 'NE'], {}, '- - - / '],
  ['NE and NE, always', ['NE', 'NE'], { always: true }, 'CA CE CR / '],
  ['ER and NE', ['ER', 'NE'], {}, '- CE CR / '],
  ['ER and NE, always', ['ER', 'NE'], { always: true }, 'CA CE CR / '],
  ['SU and SU', ['SU', 'SU'], {}, 'CA - - / AA -'],
  ['something else', ['YES', undefined], {}, 'CA CE CR / '],
  ['AL and NE of a feed that wants AA', ['AL', 'NE'], { mode: 'original' }, 'AA AE AR / '],
  ['nothing, of a feed that wants CA', [undefined, undefined], { mode: 'enhanced' }, 'CA CE CR / '],
] as const)('%s', (_, header, rules, expected) => {
  expect(answers(header, rules)).toBe(expected);
});
