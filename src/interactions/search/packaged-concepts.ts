/** Answers about codes from value sets and code systems that are at hand: R4's own, when no others are. */
import type { Concepts, FoundCodes } from '../../search/parse/context.js';
import { knownCodeSystem } from '../../terminology/code-system.js';
import { TerminologyError, type TerminologySource } from '../../terminology/source.js';
import { codesOfCanonical } from '../../terminology/value-set.js';
import type { Environment } from '../environment.js';

/** Answers from R4's own, for parsing that can't wait for the database. */
export function packagedConcepts({ terminology }: Pick<Environment, 'terminology'>): Concepts {
  const answers = answering({
    valueSet: (canonical) => terminology.valueSet(canonical),
    codeSystem: (canonical) => terminology.codeSystem(canonical),
  });
  const explained = (found: FoundCodes): FoundCodes =>
    'problem' in found ? { problem: `${found.problem}; here only those of R4 count` } : found;
  return {
    inValueSet: (url) => explained(answers.inValueSet(url)),
    related: (code, direction) => explained(answers.related(code, direction)),
  };
}

/** What the resources of a source say; a problem where they don't say all. */
export function answering(source: TerminologySource): Concepts {
  return {
    inValueSet: (url) =>
      answer(() => {
        const codes = [...codesOfCanonical(url, source)].flatMap(([system, own]) =>
          [...own].map((code) => ({ system, code })),
        );
        // More likely a mistake than what somebody wants to find nothing by.
        if (codes.length === 0) throw new TerminologyError('the value set has no codes');
        return codes;
      }),
    related: ({ system, code }, direction) =>
      answer(() => {
        const index = knownCodeSystem(system, source);
        const codes = direction === 'below' ? index.below(code) : index.above(code);
        return [...codes].map((own) => ({ system, code: own }));
      }),
  };
}

function answer(codes: () => readonly { system: string; code: string }[]): FoundCodes {
  try {
    return { codes: codes() };
  } catch (error) {
    if (error instanceof TerminologyError) return { problem: error.message };
    throw error;
  }
}
