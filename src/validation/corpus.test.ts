// Real Dutch resources against the profiles they claim, with the official packages.
import { expect, test } from '@jest/globals';
import { parseJsonResource } from '../formats/json/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { dutchPackages, hasPackages } from '../testing/dutch-packages.js';
import { corpusFiles, hasCorpus } from '../testing/shared-data.js';
import { createValidator } from './validate.js';

/** The resources that are wrong themselves, with the reason and the first error. */
const WRONG: Record<string, string> = {
  // Neither a name nor an identifier, of which R4 wants one.
  'lab-medmij/Bundle-lu-blr-test-AB-loinc.json': 'invariant Bundle.entry[6].resource',
  'lab-medmij/Bundle-lu-blr-test-max-loinc.json': 'invariant Bundle.entry[2].resource',
  'lab-medmij/Bundle-lu-blr-test-max-nhg.json': 'invariant Bundle.entry[2].resource',
  'lab-medmij/Bundle-lu-blr-test-min-loinc.json': 'invariant Bundle.entry[2].resource',
  'lab-medmij/Organization-nl-core-HPrv-Org-lab-7ba8a464-6b33-11ec-0000-020000000000.json':
    'invariant Organization',
  // Two times of collection where one is allowed.
  'lab/Specimen-nl-core-LTR-Specimen-lab-335.json':
    'choice-repeated Specimen.collection.collectedPeriod',
  // A moment of registration with a day only, where an instant is wanted.
  'allergies-cio/Bundle-cio-svci-tst-2.1-beta3VCI2.json':
    'primitive-format Bundle.entry[5].resource.recorded',
  'allergies-cio/Provenance-reginfo-pat03-mci-zwa-02.json': 'primitive-format Provenance.recorded',
  // A reaction without manifestation; no clinical status (ait-1).
  'allergies-cio/AllergyIntolerance-reac-pat08-rea-flu-01.json':
    'cardinality-min AllergyIntolerance.reaction[0]',
  'allergies-cio/AllergyIntolerance-ovint-pat08-oi-pen-01.json': 'invariant AllergyIntolerance',
  'allergies-cio/AllergyIntolerance-ovint-pat09-oi-peg-01.json': 'invariant AllergyIntolerance',
  // Made for another release of the CiO package: what beta.5 asks for (an identifier extension, a
  // type, a comment or decision) is not there.
  'allergies-cio/AllergyIntolerance-reac-pat04-reactie-03.json':
    'cardinality-min AllergyIntolerance',
  'allergies-cio/Condition-ov-cond-pat04-overgevoeligheid-01.json': 'cardinality-min Condition',
  'allergies-cio/Condition-reac-cond-pat03-reactie-01.json': 'cardinality-min Condition',
  'allergies-cio/Condition-reac-cond-pat04-reactie-01.json': 'cardinality-min Condition',
  'allergies-cio/Flag-bb-pat02-BB-01.json': 'invariant Flag',
  'allergies-cio/Flag-bb-pat03-BB-01.json': 'invariant Flag',
  'allergies-cio/Flag-bb-pat03-BB-02.json': 'invariant Flag',
  // Ended without a comment, which cio-MedicationContraIndication-1 wants.
  'allergies-cio/Flag-mci-pat02-mci-zwa-02.json': 'invariant Flag',
  // The section with the proposed procedure, which has to be there once, is not.
  'gpdata/Composition-composition-hg-VerwijzingHuisartsParamedicusMinimaalbericht.json':
    'cardinality-min Composition.section[0]',
};

const ready = hasCorpus('nl') && hasPackages();

(ready ? test : test.skip)('of the Dutch corpus only those listed are wrong', () => {
  const validator = createValidator(DEFINITIONS, { structures: dutchPackages() });
  const wrong = corpusFiles('nl').flatMap(({ name, text }) => {
    const { issues } = validator.validate(parseJsonResource(text));
    const error = issues.find(({ severity }) => severity === 'error');
    return error === undefined ? [] : [[name, `${error.rule ?? ''} ${error.expression ?? ''}`]];
  });
  expect(Object.fromEntries(wrong)).toEqual(WRONG);
});
