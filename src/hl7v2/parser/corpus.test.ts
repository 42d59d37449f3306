// Messages of many systems and versions, when they are beside the repository.
import { v2CorpusMessages, hasCorpus } from '../../testing/shared-data.js';
import { groupSegments } from './groups.js';
import { decodeBytes } from './charset.js';
import { Hl7Error } from '../hl7-error.js';
import { parseMessage } from './message.js';
import { printMessage } from './print.js';

const describeCorpus = hasCorpus('v2') ? describe : describe.skip;

/** The same lines, however they end. */
function lines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimStart())
    .join('\r');
}

describeCorpus('every message of the corpus', () => {
  const messages = v2CorpusMessages().filter(({ quirks }) => !quirks.includes('batch-fhs-bhs'));

  test('is parsed and printed as it was, or has no header', () => {
    const refused = messages.filter(({ bytes }) => {
      const { text } = decodeBytes(bytes, '8859/1', { fallback: 'windows-1252' });
      try {
        const message = parseMessage(text);
        expect(lines(printMessage(message))).toBe(lines(text).replace('\uFEFF', ''));
        expect(groupSegments(message).segment('MSH')).toBeDefined();
        return false;
      } catch (error) {
        if (!(error instanceof Hl7Error)) throw error;
        return true;
      }
    });
    expect(refused.map(({ file }) => file)).toEqual([
      'nl/garbage-bytes.hl7',
      'nl/garbage-empty.hl7',
      'nl/garbage-no-msh.hl7',
    ]);
  });
});
