// HL7 v2.8 chapter 2: messages, segments, fields and their parts.
import fc from 'fast-check';
import { Hl7Error } from '../hl7-error.js';
import { USUAL_DELIMITERS, type Delimiters } from './delimiters.js';
import { escapeText, unescape } from './escape.js';
import { readHeader } from './header.js';
import { parseMessage } from './message.js';
import { formatPath, parsePath } from './path.js';
import { makeSegment, printMessage } from './print.js';

const SYNTAX = { delimiters: USUAL_DELIMITERS, charset: 'utf-8' } as const;

function message(...segments: string[]): string {
  return ['MSH|^~\\&|ZIS|OLZ|||20260102030405||ADT^A01|1|P|2.4', ...segments].join('\r');
}

describe('segments', () => {
  test.each([
    ['CR', 'MSH|^~\\&|A\rPID|1\rPV1|1\r'],
    ['LF', 'MSH|^~\\&|A\nPID|1\nPV1|1\n'],
    ['CRLF', 'MSH|^~\\&|A\r\nPID|1\r\nPV1|1\r\n'],
    ['no end at the last one', 'MSH|^~\\&|A\rPID|1\rPV1|1'],
    ['blank lines and blanks', '\r\n MSH|^~\\&|A\r\r  \rPID|1\r\n\rPV1|1 \r \r'],
    ['a byte order mark', '\uFEFFMSH|^~\\&|A\rPID|1\rPV1|1'],
    ['names in small letters', 'msh|^~\\&|A\rpid|1\rpv1|1'],
  ])('are read with %s', (_, text) => {
    expect(parseMessage(text).segments.map(({ name }) => name)).toEqual(['MSH', 'PID', 'PV1']);
  });

  test('keep a text that was sent with its line breaks', () => {
    const parsed = parseMessage(message('OBX|1|TX|X||first line\n second, with | and ^\rNTE|1'));
    expect(parsed.segments.map(({ name }) => name)).toEqual(['MSH', 'OBX', 'NTE']);
    expect(parsed.segment('OBX')?.raw).toContain('first line\n second');
  });

  test('that are unknown or local are kept', () => {
    const parsed = parseMessage(message('ZPA|a|b', 'XYZ|c'));
    expect(parsed.get('ZPA-2')).toBe('b');
    expect(parsed.get('XYZ-1')).toBe('c');
  });

  test('are limited in number', () => {
    expect(() => parseMessage(message('NTE|1', 'NTE|2'), { limits: { maxSegments: 2 } })).toThrow(
      Hl7Error,
    );
  });
});

describe('delimiters', () => {
  test.each([
    ['MSH|^~\\&|A|', { component: '^', escape: '\\', subcomponent: '&' }],
    ['MSH|^~\\&#|A|', { truncation: '#' }],
    ['MSH#$*\\@#A#', { field: '#', component: '$', repetition: '*', subcomponent: '@' }],
    ['MSH@~&#\\@A@', { component: '~', repetition: '&', escape: '#', subcomponent: '\\' }],
    ['MSH|^~\\}|A|', { subcomponent: '}' }],
    ['MSH|^_\\&|A|', { repetition: '_' }],
    ['MSH|^~|A|', { repetition: '~', escape: undefined, subcomponent: undefined }],
    ['MSH|^~\\\\&|A|', { escape: '\\', subcomponent: '&', truncation: undefined }],
    ['MSH|^~\\&', { subcomponent: '&' }],
  ])('of %s', (text, expected) => {
    expect(parseMessage(text).delimiters).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
    );
    for (const [name, value] of Object.entries(expected)) {
      expect(parseMessage(text).delimiters[name as keyof Delimiters]).toBe(value);
    }
  });

  test('MSH-1 and MSH-2 are fields that are not divided', () => {
    const parsed = parseMessage(message());
    expect(parsed.get('MSH-1')).toBe('|');
    expect(parsed.get('MSH-2')).toBe('^~\\&');
    expect(parsed.get('MSH-9.2')).toBe('A01');
  });

  test.each([
    '',
    ' ',
    'PID|1',
    'MSH',
    'MSH\r',
    'MSHA^~\\&A',
    'MSH||A|',
    'MSH|^|A',
    'MSH|^~\\&#%|A',
    'MSH|abcd|',
  ])('%j has none', (text) => {
    expect(() => parseMessage(text)).toThrow(Hl7Error);
  });
});

describe('values', () => {
  const pid = message(
    'PID|1||123^^^ZIS^PI~999900213^^^NLMINBIZA^NNNLD||van der Berg&van der&Berg^Jan||""||""^x',
  );
  const segment = parseMessage(pid).segment('PID');

  test('are reached level by level', () => {
    expect(segment?.field(3).repetitions).toHaveLength(2);
    expect(segment?.field(3).repetition(2).component(4).value).toBe('NLMINBIZA');
    expect(segment?.field(5).component(1).subcomponent(3).text).toBe('Berg');
    expect(segment?.field(5).component(1).text).toBe('van der Berg&van der&Berg');
    expect(segment?.field(5).value).toBe('van der Berg');
  });

  test('tell absent from null', () => {
    expect(segment?.field(2).presence).toBe('absent');
    expect(segment?.field(40).presence).toBe('absent');
    expect(segment?.field(7)).toMatchObject({ presence: 'null', isNull: true, text: '' });
    expect(segment?.field(9)).toMatchObject({ presence: 'valued' });
    expect(segment?.field(9).component(1).presence).toBe('null');
    expect(segment?.field(9).value).toBeUndefined();
  });

  test('are reached by paths', () => {
    const parsed = parseMessage(pid);
    expect(parsed.get('PID-3')).toBe('123');
    expect(parsed.get('PID-3[2]')).toBe('999900213');
    expect(parsed.get('PID.3(2).4')).toBe('NLMINBIZA');
    expect(parsed.get('PID-5.1.2')).toBe('van der');
    expect(parsed.get('PID-3[3]')).toBeUndefined();
    expect(parsed.get('PV1-2')).toBeUndefined();
    expect(parsed.all('PID-3.1').map(({ text }) => text)).toEqual(['123', '999900213']);
    expect(parsed.at('PID-7')?.isNull).toBe(true);
    expect(() => parsed.get('PID-0')).toThrow(RangeError);
    expect(() => parsed.get('3.1')).toThrow(RangeError);
  });

  test('of several segments', () => {
    const parsed = parseMessage(message('NTE|1||one', 'NTE|2||two~three'));
    expect(parsed.all('NTE-3').map(({ value }) => value)).toEqual(['one', 'two', 'three']);
    expect(parsed.all('NTE[2]-3[2]').map(({ value }) => value)).toEqual(['three']);
    expect(parsed.get('NTE[2]-3[2]')).toBe('three');
  });
});

test('paths: text of a path reads as the same path', () => {
  const number = fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined });
  fc.assert(
    fc.property(number, number, number, number, (sequence, repetition, component, subcomponent) => {
      const path = {
        segment: 'OBX',
        ...(sequence !== undefined && { sequence }),
        field: 5,
        ...(repetition !== undefined && { repetition }),
        ...(component !== undefined && { component }),
        ...(component !== undefined && subcomponent !== undefined && { subcomponent }),
      };
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
});

// HL7 v2.8, 2.7
describe('escapes', () => {
  test.each([
    ['a\\F\\b', 'a|b'],
    ['\\S\\\\T\\\\R\\\\E\\', '^&~\\'],
    ['\\P\\', '#'],
    ['\\X41\\', 'A'],
    ['\\X0D0A\\', '\r\n'],
    ['\\XC3AB\\', 'ë'],
    ['\\XC3\\\\XAB\\', 'ë'],
    ['one\\.br\\two', 'one\ntwo'],
    ['one\\.sp 2\\two', 'one\n\ntwo'],
    ['one\\.sp+2\\two', 'one\n\ntwo'],
    ['one\\.sk3\\two', 'one   two'],
    ['\\.in+4\\text\\.fi\\', 'text'],
    ['\\H\\bold\\N\\', 'bold'],
    ['\\Z01\\', '\\Z01\\'],
    ['\\C2842\\', '\\C2842\\'],
    ['C:\\temp\\new', 'C:\\temp\\new'],
    ['C:\\temp\\\\F\\', 'C:\\temp\\|'],
    ['50\\', '50\\'],
    ['\\', '\\'],
    ['\\XZZ\\', '\\XZZ\\'],
    ['\\X4\\', '\\X4\\'],
    ['\\E\\F\\E\\', '\\F\\'],
  ])('%j is %j', (raw, text) => {
    expect(unescape(raw, SYNTAX)).toBe(text);
  });

  test('give bytes of the charset of the message', () => {
    expect(unescape('Zo\\XEB\\', { ...SYNTAX, charset: 'windows-1252' })).toBe('Zoë');
  });

  test('use the delimiters of the message', () => {
    const parsed = parseMessage('MSH@~&#\\@A@x#F#y#S#z#T#\rNTE@1@@a#R#b#E#c\\F\\');
    expect(parsed.get('MSH-4')).toBe('x@y~z\\');
    expect(parsed.text('NTE-3')).toBe('a&b#c\\F\\');
  });

  test('a message without an escape character has none', () => {
    expect(parseMessage('MSH|^~|A|B\\F\\&C').text('MSH-4')).toBe('B\\F\\&C');
  });
});

const TEXT = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed());
const TRICKY = fc.string({
  unit: fc.constantFrom(
    '|',
    '^',
    '~',
    '\\',
    '&',
    '#',
    '"',
    '\r',
    '\n',
    'X',
    'F',
    '.br',
    'E',
    ' ',
    'é',
    '€',
  ),
  maxLength: 20,
});

test('every text survives escaping and unescaping', () => {
  fc.assert(
    fc.property(fc.oneof(TEXT, TRICKY), (text) => {
      const raw = escapeText(text, USUAL_DELIMITERS);
      expect(unescape(raw, SYNTAX)).toBe(text);
      expect(raw).not.toBe('""');
    }),
  );
});

test('every text survives in a segment, at every level', () => {
  fc.assert(
    fc.property(TRICKY, TRICKY, TRICKY, (one, two, three) => {
      const header = parseMessage(message());
      const segment = makeSegment(
        'ZZZ',
        { 1: one, 3: { repetitions: [[one, [two, three]], [three]] } },
        header.syntax,
      );
      const parsed = parseMessage(`${printMessage(header)}${segment.raw}\r`).segment('ZZZ');
      expect(parsed?.field(1).text).toBe(one);
      expect(parsed?.field(2).isAbsent).toBe(true);
      expect(parsed?.field(3).component(2).subcomponent(2).text).toBe(three);
      expect(parsed?.field(3).repetition(2).component(1).text).toBe(three);
    }),
  );
});

const RAW_FIELD = fc.string({
  unit: fc.constantFrom('|', '^', '~', '\\', '&', 'a', 'F', '\\F\\', '""', ' ', 'é', '1'),
  maxLength: 30,
});
const RAW_SEGMENT = fc
  .tuple(fc.constantFrom('PID', 'OBX', 'ZXX', 'NK1', 'Q99'), RAW_FIELD)
  .map(([name, fields]) => `${name}|${fields}`);

test('parse after print is the same message', () => {
  fc.assert(
    fc.property(fc.array(RAW_SEGMENT, { maxLength: 8 }), (segments) => {
      const text = `${message(...segments)}\r`;
      const parsed = parseMessage(text);
      expect(printMessage(parsed)).toBe(text);
      expect(printMessage(parseMessage(printMessage(parsed)))).toBe(text);
    }),
  );
});

test('no text breaks the parser in another way than with an Hl7Error', () => {
  fc.assert(
    fc.property(fc.oneof(TEXT, TRICKY), fc.boolean(), (text, withHeader) => {
      try {
        const parsed = parseMessage(withHeader ? `MSH|^~\\&|${text}` : text);
        parsed.segments.forEach((segment) => segment.fields.map((field) => field.value));
        readHeader(parsed);
      } catch (error) {
        expect(error).toBeInstanceOf(Hl7Error);
      }
    }),
  );
});

test('the header, with the structure that older versions leave out', () => {
  const header = readHeader(
    parseMessage(
      'MSH|^~\\&|ZIS^x|OLZ|FHIR|V|20260102||adt^a08|77 |P|2.5.1^NLD^2.5|||AL|NE|NLD|8859/1',
    ),
  );
  expect(header).toMatchObject({
    sendingApplication: 'ZIS',
    messageCode: 'ADT',
    triggerEvent: 'A08',
    structure: 'ADT_A01',
    controlId: '77',
    version: '2.5.1',
    acceptAcknowledgement: 'AL',
    applicationAcknowledgement: 'NE',
    country: 'NLD',
  });
});
