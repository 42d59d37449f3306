// HL7 v2.8, 2A.2.89 (XPN), 2A.2.30 (FN); http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { siteOf, valueOf } from '../../../testing/hl7v2/message-of.js';
import { xcnName, xpn } from './xpn.js';

const nameOf = (text: string): JsonObject => xpn(valueOf(text), siteOf())?.name ?? {};

/** The parts beside the surname, by the last word of their URL. */
function partsOf(name: JsonObject): Record<string, string> {
  return Object.fromEntries(
    objectsAt(objectAt(name, '_family') ?? {}, 'extension').map((one) => [
      (stringAt(one, 'url') ?? '').replace(/^.*humanname-/, ''),
      stringAt(one, 'valueString') ?? '',
    ]),
  );
}

function usageOf(name: JsonObject): string | undefined {
  return objectsAt(name, 'extension').map((one) => stringAt(one, 'valueCode'))[0];
}

function qualifiersOf(name: JsonObject): string {
  return objectsAt(name, '_given')
    .flatMap((one) => objectsAt(one, 'extension').map((two) => stringAt(two, 'valueCode') ?? ''))
    .join(' ');
}

describe('a surname in parts', () => {
  const both = (own: readonly string[], partner: readonly string[]): Record<string, string> => ({
    ...(own[0] !== '' && { 'own-prefix': own[0] ?? '' }),
    'own-name': own[1] ?? '',
    ...(partner[0] !== '' && { 'partner-prefix': partner[0] ?? '' }),
    'partner-name': partner[1] ?? '',
  });

  test.each([
    ['de Vries&de&Vries', 'de Vries', { 'own-prefix': 'de', 'own-name': 'Vries' }, undefined],
    ['Bos&&Bos', 'Bos', { 'own-name': 'Bos' }, undefined],
    [
      "van der Meulen&in 't&Veld&van der&Meulen",
      'van der Meulen',
      both(["in 't", 'Veld'], ['van der', 'Meulen']),
      'NL2',
    ],
    [
      'van Houten-van den Heuvel&van den&Heuvel&van&Houten',
      'van Houten-van den Heuvel',
      both(['van den', 'Heuvel'], ['van', 'Houten']),
      'NL3',
    ],
    [
      'Visser-Pietersen&&Visser&&Pietersen',
      'Visser-Pietersen',
      both(['', 'Visser'], ['', 'Pietersen']),
      'NL4',
    ],
    [
      'de Vries - van Dijk&de&Vries&van&Dijk',
      'de Vries - van Dijk',
      both(['de', 'Vries'], ['van', 'Dijk']),
      'NL4',
    ],
    ['Vries&&Vries&&Dijk', 'Vries', both(['', 'Vries'], ['', 'Dijk']), 'NL1'],
    ['Dijk&&&&Dijk', 'Dijk', { 'partner-name': 'Dijk' }, 'NL2'],
    // Only the parts were sent.
    ['&van der&Berg', 'van der Berg', { 'own-prefix': 'van der', 'own-name': 'Berg' }, undefined],
    // As in a register; the parts say how it reads.
    [
      'Berg, van der&van der&Berg',
      'van der Berg',
      { 'own-prefix': 'van der', 'own-name': 'Berg' },
      undefined,
    ],
  ])('%s', (text, family, parts, usage) => {
    const name = nameOf(`${text}^Jo^^^^^L`);
    expect(name['family']).toBe(family);
    expect(partsOf(name)).toEqual(parts);
    expect(usageOf(name)).toBe(usage);
  });
});

describe('a surname that was sent whole', () => {
  test.each([
    ['van der Berg', 'van der Berg', { 'own-prefix': 'van der', 'own-name': 'Berg' }],
    ['Berg, van der', 'van der Berg', { 'own-prefix': 'van der', 'own-name': 'Berg' }],
    ["'s Gravesande", "'s Gravesande", { 'own-prefix': "'s", 'own-name': 'Gravesande' }],
    ["van 't Hof", "van 't Hof", { 'own-prefix': "van 't", 'own-name': 'Hof' }],
    ['el Amrani', 'el Amrani', { 'own-prefix': 'el', 'own-name': 'Amrani' }],
    ['DUCK', 'DUCK', { 'own-name': 'DUCK' }],
    // No prefix without a name, and no guess at which of two names is the own one.
    ['Dender', 'Dender', { 'own-name': 'Dender' }],
    ['van Houten-van den Heuvel', 'van Houten-van den Heuvel', {}],
  ])('%s', (text, family, parts) => {
    const name = nameOf(`${text}^Jo`);
    expect(name['family']).toBe(family);
    expect(partsOf(name)).toEqual(parts);
  });
});

describe('given names', () => {
  test.each([
    ['Johanna^Petronella Maria', ['Johanna', 'Petronella', 'Maria'], 'BR BR BR'],
    ['Hendrik^J.W.', ['Hendrik', 'J.', 'W.'], 'BR IN IN'],
    ['A.B.', ['A.', 'B.'], 'IN IN'],
    ['Th.IJ.', ['Th.', 'IJ.'], 'IN IN'],
    ['J', ['J'], 'IN'],
    ['Esmée', ['Esmée'], 'BR'],
    ['Jan-Peter', ['Jan-Peter'], 'BR'],
  ])('%s', (text, given, qualifiers) => {
    const name = nameOf(`Bos^${text}`);
    expect(name['given']).toEqual(given);
    expect(qualifiersOf(name)).toBe(qualifiers);
  });
});

test('a call name is a usual name with nothing but that', () => {
  expect(nameOf('^Jannie^^^^^N')).toEqual({ use: 'usual', given: ['Jannie'] });
});

test.each([
  ['', 'official'],
  ['L', 'official'],
  ['D', 'usual'],
  ['M', 'maiden'],
  ['S', 'anonymous'],
  ['TEMP', 'temp'],
  ['BAD', 'old'],
])('the type %j is the use %s', (type, use) => {
  expect(nameOf(`Bos^Jo^^^^^${type}`)['use']).toBe(use);
});

test('an unknown type has no use, and is reported', () => {
  const site = siteOf();
  expect(xpn(valueOf('Bos^Jo^^^^^Q'), site)?.name['use']).toBeUndefined();
  expect(site.warnings).toEqual([
    expect.objectContaining({ rule: 'code-unmapped', code: 'Q', path: 'ZZZ-1[1].7' }),
  ]);
});

test('prefix, suffix and degree, and the whole as text', () => {
  const name = nameOf('van Putten&van&Putten^Jan^P.M.^jr.^Dr.^MSc');
  expect(name['prefix']).toEqual(['Dr.']);
  expect(name['suffix']).toEqual(['jr.', 'MSc']);
  expect(name['text']).toBe('Dr. Jan P.M. van Putten jr. MSc');
});

test('nothing, or only that there is nothing, is no name', () => {
  expect(xpn(valueOf('^^^^^^L'), siteOf())).toBeUndefined();
  expect(xpn(valueOf('""^""'), siteOf())).toBeUndefined();
});

test('a professional is numbered first', () => {
  const name = xcnName(valueOf('01012345^van Rijn^P.J.^^^dr.^^^VEKTIS'))?.name ?? {};
  expect(name['text']).toBe('dr. P.J. van Rijn');
  expect(partsOf(name)).toEqual({ 'own-prefix': 'van', 'own-name': 'Rijn' });
});
