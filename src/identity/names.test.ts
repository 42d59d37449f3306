import { isPlaceholder, phoneticName, plainName, splitSurname } from './names.js';

describe('plainName', () => {
  it.each([
    ['Müller', 'muller'],
    ['Ĳsbrand', 'ysbrand'],
    ['Ysbrand', 'ysbrand'],
    ["d'Hondt", 'dhondt'],
    ['  De   Vries-Jansen ', 'de vries jansen'],
    ['Søren', 'soren'],
  ])('%s is compared as %s', (written, plain) => {
    expect(plainName(written)).toBe(plain);
  });
});

describe('splitSurname', () => {
  it.each([
    ['van der Berg', 'van der', 'berg'],
    ['Berg, van der', 'van der', 'berg'],
    ['vd Berg', 'vd', 'berg'],
    ["in 't Veld", 'in t', 'veld'],
    ["van 't Hof", 'van t', 'hof'],
    ['Jansen', '', 'jansen'],
    ['Van', '', 'van'],
    ['El Amrani', 'el', 'amrani'],
    ['de la Cruz', 'de la', 'cruz'],
    ['Jansen, J.', '', 'jansen'],
  ])('%s is "%s" and "%s"', (text, prefix, name) => {
    expect(splitSurname(text)).toEqual({ prefix, name });
  });
});

describe('phoneticName', () => {
  it.each([
    ['meijer', 'meyer', 'meier'],
    ['dirks', 'dirckx', 'dirx'],
    ['visser', 'fisser', 'visser'],
    ['schmidt', 'schmit', 'schmitt'],
    ['bakker', 'backer', 'baker'],
    ['philips', 'filips', 'phillips'],
    ['oud', 'aut', 'out'],
  ])('%s, %s and %s sound alike', (...spellings) => {
    expect(new Set(spellings.map(plainName).map(phoneticName)).size).toBe(1);
  });

  it.each([
    ['jansen', 'hansen'],
    ['bakker', 'bekker'],
    ['smit', 'smeets'],
    ['vos', 'bos'],
  ])('%s and %s do not', (one, other) => {
    expect(phoneticName(one)).not.toBe(phoneticName(other));
  });
});

describe('isPlaceholder', () => {
  it.each([
    [['baby van dyk'], []],
    [['onbekend'], []],
    [['nn'], []],
    [['jansen'], ['baby']],
    [['jansen'], ['dochter van']],
  ])('%j %j says nothing about who someone is', (own, given) => {
    expect(isPlaceholder({ own, given })).toBe(true);
  });

  it.each([
    [['kind'], ['jan']],
    [['zoon'], ['piet']],
    [['jansen'], ['anna']],
    [['babylon'], []],
  ])('%j %j is a name', (own, given) => {
    expect(isPlaceholder({ own, given })).toBe(false);
  });
});
