// The scenarios of the corpus, as far as they are about resources: mapped, stored, compared.
import { Hospital } from '../../testing/hl7v2/hospital.js';
import { v2MessageBytes, v2Scenarios, violations } from '../../testing/hl7v2/scenarios.js';
import { hasCorpus } from '../../testing/shared-data.js';
import { decodeMessage } from '../reception/decode.js';

const RULES = { charset: { fallback: 'windows-1252' }, limits: { maxSegments: 1000 } } as const;

/** About frames and refusals, which come before the mapping. */
const NOT_OF_THE_MAPPING = /^(garbage|frame|error|reject)-/;

const scenarios = v2Scenarios().filter(({ name }) => !NOT_OF_THE_MAPPING.test(name));
const describeCorpus = hasCorpus('v2') ? describe : describe.skip;

describeCorpus('a scenario of the corpus', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_name, { steps }) => {
      const hospital = new Hospital();
      for (const { file, assert } of steps) {
        const { message } = decodeMessage(v2MessageBytes(file), RULES);
        const id = hospital.receive(message, { id: file }).kind;
        expect(['processed', 'waiting']).toContain(id);
        const wrong = assert.flatMap((one) => violations(one, hospital.store.all()));
        expect(wrong).toEqual([]);
      }
    },
  );
});
