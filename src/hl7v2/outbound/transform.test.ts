// Changed copies of messages: only what is named changes.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMessage } from '../parser/message.js';
import { printMessage } from '../parser/print.js';
import type { TransformStep } from './destination.js';
import { transformed } from './transform.js';

const LINES = [
  'MSH|^~\\&|ZIS|OLZ|A|B|2026||ORU^R01|1|P|2.4',
  'PID|1||12^^^OLZ^PI~34^^^XYZ||Jansen&&Jansen^Jan \\T\\ Co||19800101|M|""',
  'OBX|1|NM|1^Glucose^L||5.6|mmol/L',
  'OBX|2|NM|2^Kreatinine^L||104|umol/L',
  'ZPD|x|y',
];

function lines(...steps: readonly TransformStep[]): string[] {
  return transformed(parseMessage(LINES.join('\r')), steps)
    .split('\r')
    .slice(0, -1);
}

/** The lines that are different, by their place. */
function changes(...steps: readonly TransformStep[]): string[] {
  return lines(...steps).filter((line, index) => line !== LINES[index]);
}

test('no steps: the message as it is', () => {
  expect(lines()).toEqual(LINES);
});

describe('a step', () => {
  test.each<[string, TransformStep, string[]]>([
    [
      'sets a field',
      { set: 'MSH-5', value: 'X & Y' },
      ['MSH|^~\\&|ZIS|OLZ|X \\T\\ Y|B|2026||ORU^R01|1|P|2.4'],
    ],
    [
      'sets a component of every repetition',
      { set: 'PID-3.5', value: 'MR' },
      ['PID|1||12^^^OLZ^MR~34^^^XYZ^MR||Jansen&&Jansen^Jan \\T\\ Co||19800101|M|""'],
    ],
    [
      'sets a subcomponent of one repetition',
      { set: 'PID-3[2].4.2', value: '1.2' },
      ['PID|1||12^^^OLZ^PI~34^^^XYZ&1.2||Jansen&&Jansen^Jan \\T\\ Co||19800101|M|""'],
    ],
    ['adds fields up to the one it sets', { set: 'ZPD-5', value: 'z' }, ['ZPD|x|y|||z']],
    [
      'copies as it stands, escapes included',
      { copy: 'PID-5.2', to: 'ZPD-1' },
      ['ZPD|Jan \\T\\ Co|y'],
    ],
    [
      'copies within each segment',
      { copy: 'OBX-3.2', to: 'OBX-3.1' },
      ['OBX|1|NM|Glucose^Glucose^L||5.6|mmol/L', 'OBX|2|NM|Kreatinine^Kreatinine^L||104|umol/L'],
    ],
    ['removes a field', { remove: 'OBX[2]-6' }, ['OBX|2|NM|2^Kreatinine^L||104|']],
    [
      'replaces codes and keeps others',
      { map: 'OBX-3.1', codes: { '1': 'GLU' }, otherwise: 'keep' },
      ['OBX|1|NM|GLU^Glucose^L||5.6|mmol/L'],
    ],
    [
      'replaces codes and removes others',
      { map: 'OBX-3.1', codes: { '1': 'GLU' }, otherwise: 'remove' },
      ['OBX|1|NM|GLU^Glucose^L||5.6|mmol/L', 'OBX|2|NM|^Kreatinine^L||104|umol/L'],
    ],
    ['leaves the explicit null alone', { map: 'PID-9', codes: {}, otherwise: 'remove' }, []],
    ['leaves a path alone that nothing is at', { remove: 'PV1-3' }, []],
    ['leaves MSH there', { remove: 'MSH' }, []],
  ])('%s', (_, step, expected) => {
    expect(changes(step)).toEqual(expected);
  });

  test('removes segments', () => {
    expect(lines({ remove: 'OBX' })).toEqual([LINES[0], LINES[1], LINES[4]]);
    expect(lines({ remove: 'OBX[1]' })).toEqual([LINES[0], LINES[1], LINES[3], LINES[4]]);
  });
});

test('what is set is what is read, and nothing else changes', () => {
  const texts = fc
    .string({ unit: 'grapheme-ascii' })
    .filter((text) => text.trim() === text && text !== '');
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 30 }), (value, field) => {
      const before = parseMessage(LINES.join('\r'));
      const after = parseMessage(transformed(before, [{ set: `ZPD-${field}`, value }]));
      expect(after.text(`ZPD-${field}`)).toBe(value);
      expect(printMessage(after).split('\r').slice(0, 4)).toEqual(LINES.slice(0, 4));
    }),
  );
});
