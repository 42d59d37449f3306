// Every message of the corpus, whoever sent it: mapped, valid, and without effect the second time.
import { DEFINITIONS } from '../../testing/definitions.js';
import { Hospital } from '../../testing/hl7v2/hospital.js';
import { hasCorpus, v2CorpusMessages } from '../../testing/shared-data.js';
import { createValidator } from '../../validation/validate.js';
import { Hl7Error } from '../hl7-error.js';
import type { Hl7Message } from '../parser/message.js';
import { decodeMessage } from '../reception/decode.js';

const RULES = { charset: { fallback: 'windows-1252' }, limits: { maxSegments: 1000 } } as const;

function readMessage(bytes: Buffer): Hl7Message | undefined {
  try {
    return decodeMessage(bytes, RULES).message;
  } catch (error) {
    if (error instanceof Hl7Error) return undefined;
    throw error;
  }
}

const describeCorpus = hasCorpus('v2') ? describe : describe.skip;

describeCorpus('a message of the corpus', () => {
  const validator = createValidator(DEFINITIONS);
  const messages = v2CorpusMessages()
    .filter(({ quirks }) => !quirks.includes('batch-fhs-bhs'))
    .flatMap(({ file, bytes }) => {
      const message = readMessage(bytes);
      return message === undefined ? [] : [[file, message] as const];
    });

  test.each(messages)('%s', (file, message) => {
    const hospital = new Hospital();
    const receipt = hospital.receive(message, { id: file });
    expect(receipt.kind).not.toBe('conflict');
    for (const resource of hospital.store.all()) {
      const errors = validator
        .validate(resource)
        .issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
      expect({ type: resource.resourceType, errors }).toEqual({
        type: resource.resourceType,
        errors: [],
      });
    }
    const before = hospital.store.known().length;
    const again = hospital.receive(message, { id: file });
    if (again.kind === 'processed') expect(again.wrote).toEqual([]);
    expect(hospital.store.known()).toHaveLength(before);
  });
});
