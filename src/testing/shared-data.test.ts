// Data beside the repository, which a clone does not have.
import { expect, jest, test } from '@jest/globals';
import { corpusFiles, hasCorpus } from './shared-data.js';

test('a corpus that is absent is said to be, and has no files', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(hasCorpus('of-nobody')).toBe(false);
    expect(said.mock.calls).toEqual([
      ['Skipping tests of ../shared/corpus/of-nobody, which is absent.\n'],
    ]);
    expect(corpusFiles('of-nobody')).toEqual([]);
  } finally {
    said.mockRestore();
  }
});
