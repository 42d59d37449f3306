// HL7 v2.8, 2A.2.24 (ED): what counts as content, as senders write it.
import { siteOf, valueOf } from '../../../testing/hl7v2/message-of.js';
import { ed } from './ed.js';

function contentOf(encoding: string, data: string): string | undefined {
  const content = ed(valueOf(`LAB^application^pdf^${encoding}^${data}`), siteOf())?.['data'];
  return typeof content === 'string'
    ? Buffer.from(content, 'base64').toString('latin1')
    : undefined;
}

test.each([
  ['Base64', 'QUJD', 'ABC'],
  ['Base64', 'QU\\.br\\JD QUI=', 'ABCAB'],
  ['Base64', 'QQ', 'A'],
  ['Base64', 'QQ=', 'A'],
  ['Base64', 'QQ==', 'A'],
  ['Base64', 'Q', undefined],
  ['Base64', 'QUJD=', undefined],
  ['Base64', '==', undefined],
  ['Base64', 'QU*D', undefined],
  ['Hex', '41 42', 'AB'],
  ['Hex', '414', undefined],
  ['Hex', '4G', undefined],
])('%s %p is %p', (encoding, data, expected) => {
  expect(contentOf(encoding, data)).toBe(expected);
});
