/** Texts as string searches compare them: https://hl7.org/fhir/R4/search.html#string */

const LIGATURES: Readonly<Record<string, string>> = {
  ĳ: 'ij',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
};

/** Case, accents and punctuation don't count; an apostrophe does not part words. */
export function folded(text: string): string {
  let result = '';
  for (const letter of text.toLowerCase().normalize('NFD')) {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= 0x300 && code <= 0x36f) continue;
    if (letter === "'" || letter === '’') continue;
    if (LIGATURES[letter] !== undefined) result += LIGATURES[letter];
    else result += /[a-z0-9]/.test(letter) || code > 0x17f ? letter : ' ';
  }
  return result.split(' ').filter(Boolean).join(' ');
}

const PREFIX_WORDS = new Set(['van', 'von', 'de', 'den', 'der', 'het', 't', 'ter', 'ten', 'te']);

/** A surname as a Dutch phone book has it: `van den Berg` under Berg. */
export function bareSurname(family: string): string {
  const words = folded(family).split(' ');
  while (words.length > 1 && PREFIX_WORDS.has(words[0] ?? '')) words.shift();
  return words.join(' ');
}

/** Splits at a sign that has no backslash before it. */
export function splitAt(text: string, sign: string): string[] {
  const parts = [''];
  let isEscaped = false;
  for (const letter of text) {
    if (letter === sign && !isEscaped) parts.push('');
    else parts.push((parts.pop() ?? '') + letter);
    isEscaped = letter === '\\' && !isEscaped;
  }
  return parts;
}

export function unescaped(text: string): string {
  return text.replaceAll(/\\([,|$\\])/g, '$1');
}

/** By code point. */
export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
