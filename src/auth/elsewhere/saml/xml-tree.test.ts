import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SignInRefused } from '../refused.js';
import { parseXml, type XmlElement } from './xml-tree.js';

describe('a tree of XML', () => {
  test('has namespaces, texts and attributes', () => {
    const root = parseXml(
      '<a:b xmlns:a="urn:a" xmlns:c="urn:c" x="1" c:x="2">t&amp;<c:d/>u&#13;</a:b>',
    );
    expect(root).toMatchObject({ namespace: 'urn:a', name: 'b', text: 't&u\r' });
    expect(root.attributes).toEqual({ x: '1' });
    expect(root.children).toMatchObject([{ namespace: 'urn:c', name: 'd' }]);
  });

  test('of whatever text is made, or the text is refused', () => {
    const tokens = [
      '<a>',
      '</a>',
      '<a b="c"/>',
      '&amp;',
      '&x;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?x?>',
      '<!DOCTYPE a>',
      ' ',
      'é',
      '\u0000',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 12 }), (parts) => {
        let root: XmlElement;
        try {
          root = parseXml(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(SignInRefused);
          return;
        }
        expect(root.name).toBe('a');
        expect(parts.join('')).not.toMatch(/<!|<\?/);
      }),
    );
  });
});
