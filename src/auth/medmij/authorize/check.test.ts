import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRedirectUri } from './redirect-uri.js';
import { parseMedmijScope } from './scope.js';

const HOST = 'pgo.example.nl';

describe('a redirect URI', () => {
  test.each(['https://pgo.example.nl', 'https://pgo.example.nl/', 'https://pgo.example.nl/a/b-c'])(
    '%s is right',
    (url) => {
      expect(isRedirectUri(url, HOST)).toBe(true);
    },
  );

  test.each([
    '',
    'pgo.example.nl',
    '//pgo.example.nl/',
    'HTTPS://pgo.example.nl/',
    'https://PGO.example.nl/',
    'https://pgo.example.nl:443/',
    'https://pgo.example.nl/%2e%2e/a',
    'https://pgo.example.nl/ ',
    ' https://pgo.example.nl/',
    'https://pgo.example.nl/\u0000',
    'https://pgo.example.nl/é',
    'javascript://pgo.example.nl/',
    `https://pgo.example.nl/${'a'.repeat(2000)}`,
  ])('%j is wrong', (url) => {
    expect(isRedirectUri(url, HOST)).toBe(false);
  });

  test('never leads to another host, whatever stands behind or before its parts', () => {
    const parts = fc.array(
      fc.constantFrom(
        'https://',
        HOST,
        'evil.nl',
        '@',
        ':',
        '/',
        '\\',
        '?',
        '#',
        '.',
        '..',
        '%2f',
        '\t',
        ';',
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = pieces.join('');
        if (!isRedirectUri(text, HOST)) return;
        const url = new URL(text);
        expect([url.protocol, url.host, url.username, url.search, url.hash]).toEqual([
          'https:',
          HOST,
          '',
          '',
          '',
        ]);
      }),
    );
  });
});

describe('a scope', () => {
  test.each([
    ['ziekenhuis', { provider: 'ziekenhuis', services: undefined }],
    ['abc', { provider: 'abc', services: undefined }],
    ['a'.repeat(50), { provider: 'a'.repeat(50), services: undefined }],
    ['abc~51', { provider: 'abc', services: ['51'] }],
    ['abc~1 abc~2', { provider: 'abc', services: ['1', '2'] }],
  ])('%s', (scope, asked) => {
    expect(parseMedmijScope(scope)).toEqual(asked);
  });

  test.each([
    '',
    'ab',
    'a'.repeat(51),
    'Abc',
    'abc1',
    'abc@medmij',
    'abc~',
    '~1',
    'abc~1~2',
    'abc~1/2',
    `abc~${'1'.repeat(31)}`,
    'abc abc',
    'abc abc~1',
    'abc~1  abc~2',
    ' abc',
    'abc ',
    'abc~1\nabc~2',
    'abc~1 abd~2',
    'subscribe~30/abc~51',
    'onbehalfof',
    'onbehalfofchild',
    'abc onbehalfofchild',
    Array.from({ length: 51 }, (_, index) => `abc~${index}`).join(' '),
  ])('%j is none', (scope) => {
    expect(parseMedmijScope(scope)).toBeUndefined();
  });
});
