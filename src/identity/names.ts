/** Names as people write them, brought to forms that compare. */

/** Case, accents and punctuation gone, the Dutch ij as y: `Ĳsbrand` and `Ysbrand` are one name. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ij/g, 'y')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words that stand before a surname, in the form of `plainName`. */
const PREFIX_WORDS = new Set(
  'van von vd v d de den der te ter ten t in op het s el al di du la le da do dos des del della af zu zum zur bij aan uit uyt onder over voor a'.split(
    ' ',
  ),
);

export interface Surname {
  /** `van der`, in the form of `plainName`; empty when there is none. */
  readonly prefix: string;
  /** What is looked for in a register: `berg`. */
  readonly name: string;
}

/** A surname of which the parts were not given apart: `van der Berg`, `Berg, van der`, `vd Berg`. */
export function splitSurname(text: string): Surname {
  const [before = '', behind] = text.split(',', 2);
  const words = plainName(before).split(' ');
  if (behind !== undefined && isPrefix(plainName(behind))) {
    return { prefix: plainName(behind), name: words.join(' ') };
  }
  // The last word is the name, whatever it is.
  const name = words.findIndex((word, index) => index === words.length - 1 || !isPrefix(word));
  return { prefix: words.slice(0, name).join(' '), name: words.slice(name).join(' ') };
}

function isPrefix(plain: string): boolean {
  return plain !== '' && plain.split(' ').every((word) => PREFIX_WORDS.has(word));
}

const SOUNDS: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/sch(?=$|[^aeiouy])/g, 's'],
  [/sch/g, 'sg'],
  [/ch/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck|c(?=[aoukrl])|q/g, 'k'],
  [/c/g, 's'],
  [/x/g, 'ks'],
  [/dt\b|d\b/g, 't'],
  [/b\b/g, 'p'],
  [/v/g, 'f'],
  [/z/g, 's'],
  [/ou|au/g, 'u'],
  [/ei|ey|y|ie|i/g, 'i'],
  [/uy|ui|eu/g, 'u'],
  [/oe/g, 'u'],
  [/h(?=$|[^aeiou])/g, ''],
];

/** A key that spellings of one Dutch name share: `Meijer`, `Meyer` and `Meier`; `Dirks` and `Dirckx`. */
export function phoneticName(plain: string): string {
  let key = plain.replace(/ /g, '');
  for (const [pattern, sound] of SOUNDS) key = key.replace(pattern, sound);
  return key.replace(/(.)\1+/g, '$1');
}

/** Names that hospitals give to people whose name they don't know. */
const UNKNOWN = 'onbekend|unknown|nn|n n|naam onbekend|anoniem|anonymous|niet bekend';
const NAMELESS_SURNAME = new RegExp(`^(${UNKNOWN}|baby .*)$`);
const NAMELESS_GIVEN = new RegExp(`^(${UNKNOWN}|(baby|zoon|dochter|pasgeborene)( .*)?)$`);

/** True for `Baby van Dijk`, `Onbekend`, `NN`: such a name says nothing about who someone is. */
export function isPlaceholder(names: {
  readonly own: readonly string[];
  readonly given: readonly string[];
}): boolean {
  return (
    names.own.some((name) => NAMELESS_SURNAME.test(name)) ||
    names.given.some((name) => NAMELESS_GIVEN.test(name))
  );
}
